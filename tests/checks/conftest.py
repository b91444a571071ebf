"""The office at three moments of a quarter, on both databases.

Each moment is played once a session and kept as a template (a file, or a PostgreSQL database that is copied),
since most of these tests begin at the same place.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage import schema
from storage.database import Database
from tests.checks.office import KASI, THIRD, THIRDS, Office, desk_on, settled
from tests.checks.quarter import UNITS, hand_in_everything, pass_all

_numbers = count(1)


@dataclass
class Moments:
    """Templates of one kind of database; `copy` makes a database of its own from a template's address."""

    blank: Callable[[str], str]  # name -> address of a new database
    copy: Callable[[str, str], str]  # address of the template, name -> address of the copy
    played: dict[str, Office] = field(default_factory=dict)

    def begin(self, moment: str) -> Office:
        """A fresh copy of the office at a moment."""
        if moment not in self.played:
            self.played[moment] = self._play(moment)
        kept = self.played[moment]
        address = self.copy(kept.database.url, f"checks_{next(_numbers)}")
        database = Database(address)
        return replace(kept, database=database, desk=desk_on(database))

    def _play(self, moment: str) -> Office:
        if moment == "open":
            database = Database(self.blank(f"checks_{moment}"))
            schema.upgrade(database)
            office = settled(database)
            office.open()
        else:
            office = self.begin("open")
            (_to_kabid if moment == "kabid" else _to_head)(office)
        office.database.close()
        return office


def _to_kabid(office: Office) -> None:
    office.section_one()
    office.hand_in(THIRD, THIRDS)
    office.press(KASI, "Benar semua")
    office.press("SEKSI-IKP-2", "Benar semua")


def _to_head(office: Office) -> None:
    hand_in_everything(office, low="IK-10")
    pass_all(office, UNITS)


@pytest.fixture(scope="session")
def sqlite_moments(tmp_path_factory: pytest.TempPathFactory) -> Moments:
    folder = tmp_path_factory.mktemp("checks")

    def blank(name: str) -> str:
        return f"sqlite:///{folder / name}.db"

    def copy(template: str, name: str) -> str:
        shutil.copyfile(Path(template.removeprefix("sqlite:///")), folder / f"{name}.db")
        return blank(name)

    return Moments(blank, copy)


@pytest.fixture(scope="session")
def postgres_moments(postgres_server: str) -> Moments:
    def made(name: str, template: str) -> str:
        engine = sa.create_engine(postgres_server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        return make_url(postgres_server).set(database=name).render_as_string(False)

    return Moments(
        lambda name: made(name, "template0"),
        lambda template, name: made(name, make_url(template).database or ""),
    )


@pytest.fixture(params=["sqlite", "postgres"])
def moments(request: pytest.FixtureRequest) -> Moments:
    found: Moments = request.getfixturevalue(f"{request.param}_moments")
    return found


@pytest.fixture
def office(moments: Moments) -> Iterator[Office]:
    """TW III is open and the forms wait to be filled in."""
    yield from _during(moments, "open")


@pytest.fixture
def at_kabid(moments: Moments) -> Iterator[Office]:
    """Both sections of a unit have been checked; the Kabid decides."""
    yield from _during(moments, "kabid")


@pytest.fixture
def at_head(moments: Moments) -> Iterator[Office]:
    """All four units have been checked; one figure of STATISTIK is far below target."""
    yield from _during(moments, "head")


def _during(moments: Moments, moment: str) -> Iterator[Office]:
    office = moments.begin(moment)
    yield office
    office.database.close()
