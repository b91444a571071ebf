"""The chart of an office, kept in memory until the office changes or an assignment starts or ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from desk.works import Work
from sop.people import Chart, ChartChanged
from storage import charts, offices, people
from storage.database import Scope

Roles = Mapping[str, tuple[str, ...]]
"""SOP role → roles of the office that play it, best first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A chart and the instants between which it holds: from `since` until before `until`."""

    chart: Chart
    since: datetime
    until: datetime | None


_kept: WeakKeyDictionary[Any, dict[int, Kept]] = WeakKeyDictionary()  # by database, then office
_roles: WeakKeyDictionary[Any, dict[int, tuple[int, Roles]]] = WeakKeyDictionary()  # with their revision
_looked_up: WeakKeyDictionary[Any, dict[int, tuple[datetime, Chart]]] = WeakKeyDictionary()  # the same
_changed_here: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()  # offices by open connection


def chart(work: Work, office_id: int) -> Chart:
    """The office as it stands at `work.now` in this transaction, which asks for its revision once.

    A chart this very transaction has changed is built afresh and not kept: it may yet be rolled back.
    Raises LookupError for an office that does not exist.
    """
    scope = Scope(office_id)
    if office_id in _changed_here.get(work.connection, ()):
        return _built(work, scope)
    looked_up = _looked_up.setdefault(work.connection, {})
    at, found = looked_up.get(office_id, (None, None))
    if found is None or at != work.now:
        found = _current(work, scope)
        looked_up[office_id] = (work.now, found)
    return found


def _current(work: Work, scope: Scope) -> Chart:
    """The kept chart if it still holds, else a new one."""
    office_id = scope.office_id
    of_database = _kept.setdefault(work.connection.engine, {})
    known = of_database.get(office_id)
    if known is None or not _holds(known, work, scope):
        built = _built(work, scope)
        known = Kept(built, work.now, charts.next_boundary(work.connection, scope, work.now))
        of_database[office_id] = known
    return known.chart


def roles(work: Work, office_id: int) -> Roles:
    """Who plays which role of an SOP: it changes by import only, and with it the office's revision."""
    scope = Scope(office_id)
    if office_id in _changed_here.get(work.connection, ()):
        return offices.role_map(work.connection, scope)
    of_database = _roles.setdefault(work.connection.engine, {})
    revision = chart(work, office_id).office.revision
    known = of_database.get(office_id)
    if known is None or known[0] != revision:
        known = of_database[office_id] = (revision, offices.role_map(work.connection, scope))
    return known[1]


def changed(work: Work, office_id: int) -> None:
    """Units, seats, holders or connections of the office are different from now on."""
    offices.bump(work.connection, Scope(office_id))
    _changed_here.setdefault(work.connection, set()).add(office_id)
    if ChartChanged(office_id) not in work.events:
        work.happened(ChartChanged(office_id))


def changed_for(work: Work, person_id: int) -> None:
    """A person's connection changed: so did the chart of every office in which they have a seat."""
    for office_id in people.offices_of(work.connection, person_id):
        changed(work, office_id)


def _holds(known: Kept, work: Work, scope: Scope) -> bool:
    fresh = known.since <= work.now and (known.until is None or work.now < known.until)
    return fresh and known.chart.office.revision == offices.revision(work.connection, scope)


def _built(work: Work, scope: Scope) -> Chart:
    found = charts.chart(work.connection, scope, work.now)
    if found is None:
        raise LookupError(f"office {scope.office_id} does not exist")
    return found
