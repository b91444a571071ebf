"""`python -m tools.play --sop lumajang --out DIR [--year | --rehearsal]`: a quarter with every official.

Leaves in DIR the transcript of every chat, the papers that were sent, and the counts per role against the
targets of practice 1; prints the counts and what a served update cost.
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.renders import render
from sop.books import OfficeBook
from sop.copies import load
from sop.reports import ReportFigures
from storage import reports
from storage.database import Scope
from text.printing import short_date
from tools import counts, incidents
from tools.answers import Answer
from tools.big_office import big_office, spent_rupiah
from tools.demo_levels import year_answers, year_book
from tools.demo_office import demo_book
from tools.demo_quarter import BUDGET_RUPIAH, answers
from tools.demo_year import MOVED, MOVED_TO, last_answers
from tools.plays import Incident, Play, by_name
from tools.rehearsals import RehearsalPlay
from tools.theatre import Theatre, theatre
from tools.years import YearPlay, moment, year_incidents

WHOLE_YEAR = "sulawesi-tengah"  # its cases run with the year, so a whole one is played
OPENINGS = {
    "demo": datetime.fromisoformat("2026-10-01T07:25:00+08:00"),
    "big": datetime.fromisoformat("2026-10-01T07:25:00+07:00"),
}
BUDGET_IN_CHAT = frozenset({"lombok-timur"})  # SOPs in which somebody tells what was spent


@dataclass(frozen=True, slots=True)
class Piece:
    """What is played: an office, what its people type, and what does not go by itself."""

    opening: datetime
    book: OfficeBook
    answers: dict[str, Answer]
    incidents: tuple[Incident, ...]
    budget_rupiah: Mapping[str, int] = field(default_factory=dict)
    whole_year: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """The end of a year: when it begins, what is in the workbook by then, and what is typed."""

    opening: datetime
    book: OfficeBook
    answers: dict[str, Answer]
    incidents: tuple[Incident, ...]


def end_of_year(sop_key: str) -> Year:
    """The demo office in January, with the budget of the whole year."""
    return Year(
        datetime.fromisoformat("2027-01-04T07:25:00+08:00"),
        demo_book(sop_key, budget_until=4),
        last_answers(),
        (incidents.year_moved("SUBKOR-PROGRAM", MOVED, MOVED_TO),),
    )


def piece(office: str, sop_key: str) -> Piece:
    """The demo office, or the generated one of the size that practice 1 counts."""
    if office == "big":
        return _big_piece(sop_key)
    if sop_key == WHOLE_YEAR:
        book = year_book(sop_key)
        typed = by_name(book, year_answers(book, 1))
        return Piece(moment("2026-01-05"), book, typed, year_incidents(), whole_year=True)
    told_in_chat = sop_key in BUDGET_IN_CHAT
    book = demo_book(sop_key, budget_until=2 if told_in_chat else 3)
    typed = answers() | {
        "PIKM-1": Answer("PIKM-1", "16", "satu sentra belum melapor", "menghubungi pengurus")
    }
    happening = incidents.OF_SOP.get(sop_key, incidents.of_demo)()
    return Piece(
        OPENINGS[office], book, by_name(book, typed), happening, BUDGET_RUPIAH if told_in_chat else {}
    )


def _big_piece(sop_key: str) -> Piece:
    """The generated office: one return per unit, otherwise everything goes by itself."""
    told_in_chat = sop_key in BUDGET_IN_CHAT
    big = big_office(sop_key=sop_key, budget_until=2 if told_in_chat else 3)
    typed = by_name(big.book, {one.code: one for one in big.answers})
    happening = incidents.BIG_OF_SOP.get(sop_key, incidents.one_return_each)(big.book)
    rupiah = spent_rupiah(big.book, 3) if told_in_chat else {}
    return Piece(OPENINGS["big"], big.book, typed, happening, rupiah)


async def played(chosen: Piece, folder: Path, out: Path, restarts: bool, year: Year | None = None) -> str:
    """Play to the end, and with `year` on to its last report; returns what is printed."""
    async with theatre(folder, chosen.opening) as stage:
        await stage.open_office(chosen.book)
        before = await counts.counts(stage)
        stage.restarts = restarts
        await stage.tick()
        began = time.perf_counter()
        play = _play(stage, chosen)
        try:
            await play.run()
        finally:  # a play that stops half-way is read too
            await keep(stage, out)
        seconds = time.perf_counter() - began
        after = await counts.counts(stage)
        spent = {one: after[one] - before.get(one, counts.Count()) for one in after}
        of_year = await _year(stage, play, year, chosen.book) if year is not None else ""
        await keep(stage, out)
        served = sum((await stage.sandbox.counters())["updates"].values())
        summary = counts.table(chosen.book, stage.cast, spent, counts.targets(chosen.book))
        pace = f"{served} pembaruan dalam {seconds:.1f} detik, {1000 * seconds / served:.1f} ms per pembaruan"
        printed = f"{summary}\n{pace}\n{report_pace(stage)}{of_year}"
        (out / "hitungan.txt").write_text(f"{printed}\n", encoding="utf-8")
        return printed


async def rehearsed(chosen: Piece, folder: Path, out: Path) -> str:
    """`/latihan` from the admin's press until it is erased, the real case beside it unanswered."""
    async with theatre(folder, chosen.opening.replace(hour=10)) as stage:
        await stage.open_office(chosen.book)
        await stage.tick()
        before, began = await counts.counts(stage), await stage.sandbox.now()
        play = RehearsalPlay(stage, chosen.answers, (), chosen.budget_rupiah)
        play.book = chosen.book if chosen.whole_year else None
        play.letter = f"000.8.6.4/217/Perind/2026, {short_date(chosen.opening.date())}"
        await play.begin()
        try:
            await play.run()
            await play.erase()
        finally:
            await keep(stage, out)
        after = await counts.counts(stage)
        spent = {one: after[one] - before.get(one, counts.Count()) for one in after}
        took = round((play.acted_at - began).total_seconds() / 60)
        held = counts.Targets(counts.targets(chosen.book).labels, {})
        printed = f"{counts.table(chosen.book, stage.cast, spent, held)}\nlatihan: {took} menit"
        (out / "hitungan.txt").write_text(f"{printed}\n", encoding="utf-8")
        return printed


