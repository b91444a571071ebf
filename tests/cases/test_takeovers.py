"""Changing an official in chat: six answers at most, cards that move at the date, one welcome.

Source: practice 2.5. The NIPs are invented.
"""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from desk import accounts, charts, takeovers
from desk.works import Work
from sop.cases import BundleState
from sop.people import Holding, Seat
from storage import accounts as account_rows
from storage import inbox, journals, people
from storage.database import Database
from storage.outbox import OUTBOX
from tests.forms.offices import BOT, CHAT, Office, labels, opened, ready
from text.encoding import decoded
from text.incoming import ChatKind, Incoming, Kind
from text.screens import Screen, Toast

ADMIN, HEAD, SECRETARY, KABID = "ADMIN", "KADIS", "SEKRETARIS", "KABID-WASI"
NEW_NIP = "198001012005011991"


@pytest.fixture
def office(database: Database) -> Office:
    found = opened(database)
    found.press(HEAD, "Disposisikan")
    with database.writing() as connection:
        accounts.introduce(Work(connection, found.now), "kinerja_bot")
    return found


def begun(office: Office, seat: str) -> None:
    """Choose the seat from /kantor, whatever page it is on."""
    office.write(ADMIN, "/kantor")
    office.press(ADMIN, "Ganti pejabat")
    title = office.seat(seat).title[:20]
    while not any(label.startswith(title) for label in labels(office.last(ADMIN))):
        office.press(ADMIN, next(one for one in labels(office.last(ADMIN)) if "erikut" in one))
    office.press(ADMIN, title)


def answered(office: Office, seat: str, *answers: str) -> Screen:
    begun(office, seat)
    for answer in answers:
        last = office.write(ADMIN, answer)
    return last


def held(office: Office, code: str) -> Seat:
    with office.database.reading() as connection:
        seats = charts.chart(Work(connection, office.now), office.scope.office_id).seats
    return next(one for one in seats if one.code == code)


def connect(office: Office, person_id: int) -> None:
    values = {"person_id": person_id, "telegram_id": CHAT + person_id, "chat_id": CHAT + person_id}
    with office.database.writing() as connection:
        account_rows.add(connection, {**values, "ringing": True, "bound_at": office.now})
        charts.changed(Work(connection, office.now), office.scope.office_id)


def sent_to(office: Office, person_id: int) -> list[Screen]:
    mine = sa.and_(OUTBOX.c.chat_id == CHAT + person_id, OUTBOX.c.method == "send")
    with office.database.reading() as connection:
        found = connection.execute(sa.select(OUTBOX.c.payload).where(mine).order_by(OUTBOX.c.id)).scalars()
        return [decoded(one) for one in found]


def tapped(office: Office, person_id: int, data: str) -> Toast:
    """A press in the chat of somebody who may hold no seat any more."""
    assert office.desk is not None
    chat, number = CHAT + person_id, 90_001
    with office.database.writing() as connection:
        inbox.keep(connection, BOT, [inbox.Arrival(number, chat, "tap", "{}")], number + 1, office.now)
    tap = Incoming(number, Kind.TAP, chat, ChatKind.PRIVATE, chat, "x", office.now, number, data=data)
    toast = office.desk.serve(BOT, tap, office.now)
    assert toast is not None
    return toast


def tick(office: Office) -> int:
    assert office.desk is not None
    return office.desk.act(takeovers.take_effect, office.now)


def at(office: Office, moment: datetime) -> None:
    office.now = moment


def test_a_new_official_takes_six_answers_and_the_cards_move(office: Office) -> None:
    before = office.seat(KABID).holder_id or 0
    page = answered(
        office, KABID, NEW_NIP, "Rini Astuti, S.E., M.M.", "0812 5550 1199", "hari ini", "nomor menyusul"
    )
    assert "Rini Astuti, S.E., M.M." in page.text
    assert "Masa jabatan" in page.text
    assert labels(page)[0] == "Simpan"
    office.press(ADMIN, "Simpan")
    new = held(office, KABID)
    assert new.holder_id != before
    assert new.holding is Holding.DEFINITIVE
    stubs = [screen.text for screen in edited_of(office, before)]
    assert any(f"dilanjutkan Rini Astuti, S.E., M.M. selaku {new.title}" in text for text in stubs)
    welcome = [one for one in sent_to(office, new.holder_id or 0) if "Selamat bertugas" in one.text]
    assert not welcome, "nobody can be told who is not connected"
    assert "https://t.me/kinerja_bot?start=" in " ".join(one.text for one in office.sent(ADMIN)[-3:])


def edited_of(office: Office, person_id: int) -> list[Screen]:
    mine = sa.and_(OUTBOX.c.chat_id == CHAT + person_id, OUTBOX.c.method == "edit")
    with office.database.reading() as connection:
        found = connection.execute(sa.select(OUTBOX.c.payload).where(mine).order_by(OUTBOX.c.id)).scalars()
        return [decoded(one) for one in found]


def test_somebody_known_by_nip_is_only_assigned_and_gets_one_welcome(office: Office) -> None:
    known = office.seat("SUBKOR-WASI").holder_id or 0
    with office.database.reading() as connection:
        person = people.person(connection, known)
    assert person is not None
    page = answered(office, KABID, person.nip)
    assert f"Sudah terdaftar: <b>{person.name}</b>" in page.text
    office.write(ADMIN, "hari ini")
    office.write(ADMIN, "SK 821.2/45/2026")
    office.press(ADMIN, "Plt.")
    assert "Plt. " in office.last(ADMIN).text
    count = len(sent_to(office, known))
    office.press(ADMIN, "Simpan")
    new = sent_to(office, known)[count:]
    welcome = [one for one in new if "Selamat bertugas" in one.text]
    assert len(welcome) == 1
    assert "Sebagai Plt. Kepala Bidang" in welcome[0].text
    assert "Menunggu Bapak/Ibu" in welcome[0].text
    assert labels(welcome[0]) == ["Buka 1"]


