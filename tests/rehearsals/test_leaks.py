"""A rehearsal never leaks: of the real office commands say what they said before, within it and outside."""

import pytest

from desk import shelves
from desk.works import Work
from handlers.routes import COMMANDS
from screens.reports import GET
from sop.procedures import Stage
from storage import reports
from storage.database import Database, Scope
from tests.cases.offices import settled
from tests.forms.offices import Office, opened, ready
from tests.laws.quarters import Quarter
from tests.rehearsals.rooms import ADMIN, HEADING, room, start
from text.catalogue import plain
from text.incoming import Kind
from text.taps import Tap, packed

LATIHAN = "LATIHAN"
LISTS = frozenset({"tugas", "isi", "lanjut", "status"})  # what waits for a person, of a rehearsal as well
ACTS = frozenset({"start", "batal", "latihan", "kantor"})  # told apart below, or about the person only
PEOPLE = ("KADIS", "SEKRETARIS", "SUBKOR-PROGRAM", "SUBKOR-PSDI", "KABID-PSDI", "STAF-PSDI-1", ADMIN)
OUTSIDE = ("PENERIMA-BAPPEDA", "PENERIMA-INSPEKTORAT")


Rehearsed = tuple[Office, dict[str, dict[str, list[str]]], Quarter]


def said(office: Office, who: str, command: str) -> list[str]:
    """Everything a command answers."""
    before = len(office.sent(who))
    office.serve(who, Kind.TEXT, text=f"/{command}")
    return [screen.text for screen in office.sent(who)[before:]]


def answers(office: Office, who: str) -> dict[str, list[str]]:
    """What every command answers; nothing is left that would take the next words for an answer."""
    found = {command: said(office, who, command) for command in sorted(COMMANDS.keys() - ACTS)}
    office.write(who, "/batal")
    return found


@pytest.fixture
def rehearsed(database: Database) -> Rehearsed:
    """The real order waits for the head; what everybody was told then, and a rehearsal at its forms."""
    office = opened(database)
    before = {who: answers(office, who) for who in (*PEOPLE, *OUTSIDE)}
    start(office)
    quarter = room(office)
    quarter.go_on(Stage.FILL)
    return office, before, quarter


def test_whoever_stands_outside_is_told_the_same(
    rehearsed: Rehearsed,
) -> None:
    office, before, quarter = rehearsed
    for who in OUTSIDE:
        assert answers(office, who) == before[who]
    quarter.go_on(Stage.ARCHIVE)
    for who in OUTSIDE:
        assert answers(office, who) == before[who]


def test_what_commands_say_of_the_real_office_stays(
    rehearsed: Rehearsed,
) -> None:
    office, before, quarter = rehearsed
    for _ in range(2):
        for who in PEOPLE:
            after = answers(office, who)
            for command in after.keys() - LISTS:
                assert after[command] == before[who][command], (who, command)
        quarter.go_on(Stage.ARCHIVE)


def test_what_waits_stands_apart_under_the_word(database: Database) -> None:
    """Real lines first, as they were; those of the rehearsal below, each of them marked."""
    office = ready(database)
    before = {who: said(office, who, "tugas") for who in PEOPLE}
    start(office)
    room(office).go_on(Stage.FILL)
    for who in PEOPLE:
        (now,), (then,) = said(office, who, "tugas"), before[who]
        if LATIHAN not in now:
            assert now == then
            continue
        real = now.partition(LATIHAN)[0]
        for line in then.splitlines()[2:]:
            assert line in real or line in plain("tasks.none"), (who, line)
    (forms,) = said(office, "SUBKOR-PSDI", "isi")
    assert forms.count("LATIHAN · ") == 1
    (status,) = said(office, "SEKRETARIS", "status")
    assert status.count(LATIHAN) == 1


def test_where_nothing_real_waits_the_answer_is_headed(database: Database) -> None:
    office = settled(database)
    start(office)
    room(office).go_on(Stage.FILL)
    assert said(office, "SUBKOR-PSDI", "isi")[0].startswith(HEADING)
    assert said(office, "KADIS", "status")[0].startswith(HEADING)
    assert LATIHAN in said(office, "SUBKOR-PSDI", "tugas")[0]


def test_neither_a_code_nor_a_file_of_it_is_known_to_the_register(database: Database) -> None:
    office = settled(database)
    start(office)
    quarter = room(office)
    quarter.go_on(Stage.ARCHIVE)
    scope: Scope = quarter.office.scope
    with database.reading() as connection:
        (report,) = reports.approved(connection, scope)
        work = Work(connection, office.now)
        assert shelves.by_code(work, report.verification_code) is None
        assert shelves.by_file(work, report.content_hash).report is None


def test_a_report_of_it_cannot_be_fetched_by_its_number(database: Database) -> None:
    office = settled(database)
    start(office)
    quarter = room(office)
    quarter.go_on(Stage.ARCHIVE)
    with database.reading() as connection:
        (report,) = reports.approved(connection, quarter.office.scope)
    toast = office.tap("PENERIMA-BAPPEDA", packed(Tap(GET, str(report.id))))
    assert toast.text == plain("reports.not_yours")
