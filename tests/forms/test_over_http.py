"""The form on the real application: replies, edits and files as Telegram brings them."""

import hashlib
from decimal import Decimal
from pathlib import Path

from desk import cases as desk_cases
from desk.moves import make
from desk.works import Work
from sop.cases import BundleState
from sop.moves import Assign, Dispose
from sop.periods import read_period
from storage import bundles, indicators
from storage.database import Scope
from tests.chats.scripts import heard, last_words, play
from tools.theatre import Theatre

FILLER = "JFT-UPTD"
PDF = b"%PDF-1.7\n" + b"daftar hadir " * 50


async def open_forms(stage: Theatre) -> None:
    """TW III open and every order given."""
    scope = Scope(stage.office_id)

    def opened(work: Work) -> int:
        case = desk_cases.open_case(work, scope, "lumajang", read_period("2026-Q3"), by=0).case
        for move in (Dispose, Assign):
            found = bundles.of_case(work.connection, scope, case.id)
            for bundle in [one for one in found if one.state is BundleState.OPEN]:
                make(work, scope, case.id, move(bundle.id), by=1)
        return 1

    await stage.app.act(opened)
    await stage.settle()


def said(stage: Theatre) -> Decimal | None:
    """What is recorded for the one figure of the UPTD."""
    scope = Scope(stage.office_id)

    def look(work: Work) -> Decimal | None:
        every = indicators.indicators(work.connection, scope)
        wanted = next(one.id for one in every if one.code == "PIKM-2")
        found = indicators.of_quarter(work.connection, scope, [wanted], 2026, 3)
        return found[0].value if found else None

    return stage.read(look)


def test_a_reply_an_edit_and_a_press_over_http(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_forms(stage)
        typed = await stage.say(FILLER, "76,4")
        assert "Tercatat" in await last_words(stage, FILLER)
        await stage.sandbox.edit(stage.cast[FILLER], typed.message, "77,4")
        await stage.settle()
        assert said(stage) == Decimal("76.4")
        await stage.press(FILLER, "Ya, ubah")
        assert said(stage) == Decimal("77.4")
        pressed = await stage.press(FILLER, "Ajukan (1/1)")
        assert pressed.toast
        assert pressed.toast.startswith("Diajukan kepada")

    play(script, tmp_path)


def test_a_file_is_fetched_and_lies_under_its_hash(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_forms(stage)
        await stage.sandbox.upload(stage.cast[FILLER], ("hadir.pdf", PDF), caption="1")
        await stage.settle()
        sha256 = hashlib.sha256(PDF).hexdigest()
        assert stage.app.blobs.read(sha256) == PDF
        assert await heard(stage, FILLER, "Bukti dukung diterima untuk nomor 1")

    play(script, tmp_path)


def test_a_program_under_a_false_name_is_dropped_and_its_sender_told(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_forms(stage)
        await stage.sandbox.upload(stage.cast[FILLER], ("hadir.pdf", b"MZ\x90\x00" + PDF))
        await stage.settle()
        assert await heard(stage, FILLER, "memuat program, jadi tidak disimpan")

    play(script, tmp_path)
