"""A stand-in who was named: other days, called off, overlapping. Source: practice 2.5."""

import json
from datetime import datetime
from typing import Any

import pytest

from storage import journals, people
from storage.database import Database
from tests.cases.test_takeovers import ADMIN, HEAD, KABID, SECRETARY, answered, at, held, tick
from tests.forms.offices import Office, labels, opened

WEDNESDAY = datetime.fromisoformat("2026-10-07T07:30:00+08:00")
THURSDAY = datetime.fromisoformat("2026-10-08T09:00:00+08:00")


@pytest.fixture
def office(database: Database) -> Office:
    """Monday, and the order lies before the head; he names the Sekretaris for Wednesday to Friday."""
    found = opened(database)
    name(found, SECRETARY, "7–9 Okt")
    found.press(HEAD, "Simpan")
    return found


def name(office: Office, who: str, days: str) -> str:
    """The head names somebody; how the answer to the days reads."""
    office.write(HEAD, "/delegasi")
    if any(label.startswith("Tunjuk pel") for label in labels(office.last(HEAD))):
        office.press(HEAD, "Tunjuk pel")
    office.press(HEAD, held(office, who).holder_name)
    return office.write(HEAD, days).text


def person(office: Office, code: str) -> int:
    return held(office, code).holder_id or 0


def lines(office: Office, action: str) -> list[dict[str, Any]]:
    with office.database.reading() as connection:
        chain = journals.chain(connection, office.scope, journals.OFFICE_CHAIN)
    return [json.loads(one.body) for one in chain if one.action == action]


def said(office: Office, who: str, words: str) -> int:
    """How many messages in somebody's chat say these words."""
    return sum(words in one.text for one in office.sent(who))