def test_the_newcomer_opens_the_card_and_decides_in_the_new_capacity(office: Office) -> None:
    known = office.seat("SUBKOR-WASI").holder_id or 0
    with office.database.reading() as connection:
        person = people.person(connection, known)
    assert person is not None
    answered(office, KABID, person.nip, "hari ini", "nomor menyusul")
    old_button = office.button(KABID, "Teruskan")
    old = office.seat(KABID).holder_id or 0
    office.press(ADMIN, "Simpan")
    assert office.seat(KABID).holder_id == known
    assert "Tugas ini untuk" in tapped(office, old, old_button.data).text
    office.press(KABID, "Buka 1")
    office.press(KABID, "Teruskan")
    assert office.bundle(KABID, BundleState.DONE).closed_by == known


def test_a_later_date_takes_effect_by_itself_that_morning(office: Office) -> None:
    before = held(office, KABID).holder_id
    answered(office, KABID, "Tono Supriyadi", "-", "1 November 2026", "nomor menyusul")
    office.press(ADMIN, "Simpan")
    assert held(office, KABID).holder_id == before
    assert "kinerja_bot?start=" in office.last(ADMIN).text
    at(office, datetime.fromisoformat("2026-10-31T23:59:00+08:00"))
    assert held(office, KABID).holder_id == before
    at(office, datetime.fromisoformat("2026-11-01T00:00:30+08:00"))
    new = held(office, KABID).holder_id or 0
    assert new != before
    connect(office, new)
    assert tick(office) == 0, "nobody is woken on a Sunday night"
    at(office, datetime.fromisoformat("2026-11-02T07:00:30+08:00"))
    assert tick(office) == 1
    assert len([one for one in sent_to(office, new) if "Selamat bertugas" in one.text]) == 1
    assert tick(office) == 0


def test_terms_that_overlap_are_refused_in_one_sentence(office: Office) -> None:
    answered(office, KABID, "Tono Supriyadi", "-", "1 November 2026", "nomor menyusul")
    office.press(ADMIN, "Simpan")
    refused = answered(office, KABID, "Wati Lestari", "-", "15 Oktober 2026", "nomor menyusul")
    assert "sudah diisi Tono Supriyadi mulai 1 November 2026" in refused.text
    assert "belum disimpan" in refused.text


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["1980 0101"], "terdiri atas 18 angka"),
        (["198013012005011991"], "terdiri atas 18 angka"),
        ([NEW_NIP, "-"], "Mohon ketik nama lengkapnya"),
        ([NEW_NIP, "Rini Astuti", "12"], "Nomor telepon belum terbaca"),
        ([NEW_NIP, "Rini Astuti", "-", "kapan saja"], "Tanggal belum terbaca"),
        ([NEW_NIP, "Rini Astuti", "-", "5 Des s.d. 3 Des"], "lebih awal daripada"),
    ],
)
def test_what_cannot_be_read_is_asked_again(office: Office, answers: list[str], sentence: str) -> None:
    assert sentence in answered(office, KABID, *answers).text


def test_others_find_no_such_thing(office: Office) -> None:
    assert "admin" in office.write(KABID, "/kantor").text
    office.write(ADMIN, "/kantor")
    data = office.button(ADMIN, "Ganti pejabat").data
    assert office.tap(KABID, data).alert


def test_an_old_page_saves_nothing(office: Office) -> None:
    answered(office, KABID, "Tono Supriyadi", "-", "1 November 2026", "nomor menyusul")
    button = office.button(ADMIN, "Simpan")
    office.press(ADMIN, "Tidak jadi")
    assert "sudah lama" in office.tap(ADMIN, button.data).text
    assert held(office, KABID).holder_name != "Tono Supriyadi"


def test_an_official_names_a_stand_in_for_some_days(database: Database) -> None:
    office = ready(database)
    head, stand_in = held(office, HEAD).holder_id or 0, held(office, SECRETARY).holder_id or 0
    office.write(HEAD, "/delegasi")
    office.press(HEAD, held(office, SECRETARY).holder_name)
    page = office.write(HEAD, "7–9 Okt")
    assert "Plh. Kepala Dinas" in page.text
    assert "7 Oktober 2026 s.d. 9 Oktober 2026" in page.text
    office.press(HEAD, "Simpan")
    assert held(office, HEAD).holder_id == head
    at(office, datetime.fromisoformat("2026-10-07T07:30:00+08:00"))
    assert tick(office) == 1
    assert held(office, HEAD).holder_id == stand_in
    assert "Sebagai Plh. Kepala Dinas" in sent_to(office, stand_in)[-1].text
    at(office, datetime.fromisoformat("2026-10-12T07:30:00+08:00"))
    assert tick(office) == 1
    assert held(office, HEAD).holder_id == head
    assert "Selamat bertugas" in sent_to(office, head)[-1].text


def test_staff_delegate_nothing(database: Database) -> None:
    office = ready(database)
    assert "pejabat yang memberi keputusan" in office.write("STAF-PSDI-1", "/delegasi").text


def test_the_journal_of_the_office_tells_it_by_ids(office: Office) -> None:
    answered(office, KABID, "Tono Supriyadi", "-", "1 November 2026", "nomor menyusul")
    office.press(ADMIN, "Simpan")
    office.now += timedelta(seconds=1)
    with office.database.reading() as connection:
        lines = [
            one for one in journals.chain(connection, office.scope, 0) if one.action == "official_changed"
        ]
    assert len(lines) == 1
    assert "Tono" not in lines[0].body
