"""The smallest SOP: the head disposes a letter, each addressed seat reports back."""

import pytest

from sop.events import Disposed, Forwarded
from sop.moves import Complete, Dispose, Forward, Reassign, RecordOutside
from sop.refusals import Refusal
from tests.engine.desks import Desk
from tests.engine.offices import HEAD, KABID_A, KABID_B, PLANNER, SECRETARY, STAFF_A1, chart, person
from tests.engine.samples import FLAT, LETTER


def letter() -> Desk:
    desk = Desk(LETTER, chart(), {}, ())
    desk.open()
    return desk


def test_a_letter_is_over_when_every_addressed_seat_has_reported() -> None:
    desk = letter()
    events = desk.do(Dispose(desk.bundle(HEAD).id, (SECRETARY, KABID_A)))
    assert [event.recipients for event in events if isinstance(event, Disposed)] == [(SECRETARY, KABID_A)]
    desk.do(Complete(desk.bundle(SECRETARY).id))
    assert desk.is_open
    desk.do(Complete(desk.bundle(KABID_A).id))
    assert desk.is_done


def test_without_names_the_order_goes_to_all_seats_the_sop_names() -> None:
    desk = letter()
    desk.do(Dispose(desk.bundle(HEAD).id))
    assert {bundle.seat_id for bundle in desk.bundles()} == {SECRETARY, KABID_A, KABID_B}


def test_a_recipient_forwards_and_is_done() -> None:
    desk = letter()
    desk.do(Dispose(desk.bundle(HEAD).id, (SECRETARY,)))
    events = desk.do(Forward(desk.bundle(SECRETARY).id, (PLANNER, STAFF_A1)))
    assert any(isinstance(event, Forwarded) for event in events)
    assert {bundle.seat_id for bundle in desk.bundles()} == {PLANNER, STAFF_A1}


def test_an_oral_order_names_its_recipients() -> None:
    desk = letter()
    desk.do(RecordOutside(desk.bundle(HEAD).id, "lisan", oral=True, recipients=(KABID_B,)), person(PLANNER))
    assert {bundle.seat_id for bundle in desk.bundles()} == {KABID_B}


def test_a_duty_moves_to_another_seat_and_back() -> None:
    desk = letter()
    desk.do(Dispose(desk.bundle(HEAD).id, (SECRETARY,)))
    desk.do(Reassign(desk.bundle(SECRETARY).id, PLANNER))
    desk.do(Reassign(desk.bundle(PLANNER).id, SECRETARY))
    desk.do(Complete(desk.bundle(SECRETARY).id))
    assert desk.is_done


def test_forwarding_to_oneself_or_nobody_is_refused() -> None:
    desk = letter()
    desk.do(Dispose(desk.bundle(HEAD).id, (SECRETARY,)))
    for recipients in ((), (SECRETARY,)):
        with pytest.raises(Refusal, match="no_recipient"):
            desk.do(Forward(desk.bundle(SECRETARY).id, recipients))


def test_an_office_without_anybody_to_act_cannot_open_a_case() -> None:
    office = chart()
    bare = type(office)(office.office, office.units, ())
    with pytest.raises(Refusal, match="no_seat"):
        Desk(FLAT, bare, {}, ()).open()
