"""What people do, as the gate reads it from Telegram's JSON."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import gate
from storage.inbox import Waiting
from text.incoming import ChatKind, Incoming, Kind

RECEIVED = datetime(2026, 10, 1, 0, 30, tzinfo=UTC)
ANI = {"id": 7_000_000_123, "is_bot": False, "first_name": "Ani", "last_name": "Lestari"}
PRIVATE = {"id": 7_000_000_123, "type": "private", "first_name": "Ani"}
GROUP = {"id": -100_500, "type": "supergroup", "title": "Bidang"}


def read(**update: Any) -> Incoming | None:
    filed = gate.arrival({"update_id": 9, **update})
    return gate.incoming(Waiting(9, filed.lane, filed.kind, filed.body, RECEIVED, 0, 0))


def message(chat: dict[str, Any] = PRIVATE, **rest: Any) -> dict[str, Any]:
    return {"message_id": 4, "date": 1_790_000_000, "from": ANI, "chat": chat, **rest}


def test_a_text_says_who_where_and_when() -> None:
    found = read(message=message(text="82,5", reply_to_message={"message_id": 3}))
    assert found == Incoming(
        update_id=9,
        kind=Kind.TEXT,
        chat_id=7_000_000_123,
        chat_kind=ChatKind.PRIVATE,
        sender_id=7_000_000_123,
        sender_name="Ani Lestari",
        at=datetime.fromtimestamp(1_790_000_000, UTC),
        message_id=4,
        text="82,5",
        reply_to=3,
    )


def test_an_edit_is_marked_and_dated_by_the_edit() -> None:
    found = read(edited_message=message(text="85", edit_date=1_790_000_060))
    assert found is not None
    assert found.edited
    assert found.at.timestamp() == 1_790_000_060


def test_of_a_photo_the_largest_size_is_taken() -> None:
    sizes = [
        {
            "file_id": f"f{side}",
            "file_unique_id": f"u{side}",
            "width": side,
            "height": side,
            "file_size": side,
        }
        for side in (90, 1280, 320)
    ]
    found = read(message=message(photo=sizes, caption="bukti", media_group_id="77"))
    assert found is not None
    assert found.file is not None
    assert (found.kind, found.text, found.album, found.file.file_id) == (Kind.FILE, "bukti", "77", "f1280")


def test_a_document_keeps_its_name_and_size() -> None:
    document = {
        "file_id": "f",
        "file_unique_id": "u",
        "file_name": "TW3.xlsx",
        "mime_type": "x/y",
        "file_size": 5,
    }
    found = read(message=message(document=document))
    assert found is not None
    assert found.file is not None
    assert (found.file.name, found.file.mime, found.file.size) == ("TW3.xlsx", "x/y", 5)


def test_a_contact_tells_whose_number_it_is() -> None:
    found = read(message=message(contact={"phone_number": "+62811", "first_name": "B", "user_id": 5}))
    assert found is not None
    assert found.contact is not None
    assert (found.kind, found.contact.phone, found.contact.user_id) == (Kind.CONTACT, "+62811", 5)


@pytest.mark.parametrize("old", [False, True])
def test_a_tap_is_dated_when_it_came_even_on_an_old_card(old: bool) -> None:
    under = {"message_id": 4, "chat": PRIVATE, "date": 0 if old else 1_790_000_000}
    found = read(callback_query={"id": "77", "from": ANI, "message": under, "data": "1|ap|9"})
    assert found is not None
    assert (found.kind, found.at, found.data, found.callback_id) == (Kind.TAP, RECEIVED, "1|ap|9", "77")


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_coming_back_are_seen(status: str, reachable: bool) -> None:
    change = {"chat": PRIVATE, "from": ANI, "date": 1_790_000_000, "new_chat_member": {"status": status}}
    found = read(my_chat_member=change)
    assert found is not None
    assert (found.kind, found.reachable) == (Kind.MEMBERSHIP, reachable)


def test_a_group_is_a_group() -> None:
    found = read(message=message(GROUP, text="halo"))
    assert found is not None
    assert (found.chat_kind, found.chat_id, found.sender_id) == (ChatKind.GROUP, -100_500, 7_000_000_123)


def test_the_lane_is_the_sender_not_the_chat() -> None:
    assert gate.arrival({"update_id": 1, "message": message(GROUP, text="x")}).lane == 7_000_000_123
    assert gate.arrival({"update_id": 1, "channel_post": {"chat": GROUP}}).lane == -100_500
    assert gate.arrival({"update_id": 1, "message": "?"}).lane == 0


def test_a_sticker_is_something_else() -> None:
    found = read(message=message(sticker={"file_id": "s"}))
    assert found is not None
    assert found.kind is Kind.OTHER


@pytest.mark.parametrize(
    "odd",
    [
        {"message": {**message(text="x"), "chat": {"id": 1}}},
        {"message": {**message(text="x"), "date": "kemarin"}},
        {"message": message(text=5)},
        {"message": {**message(text="x"), "from": [1]}},
        {"message": {**message(text="x"), "date": 10**20}},
        {"callback_query": {"id": 5, "from": ANI, "message": {"message_id": 4, "chat": PRIVATE}}},
        {"message": [message(text="x")]},
    ],
)
def test_what_has_the_wrong_shape_is_unreadable(odd: dict[str, Any]) -> None:
    with pytest.raises(gate.Unreadable):
        read(**odd)


@pytest.mark.parametrize("nobodys", [{"poll": {"id": "1"}}, {}, {"message": {"chat": GROUP, "text": "x"}}])
def test_what_nobody_did_is_nothing(nobodys: dict[str, Any]) -> None:
    assert read(**nobodys) is None


def test_what_was_filed_is_the_update_itself() -> None:
    update = {"update_id": 9, "message": message(text="Rp 1.500,00 – “ya”")}
    assert json.loads(gate.arrival(update).body) == update


def test_half_a_character_and_a_null_can_be_stored_and_are_read_as_one_sign() -> None:
    update = {"update_id": 1, "message": message(text="\ud83d halo\x00")}
    filed = gate.arrival(update)
    assert filed.body.isascii()
    assert "\x00" not in filed.body
    found = read(message=update["message"])
    assert found is not None
    assert found.text == "\N{REPLACEMENT CHARACTER} halo\N{REPLACEMENT CHARACTER}"


def test_a_whole_character_outside_of_ascii_survives() -> None:
    found = read(message=message(text="padi 🌾 é"))
    assert found is not None
    assert found.text == "padi 🌾 é"


def test_ids_beyond_64_bits_are_nobodys() -> None:
    with pytest.raises(gate.Unreadable):
        gate.arrival({"update_id": 2**63, "message": message(text="x")})
    giant = {**ANI, "id": 2**70}
    update = message({**PRIVATE, "id": 2**70}, text="x") | {"from": giant}
    assert gate.arrival({"update_id": 1, "message": update}).lane == 0
    with pytest.raises(gate.Unreadable):
        read(message=update)
