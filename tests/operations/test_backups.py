"""A backup brings back every row and every file, on either database, and the world after it is safe."""

import shutil
import tarfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from bot import backups, databases, restores
from bot.backups import Manifest
from bot.blobs import Blobs
from bot.refusals import Refusal
from bot.settings import Settings, settings_from
from storage import archives, journals
from storage.columns import Instant
from storage.database import Database, Scope
from storage.tables.cases import Bundles, Cases
from storage.tables.columns import table
from storage.tables.drafts import Drafts
from storage.tables.indicators import Indicators, Objectives, Targets
from storage.tables.letters import Letters
from storage.tables.messages import Outbox
from storage.tables.people import Persons, Positions, Units
from tests.operations.lines import Shell
from tests.storage.offices import an_office

TAKEN = datetime(2026, 10, 5, 1, 30, tzinfo=UTC)
LATER = TAKEN + timedelta(hours=3)
REVISION = 3
PAPER = sha256(b"%PDF-1.7").hexdigest()


def settings_for(folder: Path, url: str = "") -> Settings:
    return settings_from({"DATA_DIR": str(folder / "data"), "DATABASE_URL": url})


def put(connection: Connection, model: Any, **given: Any) -> int:
    """Insert a row: what is not given is nothing, zero or empty."""
    rows = table(model)
    row = {
        column.name: given.get(column.name, _blank(column)) for column in rows.columns if column.name != "id"
    }
    return int(connection.execute(sa.insert(rows).values(row).returning(rows.c.id)).scalar_one())


def _blank(column: sa.Column[Any]) -> Any:
    if column.nullable:
        return None
    blanks = ((Instant, TAKEN), (sa.Boolean, False), (sa.Integer, 0), (sa.BigInteger, 0))
    return next((value for kind, value in blanks if isinstance(column.type, kind)), "")


def filled(settings: Settings) -> Database:
    """A small office in full swing: a row that points to a later one, dates, figures, long ids, a file."""
    database = databases.prepared(settings, TAKEN)
    with database.writing() as connection:
        scope = an_office(connection)

        def new(model: Any, **given: Any) -> int:
            return put(connection, model, office_id=scope.office_id, **given)

        unit = new(Units, code="DIN")
        person = new(Persons, home_office_id=scope.office_id, code="P1", name="Siti ‘Ä’ 🌾")
        staff, head = (new(Positions, code=code, unit_id=unit) for code in ("STAF", "KADIS"))
        seats = table(Positions)
        connection.execute(sa.update(seats).where(seats.c.id == staff).values(superior_id=head))
        case = new(Cases, sop_key="s", period="2026-Q3", state="open")
        bundle = new(
            Bundles,
            case_id=case,
            seat_id=staff,
            state="open",
            revision=REVISION,
            code="ABCDE",
        )
        new(Letters, case_id=case, dated=date(2026, 10, 2), recorded_by=person)
        objective = new(Objectives, code="S1")
        indicator = new(Indicators, code="I1", objective_id=objective, owner_position_id=staff, derived=True)
        new(Targets, indicator_id=indicator, year=2026, annual=Decimal("85.50"), q1=Decimal("0"))
        asked = {"waiting": "return_reason", "cursor": 4, "body": '{"a":1}', "asked_at": TAKEN}
        new(Drafts, person_id=person, bundle_id=bundle, **asked)
        for state, valid_until in (("new", TAKEN + timedelta(hours=1)), ("new", None), ("sent", TAKEN)):
            new(Outbox, chat_id=2**51, state=state, valid_until=valid_until)
        journals.append(connection, scope, case, TAKEN, person, "Kepala Dinas", "disposed", {"to": head})
    assert Blobs(settings.blobs).keep(b"%PDF-1.7") == PAPER
    return database


def contents(database: Database) -> dict[str, list[str]]:
    with database.reading() as connection:
        return {found.name: list(archives.lines(connection, found)) for found in archives.tables(connection)}


