"""The sheet of the division of work, asked for once the work is divided. Source: domain 3.6 (W4), 4.4."""

from pathlib import Path
from typing import Any

import pypdfium2

from tests.chats.scripts import play
from tools.theatre import Theatre

HEAD, KABID, OTHER, STAFF, PLANNER = "KADIS", "KABID-PSDI", "KABID-WASI", "STAF-PSDI-1", "SUBKOR-PROGRAM"
SHEET = "Lembar pembagian"


async def newest(stage: Theatre, who: str) -> dict[str, Any]:
    """The newest message in somebody's chat."""
    found: dict[str, Any] = (await stage.sandbox.messages(stage.cast[who]))[-1]
    return found


async def divide(stage: Theatre, who: str) -> None:
    """Somebody presses on the division as it stands."""
    every = await stage.sandbox.messages(stage.cast[who])
    labels = [button["text"] for entry in every for row in entry["rows"] for button in row]
    pressed = await stage.press(who, next(one for one in labels if one.startswith("Teruskan")))
    assert "dapat diminta lewat /status" in pressed.toast


async def offered(stage: Theatre, who: str) -> bool:
    """Whether `/status` offers the sheet to somebody."""
    await stage.say(who, "/status")
    return SHEET in [button["text"] for row in (await newest(stage, who))["rows"] for button in row]


async def sheet(stage: Theatre, who: str) -> str:
    """The sheet as it comes for somebody, as text."""
    assert await offered(stage, who)
    assert "sedang disiapkan" in (await stage.press(who, SHEET)).toast
    came = await newest(stage, who)
    assert came["file"]["name"] == "Catatan Pembagian Tugas Triwulan III Tahun 2026.pdf"
    with pypdfium2.PdfDocument(await stage.sandbox.file(came["file"]["id"])) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_who_divided_the_work_gets_the_sheet_of_the_unit(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await stage.tick()
        await stage.press(HEAD, "Disposisikan")
        assert not await offered(stage, KABID)
        await divide(stage, KABID)
        text = await sheet(stage, KABID)
        assert "Pembagian tugas pengumpulan data untuk Laporan Kinerja Triwulan III Tahun 2026." in text
        assert "Dasar: Disposisi Kepala Dinas" in text
        head = "ditugaskan oleh Kepala Bidang Pembangunan Sumber Daya Industri, 1 Okt 2026 07.25 WITA"
        assert head in text
        assert "Wirausaha industri baru" in text
        assert "diserahkan" not in text

    play(script, tmp_path)


def test_superior_and_planner_get_it_and_nobody_beside_or_below(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await stage.tick()
        await stage.press(HEAD, "Disposisikan")
        await divide(stage, KABID)
        of_unit = await sheet(stage, KABID)
        assert await sheet(stage, HEAD) == of_unit
        assert not await offered(stage, STAFF)
        assert not await offered(stage, OTHER)
        await stage.say(KABID, "/status")
        rows = (await newest(stage, KABID))["rows"]
        data = next(one["callback_data"] for row in rows for one in row if one["text"] == SHEET)
        message = (await newest(stage, OTHER))["message"]
        pressed = await stage.sandbox.press(stage.cast[OTHER], None, message=message, data=data)
        assert "Belum ada pembagian tugas" in pressed.toast
        await divide(stage, OTHER)
        theirs, whole = await sheet(stage, OTHER), await sheet(stage, PLANNER)
        assert "Wirausaha industri baru" not in theirs
        assert "Wirausaha industri baru" in whole
        assert all(officer in whole for officer in ("Pembangunan Sumber Daya", "Pengawasan"))

    play(script, tmp_path)
