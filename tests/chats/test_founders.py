"""The first office is set up in chat: template, file, one press. Source: practice 5.2."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk import accounts, charts, founders, offices
from desk.works import Work
from reports.templates import template, written
from reports.workbooks import read_book
from sop.books import Role
from tests.chats.scripts import OPENING
from tools.demo_office import demo_book
from tools.theatre import Theatre, theatre

WORD = "kata-kunci-sekali-pakai"


def empty(scene: Callable[[Theatre, int], Awaitable[None]], folder: Path) -> None:
    """Play in an installation that has no office; somebody nobody knows has the word."""

    async def run() -> None:
        async with theatre(folder, OPENING) as stage:
            await stage.app.act(lambda work: int(founders.invite(work, WORD)))
            await scene(stage, await stage.sandbox.person("Yohanes", phone="+6281234567890"))

    asyncio.run(run())


async def newest(stage: Theatre, person: int) -> dict[str, Any]:
    await stage.settle()
    said = [one for one in await stage.sandbox.messages(person) if one["by_bot"]]
    found: dict[str, Any] = said[-1]
    return found


async def send(stage: Theatre, person: int, content: bytes) -> str:
    await stage.sandbox.upload(person, ("kantor.xlsx", content))
    return str((await newest(stage, person))["text"])


def test_from_nothing_to_an_office_with_its_admin(tmp_path: Path) -> None:
    async def scene(stage: Theatre, person: int) -> None:
        await stage.sandbox.start(person, WORD)
        came = await newest(stage, person)
        assert came["file"]["name"] == "Templat Buku Kerja.xlsx"
        assert read_book(await stage.sandbox.file(came["file"]["id"])) == read_book(template())
        assert "Ada " in await send(stage, person, template())
        book = demo_book()
        nobody = tuple(row for row in book.staff if row.role is not Role.ADMIN)
        assert "peran admin" in await send(stage, person, written(replace(book, staff=nobody)))
        shown = await send(stage, person, written(book))
        assert "Kantor baru" in shown
        assert "Indikator: " in shown
        assert not stage.read(offices.ids)
        pressed = await stage.sandbox.press(person, "Terapkan")
        assert "Sedang diterapkan" in pressed.toast
        assert "/undang" in (await newest(stage, person))["text"]
        (office_id,) = stage.read(offices.ids)
        known = stage.read(lambda work: accounts.known(work, person))
        assert known is not None
        assert known.name == "Yohanes Kolo, A.Md."
        chart = stage.read(lambda work: charts.chart(work, office_id))
        assert {seat.role for seat in chart.held_by(known.id)} >= {"admin"}
        await stage.sandbox.say(person, "/kantor")
        assert "Buku kerja terakhir diterapkan" in (await newest(stage, person))["text"]

    empty(scene, tmp_path)


def test_of_several_admins_the_founder_says_who_it_is(tmp_path: Path) -> None:
    async def scene(stage: Theatre, person: int) -> None:
        await stage.sandbox.start(person, WORD)
        book = demo_book()
        admin = next(row for row in book.staff if row.role is Role.ADMIN)
        planner = next(row for row in book.staff if row.code == "PERENCANA")
        second = replace(planner, code="ADMIN-2", role=Role.ADMIN, title="Admin Kedua", unit=admin.unit)
        await send(stage, person, written(replace(book, staff=(*book.staff, second))))
        await stage.sandbox.press(person, "Terapkan")
        assert "yang mana" in (await newest(stage, person))["text"]
        assert stage.read(lambda work: accounts.known(work, person)) is None
        await stage.sandbox.press(person, planner.name)
        await stage.settle()
        known = stage.read(lambda work: accounts.known(work, person))
        assert known is not None
        assert known.name == planner.name

    empty(scene, tmp_path)


def test_the_word_works_once_and_only_while_there_is_no_office(tmp_path: Path) -> None:
    async def scene(stage: Theatre, person: int) -> None:
        other = await stage.sandbox.person("Orang lain")
        await stage.sandbox.start(other, "kata-lain")
        assert "hanya untuk pegawai" in (await newest(stage, other))["text"]
        await stage.sandbox.start(person, WORD)
        await stage.sandbox.start(other, WORD)
        assert "hanya untuk pegawai" in (await newest(stage, other))["text"]
        await send(stage, person, written(demo_book()))

        def imported(work: Work) -> int:
            offices.apply(work, demo_book())
            return 1

        await stage.app.act(imported)
        await stage.sandbox.press(person, "Terapkan")
        assert "dengan cara lain" in (await newest(stage, person))["text"]
        assert not stage.read(lambda work: founders.invite(work, WORD))
        (office_id,) = stage.read(offices.ids)
        seats = stage.read(lambda work: charts.chart(work, office_id).seats)
        assert not any(seat.connected for seat in seats)

    empty(scene, tmp_path)
