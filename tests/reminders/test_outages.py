"""Outages and clocks that jump: nothing lost, nothing twice. Source: reliability 4.5, 5 (13, 16)."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import held_notices
from desk import reminders as reminding
from storage.database import Database
from storage.rungs import RUNGS
from tests.reminders.offices import Bureau, Letter, opened, to, wita


@pytest.fixture
def bureau(database: Database) -> Bureau:
    bureau = opened(database, "2026-10-01 09:00")
    bureau.open_case("letter", "2026")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    return bureau


def reminders(said: list[Letter]) -> Counter[int]:
    return Counter(one.person_id for one in said if one.method == "send")


def states(bureau: Bureau, until: str) -> Counter[str]:
    """How the rungs that were due by a moment stand."""
    wanted = sa.select(RUNGS.c.state).where(RUNGS.c.at <= wita(until), RUNGS.c.state != "void")
    with bureau.database.reading() as connection:
        return Counter(connection.execute(wanted).scalars())


@pytest.mark.parametrize(
    ("back_at", "late"),
    [("2026-10-02 08:16", False), ("2026-10-02 16:15", True), ("2026-10-05 09:30", True)],
    ids=["one minute", "eight hours", "three days"],
)
def test_after_an_outage_everybody_hears_once_and_nothing_stays_armed(
    bureau: Bureau, back_at: str, late: bool
) -> None:
    said = bureau.at(back_at)
    told = reminders(said)
    expected = {bureau.person(code) for code in ("SEKRETARIS", "KABID-PSDI", "KABID-PIKM", "KABID-WASI")}
    assert set(told) == expected
    assert set(told.values()) == {1}
    assert set(states(bureau, back_at)) == {"fired"}
    assert ("tertunda" in to(said, bureau.person("KABID-PSDI"))[0]) is late
    assert bureau.tick() == []


def test_after_a_long_outage_the_superior_and_the_holder_hear_the_highest_rung_once(bureau: Bureau) -> None:
    said = bureau.at("2026-10-12 08:20")
    told = reminders(said)
    assert set(told.values()) == {1}
    assert "melewati waktu tunggu sejak Jumat 2 Okt" in to(said, bureau.person("KABID-PSDI"))[0]
    assert to(said, bureau.person("SEKRETARIS"))[0].count("•") == 3
    assert set(states(bureau, "2026-10-12 08:20")) == {"fired"}


def test_a_clock_that_jumps_back_fires_nothing_twice(bureau: Bureau) -> None:
    assert reminders(bureau.at("2026-10-02 08:15"))
    for back in ("2026-10-02 08:14", "2026-10-02 07:15", "2026-10-01 08:15"):
        assert bureau.at(back) == []
    assert bureau.at("2026-10-02 08:15") == []
    assert bureau.at("2026-10-02 08:16") == []


@pytest.mark.parametrize("seconds", [1, 3600, 365 * 24 * 3600])
def test_a_clock_that_jumps_forward_collapses_and_loses_nothing(bureau: Bureau, seconds: int) -> None:
    bureau.now = wita("2026-10-02 08:14") + timedelta(seconds=59 + seconds)
    told = reminders(bureau.tick())
    if seconds > 24 * 3600:  # a Saturday a year later: the message waits for Monday
        bureau.now += timedelta(days=3)
        told = reminders(bureau.tick())
    assert set(told.values()) == {1}
    assert bureau.person("KABID-PSDI") in told
    assert "armed" not in states(bureau, "2026-10-02 08:15")


def test_the_host_may_sleep_between_the_sweep_and_the_telling(bureau: Bureau) -> None:
    bureau.now = wita("2026-10-02 18:00")
    assert bureau.tick() == []  # fired and held in one commit; the window is closed
    assert set(states(bureau, "2026-10-02 18:00")) == {"fired"}
    assert reminders(bureau.at("2026-10-05 07:30"))[bureau.person("KABID-PSDI")] == 1


def test_a_bundle_closed_while_its_notice_waited_is_not_spoken_of(bureau: Bureau) -> None:
    bureau.at("2026-10-02 18:00")
    (duty,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{duty.id}|{duty.revision}|")
    assert bureau.person("KABID-PSDI") not in reminders(bureau.at("2026-10-05 07:30"))


def test_a_burst_that_is_still_being_swept_becomes_one_message_a_person(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "BATCH", 1)  # one bundle a transaction
    twice = bureau.person("KABID-PIKM")  # also acting head of the UPTD: two bundles
    bureau.now = wita("2026-10-02 08:15")
    said: list[Letter] = []
    while bureau.desk.act(reminding.sweep, bureau.now):
        bureau.desk.act(held_notices.open_due, bureau.now)
        said += bureau.listen()
    bureau.now += timedelta(seconds=5)
    said += bureau.tick()
    assert set(reminders(said).values()) == {1}
    (text,) = to(said, twice)
    assert text.count("ditunggu hari ini") == 2
