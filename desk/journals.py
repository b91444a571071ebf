"""The journal of a case: what the desk writes into it, and whether the rows are what it tells (law 11)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from desk import sops
from desk.guards import Held
from desk.works import Work
from sop.cases import Case
from sop.changes import CaseMigrated
from sop.events import ItemsReturned, ItemsTransferred
from sop.flows import Flow, flow
from sop.histories import History, history
from sop.indicators import Realization, RealizationState
from sop.journals import events
from sop.moves import ReturnItems, TransferItems
from sop.periods import read_period
from storage import bundles, cases, indicators, journals, offices, pauses
from storage.database import Scope


def record(work: Work, held: Held, action: str, body: Mapping[str, Any]) -> None:
    """A line about a bundle, by the person who acts on it and in the capacity in which they do."""
    journals.append(
        work.connection, held.scope, held.case.id, work.now, held.person.id, held.capacity, action, body
    )


def rebuild(work: Work, case: Case) -> History:
    """The case from its journal alone."""
    lines = journals.chain(work.connection, Scope(case.office_id), case.id)
    turns = [one for line in lines for one in events(line.body) if isinstance(one, CaseMigrated)]
    first = turns[0].from_version if turns else case.sop_version
    versions = {
        version: _steps(work, case, version) for version in (first, *(one.to_version for one in turns))
    }
    return history(versions[first], lines, versions)


def _steps(work: Work, case: Case, version: int) -> Flow:
    return flow(sops.of_case(work, replace(case, sop_version=version)), case.period)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Why a figure came to its unit, and the unit that had it before."""

    reason: str
    part: int


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why a figure was last sent back, and the seat that did."""

    reason: str
    seat_id: int


def sent_back(work: Work, scope: Scope, case_id: int) -> dict[int, SentBack]:
    """The last return of each figure of a case, by indicator; a figure never returned is absent."""
    lines = journals.told(work.connection, scope, case_id, ReturnItems.__name__)
    returned = (one for line in lines for one in events(line.body) if isinstance(one, ItemsReturned))
    return {item: SentBack(one.reason, one.seat_id) for one in returned for item, _, _ in one.indicators}


def came_from(work: Work, scope: Scope, case_id: int) -> dict[int, CameFrom]:
    """From which unit each figure came that has gone to another one, and was not sent back since."""
    told = (
        journals.told(work.connection, scope, case_id, one.__name__) for one in (TransferItems, ReturnItems)
    )
    found: dict[int, CameFrom] = {}
    for line in sorted((line for lines in told for line in lines), key=lambda line: line.id):
        for one in events(line.body):
            if isinstance(one, ItemsTransferred):
                found |= {item: CameFrom(one.reason, part) for item, part, _, _ in one.items}
            elif isinstance(one, ItemsReturned):
                for item, _, _ in one.indicators:
                    found.pop(item, None)
    return found


def differences(work: Work, case: Case) -> tuple[str, ...]:
    """What the rows of a case say otherwise than its journal, e.g. "task 12"; none where all is well."""
    scope = Scope(case.office_id)
    told = rebuild(work, case)
    tasks = {task.id: task for task in bundles.tasks_of_case(work.connection, scope, case.id)}
    kept = {bundle.id: bundle for bundle in bundles.of_case(work.connection, scope, case.id)}
    stood = pauses.of_case(work.connection, scope, case.id)
    figures = {key: replace(one, id=0) for key, one in _figures(work, scope, case).items()}
    return (
        *(() if told.case.case_state is case.state else (f"case {case.id}",)),
        *(() if told.case.sop_version in (0, case.sop_version) else (f"version of case {case.id}",)),
        *_different("pause", dict(enumerate(told.case.pauses)), dict(enumerate(stood))),
        *_different("bundle", told.case.bundles, kept),
        *_different("task", told.case.tasks, tasks),
        *_different("realization of indicator", told.figures, figures),
    )


def sampled(work: Work, limit: int) -> Iterator[str]:
    """What is different in the newest cases of every office, for a check that may not take long."""
    for office in offices.every(work.connection):
        for case in cases.latest(work.connection, Scope(office.id))[:limit]:
            if cases.sop_body(work.connection, case.sop_key, case.sop_version) is None:
                yield f"SOP {case.sop_key} {case.sop_version}"
            else:
                yield from differences(work, case)


def _figures(work: Work, scope: Scope, case: Case) -> dict[int, Realization]:
    """What is said about the quarter of a case, by indicator; a case of a whole year has no figures."""
    period = read_period(case.period)
    items = {task.indicator_id for task in bundles.tasks_of_case(work.connection, scope, case.id)} - {0}
    if not items or not period.quarter:
        return {}
    found = indicators.of_quarter(work.connection, scope, items, period.year, period.quarter)
    return {one.indicator_id: one for one in found if one.state is not RealizationState.EMPTY}


def _different(name: str, told: Mapping[int, object], kept: Mapping[int, object]) -> tuple[str, ...]:
    return tuple(f"{name} {key}" for key in sorted({*told, *kept}) if told.get(key) != kept.get(key))
