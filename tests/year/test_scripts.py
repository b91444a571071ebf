"""The first quarter of a year with the real application: a photo in the log, the plan's paper, e-Kinerja.

Source: domain 4.3 steps 2 and 3; practice 5.4.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import pytest

from tools.play import piece
from tools.plays import Incident, Play
from tools.theatre import theatre
from tools.years import YearPlay, moment

HEAD, MAKER, LOGGER, HOLDER = "KADIS", "SUBKOR-PROGRAM", "JFT-UPTD", "SUBKOR-PSDI"
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8
SECOND = PHOTO + b"2"


@dataclass
class Seen:
    """What came in the scenes, by scene."""

    texts: dict[str, str] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)  # photos in the store


async def newest(play: Play, who: str) -> dict[str, Any]:
    found: dict[str, Any] = (await play.messages(who))[-1]
    return found


def opening_the_plan(seen: Seen) -> Incident:
    """The head looks at the paper before approving the plan."""

    async def act(play: Play) -> None:
        seen.texts["drawing"] = (await play.stage.press(HEAD, "Buka berkas")).toast
        came = await newest(play, HEAD)
        seen.texts["plan"] = came["file"]["name"]
        seen.papers["plan"] = await play.stage.sandbox.file(came["file"]["id"])
        await play.stage.press(HEAD, "Setujui")

    return Incident(HEAD, "Setujui", act)


async def photographed(play: YearPlay, seen: Seen) -> None:
    """An entry with its photo below it, and one whose photo follows."""
    stage = play.stage
    await stage.at(moment("2026-02-10"))
    await stage.sandbox.upload(
        stage.cast[LOGGER], ("kemasan.jpg", PHOTO), photo=True, caption="/catat 9 Feb, layanan kemasan, 70,5"
    )
    await stage.settle()
    seen.texts["captioned"] = (await newest(play, LOGGER))["text"]
    await stage.say(LOGGER, "/catat 10 Feb, layanan ulang, 71, foto")
    await stage.sandbox.upload(stage.cast[LOGGER], ("ulang.jpg", SECOND), photo=True)
    await stage.settle()
    seen.texts["followed"] = (await newest(play, LOGGER))["text"]
    found = (sha256(one).hexdigest() for one in (PHOTO, SECOND))
    seen.kept = {one for one in found if stage.app.blobs.path(one).exists()}
    await stage.say(LOGGER, "/tugas")
    seen.texts["tasks"] = (await newest(play, LOGGER))["text"]


async def scenes(folder: Path) -> Seen:
    seen, chosen = Seen(), piece("demo", "sulawesi-tengah")
    async with theatre(folder, chosen.opening) as stage:
        await stage.open_office(chosen.book)
        await stage.tick()
        play = YearPlay(stage, chosen.answers, (opening_the_plan(seen),), book=chosen.book)
        await Play.run(play)
        await photographed(play, seen)
        await play.log(1, "2026-02-11")
        await stage.at(moment("2026-04-01"))
        await Play.run(play)
        await stage.press(HOLDER, "Teks e-Kinerja")
        seen.texts["ekinerja"] = (await newest(play, HOLDER))["text"]
    return seen


@pytest.fixture(scope="module")
def seen() -> Iterator[Seen]:
    with TemporaryDirectory() as folder:
        yield asyncio.run(scenes(Path(folder)))


def test_the_head_opens_the_paper_of_the_plan_before_approving_it(seen: Seen) -> None:
    assert "segera terkirim" in seen.texts["drawing"]
    assert seen.texts["plan"] == "Rencana Aksi dan Jadwal Monev 2026.pdf"
    with pypdfium2.PdfDocument(seen.papers["plan"]) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Pelaku IKM yang dilatih" in text


def test_a_photo_comes_with_the_line_or_after_it(seen: Seen) -> None:
    assert "Tercatat: Senin 9 Feb · layanan kemasan · 70,5% (1 bukti)." in seen.texts["captioned"]
    assert "Bukti disimpan untuk catatan: Selasa 10 Feb" in seen.texts["followed"]
    assert seen.kept == {sha256(PHOTO).hexdigest(), sha256(SECOND).hexdigest()}


def test_the_form_of_the_quarter_says_that_it_opens_after_the_log(seen: Seen) -> None:
    assert "terbuka setelah masa pencatatan berakhir" in seen.texts["tasks"]
    assert "dari bawah" not in seen.texts["tasks"]


def test_each_holder_copies_a_text_for_ekinerja(seen: Seen) -> None:
    said = seen.texts["ekinerja"]
    assert "Capaian kinerja Sub Koordinator Sumber Daya Industri, Triwulan I Tahun 2026:" in said
    assert "1. Pelaku IKM yang dilatih: target 60 Orang, realisasi 60 Orang, capaian 100,00%." in said
