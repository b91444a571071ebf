"""Answers to presses: the toast or alert that ends the little clock on a button."""

from sandbox.chats import Press
from sandbox.parameters import Parameters
from sandbox.refusals import QUERY_TOO_OLD, bad_request
from sandbox.worlds import World

ANSWER_SECONDS = 15
TOAST_CHARACTERS = 200


def answer_callback(world: World, parameters: Parameters) -> bool:
    press = world.presses.get(parameters.text("callback_query_id"))
    if press is None or press.answered or world.clock.unix() - press.at > ANSWER_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    text = parameters.text("text")
    if len(text) > TOAST_CHARACTERS:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answered = True
    press.toast = text
    press.alert = parameters.flag("show_alert")
    press.url = parameters.text("url")
    press.person.counts["toasts"] += 1 if text else 0
    world.event(press.chat, "toast", press.message_id, text, by_bot=True)
    return True


def answer_body(press: Press) -> dict[str, object]:
    """What the person saw: `toast` is empty when the press was only acknowledged."""
    return {
        "query_id": press.id,
        "data": press.data,
        "label": press.label,
        "message": press.message_id,
        "answered": press.answered,
        "toast": press.toast,
        "alert": press.alert,
        "url": press.url,
    }
