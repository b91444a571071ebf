"""Which reminder comes when, to whom: golden ladders of the demo office. Source: practice 3.1."""

from dataclasses import replace

import pytest

from sop.audiences import people_of
from sop.deadlines import Audience, response_window, rungs
from storage.database import Database
from tests.reminders.offices import Bureau, opened, wita
from tests.sop_arithmetic.office_calendars import office, written

# Opened on Thursday 1 October 2026 at 09.00 WITA; the weekend is 3 and 4 October.
GOLDEN = {
    ("fill", "staff"): [
        "2026-10-02 08:15 before holder",
        "2026-10-05 08:15 due holder",
        "2026-10-06 08:15 after holder",
        "2026-10-07 08:15 escalation section_head",
        "2026-10-08 08:15 escalation division_head",
        "2026-10-12 08:15 escalation secretary",
    ],
    ("check", "subcoordinator"): [
        "2026-10-02 08:15 due holder",
        "2026-10-05 08:15 after holder",
        "2026-10-06 08:15 escalation division_head",
        "2026-10-07 08:15 escalation secretary",
    ],
    ("check", "division_head"): [
        "2026-10-02 08:15 due holder",
        "2026-10-05 08:15 after holder",
        "2026-10-06 08:15 escalation secretary",
    ],
    ("compile", "planner"): [
        "2026-10-02 08:15 before holder",
        "2026-10-05 08:15 due holder",
        "2026-10-06 08:15 after holder",
        "2026-10-07 08:15 escalation secretary",
    ],
    ("paraf", "secretary"): [
        "2026-10-02 08:15 before holder",
        "2026-10-05 08:15 due holder",
        "2026-10-06 08:15 after holder",
    ],
    ("approve", "head"): [
        "2026-10-05 08:15 escalation aide,secretary",
        "2026-10-07 08:15 escalation aide,secretary",
    ],
}


@pytest.mark.parametrize("who", GOLDEN)
def test_the_ladder_of_each_addressee_is_as_written(who: tuple[str, str]) -> None:
    ladder = rungs(response_window(*who), wita("2026-10-01 09:00"), office())
    assert [f"{written(one.at)} {one.kind} {','.join(one.audience)}" for one in ladder] == GOLDEN[who]


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return opened(database, "2026-10-01 09:00")


def test_opening_a_bundle_arms_its_ladder_and_closing_voids_it(bureau: Bureau) -> None:
    bureau.open_case("letter", "2026")
    (order,) = bureau.open_bundles("KADIS")
    assert bureau.ladder(order) == GOLDEN[("approve", "head")]
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    assert bureau.ladder(order) == []
    assert bureau.ladder(order, "void") == GOLDEN[("approve", "head")]
    (duty,) = bureau.open_bundles("KABID-PSDI")
    assert bureau.ladder(duty) == GOLDEN[("check", "division_head")]


@pytest.mark.parametrize(
    ("seat", "audience", "expected"),
    [
        ("STAF-PSDI-1", Audience.HOLDER, ["STAF-PSDI-1"]),
        ("STAF-PSDI-1", Audience.SECTION_HEAD, ["SUBKOR-PSDI"]),
        ("STAF-PSDI-1", Audience.DIVISION_HEAD, ["KABID-PSDI"]),
        ("STAF-PSDI-1", Audience.SECRETARY, ["SEKRETARIS"]),
        ("KABID-PSDI", Audience.SECRETARY, ["SEKRETARIS"]),
        ("KADIS", Audience.AIDE, ["PENGOLAH"]),
        ("KADIS", Audience.HOLDER, []),  # the head is never reminded
        ("SEKRETARIS", Audience.SECRETARY, []),  # nobody is his own superior
    ],
)
def test_an_audience_is_found_along_the_line(
    bureau: Bureau, seat: str, audience: Audience, expected: list[str]
) -> None:
    found = people_of(bureau.chart(), bureau.seat(seat), (audience,))
    assert list(found) == [bureau.person(code) for code in expected]


def test_the_konseptor_is_reminded_for_a_holder_who_is_not_connected(bureau: Bureau) -> None:
    prepared = replace(bureau.seat("KABID-WASI"), konseptor_id=bureau.person("SUBKOR-WASI"))
    holder = (Audience.HOLDER,)
    assert people_of(bureau.chart(), prepared, holder) == (bureau.person("KABID-WASI"),)
    away = replace(prepared, connected=False)
    assert people_of(bureau.chart(), away, holder) == (bureau.person("SUBKOR-WASI"),)


def test_a_superior_who_is_not_connected_is_not_asked_for_help(database: Database) -> None:
    bureau = opened(database, "2026-10-01 09:00", without=("KABID-WASI",))
    assert people_of(bureau.chart(), bureau.seat("STAF-WASI-1"), (Audience.DIVISION_HEAD,)) == ()
