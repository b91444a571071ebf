"""Screens as JSON and back: how the outbox keeps what will be shown. Telegram-free."""

import json
from dataclasses import asdict
from typing import Any

from text.screens import Attachment, Button, Screen, Style


def encoded(screen: Screen) -> str:
    """Compact JSON; fields at their default are left out, so that most rows stay short."""
    plain = asdict(screen)
    plain["rows"] = [[_without_defaults(button) for button in row] for row in plain["rows"]]
    return json.dumps(_without_defaults(plain), ensure_ascii=False, separators=(",", ":"))


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


def _without_defaults(plain: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in plain.items() if value not in ("", (), [], None, False)}
    if plain.get("keyboard") is not None:
        kept["keyboard"] = plain["keyboard"]  # an empty keyboard removes one: it says something
    if "text" in plain:
        kept["text"] = plain["text"]
    return kept
