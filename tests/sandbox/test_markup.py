"""Keyboards are checked as strictly as Telegram checks them."""

from typing import Any

import pytest

from sandbox.markup import checked_inline, checked_markup
from sandbox.refusals import Refusal


def button(**rest: Any) -> dict[str, Any]:
    return {"text": "Setujui", "callback_data": "1|ap", **rest}


def inline(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(button(callback_data="é" * 33)), "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": None}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [button()]}, 'field "inline_keyboard" must be an Array of Arrays'),
        (inline(button(text="  ")), "inline keyboard button text must be non-empty"),
        (
            inline(button(text=None)),
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            inline({"text": "x"}),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (inline(button(style="red")), "can't parse inline keyboard button: invalid button style specified"),
        (inline(button(url="https://x.id")), "BUTTON_TYPE_INVALID"),
        (inline({"text": "x", "copy_text": {"text": "y" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
        (
            inline({"text": "x", "url": "x.id"}),
            "inline keyboard button URL 'x.id' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [[button()]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": [[button(text="x" * 500)]] * 30}, "reply markup is too long"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        ({"keyboard": []}, "reply keyboard must be non-empty"),
        ({"keyboard": [["x"]], "input_field_placeholder": "x" * 65}, "input field placeholder is too long"),
    ],
)
def test_a_keyboard_telegram_refuses_is_refused_in_its_words(markup: Any, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        checked_markup(markup, private=True)
    assert refusal.value.description == f"Bad Request: {words}"


def test_sixty_four_bytes_of_data_and_a_hundred_buttons_pass() -> None:
    markup = {"inline_keyboard": [[button(callback_data="é" * 32)]] * 10 + [[button()]] * 90}
    assert checked_markup(markup, private=True) == markup


def test_an_empty_inline_keyboard_is_no_keyboard() -> None:
    assert checked_inline({"inline_keyboard": []}) is None
    assert checked_inline({"inline_keyboard": [[]]}) is None


def test_an_edit_takes_nothing_but_an_inline_keyboard() -> None:
    with pytest.raises(Refusal, match="inline keyboard expected"):
        checked_inline({"keyboard": [["x"]]})


def test_contacts_are_asked_for_in_private_chats_only() -> None:
    markup = {"keyboard": [[{"text": "Bagikan nomor", "request_contact": True}]]}
    assert checked_markup(markup, private=True) == markup
    with pytest.raises(Refusal, match="private chats only"):
        checked_markup(markup, private=False)