def test_everybody_below_can_be_chosen(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Tunjuk pel")
    offered = labels(office.last(HEAD))
    assert all(
        any(title in label for title in ("Kepala", "Sekretaris", "Sub Koord")) for label in offered[:-1]
    )
    while labels(office.last(HEAD))[-1].startswith("Lainnya"):
        office.press(HEAD, "Lainnya")
        offered += labels(office.last(HEAD))
    assert any(held(office, "STAF-PSDI-1").holder_name in label for label in offered)


def test_the_stand_in_hears_of_it_when_named(office: Office) -> None:
    assert said(office, SECRETARY, "ditunjuk sebagai Plh. Kepala Dinas") == 1
    assert said(office, SECRETARY, "7 Oktober 2026 s.d. 9 Oktober 2026") == 1


def test_the_page_lists_who_will_stand_in(office: Office) -> None:
    page = office.write(HEAD, "/delegasi")
    assert "Plh. Kepala Dinas" in page.text
    assert "sedang berjalan" not in page.text
    assert labels(page)[:3] == ["Ubah tanggal (1)", "Batalkan (1)", "Tunjuk pelaksana harian"]


def test_other_days_are_shown_saved_told_once_and_followed(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ubah tanggal")
    page = office.write(HEAD, "8–12 Okt")
    assert "Semula 7 Oktober 2026 s.d. 9 Oktober 2026" in page.text
    assert "Menjadi 8 Oktober 2026 s.d. 12 Oktober 2026" in page.text
    office.press(HEAD, "Simpan")
    assert "kini 8 Oktober 2026 s.d. 12 Oktober 2026" in office.last(HEAD).text
    assert said(office, SECRETARY, "kini 8 Oktober") == 1
    assert len(lines(office, "stand_in_moved")) == 1
    head, stand_in = person(office, HEAD), person(office, SECRETARY)
    at(office, WEDNESDAY)
    tick(office)
    assert person(office, HEAD) == head
    at(office, THURSDAY)
    assert tick(office) == 1
    assert person(office, HEAD) == stand_in


def test_days_moved_there_and_back_are_followed_once(office: Office) -> None:
    for days in ("8–12 Okt", "7–9 Okt"):
        office.write(HEAD, "/delegasi")
        office.press(HEAD, "Ubah tanggal")
        office.write(HEAD, days)
        office.press(HEAD, "Simpan")
    at(office, WEDNESDAY)
    tick(office)
    assert said(office, SECRETARY, "Selamat bertugas") == 1


def test_what_is_called_off_never_begins_and_is_kept(office: Office) -> None:
    head = person(office, HEAD)
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Batalkan")
    assert "dibatalkan?" in office.last(HEAD).text
    office.press(HEAD, "Ya, batalkan")
    assert "tidak jadi Plh. Kepala Dinas" in office.last(HEAD).text
    assert said(office, SECRETARY, "9 Oktober 2026 dibatalkan. Tidak ada") == 1
    with office.database.reading() as connection:
        terms = people.assignments(connection, office.scope)
    (kept,) = [one for one in terms if one.holding == "acting_temporary"]
    assert kept.ends_at == kept.starts_at
    (line,) = lines(office, "stand_in_called_off")
    assert line["assignment"] == kept.id
    at(office, THURSDAY)
    tick(office)
    assert person(office, HEAD) == head
    assert said(office, SECRETARY, "Selamat bertugas") == 0
    assert "Siapa pelaksana harian" in office.write(HEAD, "/delegasi").text


def test_days_called_off_are_free_again(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Batalkan")
    office.press(HEAD, "Ya, batalkan")
    assert "Mohon diperiksa" in name(office, KABID, "6–8 Okt")


def test_days_of_another_stand_in_are_refused_in_one_sentence(office: Office) -> None:
    assert "sudah diisi" in name(office, KABID, "9–12 Okt")
    name(office, KABID, "12–13 Okt")
    office.press(HEAD, "Simpan")
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ubah tanggal (1)")
    refused = office.write(HEAD, "7–12 Okt").text
    assert "sudah diisi" in refused
    assert "12 Oktober 2026" in refused
    assert lines(office, "stand_in_moved") == []
    assert "Mohon diperiksa" in office.write(HEAD, "7–11 Okt").text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("entah", "belum terbaca"), ("9–7 Okt", "lebih awal"), ("1–2 Okt", "sudah lewat")],
)
def test_what_cannot_be_is_asked_again(office: Office, typed: str, sentence: str) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ubah tanggal")
    assert sentence in office.write(HEAD, typed).text


def test_an_old_page_and_a_second_press_change_nothing(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Ubah tanggal")
    office.write(HEAD, "8–9 Okt")
    old = office.button(HEAD, "Simpan").data
    office.write(HEAD, "8–12 Okt")
    assert "sudah lama" in office.tap(HEAD, old).text
    office.write(HEAD, "/delegasi")
    office.press(HEAD, "Batalkan")
    confirm = office.button(HEAD, "Ya, batalkan").data
    office.tap(HEAD, confirm)
    assert "sudah berakhir" in office.tap(HEAD, confirm).text
    assert len(lines(office, "stand_in_called_off")) == 1


def test_only_the_official_and_the_admin_change_it(office: Office) -> None:
    office.write(HEAD, "/delegasi")
    data = office.button(HEAD, "Batalkan").data
    for who in (KABID, SECRETARY):
        assert "sudah lama" in office.tap(who, data).text
    assert "Plh. Kepala Dinas" in office.write(ADMIN, "/delegasi").text
    office.press(ADMIN, "Batalkan")
    office.press(ADMIN, "Ya, batalkan")
    assert said(office, HEAD, "dibatalkan admin kantor") == 1
    assert said(office, SECRETARY, "9 Oktober 2026 dibatalkan. Tidak ada") == 1


def test_a_stand_in_named_by_the_admin_is_told_to_both(database: Database) -> None:
    office = opened(database)
    with database.reading() as connection:
        stand_in = people.person(connection, person(office, SECRETARY))
    assert stand_in is not None
    answered(office, HEAD, stand_in.nip, "7–9 Okt", "nomor menyusul")
    office.press(ADMIN, "Simpan")
    assert said(office, SECRETARY, "ditunjuk sebagai Plh. Kepala Dinas") == 1
    assert said(office, HEAD, "ditunjuk admin kantor") == 1
