"""Whose fault an error of the database is: its own, or that of what was to be written."""

import pytest
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError, ProgrammingError

from storage.troubles import is_database_trouble, is_fault_of_values


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_a_line_that_broke_before_the_server_answered_is_trouble(kind: type[DBAPIError]) -> None:
    assert is_database_trouble(kind("", None, Exception()))


@pytest.mark.parametrize("kind", [DataError, ProgrammingError])
def test_what_the_driver_would_not_send_is_the_fault_of_the_act(kind: type[DBAPIError]) -> None:
    assert not is_database_trouble(kind("", None, Exception()))


def test_only_values_that_never_fit_are_left_out() -> None:
    assert is_fault_of_values(DataError("", None, Exception()))
    assert is_fault_of_values(OverflowError())
    assert not is_fault_of_values(OperationalError("", None, Exception()))
