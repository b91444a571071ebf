"""The figures of a report, gathered from the rows of one office and quarter into one frozen value.

Of earlier quarters only what was approved counts, of the quarter itself whatever was handed in (law 9). What
has not come in is left out of every average and printed as "menyusul". Source: domain 2.3-2.6, 3.1, 6.3.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from desk import charts, report_levels, sops
from desk.report_budgets import budget
from desk.works import Work
from sop.aggregations import Value
from sop.books import Role
from sop.budgets import budget_realizations
from sop.cases import Case
from sop.figures import LAST_QUARTER, Measurement, average, measured, of_year, summary
from sop.indicators import Indicator, Missing, Polarity, Program, Realization, RealizationState, Target
from sop.people import Chart, Holding, Office, Seat, UnitKind
from sop.periods import Period, read_period
from sop.ratings import Scale, scale_of
from sop.reports import (
    NOTHING,
    REHEARSED,
    TARGET_MET,
    Average,
    Budget,
    Components,
    Figure,
    Letterhead,
    Method,
    Opening,
    ReportFigures,
    ReportGroup,
    ReportRow,
    ReportState,
    Signature,
    UnitAverage,
    content_hash,
    title_lines,
    verification_code,
)
from sop.requests import designs
from storage import indicators, offices, people, programs, requests
from storage.database import Scope
from text.catalogue import plain
from text.names import calm_title, short_name
from text.printing import roman
from text.standings import AIM, LIMIT, REACH

HANDED_IN = (RealizationState.SUBMITTED, RealizationState.VERIFIED, RealizationState.APPROVED)
_SENSES = {Polarity.MAXIMIZE: REACH, Polarity.MINIMIZE: LIMIT}

Said = Mapping[int, Mapping[int, Realization]]  # indicator -> quarter -> what counts


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything read from the rows about one period, before it is put into the report's shape."""

    chart: Chart
    period: Period
    scale: Scale
    indicators: tuple[Indicator, ...]
    targets: Mapping[int, Target]
    said: Said
    programs: tuple[Program, ...]
    measured: Mapping[int, Measurement]
    before: Mapping[int, Measurement]  # of the quarter before, approved figures only; empty in TW I

    @property
    def quarter(self) -> int:
        """The quarter up to which the figures reach; the last one in a whole year."""
        return self.period.quarter or LAST_QUARTER

    @property
    def office(self) -> Office:
        return self.chart.office

    def capped(self, found: Iterable[Measurement]) -> Decimal | None:
        """The average of some measurements as the report counts it."""
        return average([one.score for one in found if one.score is not None], self.office.cap_percent)

    def unit_name(self, unit_id: int) -> str:
        return short_name(self.chart.unit(unit_id).name)

    def owner(self, unit_id: int) -> str:
        """Who answers for a figure: its unit, or the head where it is the office's own."""
        heads = self.chart.with_role(Role.HEAD)
        if self.chart.unit(unit_id).kind is UnitKind.OFFICE and heads:
            return heads[0].title
        return self.unit_name(unit_id)

    def rating(self, value: Decimal | None) -> str:
        return "" if value is None else self.scale.rating(value).word


def gathered(work: Work, scope: Scope, period: Period, *, official: bool = False) -> Gathered:
    """Read and measure a quarter, or a whole year by its last one.

    `official`: of this period, too, only what was approved counts.
    """
    connection, quarter = work.connection, period.quarter or LAST_QUARTER
    chart = charts.chart(work, scope.office_id)
    targets = indicators.targets(connection, scope, period.year)
    known = tuple(
        one
        for one in indicators.indicators(connection, scope)
        if one.id in targets and (not one.ended or targets[one.id].quarters[quarter - 1] is not None)
    )
    money = programs.programs(connection, scope, period.year)
    said = _said(indicators.realizations(connection, scope, period.year), period, official)
    for one in known:
        if one.derived:
            said[one.id] = budget_realizations(one, money, quarter)
    formula = chart.office.minimize_formula
    now = {one.id: measured(one, targets[one.id], said.get(one.id, {}), quarter, formula) for one in known}
    if not period.quarter:
        now = {one: of_year(found) for one, found in now.items()}
    before = {
        one.id: measured(one, targets[one.id], said.get(one.id, {}), period.quarter - 1, formula)
        for one in known
        if period.quarter > 1
    }
    return Gathered(chart, period, scale_of(chart.office), known, targets, said, money, now, before)


def _said(every: Iterable[Realization], period: Period, official: bool) -> dict[int, dict[int, Realization]]:
    """What counts of each quarter: what was approved, and of the period itself whatever was handed in."""
    found: dict[int, dict[int, Realization]] = {}
    for one in every:
        approved = one.state is RealizationState.APPROVED
        present = period.quarter in (0, one.quarter) and one.state in HANDED_IN and not official
        if one.quarter <= (period.quarter or LAST_QUARTER) and (approved or present):
            found.setdefault(one.indicator_id, {})[one.quarter] = one
    return found


