"""A case stands still and goes on: a reason, cards that say so, and clocks that keep what was left."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from desk import journals, reminders
from desk.works import Work
from sop.cases import CaseState
from storage import cases
from storage.database import Database
from storage.outbox import OUTBOX
from storage.rungs import RUNGS
from tests.cases.chats import edited, fill
from tests.forms.offices import Office, labels, opened, ready
from text.incoming import Kind

PLANNER, HEAD, SECRETARY, FILLER, KABID = "PERENCANA", "KADIS", "SEKRETARIS", "SUBKOR-WASI", "KABID-WASI"
REASON = "menunggu pengesahan perubahan anggaran"


@pytest.fixture
def office(database: Database) -> Office:
    return ready(database)


def pause(office: Office, who: str = PLANNER) -> str:
    """Let the case stand still from below /status; returns the answer."""
    office.write(who, "/status")
    office.press(who, "Hentikan sementara")
    return office.write(who, REASON).text


def resume(office: Office) -> None:
    office.press(PLANNER, "Lanjutkan kegiatan")


def state(office: Office) -> CaseState:
    with office.database.reading() as connection:
        found = cases.case(connection, office.scope, office.case_id)
        assert found is not None
        assert journals.differences(Work(connection, office.now), found) == ()
    return found.state


def armed(office: Office, code: str) -> list[datetime]:
    bundle = office.bundle(code)
    mine = sa.select(RUNGS.c.at).where(RUNGS.c.bundle_id == bundle.id, RUNGS.c.state == "armed")
    with office.database.reading() as connection:
        return sorted(connection.execute(mine).scalars())


def silent(office: Office, code: str) -> list[bool]:
    mine = sa.and_(OUTBOX.c.chat_id == office.chat(code), OUTBOX.c.method == "send")
    statement = sa.select(OUTBOX.c.silent).where(mine).order_by(OUTBOX.c.id)
    with office.database.reading() as connection:
        return [bool(one) for one in connection.execute(statement).scalars()]


def test_the_reason_is_asked_for_and_everything_stands_still(office: Office) -> None:
    assert "dihentikan sementara. Waktu tunggu berhenti" in pause(office)
    assert state(office) is CaseState.PAUSED
    (line,) = office.lines("Pause")
    assert line["events"][0]["reason"] == REASON


def test_cards_say_so_and_their_holders_hear_why_without_a_sound(office: Office) -> None:
    pause(office)
    card = edited(office, FILLER)[-1]
    assert "Dihentikan sementara" in card.text
    assert REASON in card.text
    assert not card.rows
    told = office.last(FILLER)
    assert f"Alasan: {REASON}" in told.text
    assert silent(office, FILLER)[-1]


def test_presses_and_answers_meanwhile_get_one_clear_sentence(office: Office) -> None:
    button = office.button(FILLER, "Isi")
    code = office.deliver_code(FILLER)
    pause(office)
    assert "dihentikan sementara" in office.tap(FILLER, button.data).text
    office.serve(FILLER, Kind.TEXT, text=f"/setuju {code}")
    answer, card = office.sent(FILLER)[-2:]
    assert "sedang dihentikan sementara" in answer.text
    assert "Sejak Senin 5 Okt" in card.text
    assert office.said("WASI-1") is None


def test_no_reminder_comes_and_none_is_lost(office: Office) -> None:
    before = armed(office, FILLER)
    assert before
    pause(office)
    assert not armed(office, FILLER)
    office.now += timedelta(days=30)
    assert office.desk is not None
    assert office.desk.act(reminders.sweep, office.now) == 0
    resume(office)
    after = armed(office, FILLER)
    assert len(after) == len(before)
    assert min(after) > office.now


def test_afterwards_the_cards_are_as_they_were_and_work_goes_on(office: Office) -> None:
    button = office.button(FILLER, "Isi")
    pause(office)
    office.now += timedelta(days=7)
    resume(office)
    assert state(office) is CaseState.OPEN
    assert "Ditunggu s.d." in edited(office, FILLER)[-1].text
    assert "dilanjutkan" in office.last(FILLER).text
    assert not office.tap(FILLER, button.data).alert
    fill(office, FILLER)
    assert state(office) is CaseState.OPEN


def test_the_status_tells_since_when_and_why(office: Office) -> None:
    pause(office)
    shown = office.write(SECRETARY, "/status")
    assert "Dihentikan sementara" in shown.text
    assert REASON in shown.text
    assert {"Lanjutkan kegiatan", "Batalkan kegiatan"} <= set(labels(shown))
    assert "Hentikan sementara" not in labels(shown)
    assert "dihentikan sementara" in office.write(FILLER, "/tugas").text


def test_it_can_be_cancelled_while_it_stands_still(office: Office) -> None:
    pause(office)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Batalkan kegiatan")
    office.write(PLANNER, "tidak jadi dilaksanakan")
    office.press(PLANNER, "Ya, batalkan")
    assert state(office) is CaseState.CANCELLED


def test_a_second_press_is_answered(office: Office) -> None:
    office.write(PLANNER, "/status")
    again = office.button(PLANNER, "Hentikan sementara")
    pause(office)
    assert "sedang dihentikan" in office.tap(PLANNER, again.data).text
    button = office.button(PLANNER, "Lanjutkan kegiatan")
    resume(office)
    assert "sedang berjalan" in office.tap(PLANNER, button.data).text


@pytest.mark.parametrize("who", [FILLER, HEAD, KABID])
def test_others_can_neither_stop_it_nor_let_it_go_on(office: Office, who: str) -> None:
    office.write(PLANNER, "/status")
    data = office.button(PLANNER, "Hentikan sementara").data
    assert "Perencana, Sekretaris, atau admin" in office.tap(who, data).text
    pause(office)
    data = office.button(PLANNER, "Lanjutkan").data
    assert "Perencana, Sekretaris, atau admin" in office.tap(who, data).text


def test_a_page_of_reasons_is_asked_to_be_shorter(office: Office) -> None:
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Hentikan sementara")
    assert "ringkas" in office.write(PLANNER, "x" * 301).text
    assert state(office) is CaseState.OPEN
    assert "dihentikan" in office.write(PLANNER, REASON).text


def test_an_order_can_wait_through_a_pause(database: Database) -> None:
    office = opened(database)
    pause(office)
    assert "dihentikan sementara" in office.press(HEAD, "Disposisikan").text
    resume(office)
    office.press(HEAD, "Disposisikan")
    assert office.bundle(KABID)
