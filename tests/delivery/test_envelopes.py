"""From screen to Bot API call."""

import json

import pytest

from bot.envelopes import Envelope, envelope
from storage.outbox import Letter
from text.encoding import encoded
from text.screens import Attachment, Button, Screen, Style


def sealed(screen: Screen, method: str = "send", **rest: bool | int) -> Envelope:
    given: dict[str, bool | int] = {"unknowns": 0, "plain": False, "silent": False, "reply_to": 0, **rest}
    letter = Letter(
        id=1,
        chat_id=5,
        kind="duty",
        method=method,
        payload=encoded(screen),
        card_id=None,
        bundle_id=0,
        revision=0,
        attempts=0,
        message_id=7 if method == "edit" else 0,
        unknowns=int(given["unknowns"]),
        plain=bool(given["plain"]),
        silent=bool(given["silent"]),
        reply_to=int(given["reply_to"]),
    )
    return envelope(letter, lambda sha256: b"isi", "(lagi)")


def test_a_screen_is_a_message_in_html_without_previews() -> None:
    assert sealed(Screen("<b>Halo</b>")) == Envelope(
        "sendMessage",
        {
            "chat_id": 5,
            "text": "<b>Halo</b>",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        },
    )


def test_buttons_carry_data_link_or_copy() -> None:
    row = (Button("Ya", "1", Style.SUCCESS), Button("Buka", url="https://x"), Button("Salin", copy="K7FQA"))
    assert sealed(Screen("x", (row,))).fields["reply_markup"] == {
        "inline_keyboard": [
            [
                {"text": "Ya", "callback_data": "1", "style": "success"},
                {"text": "Buka", "url": "https://x"},
                {"text": "Salin", "copy_text": {"text": "K7FQA"}},
            ]
        ]
    }


def test_a_reply_keyboard_is_shown_removed_or_asks_for_the_number() -> None:
    shown = sealed(Screen("x", keyboard=(("Isi", "Tugas"),), placeholder="Contoh: 82,5")).fields[
        "reply_markup"
    ]
    assert shown["keyboard"] == [[{"text": "Isi"}, {"text": "Tugas"}]]
    assert shown["input_field_placeholder"] == "Contoh: 82,5"
    assert sealed(Screen("x", keyboard=())).fields["reply_markup"] == {"remove_keyboard": True}
    asked = sealed(Screen("x", ask_contact="Kirim nomor")).fields["reply_markup"]
    assert asked["keyboard"] == [[{"text": "Kirim nomor", "request_contact": True}]]


def test_an_edit_names_its_message_and_takes_buttons_away_by_leaving_them_out() -> None:
    edited = sealed(Screen("x", keyboard=(("Isi",),)), "edit")
    assert edited.method == "editMessageText"
    assert edited.fields["message_id"] == 7
    assert "reply_markup" not in edited.fields


def test_a_reminder_answers_its_card_even_if_that_was_deleted() -> None:
    fields = sealed(Screen("x"), reply_to=44, silent=True).fields
    assert fields["reply_parameters"] == {"message_id": 44, "allow_sending_without_reply": True}
    assert fields["disable_notification"] is True


@pytest.mark.parametrize(
    ("mime", "method", "field"),
    [("application/pdf", "sendDocument", "document"), ("image/png", "sendPhoto", "photo")],
)
def test_a_file_travels_with_its_caption(mime: str, method: str, field: str) -> None:
    sent = sealed(Screen("Laporan", attachment=Attachment("a.x", "0" * 64, mime), protected=True))
    assert (sent.method, sent.fields["caption"], sent.fields["protect_content"]) == (method, "Laporan", True)
    assert sent.upload is not None
    assert (sent.upload.field, sent.upload.name, sent.upload.content) == (field, "a.x", b"isi")


def test_a_second_copy_says_so_where_there_is_room() -> None:
    assert sealed(Screen("Tugas"), unknowns=1).fields["text"] == "Tugas\n\n(lagi)"
    assert sealed(Screen("x" * 4096), unknowns=1).fields["text"] == "x" * 4096


def test_plain_text_is_what_the_reader_would_have_seen() -> None:
    fields = sealed(Screen("<b>A &amp; B</b> &lt;1"), plain=True).fields
    assert fields["text"] == "A & B <1"
    assert "parse_mode" not in fields


def test_commands_are_set_for_their_chat() -> None:
    letter = Letter(
        1, 5, "commands", "commands", json.dumps([["isi", "Isi data"]]), None, 0, 0, 0, 0, False, False, 0, 0
    )
    made = envelope(letter, lambda sha256: b"", "")
    assert made.method == "setMyCommands"
    assert made.fields["commands"] == [{"command": "isi", "description": "Isi data"}]
    assert made.fields["scope"] == {"type": "chat", "chat_id": 5}
