"""Quarters that open by themselves: early forms, the proposal, the standing order. Source: practice 1.4."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from desk import charts, sops
from desk.works import Work
from sop.loading import BUILT_IN
from storage.database import Database
from tests.reminders.offices import Bureau, opened, plain_text, to

FILLER = "SUBKOR-PSDI"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return opened(database, "2026-09-21 07:30", sop_key="lumajang")


def dispose(bureau: Bureau, act: str) -> None:
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|{act}|{order.id}|{order.revision}|")


def divide(bureau: Bureau) -> None:
    (division,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{division.id}|{division.revision}|")


def test_forms_open_five_working_days_before_the_quarter_ends(bureau: Bureau) -> None:
    assert [bureau.at(f"2026-09-{day} 08:15") for day in (21, 22, 23)] == [[], [], []]
    said = bureau.at("2026-09-24 08:15")
    assert "TW III 2026" in to(said, bureau.person(FILLER))[0]
    assert to(said, bureau.person("KADIS")) == []  # the order lies ready and rings nobody


def test_early_forms_ring_no_reminder_until_their_order_has_come(bureau: Bureau) -> None:
    bureau.at("2026-09-24 08:15")
    (form,) = bureau.open_bundles(FILLER)
    assert bureau.ladder(form) == []
    assert "boleh diisi lebih awal" in bureau.write(FILLER, "/tugas")
    assert [bureau.at(f"2026-09-{day} 08:15") for day in (25, 28, 29, 30)] == [[], [], [], []]
    bureau.at("2026-10-01 08:15")
    dispose(bureau, "ok")
    assert bureau.ladder(form) == []
    bureau.now = bureau.now.replace(hour=2)  # 10.00 WITA
    divide(bureau)
    assert bureau.ladder(form)[:3] == [
        "2026-10-02 08:15 before holder",
        "2026-10-05 08:15 due holder",
        "2026-10-06 08:15 after holder",
    ]
    assert "ditunggu s.d. Senin 5 Okt 16.00 WITA" in bureau.write(FILLER, "/tugas")


def test_the_order_is_proposed_on_the_first_working_day_and_waited_for_from_then(bureau: Bureau) -> None:
    bureau.at("2026-09-24 08:15")
    said = bureau.at("2026-10-01 08:15")
    assert "TW III" in to(said, bureau.person("KADIS"))[0]
    (order,) = bureau.open_bundles("KADIS")
    assert bureau.ladder(order) == [
        "2026-10-05 08:15 escalation aide,secretary",
        "2026-10-07 08:15 escalation aide,secretary",
    ]
    assert bureau.tick() == []
    (asked,) = to(bureau.at("2026-10-05 08:15"), bureau.person("SEKRETARIS"))
    assert "1 berkas menunggu arahan Ibu Kepala Dinas Perindustrian sejak Kamis." in asked


def test_a_standing_order_opens_the_next_quarter_and_tells_the_head_one_silent_line(bureau: Bureau) -> None:
    bureau.at("2026-09-24 08:15")
    bureau.at("2026-10-01 08:15")
    dispose(bureau, "ost")
    said = bureau.at("2026-12-22 08:15") + bureau.at("2026-12-28 08:15")
    early = [one for one in said if "TW IV" in one.screen.text]
    assert {one.person_id for one in early} == {bureau.person(code) for code in _FILLERS}
    said = bureau.at("2027-01-04 08:15")
    (line,) = to(said, bureau.person("KADIS"))
    assert "TW IV 2026: dibuka otomatis." in plain_text(line)
    assert bureau.open_bundles("KADIS") == []
    assert any("Membagi tugas" in text for text in to(said, bureau.person("KABID-PSDI")))


_FILLERS = ("SUBKOR-PIKM", "SUBKOR-PROGRAM", "SUBKOR-PSDI", "JFT-UPTD", "SUBKOR-WASI")


def test_an_office_that_begins_in_the_middle_of_a_quarter_owes_none_of_before(database: Database) -> None:
    bureau = opened(database, "2026-08-18 08:00", sop_key="lumajang")
    assert bureau.tick() == []
    assert bureau.open_bundles("KADIS") == []


def test_an_outage_over_the_first_working_days_delays_the_proposal_only(database: Database) -> None:
    bureau = opened(database, "2026-10-08 08:00", sop_key="lumajang")
    assert "TW III" in to(bureau.tick(), bureau.person("KADIS"))[0]


def test_a_quarter_that_begins_with_another_stage_is_shown_and_can_be_decided(
    database: Database, tmp_path: Path
) -> None:
    written = (BUILT_IN / "lumajang.toml").read_text()
    written = written.replace('key = "lumajang"', 'key = "asked"', 1)
    (tmp_path / "asked.toml").write_text(written.replace('stage = "dispose"', 'stage = "request"', 1))
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang")

    def load(work: Work) -> None:
        sops.keep_definitions(work, (tmp_path,))
        work.connection.execute(sa.text("UPDATE offices SET sop_key = 'asked'"))
        charts.changed(work, bureau.office_id)

    bureau.act(load)
    assert to(bureau.tick(), bureau.person("KADIS")) == []
    (text,) = to(bureau.at("2026-10-01 08:15"), bureau.person("KADIS"))
    assert "TW III" in text
    dispose(bureau, "ok")
    assert bureau.open_bundles("KADIS") == []
