"""Cases that open with their period: the year's in January, a quarter's on its first working day.

Source: domain 4.3 (loop logic). Closing opens nothing; the calendar does.
"""

from datetime import date

import pytest

from sop.loading import BUILT_IN, load_sop
from sop.openings import Moment, Series, series
from sop.periods import Cycle
from storage import cases
from storage.database import Database
from tests.reminders.offices import opened
from tests.year.chats import SOP, Chats, january


def periods(chats: Chats) -> list[str]:
    with chats.bureau.database.reading() as connection:
        return sorted(case.period for case in cases.latest(connection, chats.bureau.scope))


@pytest.fixture
def chats(database: Database) -> Chats:
    return january(database)


def test_the_first_working_day_of_january_opens_the_year_and_its_first_quarter(chats: Chats) -> None:
    assert periods(chats) == ["2026", "2026-Q1"]
    (text, *_) = chats.texts("SUBKOR-WASI")
    assert "Menetapkan target" in text


def test_a_quarter_opens_on_its_first_working_day_and_not_before(chats: Chats) -> None:
    chats.at("2026-03-31 08:20")
    assert periods(chats) == ["2026", "2026-Q1"]
    chats.at("2026-04-01 08:20")
    assert periods(chats) == ["2026", "2026-Q1", "2026-Q2"]


def test_an_outage_over_the_beginning_of_a_quarter_is_made_up_for(chats: Chats) -> None:
    chats.at("2026-05-20 08:20")
    assert periods(chats) == ["2026", "2026-Q1", "2026-Q2"]


def test_an_office_that_begins_in_the_middle_of_a_quarter_opens_it_by_hand(database: Database) -> None:
    late = january(database, "2026-08-18 08:20")
    assert periods(late) == []
    late.write("SUBKOR-PROGRAM", "/status")
    late.press("SUBKOR-PROGRAM", "Buka TW III 2026")
    assert periods(late) == ["2026-Q3"]
    late.at("2026-10-01 08:20")
    assert periods(late) == ["2026-Q3", "2026-Q4"]


def test_two_years_are_open_at_once(database: Database) -> None:
    chats = january(database, "2026-10-01 08:20")
    assert periods(chats) == ["2026-Q4"]
    chats.at("2027-01-04 08:20")
    assert periods(chats) == ["2026-Q4", "2027", "2027-Q1"]


def test_two_fiscal_years_are_told_apart_everywhere(database: Database) -> None:
    chats = january(database, "2026-10-01 08:20")
    chats.at("2027-01-04 08:20")
    who, planner = "SUBKOR-PSDI", "SUBKOR-PROGRAM"
    duties = chats.write(who, "/tugas")
    for duty in ("rekomendasi · TW IV 2026", "setiap pemangku · 2027", "pekerjaan · TW I 2027"):
        assert duty in duties
    assert "Isian TW IV 2026" in chats.write(who, "/isi")
    assert "Catatan kegiatan TW I 2027" in chats.write(who, "/catat")
    listed = chats.write(planner, "/status")
    for title in ("Triwulan I Tahun 2027", "Data Kinerja Tahun 2027", "Triwulan IV Tahun 2026"):
        assert title in listed
    assert "Pengumpulan TW IV 2026: 0 dari 15 masuk" in chats.write(planner, "/laporan")
    assert "Triwulan IV Tahun 2026" in chats.write(planner, "/status TW IV")


def test_a_year_that_follows_its_last_quarter_is_opened_by_no_day(database: Database) -> None:
    sop = load_sop(BUILT_IN / "lumajang.toml")
    assert [one.opens for one in series(sop)][-1] is Moment.AFTER_PERIOD
    bureau = opened(database, "2026-01-05 08:20", sop_key="lumajang")
    bureau.tick()
    with database.reading() as connection:
        assert all("-Q" in case.period for case in cases.latest(connection, bureau.scope))


@pytest.mark.parametrize(
    ("cycle", "after", "at_start"),
    [
        (Cycle.MONTH, "2026-M07", "2026-M08"),
        (Cycle.HALF_YEAR, "2026-H1", "2026-H2"),
        (Cycle.QUARTER, "2026-Q2", "2026-Q3"),
        (Cycle.YEAR, "2025", "2026"),
    ],
)
def test_every_kind_of_period_has_its_moment(cycle: Cycle, after: str, at_start: str) -> None:
    day = date(2026, 8, 3)
    assert str(Series(cycle, Moment.AFTER_PERIOD).due_on(day)) == after
    assert str(Series(cycle, Moment.AT_START).due_on(day)) == at_start
    assert Series(cycle, Moment.AFTER_LAST_QUARTER).due_on(day) is None


def test_an_sop_of_years_and_quarters_has_both_kinds_of_cases() -> None:
    found = series(load_sop(BUILT_IN / f"{SOP}.toml"))
    assert found == (Series(Cycle.YEAR, Moment.AT_START), Series(Cycle.QUARTER, Moment.AT_START))
