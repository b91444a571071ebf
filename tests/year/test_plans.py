"""The plan of a year: proposed, approved or sent back, reviewed each quarter. Source: domain 4.3 step 2."""

from datetime import date

import pytest

from sop.loading import BUILT_IN, load_sop
from sop.plans import Meeting, Plan, PlanState, read_meeting, schedule
from storage import plans
from storage.database import Database
from tests.reminders.offices import wita
from tests.sop_arithmetic.office_calendars import office
from tests.year.chats import SOP, Chats, january
from tests.year.test_agreements import HOLDERS

MAKER, HEAD = "SUBKOR-PROGRAM", "KADIS"


@pytest.fixture
def chats(database: Database) -> Chats:
    found = january(database)
    for who in HOLDERS:
        found.press(who, "Setuju")
    return found


def kept(chats: Chats) -> Plan:
    with chats.bureau.database.reading() as connection:
        found = plans.plan(connection, chats.bureau.scope, 2026)
    assert found is not None
    return found


def test_the_plan_is_made_approved_and_the_case_of_the_year_ends(chats: Chats) -> None:
    assert any("Akhir triwulan: 31 Mar · 30 Jun" in text for text in chats.texts(MAKER))
    chats.press(MAKER, "Sampaikan ke pimpinan")
    assert any("Menyetujui rencana aksi" in text for text in chats.texts(HEAD))
    chats.press(HEAD, "Setujui")
    assert kept(chats).state is PlanState.APPROVED
    assert any("disetujui oleh Kepala Dinas" in text for text in chats.texts(MAKER))
    assert "Menetapkan target" not in chats.write(HEAD, "/tugas")


def test_a_meeting_is_moved_to_a_working_day_only(chats: Chats) -> None:
    chats.press(MAKER, "Ubah jadwal rapat")
    assert "hari libur" in chats.write(MAKER, "rapat TW I 11 Apr")
    assert "lebih lambat" in chats.write(MAKER, "rapat TW I 30 Jan")
    assert "belum terbaca" in chats.write(MAKER, "minggu depan saja")
    assert "diperbarui" in chats.write(MAKER, "rapat TW I 9 Apr")
    assert kept(chats).m1 == date(2026, 4, 9)


def test_the_head_asks_for_another_plan_with_a_reason(chats: Chats) -> None:
    chats.press(MAKER, "Sampaikan ke pimpinan")
    chats.press(HEAD, "Mohon diperbaiki")
    chats.write(HEAD, "rapat TW IV jangan di hari Jumat")
    assert any("Menyusun rencana aksi" in text for text in chats.texts(MAKER))
    chats.press(MAKER, "Sampaikan ke pimpinan")
    chats.press(HEAD, "Setujui")
    assert kept(chats).state is PlanState.APPROVED


def test_in_a_later_quarter_one_tap_says_that_nothing_changed(chats: Chats) -> None:
    chats.at("2026-04-01 08:20")
    (text,) = [one for one in chats.texts(MAKER) if "Meninjau rencana aksi" in one]
    assert "satu ketukan cukup" in text
    toast = chats.press(MAKER, "Tidak berubah")
    assert toast is not None
    assert "rencana tetap" in toast.text


def test_the_days_follow_from_the_limits_of_the_sop() -> None:
    found = schedule(load_sop(BUILT_IN / f"{SOP}.toml"), Plan(0, 2026, PlanState.DRAFT), office())
    third = [milestone.days[2] for milestone in found.milestones]
    assert third == [date(2026, 10, 7), date(2026, 10, 14), date(2026, 10, 16)]
    fourth = [milestone.days[3] for milestone in found.milestones]
    assert fourth == [date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 20)]
    assert found.meetings[2] == date(2026, 10, 14)


@pytest.mark.parametrize("typed", ["rapat TW III 8 Okt", "tw 3: 8 Okt", "Rapat Monev Triwulan III 8/10"])
def test_a_meeting_is_read_as_people_write_it(typed: str) -> None:
    assert read_meeting(typed, wita("2026-09-01 09:00"), office()) == Meeting(3, date(2026, 10, 8))