async def _year(stage: Theatre, play: Play, year: Year, book: OfficeBook) -> str:
    """The last quarter, and the year's own case that its approval opens."""
    before = await counts.counts(stage)
    await stage.take_in(year.book)
    await stage.at(year.opening)
    play.answers = by_name(year.book, year.answers)
    play.incidents, play.done, play.numbered = year.incidents, set(), False
    play.letter = "000.8.6.4/009/Perind/2027, 20 Jan 2027"
    await play.run()
    after = await counts.counts(stage)
    spent = {one: after[one] - before.get(one, counts.Count()) for one in after}
    return f"\n\nTW IV dan laporan tahunan\n{counts.table(book, stage.cast, spent, counts.targets(book))}"


def _play(stage: Theatre, chosen: Piece) -> Play:
    if chosen.whole_year:
        return YearPlay(stage, chosen.answers, chosen.incidents, book=chosen.book)
    return Play(stage, chosen.answers, chosen.incidents, chosen.budget_rupiah)


def report_pace(stage: Theatre) -> str:
    """How long the approved report takes in a warm process, and its size."""
    with stage.database.reading() as connection:
        approved = reports.approved(connection, Scope(stage.office_id))
    if not approved:
        return "laporan: belum ada yang disetujui"
    figures = load(ReportFigures, approved[0].figures)
    render(figures)
    began = time.perf_counter()
    drawn = render(figures)
    seconds = time.perf_counter() - began
    return f"laporan: {1000 * seconds:.0f} ms, {len(drawn.pdf) / 1000:.0f} KB"


async def keep(stage: Theatre, out: Path) -> None:
    """Transcripts by seat, and every paper that was sent, once."""
    papers = out / "berkas"
    papers.mkdir(parents=True, exist_ok=True)
    for code, telegram_id in stage.cast.items():
        transcript = await stage.sandbox.transcript(telegram_id)
        (out / f"{code}.txt").write_text(transcript, encoding="utf-8")
        for message in await stage.sandbox.messages(telegram_id):
            file = message.get("file")
            if file and message["by_bot"]:
                (papers / file["name"]).write_bytes(await stage.sandbox.file(file["id"]))


def main() -> int:
    parser = argparse.ArgumentParser(description="Play a quarter with every official.")
    parser.add_argument("--sop", default="lumajang", help="key of the SOP")
    parser.add_argument("--out", type=Path, required=True, help="folder for transcripts, papers and counts")
    parser.add_argument("--office", choices=sorted(OPENINGS), default="demo")
    parser.add_argument(
        "--restarts", action="store_true", help="restart the application between every two acts"
    )
    parser.add_argument("--year", action="store_true", help="play on: TW IV, the year's figures, its report")
    parser.add_argument("--rehearsal", action="store_true", help="play /latihan instead of the quarter")
    options = parser.parse_args()
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    with TemporaryDirectory(prefix="kinerja-play-") as folder:
        chosen = piece(options.office, options.sop)
        year = end_of_year(options.sop) if options.year else None
        if options.rehearsal:
            print(asyncio.run(rehearsed(chosen, Path(folder), options.out)))
        else:
            print(asyncio.run(played(chosen, Path(folder), options.out, options.restarts, year)))
    print(f"Transkrip dan berkas: {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
