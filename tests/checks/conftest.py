"""The office in the middle of a quarter, on both databases."""

import pytest

from storage.database import Database
from tests.checks.office import Office, settled


@pytest.fixture
def office(database: Database) -> Office:
    """TW III is open and the forms wait to be filled in."""
    found = settled(database)
    found.open()
    return found
