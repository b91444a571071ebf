"""Screens as JSON and back: how the outbox keeps what will be shown. Telegram-free."""

import json
from dataclasses import asdict, fields
from typing import Any

from text.screens import Attachment, Button, Screen, Style

_SCREEN = tuple(field.name for field in fields(Screen))
_BUTTON = tuple(field.name for field in fields(Button))
_DEFAULTS = ("", (), None, False)


def encoded(screen: Screen) -> str:
    """Compact JSON; fields at their default are left out, so that most rows stay short."""
    plain = _told(screen, _SCREEN)
    plain["text"] = screen.text
    if screen.rows:
        plain["rows"] = [[_told(button, _BUTTON) for button in row] for row in screen.rows]
    if screen.keyboard is not None:
        plain["keyboard"] = screen.keyboard  # an empty keyboard removes one: it says something
    if screen.attachment is not None:
        plain["attachment"] = asdict(screen.attachment)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def decoded(body: str) -> Screen:
    plain: dict[str, Any] = json.loads(body)
    keyboard = plain.get("keyboard")
    attachment = plain.get("attachment")
    return Screen(
        text=plain["text"],
        rows=tuple(tuple(_button(button) for button in row) for row in plain.get("rows", ())),
        keyboard=None if keyboard is None else tuple(tuple(row) for row in keyboard),
        ask_contact=plain.get("ask_contact", ""),
        placeholder=plain.get("placeholder", ""),
        attachment=Attachment(**attachment) if attachment else None,
        protected=plain.get("protected", False),
    )


def _button(plain: dict[str, Any]) -> Button:
    return Button(**{**plain, "style": Style(plain.get("style", ""))})


def _told(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """What a record says beyond its defaults, without copying: this is written at every answer."""
    found = ((name, getattr(record, name)) for name in names)
    return {name: value for name, value in found if value not in _DEFAULTS}