def taken(settings: Settings, file: Path) -> tuple[Manifest, dict[str, list[str]]]:
    database = filled(settings)
    manifest = backups.take(database, settings.blobs, file, TAKEN)
    before = contents(database)
    database.close()
    return manifest, before


UNTOUCHED = {"offices", "units", "positions", "persons", "cases", "letters", "targets", "indicators"}


def test_a_backup_comes_back_whole(tmp_path: Path, blank_url: str) -> None:
    settings, file = settings_for(tmp_path, blank_url), tmp_path / "k.tar.gz"
    manifest, before = taken(settings, file)
    shutil.rmtree(settings.blobs)
    done = restores.restore(settings, file, LATER)
    assert done.manifest == manifest
    assert Blobs(settings.blobs).read(PAPER) == b"%PDF-1.7"
    database = databases.opened(settings)
    after = contents(database)
    assert {name: after[name] for name in UNTOUCHED} == {name: before[name] for name in UNTOUCHED}
    database.close()


@pytest.mark.parametrize("direction", ["there", "back"])
def test_an_installation_moves_between_sqlite_and_postgres(
    tmp_path: Path, sqlite_url: str, postgres_url: str, direction: str
) -> None:
    origin, goal = (sqlite_url, postgres_url) if direction == "there" else (postgres_url, sqlite_url)
    file = tmp_path / "k.tar.gz"
    _, before = taken(settings_for(tmp_path / "old", origin), file)
    moved = settings_for(tmp_path / "new", goal)
    restores.restore(moved, file, LATER)
    database = databases.opened(moved)
    after = contents(database)
    assert {name: after[name] for name in UNTOUCHED} == {name: before[name] for name in UNTOUCHED}
    with database.writing() as connection:
        assert journals.broken(connection, Scope(1), 1) is None
        assert an_office(connection, "BARU").office_id == 2
    database.close()


def test_after_a_restore_old_cards_are_stale_and_old_messages_stay_silent(
    tmp_path: Path, blank_url: str
) -> None:
    settings, file = settings_for(tmp_path, blank_url), tmp_path / "k.tar.gz"
    taken(settings, file)
    restores.restore(settings, file, LATER)
    database = databases.opened(settings)
    with database.reading() as connection:
        bundle = connection.execute(sa.select(table(Bundles))).one()
        assert bundle.revision > REVISION + 100
        states = connection.scalars(sa.select(table(Outbox).c.state).order_by(table(Outbox).c.id)).all()
        assert states == ["cancelled", "new", "sent"]
        draft = connection.execute(sa.select(table(Drafts))).one()
        assert (draft.waiting, draft.cursor, draft.body, draft.asked_at) == ("", 0, "{}", None)
        last = journals.chain(connection, Scope(1), journals.OFFICE_CHAIN)[-1]
        assert (last.action, last.at) == ("restored", LATER)
    database.close()


def test_what_a_restore_replaces_is_kept(tmp_path: Path, blank_url: str) -> None:
    settings, file = settings_for(tmp_path, blank_url), tmp_path / "k.tar.gz"
    taken(settings, file)
    database = databases.opened(settings)
    with database.writing() as connection:
        an_office(connection, "SESUDAH")
    database.close()
    aside = restores.restore(settings, file, LATER).aside
    assert aside is not None
    assert aside.exists()
    if database.is_sqlite:
        aside.rename(database.path or aside)
    else:
        restores.restore(settings, aside, LATER + timedelta(hours=1))
    database = databases.opened(settings)
    assert any("SESUDAH" in line for line in contents(database)["offices"])
    database.close()


def test_a_damaged_database_can_be_replaced(shell: Shell) -> None:
    settings, file = settings_for(shell.folder), shell.folder / "k.tar.gz"
    taken(settings, file)
    database = shell.folder / "data" / "kinerja.db"
    database.write_bytes(b"rust" * 5000)
    assert "rusak" in shell.is_refused("backup")
    assert shell.types("restore", str(file)) == 0
    assert shell.types("backup") == 0


