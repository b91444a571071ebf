"""The outbox table, on both databases: order, claims, and what became pointless while it waited."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from sop.cards import CardKind
from storage import cards, outbox, outcomes
from storage.database import Database
from storage.outbox import OUTBOX, Draft, Letter
from storage.outcomes import Fate, Outcome
from tests.delivery.offices import NOW, Desktop, a_desktop, bundle_moves, seat_passes


def put(connection: Connection, chat: int, **rest: Any) -> int:
    values = {"kind": "info", "priority": 2, "method": "send", "payload": '{"text":"x"}', "made_at": NOW}
    return outbox.append(connection, Draft(chat_id=chat, **{**values, **rest}))


def put_card(connection: Connection, desktop: Desktop, revision: int = 1, **rest: Any) -> int:
    names = {"card_id": desktop.card, "bundle_id": desktop.bundle, "seat_id": desktop.seat}
    whose = {"person_id": desktop.holder, "office_id": desktop.scope.office_id}
    named = {**names, **whose, "kind": "duty", "revision": revision, **rest}
    return put(connection, desktop.chat, **named)


def claimed(connection: Connection, free: int = 8, paused: tuple[int, ...] = ()) -> list[Letter]:
    return list(outbox.claim(connection, NOW, free, paused))


def home(connection: Connection, letter: Letter, fate: Fate = Fate.SENT, **rest: Any) -> None:
    outcomes.settle(connection, [Outcome(letter, fate, **rest)], NOW)


def state(connection: Connection, row_id: int) -> tuple[str, str]:
    row = connection.execute(OUTBOX.select().where(OUTBOX.c.id == row_id)).one()
    return row.state, row.error


def test_one_letter_of_a_chat_is_under_way_at_a_time(database: Database) -> None:
    with database.writing() as connection:
        first, second = put(connection, 1), put(connection, 1)
        letters = claimed(connection)
        assert [letter.id for letter in letters] == [first]
        assert claimed(connection) == []
        home(connection, letters[0], message_id=9)
        assert [letter.id for letter in claimed(connection)] == [second]


def test_inside_a_chat_the_id_decides_and_between_chats_the_best_priority(database: Database) -> None:
    with database.writing() as connection:
        digest = put(connection, 1, priority=4)
        put(connection, 1, priority=0)
        reminder = put(connection, 2, priority=3)
        assert [letter.id for letter in claimed(connection)] == [digest, reminder]


def test_a_paused_chat_delays_nobody_else(database: Database) -> None:
    with database.writing() as connection:
        put(connection, 1, priority=0)
        other = put(connection, 2, priority=4)
        assert [letter.id for letter in claimed(connection, paused=(1,))] == [other]


def test_the_same_key_is_said_once(database: Database) -> None:
    with database.writing() as connection:
        first = put(connection, 1, dedup="a")
        assert put(connection, 1, dedup="a") == first
        assert put(connection, 1, dedup="b") != first


def test_a_row_whose_time_is_over_gives_way_to_the_next(database: Database) -> None:
    with database.writing() as connection:
        late = put(connection, 1, valid_until=NOW - timedelta(seconds=1))
        good = put(connection, 1)
        assert [letter.id for letter in claimed(connection)] == [good]
        assert state(connection, late) == ("cancelled", "too late")


def test_a_newer_edit_of_a_card_takes_the_place_of_the_older(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        duty = put_card(connection, desktop)
        older = put_card(connection, desktop, 1, kind="edit", method="edit")
        newer = put_card(connection, desktop, 1, kind="edit", method="edit")
        assert state(connection, older) == ("cancelled", "superseded")
        assert state(connection, duty)[0] == state(connection, newer)[0] == "new"


def test_a_card_that_changed_before_it_was_shown_arrives_once_and_current(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        stale = put_card(connection, desktop)
        bundle_moves(connection, desktop.bundle, revision=2)
        fresh = put_card(connection, desktop, 2, kind="edit", method="edit")
        letters = claimed(connection)
        assert [(letter.id, letter.method, letter.kind) for letter in letters] == [(fresh, "send", "duty")]
        assert state(connection, stale) == ("cancelled", "moved on")


def test_a_duty_is_not_dropped_as_long_as_nothing_newer_says_it(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        duty = put_card(connection, desktop)
        bundle_moves(connection, desktop.bundle, revision=2)
        assert [letter.id for letter in claimed(connection)] == [duty]


@pytest.mark.parametrize("closed", ["done", "void"])
def test_a_duty_of_a_closed_bundle_is_not_said(database: Database, closed: str) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        duty = put_card(connection, desktop)
        bundle_moves(connection, desktop.bundle, revision=2, state=closed)
        assert claimed(connection) == []
        assert state(connection, duty) == ("cancelled", "moved on")


def test_a_card_for_someone_who_left_the_seat_is_not_sent(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        duty = put_card(connection, desktop)
        seat_passes(connection, desktop)
        assert claimed(connection) == []
        assert state(connection, duty) == ("cancelled", "holder changed")


def test_delivery_is_remembered_by_row_card_and_bundle(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        put_card(connection, desktop)
        home(connection, claimed(connection)[0], message_id=77)
        shown = cards.of_message(connection, desktop.chat, 77)
        assert shown is not None
        assert (shown.id, shown.revision) == (desktop.card, 1)
        put_card(connection, desktop, kind="edit", method="edit")
        assert claimed(connection)[0].message_id == 77


def test_an_edit_of_a_retired_card_that_was_never_shown_is_not_sent(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        cards.retire(connection, [desktop.card])
        stub = put_card(connection, desktop, kind="edit", method="edit")
        assert claimed(connection) == []
        assert state(connection, stub) == ("cancelled", "card was never shown")


def test_a_lost_message_is_sent_anew_and_becomes_the_card(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        cards.shown(connection, desktop.card, 77, 1)
        put_card(connection, desktop, kind="edit", method="edit")
        home(connection, claimed(connection)[0], Fate.AGAIN, as_new=True)
        again = claimed(connection)[0]
        assert (again.method, again.kind) == ("send", "duty")
        home(connection, again, message_id=88)
        assert cards.of_message(connection, desktop.chat, 77) is None
        assert cards.of_message(connection, desktop.chat, 88) is not None


@pytest.mark.parametrize(
    ("kind", "unknowns", "expected", "repeats"),
    [
        ("answer", 0, "unknown", False),
        ("info", 0, "unknown", False),
        ("document", 0, "unknown", False),
        ("edit", 0, "new", False),
        ("edit", 5, "new", False),
        ("commands", 0, "new", False),
        ("duty", 0, "unknown", True),
        ("duty", 1, "unknown", False),
    ],
)
def test_after_a_death_every_class_is_treated_as_promised(
    database: Database, kind: str, unknowns: int, expected: str, repeats: bool
) -> None:
    with database.writing() as connection:
        row_id = put(connection, 1, kind=kind)
        connection.execute(OUTBOX.update().values(state="sending", unknowns=unknowns))
        outcomes.recover(connection, NOW, 60)
        assert state(connection, row_id)[0] == expected
        assert outcomes.doubtful(connection) == ({row_id: NOW + timedelta(seconds=60)} if repeats else {})


def test_a_revived_duty_goes_before_what_was_written_after_it(database: Database) -> None:
    with database.writing() as connection:
        duty = put(connection, 1, kind="duty")
        home(connection, claimed(connection)[0], Fate.UNKNOWN, wait_seconds=60)
        put(connection, 1)
        outcomes.revive(connection, [duty])
        letter = claimed(connection)[0]
        assert (letter.id, letter.unknowns) == (duty, 1)


def test_a_group_that_moved_takes_its_waiting_rows_along(database: Database) -> None:
    with database.writing() as connection:
        put(connection, -5)
        put(connection, -5)
        home(connection, claimed(connection)[0], Fate.AGAIN, moved_to=-100500)
        assert [letter.chat_id for letter in claimed(connection)] == [-100500]


def test_a_blocked_chat_marks_the_account(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        row_id = put_card(connection, desktop)
        home(connection, claimed(connection)[0], Fate.BLOCKED, error="blocked")
        assert state(connection, row_id) == ("dead", "blocked")
        reachable = outcomes.ACCOUNTS.select().where(outcomes.ACCOUNTS.c.reachable)
        assert connection.execute(reachable).all() == []


def test_random_claims_never_reorder_a_chat(database: Database) -> None:
    seed = 20261001
    print(f"seed {seed}")
    random = Random(seed)
    with database.writing() as connection:
        rows = [put(connection, random.randint(1, 5)) for _ in range(60)]
        sent: dict[int, list[int]] = {}
        for _ in range(300):
            for letter in claimed(connection, random.randint(1, 4), (random.randint(1, 9),)):
                sent.setdefault(letter.chat_id, []).append(letter.id)
                home(connection, letter, message_id=1)
    assert all(ids == sorted(ids) for ids in sent.values())
    assert sorted(row_id for ids in sent.values() for row_id in ids) == rows


def test_a_revived_duty_waits_for_what_is_under_way(database: Database) -> None:
    with database.writing() as connection:
        duty = put(connection, 1, kind="duty")
        home(connection, claimed(connection)[0], Fate.UNKNOWN, wait_seconds=60)
        put(connection, 1)
        under_way = claimed(connection)[0]
        outcomes.revive(connection, [duty])
        assert claimed(connection) == []
        home(connection, under_way, message_id=5)
        assert [letter.id for letter in claimed(connection)] == [duty]


@pytest.mark.parametrize("fate", [Fate.BLOCKED, Fate.DEAD])
def test_a_card_that_never_reached_the_chat_does_not_count_as_shown(database: Database, fate: Fate) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        put_card(connection, desktop)
        home(connection, claimed(connection)[0], fate, error="x")
        assert cards.live(connection, desktop.scope, desktop.bundle) == ()


def test_a_card_that_a_later_row_still_brings_stays_live(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        put_card(connection, desktop)
        letter = claimed(connection)[0]
        edit = put_card(connection, desktop, 2, kind="edit", method="edit")
        home(connection, letter, Fate.DEAD, error="x")
        again = claimed(connection)[0]
        assert (again.id, again.method) == (edit, "send")
        home(connection, again, Fate.DEAD, error="x")
        assert cards.live(connection, desktop.scope, desktop.bundle) == ()


def test_a_cancelled_card_does_not_count_as_shown(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        put_card(connection, desktop)
        put_card(connection, desktop, 2, kind="edit", method="edit")
        seat_passes(connection, desktop)
        assert claimed(connection) == []
        assert cards.live(connection, desktop.scope, desktop.bundle) == ()


def test_a_former_holder_still_loses_the_buttons_of_a_card(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        cards.shown(connection, desktop.card, 77, 1)
        seat_passes(connection, desktop)
        edit = put_card(connection, desktop, kind="edit", method="edit")
        assert [(letter.id, letter.message_id) for letter in claimed(connection)] == [(edit, 77)]


def test_nothing_of_a_person_goes_to_an_account_that_was_ended(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        duty = put_card(connection, desktop)
        accounts = outcomes.ACCOUNTS
        connection.execute(accounts.update().values(ended_at=NOW))
        to_the_chat = put(connection, desktop.chat)
        assert [letter.id for letter in claimed(connection)] == [to_the_chat]
        assert state(connection, duty) == ("cancelled", "account ended")
        assert cards.live(connection, desktop.scope, desktop.bundle) == ()


def test_a_stub_shows_nothing_that_a_typed_code_could_act_on(database: Database) -> None:
    with database.writing() as connection:
        desktop = a_desktop(connection)
        whose = (desktop.scope, desktop.bundle)
        cards.shown(connection, desktop.card, 77, 1)
        assert cards.delivered(connection, *whose, desktop.holder) == 1
        assert cards.delivered(connection, *whose, desktop.deputy) == 0
        cards.retire(connection, [desktop.card])
        cards.shown(connection, desktop.card, 77, 2)
        stub = cards.card(connection, desktop.card)
        assert stub is not None
        assert (stub.message_id, stub.revision) == (77, 1)
        assert cards.delivered(connection, *whose, desktop.holder) == 0
        newer = cards.add(connection, *whose, desktop.deputy, 502, CardKind.CARD)
        cards.shown(connection, newer, 78, 2)
        reminder = cards.add(connection, *whose, desktop.holder, 501, CardKind.REMINDER)
        cards.shown(connection, reminder, 79, 2)
        assert cards.delivered(connection, *whose, desktop.holder) == 0
