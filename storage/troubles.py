"""Is an error the database's trouble, or the fault of what was being done?

A full disk, a held lock or a lost connection says nothing about the update that met it: such an
attempt is not counted against the update (law 1), it is simply made again later.
"""

import sqlite3

from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError

# busy, locked, read-only, I/O error, full, cannot open
SQLITE_TROUBLES = frozenset({5, 6, 8, 10, 13, 14})
# connection lost, insufficient resources, operator intervention, deadlock or serialization
POSTGRES_TROUBLES = ("08", "53", "57", "58", "40")


def is_database_trouble(error: BaseException) -> bool:
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in SQLITE_TROUBLES
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # the driver's own error: a lost line, or a value that it would not even send
        return isinstance(error, (OperationalError, InterfaceError))
    return str(state).startswith(POSTGRES_TROUBLES)


def is_fault_of_values(error: BaseException) -> bool:
    """A value that can never be stored: too large a number, a character that the database refuses."""
    return isinstance(error, (DataError, OverflowError, ValueError))
