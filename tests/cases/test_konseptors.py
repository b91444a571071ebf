"""The konseptor of a seat when its official changes, and named by its holder. Source: practice 2.2, 2.5."""

import json
from dataclasses import replace

import pytest

from sop.cases import BundleState
from sop.people import Person
from storage import journals, people
from storage.database import Database
from tests.cases.chats import edited
from tests.cases.test_takeovers import ADMIN, HEAD, answered, held
from tests.forms.offices import PSDI, TRAINER, Office, labels, ready
from tools.demo_office import demo_book

CONCEPT, OTHER = "STAF-PSDI-1", "STAF-PSDI-2"


@pytest.fixture
def office(database: Database) -> Office:
    """The forms are open; the one at the Sub Koordinator's seat is prepared by a member of the staff."""
    book = demo_book("lumajang")
    staff = tuple(replace(row, konseptor=CONCEPT) if row.code == PSDI else row for row in book.staff)
    return ready(database, replace(book, staff=staff))


def person(office: Office, code: str) -> Person:
    with office.database.reading() as connection:
        found = people.person(connection, held(office, code).holder_id or 0)
    assert found is not None
    return found


def succeed(office: Office, seat: str, newcomer: str) -> None:
    """Somebody of the office takes a seat over today."""
    answered(office, seat, person(office, newcomer).nip, "hari ini", "nomor menyusul")
    office.press(ADMIN, "Simpan")


def welcome(office: Office, who: str) -> list[str]:
    """Text and buttons of the newest welcome."""
    screen = [one for one in office.sent(who) if "Selamat bertugas" in one.text][-1]
    return [screen.text, *labels(screen)]


def named(office: Office) -> list[dict[str, object]]:
    with office.database.reading() as connection:
        chain = journals.chain(connection, office.scope, journals.OFFICE_CHAIN)
    return [json.loads(one.body) for one in chain if one.action == "konseptor_named"]


def test_he_belongs_to_the_position_and_the_newcomer_may_name_another(office: Office) -> None:
    concept, other = person(office, CONCEPT), person(office, OTHER)
    succeed(office, PSDI, "SUBKOR-WASI")
    text, *buttons = welcome(office, PSDI)
    assert f"Konseptor jabatan ini: {concept.name}" in text
    assert buttons[-1].startswith("Ganti konseptor Sub Koordinator")
    office.press(PSDI, "Ganti konseptor")
    assert concept.name in office.last(PSDI).text
    office.press(PSDI, other.name)
    assert f"{other.name} kini konseptor" in office.last(PSDI).text
    assert held(office, PSDI).konseptor_id == other.id
    assert "sudah berakhir" in office.last(CONCEPT).text
    assert any("dilanjutkan" in one.text for one in edited(office, CONCEPT))
    told, card = office.sent(OTHER)[-2:]
    assert "ditunjuk sebagai konseptor" in told.text
    assert "Atas nama Sub Koordinator" in card.text
    assert named(office) == [{"seat": held(office, PSDI).id, "before": concept.id, "after": other.id}]


def test_he_ends_where_he_is_the_newcomer(office: Office) -> None:
    succeed(office, PSDI, CONCEPT)
    assert held(office, PSDI).konseptor_id is None
    text, *buttons = welcome(office, PSDI)
    assert "belum mempunyai konseptor" in text
    assert buttons[-1].startswith("Tunjuk konseptor")
    assert len(named(office)) == 1


def test_figures_he_prepares_end_with_him_too(office: Office) -> None:
    prepared = [office.indicator(code) for code in ("PSDI-2", "PSDI-3")]
    assert {one.konseptor_id for one in prepared} == {person(office, TRAINER).id}
    seat = next(one.code for one in office.seats() if one.id == prepared[0].owner_seat_id)
    succeed(office, seat, TRAINER)
    assert {office.indicator(one.code).konseptor_id for one in prepared} == {None}


def test_a_stand_in_leaves_him_where_he_is(office: Office) -> None:
    concept = held(office, HEAD).konseptor_id
    assert concept == person(office, "SUBKOR-PROGRAM").id
    answered(office, HEAD, person(office, "SUBKOR-PROGRAM").nip, "5–6 Okt", "nomor menyusul")
    office.press(ADMIN, "Simpan")
    assert held(office, HEAD).holder_id == concept
    assert held(office, HEAD).konseptor_id == concept
    assert not any("onseptor" in label for label in welcome(office, HEAD)[1:])


def test_an_official_changes_him_below_delegasi(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ganti konseptor")
    office.press(HEAD, "Tanpa konseptor")
    assert held(office, HEAD).konseptor_id is None
    assert "sudah berakhir" in office.last("SUBKOR-PROGRAM").text
    assert any(one.startswith("Tunjuk konseptor") for one in labels(office.write(HEAD, "/delegasi")))


def test_nobody_else_names_him_and_the_same_one_changes_nothing(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ganti konseptor")
    data = office.button(HEAD, "Tanpa konseptor").data
    assert "sudah lama" in office.tap("SEKRETARIS", data).text
    present = office.button(HEAD, person(office, "SUBKOR-PROGRAM").name).data
    assert "tidak ada yang diubah" in office.tap(HEAD, present).text
    assert named(office) == []
    assert office.bundle(PSDI, BundleState.OPEN)