def test_an_empty_installation_is_backed_up_and_restored_on_the_command_line(shell: Shell) -> None:
    assert shell.types("migrate") == 0
    file = shell.folder / "k.tar.gz"
    assert shell.types("backup", str(file)) == 0
    assert str(file) in shell.said
    assert shell.types("restore", str(file)) == 0
    assert "sudah dipulihkan" in shell.said


def test_an_unnamed_backup_lies_in_the_data_folder(shell: Shell) -> None:
    assert shell.types("migrate") == 0
    assert shell.types("backup") == 0
    assert len(list((shell.folder / "data" / "backups").glob("kinerja-cadangan-*.tar.gz"))) == 1


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "k.tar.gz"
    taken(settings_for(tmp_path), file)
    return file


def refused(tmp_path: Path, file: Path) -> str:
    """A restore that must leave the database as it was."""
    database = tmp_path / "data" / "kinerja.db"
    before = database.read_bytes()
    with pytest.raises(Refusal) as refusal:
        restores.restore(settings_for(tmp_path), file, LATER)
    assert database.read_bytes() == before
    return str(refusal.value)


def test_a_backup_that_broke_off_is_refused(tmp_path: Path, archive: Path) -> None:
    whole = archive.read_bytes()
    for length in (0, 20, len(whole) // 2):
        archive.write_bytes(whole[:length])
        assert "bukan cadangan" in refused(tmp_path, archive)


def test_a_backup_that_was_edited_is_refused(tmp_path: Path, archive: Path) -> None:
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "out", filter="data")
    rows = tmp_path / "out" / "tables" / "targets.jsonl"
    rows.write_text(rows.read_text().replace("85.50", "99.50"))
    with tarfile.open(archive, "w:gz") as goal:
        goal.add(tmp_path / "out", "")
    assert "bukan cadangan" in refused(tmp_path, archive)


def test_a_backup_of_a_later_version_is_refused(tmp_path: Path, archive: Path) -> None:
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "out", filter="data")
    manifest = tmp_path / "out" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"0001"', '"9999"'))
    with tarfile.open(archive, "w:gz") as goal:
        goal.add(manifest, "manifest.json")
        goal.add(tmp_path / "out" / "tables", "tables")
    assert "lebih baru" in refused(tmp_path, archive)


def test_a_file_that_is_missing_or_of_another_kind_is_named(tmp_path: Path, archive: Path) -> None:
    assert "tidak ditemukan" in refused(tmp_path, tmp_path / "none.tar.gz")
    other = tmp_path / "other.tar.gz"
    other.write_text("hello")
    assert "bukan cadangan" in refused(tmp_path, other)
    assert "tidak dapat dibaca" in refused(tmp_path, tmp_path)


def test_files_of_an_archive_stay_inside_the_folder(tmp_path: Path, archive: Path) -> None:
    evil, payload = tmp_path / "evil.tar.gz", tmp_path / "payload"
    payload.write_bytes(b"%PDF-1.7")
    with tarfile.open(evil, "w:gz") as goal:
        for name in ("blobs/../../outside", "/blobs/outside", "blobs/.hidden", f"blobs/{PAPER[:2]}/{PAPER}"):
            goal.add(payload, name)
    assert backups.unpack_blobs(evil, Blobs(tmp_path / "into" / "blobs")) == 1
    assert [path.name for path in (tmp_path / "into").rglob("*") if path.is_file()] == [PAPER]


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, archive: Path) -> None:
    with tarfile.open(archive) as source:
        source.extractall(tmp_path / "out", filter="data")
    (tmp_path / "out" / "blobs" / PAPER[:2] / PAPER).write_bytes(b"forged")
    with tarfile.open(archive, "w:gz") as goal:
        goal.add(tmp_path / "out", "")
    assert "bukan cadangan" in refused(tmp_path, archive)


def test_a_backup_that_cannot_be_written_leaves_nothing(shell: Shell) -> None:
    assert shell.types("migrate") == 0
    (shell.folder / "full").write_text("a file where a folder should be")
    assert "tidak dapat ditulis" in shell.is_refused("backup", str(shell.folder / "full" / "k.tar.gz"))