def figures(
    work: Work,
    case: Case,
    *,
    version: int = 0,
    state: ReportState = ReportState.DRAFT,
    official: bool = False,
) -> ReportFigures:
    """The report of a case as its rows stand now, without hash and code; `sealed` adds those."""
    scope = Scope(case.office_id)
    found = gathered(work, scope, read_period(case.period), official=official)
    total = summary(tuple(found.measured.values()), found.office.cap_percent, found.scale)
    units = _units(found)
    money = budget(found.programs, found.quarter, found.unit_name)
    return ReportFigures(
        letterhead=letterhead(found.office),
        office=found.office.name,
        period=found.period,
        zone=found.office.zone,
        opening=_opening(work, case, found.period, len(units)),
        groups=_groups(work, scope, found),
        average=Average(
            total.capped, total.raw, found.rating(total.capped), total.scored, total.due, total.total
        ),
        distribution=total.distribution,
        units=units,
        method=_method(found, money),
        signature=signature(work, found.chart, head_seat(found.chart)),
        state=state,
        version=version,
        frozen_at=work.now,
        budget=money,
        copies_to=_copies_to(work, scope, found.office),
        levels=report_levels.levels(work, case, found.chart, found.period, found.indicators, found.said),
        format_version=_format_version(work, scope, case),
    )


def _format_version(work: Work, scope: Scope, case: Case) -> int:
    """The version of the format in which the figures were asked; 0 where the SOP designs none."""
    asked = requests.newest(work.connection, scope, case.id)
    return asked.version if asked is not None and designs(sops.of_case(work, case).steps) else 0


def sealed(bare: ReportFigures, office: Office) -> ReportFigures:
    """The figures with the hash of what they say and the code that is printed for it."""
    digest = content_hash(bare)
    code = REHEARSED if office.rehearses else verification_code(digest)
    return replace(bare, content_hash=digest, verification_code=code)


def code_in_register(figures: ReportFigures) -> str:
    """The code under which a version is found; of a rehearsal's none that anybody could type."""
    return f"{REHEARSED} {figures.content_hash}" if figures.rehearsed else figures.verification_code


def average_before(work: Work, office_id: int, period: Period) -> Decimal | None:
    """The office's approved average of the quarter before; None in TW I or where nothing was approved."""
    if period.quarter <= 1:
        return None
    before = Period(period.year, period.quarter - 1)
    found = gathered(work, Scope(office_id), before, official=True)
    return found.capped(found.measured.values())


def official_until(work: Work, office_id: int, year: int) -> Period | None:
    """The last quarter of a year in which any figure is approved."""
    every = indicators.realizations(work.connection, Scope(office_id), year)
    quarters = [one.quarter for one in every if one.state is RealizationState.APPROVED]
    return Period(year, max(quarters)) if quarters else None


def head_seat(chart: Chart) -> Seat | None:
    return next(iter(chart.with_role("head")), None)


def signature(work: Work, chart: Chart, seat: Seat | None) -> Signature:
    """Who signs, as the assignment has it: Plt., Plh., or a.n. where another seat signs for the head.

    The date stays blank: offices sign after the approval. Source: practice 4.2, 4.3; domain 3.8.
    """
    holder = people.person(work.connection, seat.holder_id) if seat and seat.holder_id else None
    holding = (seat.holding if seat else None) or Holding.DEFINITIVE
    on_behalf = seat.title if seat is not None and seat.role != "head" else ""
    return Signature(
        city=chart.office.city,
        signed_on=None,
        title_lines=title_lines(chart.office.head_title, holding, on_behalf),
        name=holder.name if holder else "",
        rank=holder.rank if holder else "",
        number=holder.nip if holder else "",
    )


def letterhead(office: Office) -> Letterhead:
    region = office.government.removeprefix("Pemerintah ").strip()
    return Letterhead(
        office.government, office.name.removesuffix(region).strip(), office.address, office.contact
    )


def _opening(work: Work, case: Case, period: Period, unit_count: int) -> Opening:
    title = calm_title(sops.of_case(work, case).header.title)
    return Opening(
        sop_title=plain("reports.sop_title", title=title),
        agreement=plain("reports.agreement", year=period.year),
        unit_count=unit_count,
        authority=case.authority,
    )


def _copies_to(work: Work, scope: Scope, office: Office) -> tuple[str, ...]:
    agencies = (agency.name for agency in offices.agencies(work.connection, scope))
    return tuple(name for name in (office.parent_government_head, *agencies) if name)


def _method(found: Gathered, money: Budget | None) -> Method:
    missing = bool(found.programs) and money is None
    notes = (plain("reports.budget_missing", quarter=roman(found.quarter)),) if missing else ()
    office = found.office
    return Method(
        office.minimize_formula, office.cap_percent, found.scale.bands, notes, found.scale.inclusive
    )


