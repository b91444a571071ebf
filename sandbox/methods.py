"""The table of methods: names in lower case, as Telegram compares them."""

from collections.abc import Callable
from typing import Any

from sandbox import answers, commands, edits, files, sends, webhooks
from sandbox.parameters import Parameters
from sandbox.refusals import Refusal, bad_request
from sandbox.updates import checked_kinds
from sandbox.worlds import World

Method = Callable[[World, Parameters], Any]

_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def get_me(world: World, _: Parameters) -> dict[str, Any]:
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }
    return {**world.bot, **abilities, "can_connect_to_business": False, "has_main_web_app": False}


def send_chat_action(world: World, parameters: Parameters) -> bool:
    world.open_chat(parameters.values.get("chat_id"))
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


METHODS: dict[str, Method] = {
    "getme": get_me,
    "setwebhook": webhooks.set_webhook,
    "deletewebhook": webhooks.delete_webhook,
    "getwebhookinfo": webhooks.webhook_info,
    "sendmessage": sends.send_message,
    "sendphoto": sends.send_photo,
    "senddocument": sends.send_document,
    "sendmediagroup": sends.send_media_group,
    "copymessage": sends.copy_message,
    "editmessagetext": edits.edit_text,
    "editmessagecaption": edits.edit_caption,
    "editmessagereplymarkup": edits.edit_markup,
    "editmessagemedia": edits.edit_media,
    "deletemessage": edits.delete_message,
    "deletemessages": edits.delete_messages,
    "pinchatmessage": edits.pin_message,
    "unpinchatmessage": edits.unpin_message,
    "answercallbackquery": answers.answer_callback,
    "getfile": files.get_file,
    "setmycommands": commands.set_commands,
    "deletemycommands": commands.delete_commands,
    "getmycommands": commands.get_commands,
    "setchatmenubutton": commands.set_menu_button,
    "sendchataction": send_chat_action,
}
_LIMITED = {"sendmessage", "sendphoto", "senddocument", "sendmediagroup", "copymessage"}


def chat_of(parameters: Parameters) -> int | None:
    """The chat a call is about, as faults and floods see it."""
    try:
        return int(parameters.values["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def call(world: World, name: str, parameters: Parameters) -> Any:
    """Run one method other than getUpdates; raises Refusal."""
    method = METHODS.get(name)
    if method is None:
        raise Refusal(404, "Not Found")
    if name in _LIMITED and world.floods.on:
        items = parameters.tree("media") if name == "sendmediagroup" else None
        chat_id = chat_of(parameters)
        if chat_id is not None:
            world.floods.pass_or_refuse(chat_id, len(items) if isinstance(items, list) else 1)
    return method(world, parameters)


async def poll(world: World, parameters: Parameters) -> bytes:
    """getUpdates: the one method that waits."""
    allowed = checked_kinds(parameters.tree("allowed_updates"))
    limit, seconds = parameters.integer("limit", 100), parameters.integer("timeout")
    return await world.updates.poll(parameters.integer("offset"), limit, seconds, allowed)
