"""Every printed step of the four SOPs done exactly at its norm: when each is due. Source: domain 7.5."""

from datetime import datetime

import pytest

from sop.limits import due, read_limit
from sop.loading import BUILT_IN, load_definitions
from sop.periods import read_period
from sop.procedures import Sop, Stage
from tests.sop_arithmetic.office_calendars import local, office, written

SOPS = {sop.key: sop for sop in load_definitions(BUILT_IN)}
CHAINS = {
    "lombok-timur": (
        "05 08:05|05 08:10|05 10:10|05 11:10|05 14:10|05 14:20|07 16:00|08 07:35|08 07:40|08 09:40"
    ),
    "lima-puluh-kota": "05 08:30|05 11:30|05 14:00|05 15:30|07 16:00|12 16:00|15 16:00",
    "lumajang": "05 08:15|05 08:30|05 08:45|05 09:45|06 08:15|06 09:15|07 07:45|07 08:45|07 15:45",
}


def moments(sop: Sop, period: str, start: datetime) -> list[datetime]:
    """Due moments of the numbered rows of the paper, each beginning where the one before was due."""
    at, found = start, []
    for step in sop.steps_in(read_period(period)):
        if step.key.isdigit() and step.stage is not Stage.REPEAT:
            next_at = due(read_limit(step.limit), at, office(), read_period(period))
            assert next_at is not None
            at = next_at
            found.append(at)
    return found


@pytest.mark.parametrize("key", sorted(CHAINS))
def test_a_whole_sop_done_at_its_norms_ends_as_computed(key: str) -> None:
    found = moments(SOPS[key], "2026-Q3", local("2026-10-05", "08:00"))
    assert "|".join(f"{office().local(at):%d %H:%M}" for at in found) == CHAINS[key]


@pytest.mark.parametrize(
    ("period", "start", "expected"),
    [
        (
            "2026-Q3",
            "2026-07-01",
            "2026-09-30 23:59|2026-10-07 16:00|2026-10-14 16:00|2026-10-16 16:30",
        ),
        (
            "2026-Q4",
            "2026-10-01",
            "2026-12-31 23:59|2027-01-11 16:00|2027-01-18 16:00|2027-01-20 16:00",
        ),
        ("2026", "2026-01-02", "2026-02-27 15:30|2026-03-06 15:30"),
    ],
)
def test_central_sulawesi_is_bound_to_its_quarter_and_year(period: str, start: str, expected: str) -> None:
    found = moments(SOPS["sulawesi-tengah"], period, local(start, "08:00"))
    assert "|".join(written(at) for at in found) == expected


def test_the_loop_of_central_sulawesi_has_no_clock() -> None:
    limit = read_limit(SOPS["sulawesi-tengah"].step("7").limit)
    assert due(limit, local("2026-10-05", "08:00"), office()) is None
