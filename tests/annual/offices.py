"""The demo office at the end of 2026: every quarter said, TW IV on the head's table or already approved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from desk import cases, sops
from desk.works import Work
from sop.cases import Bundle, BundleState, Case
from sop.indicators import Aggregation, Indicator, Realization, RealizationState, Target
from sop.moves import Assign, Dispose, Pass, Submit
from sop.periods import Period
from sop.procedures import Stage
from storage import bundles, indicators
from storage import cases as case_rows
from storage.database import Database
from tests.cases.offices import settled
from tests.forms.offices import Office

JANUARY = datetime(2027, 1, 11, 1, 0, tzinfo=UTC)  # 09.00 WITA, a Monday
LAST, YEAR = Period(2026, 4), Period(2026)
PLANNER, SECRETARY, HEAD = "SUBKOR-PROGRAM", "SEKRETARIS", "KADIS"
SHARE = {3: Decimal("0.97"), 4: Decimal("1.02")}
RATIOS = (Aggregation.RATIO_LAST, Aggregation.RATIO_CUMULATIVE, Aggregation.AVERAGE_WEIGHTED)
HUNDRED = Decimal(100)


def at_the_end(database: Database) -> Office:
    """TW I to III are official, two of them from the workbook; TW IV waits to be compiled."""
    office = settled(database)
    office.now = JANUARY
    _say(office, (3,), RealizationState.APPROVED)
    office.case_id = _opened(office, LAST)
    _say(office, (4,), RealizationState.SUBMITTED)
    while any(_stepped(office, bundle) for bundle in working(office)):
        pass
    return office


def approved(database: Database) -> Office:
    """The report of TW IV is approved: the year's case has opened and is the one looked at."""
    office = at_the_end(database)
    approve_last_quarter(office)
    office.case_id = case(office, YEAR).id
    return office


def approve_last_quarter(office: Office) -> None:
    office.press(PLANNER, "Susun laporan")
    office.press(SECRETARY, "Paraf")
    office.press(HEAD, "Setujui laporan")


def case(office: Office, period: Period) -> Case:
    with office.database.reading() as connection:
        found = case_rows.of_period(connection, office.scope, "lumajang", str(period))
    assert found is not None
    return found


def working(office: Office) -> list[Bundle]:
    with office.database.reading() as connection:
        found = bundles.of_case(connection, office.scope, office.case_id)
    return [bundle for bundle in found if bundle.state is BundleState.OPEN]


def _opened(office: Office, period: Period) -> int:
    found: list[int] = []

    def deed(work: Work) -> int:
        found.append(cases.open_case(work, office.scope, "lumajang", period, by=0).case.id)
        return 1

    assert office.desk is not None
    office.desk.act(deed, office.now)
    return found[0]


def _stepped(office: Office, bundle: Bundle) -> bool:
    """The expected move on a bundle below the compilation."""
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        step = sops.of_case(work, case(office, LAST)).step(bundle.step)
    moves: dict[Stage, type[Dispose | Assign | Submit | Pass]] = {
        Stage.DISPOSE: Dispose,
        Stage.ASSIGN: Assign,
        Stage.FILL: Submit,
        Stage.CHECK: Pass,
    }
    if step.stage not in moves:
        return False
    office.act(moves[step.stage](bundle.id), holder(office, bundle))
    return True


def holder(office: Office, bundle: Bundle) -> str:
    return next(seat.code for seat in office.seats() if seat.id == bundle.seat_id)


def _say(office: Office, quarters: tuple[int, ...], state: RealizationState) -> None:
    """Figures near the target, so that some are above and some below it."""
    with office.database.writing() as connection:
        targets = indicators.targets(connection, office.scope, YEAR.year)
        for one in indicators.indicators(connection, office.scope):
            if not one.derived and one.id in targets:
                for said in _figures(one, targets[one.id], quarters, state):
                    indicators.add_realization(connection, office.scope, said)


def _figures(
    one: Indicator, target: Target, quarters: tuple[int, ...], state: RealizationState
) -> Iterator[Realization]:
    for quarter in quarters:
        wanted = target.quarters[quarter - 1]
        if wanted is None:
            continue
        empty = Realization(0, one.id, target.year, quarter, state, 0)
        share = SHARE[quarter]
        if one.aggregation not in RATIOS:
            yield replace(empty, value=(wanted * share).quantize(Decimal(1)))
            continue
        below = one.denominator_fixed or Decimal(200)
        factor = Decimal(1) if one.aggregation is Aggregation.AVERAGE_WEIGHTED else HUNDRED
        above = (wanted * share * below / factor).quantize(Decimal(1))
        yield replace(empty, numerator=above, denominator=None if one.denominator_fixed else below)
