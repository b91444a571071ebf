"""`/latihan` for each of the four SOPs, by chat: from the admin's press to the archived practice report.

The office's real case of the same time lies in the same chats, unanswered. Source: practice 5.7.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sqlalchemy as sa

from storage.tables import metadata
from text.catalogue import plain
from tools.play import keep, piece
from tools.rehearsals import ADMIN, LATIHAN, RehearsalPlay
from tools.theatre import Theatre, theatre

OPENINGS = {
    "lumajang": "2026-10-05T10:00:00+08:00",
    "lombok-timur": "2026-10-05T19:30:00+08:00",  # in the evening: a rehearsal knows no office hours
    "lima-puluh-kota": "2026-10-10T10:00:00+08:00",  # on a Saturday
    "sulawesi-tengah": "2026-02-10T09:10:00+08:00",
}
LETTERS = {"sulawesi-tengah": "000.8.6.4/17/Perind/2026, 10 Feb 2026"}
HALF_AN_HOUR = timedelta(minutes=30)
UNHEADED = ("Latihan", "Satu SOP")  # what the admin and the participants read about it from outside
NOT_OURS = frozenset({"outbox", "journals", "marks"})


@dataclass
class Heard:
    """What was said since the rehearsal began, as it read at any time, and what the presses answered."""

    before: set[tuple[str, int, str]] = field(default_factory=set)
    said: set[tuple[str, int, str]] = field(default_factory=set)

    @property
    def unheaded(self) -> list[tuple[str, str]]:
        since = ((who, text) for who, _, text in sorted(self.said - self.before))
        return [(who, text) for who, text in since if not text.startswith((LATIHAN, *UNHEADED))]


@dataclass
class Played:
    """A rehearsal that was played to its end."""

    sop_key: str
    out: Path
    heard: Heard
    took: timedelta
    ended: str  # what the admin read when it was over
    chats: dict[str, str]
    before: dict[str, list[Any]]
    after: dict[str, list[Any]]


@pytest.fixture(scope="module", params=sorted(OPENINGS))
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder, out = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("out")
    return asyncio.run(_played(request.param, folder, out))


async def _played(sop_key: str, folder: Path, out: Path) -> Played:
    chosen = piece("demo", sop_key)
    async with theatre(folder, datetime.fromisoformat(OPENINGS[sop_key])) as stage:
        await stage.open_office(chosen.book)
        await stage.tick()
        before = _rows(stage)
        heard = Heard(await _said(stage))
        play = Listening(stage, chosen.answers, (), chosen.budget_rupiah, heard=heard)
        play.book = chosen.book if chosen.whole_year else None
        play.letter = LETTERS.get(sop_key, play.letter)
        began = await stage.sandbox.now()
        await play.begin()
        await play.run()
        ended = await _newest(stage, ADMIN)
        chats = {code: await stage.sandbox.transcript(who) for code, who in stage.cast.items()}
        await keep(stage, out)
        after = _rows(stage)
        return Played(sop_key, out, heard, play.acted_at - began, ended, chats, before, after)


@dataclass
class Listening(RehearsalPlay):
    """Hears whatever is said in any chat after every act."""

    heard: Heard = field(default_factory=Heard)

    async def act(self, who: str) -> bool:
        acted = await super().act(who)
        if acted:
            self.heard.said |= await _said(self.stage)
        return acted


async def _said(stage: Theatre) -> set[tuple[str, int, str]]:
    return {
        (code, one["message"], one["text"])
        for code, who in stage.cast.items()
        for one in await stage.sandbox.messages(who)
        if one["by_bot"]
    }


async def _newest(stage: Theatre, who: str) -> str:
    return next(
        str(one["text"])
        for one in reversed(await stage.sandbox.messages(stage.cast[who]))
        if one["by_bot"] and one["text"].startswith("Latihan")
    )


def _rows(stage: Theatre) -> dict[str, list[Any]]:
    """Every row of the real office, but for what is said and noted about the rehearsal itself."""
    found = {}
    with stage.database.reading() as connection:
        for name, table in metadata.tables.items():
            if "office_id" in table.c and name not in NOT_OURS:
                mine = sa.select(table).where(table.c.office_id == stage.office_id)
                found[name] = connection.execute(mine.order_by(*table.primary_key.columns)).all()
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


def test_it_ends_with_an_archived_practice_report(played: Played) -> None:
    assert "Laporan diarsipkan" in "".join(played.chats.values())
    assert "sudah dijalankan sampai akhir" in played.ended
    assert not any("ada gangguan" in chat for chat in played.chats.values())


def test_it_takes_half_an_hour_at_most(played: Played) -> None:
    assert played.took <= HALF_AN_HOUR


def test_every_message_and_every_edit_is_headed(played: Played) -> None:
    assert len(played.heard.said - played.heard.before) > 60
    assert played.heard.unheaded == []


def test_every_answer_to_a_press_is_headed(played: Played) -> None:
    said = "".join(chat for chat in played.chats.values())
    toasts = [line.rpartition("-> “")[2] for line in said.splitlines() if "-> “" in line]
    assert len(toasts) > 10
    assert [one for one in toasts if not one.startswith(("LATIHAN · ", "Latihan "))] == []


def test_every_page_of_every_paper_bears_the_word_twice(played: Played) -> None:
    """In its band and across it."""
    papers = sorted((played.out / "berkas").glob("*.pdf"))
    assert len(papers) >= 2
    for paper in papers:
        with pypdfium2.PdfDocument(paper) as document:
            for page in document:
                text = page.get_textpage().get_text_bounded()
                assert "LATIHAN – bukan laporan resmi" in text, paper.name
                assert text.count("LATIHAN") >= 2, paper.name


def test_nobody_outside_hears_of_it(played: Played) -> None:
    for who in ("PENERIMA-BAPPEDA", "PENERIMA-INSPEKTORAT", "PENERIMA-ORGANISASI"):
        assert "atihan" not in played.chats[who]
        assert LATIHAN not in played.chats[who]


def test_the_real_office_has_no_row_of_it(played: Played) -> None:
    assert played.before.keys() == played.after.keys()
    assert [name for name in played.before if played.before[name] != played.after[name]] == []


def test_erasing_takes_the_buttons_out_of_every_chat_and_a_late_press_is_answered(tmp_path: Path) -> None:
    async def run() -> None:
        chosen = piece("demo", "lombok-timur")
        async with theatre(tmp_path, datetime.fromisoformat(OPENINGS["lumajang"])) as stage:
            await stage.open_office(chosen.book)
            play = RehearsalPlay(stage, chosen.answers, (), chosen.budget_rupiah)
            await play.begin()
            for who in ("KADIS", "SEKRETARIS", "PERENCANA", "KABID-PSDI"):
                await play.act(who)
            (form,) = await _with_buttons(play, "SUBKOR-PSDI")
            early = await stage.press("SUBKOR-PSDI", "Cara hitung", message=form["message"])
            with_cards = [who for who in stage.cast if await _with_buttons(play, who)]
            assert len(with_cards) > 5
            await play.erase()
            assert [who for who in stage.cast if await _with_buttons(play, who)] == []
            gone, *_, told = (await stage.sandbox.messages(stage.cast["SUBKOR-PSDI"]))[-3:]
            assert gone["text"] == f"{LATIHAN} – sudah selesai dan dihapus."
            assert told["text"].startswith("Latihan di ")
            late = await stage.sandbox.press(
                stage.cast["SUBKOR-PSDI"], message=form["message"], data=early.data
            )
            await stage.settle()
            assert late.toast == plain("common.old_button")
            assert late.alert

    asyncio.run(run())


async def _with_buttons(play: RehearsalPlay, who: str) -> list[dict[str, Any]]:
    """Messages of a rehearsal that can still be pressed; the completeness board shows no card."""
    return [one for one in await play.messages(who) if one["rows"] and "Kelengkapan" not in one["text"]]
