"""Keyboards below messages: what Telegram accepts of a `reply_markup`, and its words where it does not."""

import json
from typing import Any

from sandbox.refusals import LONG_MARKUP, bad_request

DATA_BYTES = 64
INLINE_BUTTONS = 100
REPLY_BUTTONS = 300
MARKUP_BYTES = 10_240

_ACTIONS = (
    "callback_data", "url", "copy_text", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game", "pay",
)  # fmt: skip
_STYLES = {"", "primary", "success", "danger"}
_SCHEMES = ("http://", "https://", "tg://", "mailto:", "tel:")
_BUTTON = "can't parse inline keyboard button: "

Markup = dict[str, Any]


def checked_markup(value: Any, private: bool) -> Markup | None:
    """The markup of a new message, or None; `private` tells whether contacts may be asked for."""
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return checked_inline(value)
    if "keyboard" in value:
        return _checked_reply(value, private)
    if value.get("remove_keyboard") is True or value.get("force_reply") is True:
        return value
    return None


def checked_inline(value: Any) -> Markup | None:
    """Only an inline keyboard will do, as for every edit; an empty one is no keyboard."""
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in value:
        if value:
            raise bad_request("inline keyboard expected")
        return None
    rows = _rows(value["inline_keyboard"], "inline_keyboard")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    kept = [row for row in rows if row]
    _check_size(kept, INLINE_BUTTONS)
    return {"inline_keyboard": kept} if kept else None


def _rows(value: Any, field: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{field}" must be of type Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{field}" must be an Array of Arrays')
    return value


def _check_size(rows: list[list[Any]], most: int) -> None:
    size = len(json.dumps(rows, ensure_ascii=False).encode()) if sum(map(len, rows)) > 20 else 0
    if sum(map(len, rows)) > most or size > MARKUP_BYTES:
        raise bad_request(LONG_MARKUP)


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request(_BUTTON + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(_BUTTON + 'Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style", "") not in _STYLES:
        raise bad_request(_BUTTON + "invalid button style specified")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, "")]
    if not actions:
        raise bad_request(_BUTTON + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    _check_action(button, actions[0])


def _check_action(button: dict[str, Any], action: str) -> None:
    value = button[action]
    if action == "callback_data":
        if not isinstance(value, str) or len(value.encode()) > DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif action == "url":
        if not isinstance(value, str) or not value.startswith(_SCHEMES):
            raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    elif action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _checked_reply(value: Markup, private: bool) -> Markup:
    rows = _rows(value["keyboard"], "keyboard")
    kept = [[_reply_button(button, private) for button in row] for row in rows if row]
    if not kept:
        raise bad_request("reply keyboard must be non-empty")
    _check_size(kept, REPLY_BUTTONS)
    if len(value.get("input_field_placeholder") or "") > 64:
        raise bad_request("input field placeholder is too long")
    return {**value, "keyboard": kept}


def _reply_button(button: Any, private: bool) -> dict[str, Any]:
    made = {"text": button} if isinstance(button, str) else button
    if not isinstance(made, dict) or not isinstance(made.get("text"), str):
        raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
    if not made["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    if made.get("request_contact") and not private:
        raise bad_request("phone number can be requested in private chats only")
    return made
