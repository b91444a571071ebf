"""The office's calendar, kept in memory per version: building one takes milliseconds, asking it none."""

from typing import Any
from weakref import WeakKeyDictionary

from desk.works import Connection
from sop.calendars import Calendar
from storage import calendars
from storage.database import Scope

_kept: WeakKeyDictionary[Any, dict[int, Calendar]] = WeakKeyDictionary()  # by database, then office
_looked_up: WeakKeyDictionary[Any, dict[int, Calendar]] = WeakKeyDictionary()  # by open connection
_changed_here: WeakKeyDictionary[Any, set[int]] = WeakKeyDictionary()  # offices by open connection


def calendar(connection: Connection, office_id: int) -> Calendar:
    """The calendar of an office as it stands in this transaction, which asks for its version once.

    One that this very transaction has changed is not kept beyond it: it may yet be rolled back. Raises
    LookupError for an office without one: the import makes it, so the database is damaged.
    """
    here = _looked_up.setdefault(connection, {})
    if office_id not in here:
        here[office_id] = _current(connection, office_id)
    return here[office_id]


def changed(connection: Connection, office_id: int) -> None:
    """The dates of the office are different from now on."""
    _changed_here.setdefault(connection, set()).add(office_id)
    _looked_up.get(connection, {}).pop(office_id, None)


def _current(connection: Connection, office_id: int) -> Calendar:
    """The kept calendar if it still holds, else a new one."""
    scope = Scope(office_id)
    is_changed = office_id in _changed_here.get(connection, ())
    of_database = _kept.setdefault(connection.engine, {})
    found = None if is_changed else of_database.get(office_id)
    if found is None or found.version != calendars.version(connection, scope):
        found = calendars.calendar(connection, scope)
        if found is None:
            raise LookupError(f"office {office_id} has no calendar")
        if not is_changed:
            of_database[office_id] = found
    return found
