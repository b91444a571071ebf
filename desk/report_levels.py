"""The holders of agreements in a report, from the head downwards. Source: domain 3.2 (B4), 4.3 step 5."""

from collections.abc import Mapping

from desk import agreements, sops
from desk.works import Work
from sop.agreements import AgreementState
from sop.cases import Case
from sop.flows import flow
from sop.indicators import Indicator, Realization
from sop.levels import Level, LevelRow
from sop.people import Chart
from sop.periods import Period
from sop.procedures import FanOut
from storage import people
from storage.database import Scope
from text.catalogue import plain


def levels(
    work: Work, case: Case, chart: Chart, period: Period, found: tuple[Indicator, ...], said: "Said"
) -> tuple[Level, ...]:
    """Every holder with the figures of the position; none where units report and not persons."""
    fill = flow(sops.of_case(work, case), case.period).fill
    if fill is None or fill.first.fan_out is not FanOut.PERSON:
        return ()
    unsettled = agreements.unsettled(work, Scope(case.office_id), period.year)
    owners = dict.fromkeys(one.owner_seat_id for one in found)
    listed = []
    for seat in sorted(map(chart.seat, owners), key=lambda seat: len(chart.superiors(seat.id))):
        holder = people.person(work.connection, seat.holder_id) if seat.holder_id else None
        mine = [one for one in found if one.owner_seat_id == seat.id]
        listed.append(
            Level(
                rank=len(chart.superiors(seat.id)) + 1,
                title=seat.title,
                name=holder.name if holder else plain("orders.assign_vacant"),
                number=holder.nip if holder else "",
                rows=tuple(_row(one, said.get(one.id, {}).get(period.quarter), unsettled) for one in mine),
            )
        )
    return tuple(listed)


Said = Mapping[int, Mapping[int, Realization]]


def _row(indicator: Indicator, told: Realization | None, unsettled: Mapping[int, AgreementState]) -> LevelRow:
    state = unsettled.get(indicator.id)
    return LevelRow(
        code=indicator.code,
        obstacle=told.obstacle if told else "",
        failure=told.failure if told else "",
        recommendation=told.recommendation if told else "",
        remark=plain(f"agreements.report_{state.value}") if state is not None else "",
    )
