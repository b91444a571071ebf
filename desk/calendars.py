"""The office's calendar, kept in memory per version: building one takes milliseconds, asking it none."""

from typing import Any
from weakref import WeakKeyDictionary

from desk.works import Connection
from sop.calendars import Calendar
from storage import calendars
from storage.database import Scope

_kept: WeakKeyDictionary[Any, dict[int, Calendar]] = WeakKeyDictionary()  # by database, then office


def calendar(connection: Connection, office_id: int) -> Calendar:
    """The calendar of an office as it stands in this transaction.

    Raises LookupError for an office without one: the import makes it, so the database is damaged.
    """
    scope = Scope(office_id)
    of_database = _kept.setdefault(connection.engine, {})
    found = of_database.get(office_id)
    if found is None or found.version != calendars.version(connection, scope):
        found = calendars.calendar(connection, scope)
        if found is None:
            raise LookupError(f"office {office_id} has no calendar")
        of_database[office_id] = found
    return found