def _groups(work: Work, scope: Scope, found: Gathered) -> tuple[ReportGroup, ...]:
    groups: list[ReportGroup] = []
    number = 0
    for objective in indicators.objectives(work.connection, scope):
        mine = [one for one in found.indicators if one.objective_id == objective.id]
        if not mine:
            continue
        rows = tuple(_row(found, one, number + at) for at, one in enumerate(mine, 1))
        number += len(rows)
        value = found.capped(found.measured[one.id] for one in mine)
        before = found.capped(found.before[one.id] for one in mine) if found.before else None
        groups.append(ReportGroup(objective.code, objective.name, rows, value, before, found.rating(value)))
    return tuple(groups)


def _row(found: Gathered, indicator: Indicator, number: int) -> ReportRow:
    this = found.measured[indicator.id]
    told = _told(found, indicator)
    cause = told if told is not None and not _met(this) else None
    return ReportRow(
        number=number,
        code=indicator.code,
        name=indicator.name,
        uom=indicator.uom,
        precision=indicator.precision,
        annual_target=Figure.of(this.target_annual, this.upper),
        quarter_target=Figure.of(this.target, this.upper),
        quarter_realization=Figure.of(this.realization),
        quarter_achievement=_cell(this.achievement),
        to_date_target=Figure.of(this.target_to_date, this.upper),
        to_date_realization=Figure.of(this.realization_to_date),
        to_date_achievement=_cell(this.achievement_to_date),
        rating=found.rating(this.score),
        against_annual=_cell(this.achievement_annual),
        owner=found.owner(indicator.part),
        remark=_remark(found, indicator, this, told),
        carried=this.carried,
        quarter_components=_components(this.components),
        to_date_components=_components(this.components_to_date),
        supporting_factor=_factor(told),
        obstacle=cause.obstacle if cause else "",
        follow_up=cause.follow_up if cause else "",
        follow_up_by=cause.follow_up_by if cause else "",
        follow_up_due=cause.follow_up_due if cause else None,
        sense=_SENSES.get(indicator.polarity, AIM),
        quarters=() if found.period.quarter else _quarters(found, indicator),
        last_year=NOTHING if found.period.quarter else _last_year(found, indicator),
    )


def _factor(told: Realization | None) -> str:
    """What supported the result; that nothing did is not printed."""
    said = told.supporting_factor if told is not None else ""
    return "" if said == plain("realizations.no_remarks") else said


def _told(found: Gathered, indicator: Indicator) -> Realization | None:
    """Whose words stand beside a figure: those of the quarter; of a year the latest that name an obstacle."""
    said = found.said.get(indicator.id, {})
    if found.period.quarter:
        return said.get(found.quarter)
    latest = [said[quarter] for quarter in sorted(said, reverse=True)]
    return next((one for one in latest if one.obstacle), next(iter(latest), None))


def _quarters(found: Gathered, indicator: Indicator) -> tuple[Figure, ...]:
    """What was realized in each quarter of a year."""
    target, said = found.targets[indicator.id], found.said.get(indicator.id, {})
    every = (measured(indicator, target, said, quarter) for quarter in range(1, LAST_QUARTER + 1))
    return tuple(Figure.of(one.realization) for one in every)


def _last_year(found: Gathered, indicator: Indicator) -> Figure:
    """The value a year earlier, where the office has said it."""
    baseline = found.targets[indicator.id].baseline
    return NOTHING if baseline is None else Figure(baseline)


def _met(this: Measurement) -> bool:
    """Whether the target is met: nothing hindered then, whatever was typed before a correction."""
    return this.score is not None and this.score >= TARGET_MET


def _cell(achievement: Value) -> Figure:
    """An achievement; what would mislead is left out of the table."""
    return NOTHING if achievement is Missing.NOT_COMPARABLE else Figure.of(achievement)


def _remark(found: Gathered, indicator: Indicator, this: Measurement, told: Realization | None) -> str:
    """What the figure is, never the answer to a checker's doubt: that stays inside the office."""
    if told is not None and told.missing is not None and told.note:
        return told.note
    if this.due:
        return ""
    due = [q for q in range(1, 5) if found.targets[indicator.id].quarters[q - 1] is not None]
    return plain("reports.measured_in", quarters=", ".join(roman(q) for q in due)) if due else ""


def _components(pair: tuple[Value, Value] | None) -> Components | None:
    if pair is None:
        return None
    numerator, denominator = pair
    if isinstance(numerator, Decimal) and isinstance(denominator, Decimal):
        return Components(numerator, denominator)
    return None


def _units(found: Gathered) -> tuple[UnitAverage, ...]:
    """Averages in the order of the chart, of the units that answer for any figure: no ranking."""
    units = []
    for part in found.chart.parts():
        mine = [found.measured[one.id] for one in found.indicators if one.part == part]
        if not mine:
            continue
        value = found.capped(mine)
        scored = sum(one.score is not None for one in mine)
        units.append(
            UnitAverage(
                found.unit_name(part), value, found.rating(value), scored, sum(one.due for one in mine)
            )
        )
    return tuple(units)
