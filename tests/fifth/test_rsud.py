"""A hospital runs on a file written from docs/sop-format.md; what is reviewed outside is a draft."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from desk import cases, offices, openings, sops
from desk.works import Work
from sop.cases import CaseState
from sop.flows import flow
from sop.linting import lint
from sop.loading import load_sop
from sop.periods import Cycle, read_period
from sop.procedures import Stage
from storage import cases as case_rows
from storage.database import Database, Scope
from tests.engine.walks import walk
from tests.fifth.melati import ANSWERS, book
from tools.plays import Play, by_name
from tools.theatre import Theatre, theatre

FOLDER = Path(__file__).parent / "definitions"
SOP = load_sop(FOLDER / "rsud.toml")
JANUARY = datetime.fromisoformat("2027-01-05T08:20:00+07:00")
LETTER = "700/12/Bupati, 4 Jan 2027, Bupati Nusa Makmur, permintaan laporan semester II, paling lambat 29 Jan"


def test_it_loads_with_nothing_but_the_remarks_it_is_meant_to_have() -> None:
    assert {finding.key for finding in lint(SOP)} == {
        "blank_header", "closed_day", "mistitled_law", "limit_not_from_sop",
    }  # fmt: skip
    assert "6a" in flow(SOP, "2026-H2").where
    assert "6a" not in flow(SOP, "2026-H1").where


@pytest.mark.parametrize("cycle", [Cycle.HALF_YEAR, Cycle.YEAR])
def test_every_walk_comes_to_an_end_also_where_nobody_has_a_role_that_must_act(cycle: Cycle) -> None:
    for seed in range(100):
        try:
            walk(SOP, seed, cycle)
        except Exception as error:
            error.add_note(f"walk of {SOP.key} with seed {seed}")
            raise


def test_the_draft_is_made_by_the_step_that_writes_it() -> None:
    """Neither by the review outside that follows, nor by a meeting of all about it."""
    drafting = flow(SOP, "2026-H2").drafting
    assert drafting is not None
    assert drafting.first.stage is Stage.COMPILE


def test_the_year_may_be_opened_by_hand_once_its_last_half_is_done(database: Database) -> None:
    with database.writing() as connection:
        work = Work(connection, JANUARY)
        sops.keep_definitions(work, (FOLDER,))
        scope = Scope(offices.apply(work, book()).office_id)
        opened = cases.open_case(work, scope, SOP.key, read_period("2026-H2"), by=0).case
        year = read_period("2026")
        assert year not in openings.openable(work, scope.office_id)
        connection.execute(case_rows.CASES.update().values(state=CaseState.DONE))
        assert opened.period == "2026-H2"
        assert year in openings.openable(work, scope.office_id)


class LetterPlay(Play):
    """The year's papers are sent and filed outside of the application."""

    def expects(self, label: str) -> bool:
        return label in ("Selesai dikirim", "Arsipkan tanpa nomor") or super().expects(label)


@pytest.fixture(scope="module")
def second_half(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What everybody read, by seat; "" the state of the cases."""
    return asyncio.run(_played(tmp_path_factory.mktemp("melati")))


async def _played(folder: Path) -> dict[str, str]:
    async with theatre(folder, JANUARY, sop_folders=(FOLDER,)) as stage:
        await stage.open_office(book())
        await stage.say("TU", "/surat")
        await stage.send("TU", "surat.pdf", b"%PDF-1.4", LETTER)
        await stage.press("TU", "Kirim")
        await stage.tick()
        await LetterPlay(stage, by_name(book(), ANSWERS)).run()
        chats = {code: await stage.sandbox.transcript(who) for code, who in stage.cast.items()}
        return chats | {"": stage.read(lambda work: _states(work, stage))}


def _states(work: Work, stage: Theatre) -> str:
    every = case_rows.latest(work.connection, Scope(stage.office_id))
    return "\n".join(f"{cases.title(work, one)}: {one.state}" for one in every)


def test_the_letter_opens_the_half_year_and_its_approval_opens_the_year(second_half: dict[str, str]) -> None:
    assert f"Semester II Tahun 2026: {CaseState.DONE}" in second_half[""]
    assert f" Tahun 2026: {CaseState.DONE}" in second_half[""].replace("Semester II Tahun 2026", "")
    assert "Laporan disetujui" in second_half["DIR"]


def test_whoever_asks_the_reviewer_has_the_draft_to_send(second_half: dict[str, str]) -> None:
    card = second_half["WADIR"].split("Menunggu hasil reviu Inspektorat")[1].split("menekan")[0]
    assert "[Buka berkas]" in card


def test_nobody_is_asked_to_initial_a_draft_that_is_not_there(second_half: dict[str, str]) -> None:
    assert "Paraf: Perencana ✓" in second_half["WADIR"]
    for who, chat in second_half.items():
        assert "Konsep versi 0" not in chat, who
