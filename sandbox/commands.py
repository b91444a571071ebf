"""Command lists per scope and language, and the menu button beside the text box."""

import json
import re
from typing import Any

from sandbox.chats import Json, Person
from sandbox.parameters import Parameters
from sandbox.refusals import bad_request
from sandbox.worlds import World

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_MENUS = ("commands", "web_app", "default")


def set_commands(world: World, parameters: Parameters) -> bool:
    key = _key(world, parameters)
    wished = parameters.tree("commands")
    if not isinstance(wished, list):
        raise bad_request("can't parse list of bot commands: expected an Array")
    if len(wished) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_checked(command) for command in wished]
    return True


def delete_commands(world: World, parameters: Parameters) -> bool:
    world.commands.pop(_key(world, parameters), None)
    return True


def get_commands(world: World, parameters: Parameters) -> list[Json]:
    return world.commands.get(_key(world, parameters), [])


def visible_commands(world: World, person: Person) -> list[Json]:
    """What this person finds under the menu button: the narrowest scope that has a list wins."""
    scopes = (
        _scope_key({"type": "chat", "chat_id": person.id}),
        _plain("all_private_chats"),
        _plain("default"),
    )
    for scope in scopes:
        for language in (person.language, ""):
            if (scope, language) in world.commands:
                return world.commands[scope, language]
    return []


def set_menu_button(world: World, parameters: Parameters) -> bool:
    menu = parameters.tree("menu_button") or {"type": "default"}
    if not isinstance(menu, dict) or menu.get("type") not in _MENUS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if parameters.values.get("chat_id") in (None, ""):
        world.menu = menu
    else:
        world.known_chat(parameters.values["chat_id"]).menu = menu
    return True


def _key(world: World, parameters: Parameters) -> tuple[str, str]:
    scope = parameters.tree("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _CHAT_SCOPES:
        world.known_chat(scope.get("chat_id"))
    elif kind not in _PLAIN_SCOPES:
        raise bad_request("can't parse BotCommandScope: BotCommandScope has unsupported type")
    language = parameters.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return _scope_key(scope), language


def _scope_key(scope: Json) -> str:
    named = {name: str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope}
    return json.dumps(named, sort_keys=True)


def _plain(kind: str) -> str:
    return _scope_key({"type": kind})


def _checked(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
