"""The workbook in chat: downloaded, sent back, shown, applied, or refused whole. Source: practice 5.2."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from desk import charts
from reports.templates import written
from reports.workbooks import read_book
from sop.books import OfficeBook
from storage import indicators
from storage.database import Scope
from tests.chats.scripts import last_words, play
from tools.demo_office import demo_book
from tools.theatre import Theatre

ADMIN, STAFF = "ADMIN", "STAF-PSDI-1"
NAME = "Buku Kerja.xlsx"


async def newest(stage: Theatre, who: str = ADMIN) -> dict[str, Any]:
    """The newest message in somebody's chat."""
    found: dict[str, Any] = (await stage.sandbox.messages(stage.cast[who]))[-1]
    return found


async def send(stage: Theatre, content: bytes, *, name: str = NAME, who: str = ADMIN) -> str:
    """Send a file with `/kantor` below it; the answer of the job."""
    await stage.sandbox.upload(stage.cast[who], (name, content), caption="/kantor")
    await stage.settle()
    return await last_words(stage, who)


def renamed(book: OfficeBook, name: str) -> OfficeBook:
    """The book with another name of its first indicator."""
    first, *rest = book.indicators
    return replace(book, indicators=(replace(first, name=name), *rest))


def first_name(stage: Theatre) -> str:
    def look(work: Any) -> str:
        return indicators.indicators(work.connection, Scope(stage.office_id))[0].name

    return stage.read(look)


def test_it_is_downloaded_edited_sent_back_and_applied(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        await stage.say(ADMIN, "/kantor")
        assert "Buku kerja terakhir diterapkan: 1 Okt 2026 07.25 WITA" in await last_words(stage, ADMIN)
        assert "sedang disiapkan" in (await stage.press(ADMIN, "Unduh buku kerja")).toast
        came = await newest(stage)
        assert came["file"]["name"] == "Buku Kerja DISPERIN 1 Okt 2026.xlsx"
        book, errors = read_book(await stage.sandbox.file(came["file"]["id"]))
        assert book is not None, errors
        last = replace(
            book.staff[-1], code="STAF-BARU", name="Rina Marlina", nip="", phone="", title="Analis"
        )
        staff = (*book.staff, replace(last, role=book.staff[8].role, unit=book.staff[8].unit))
        await stage.press(ADMIN, "Kirim buku kerja")
        content = written(replace(renamed(book, "Nama yang baru"), staff=staff))
        await stage.sandbox.upload(stage.cast[ADMIN], (NAME, content))
        await stage.settle()
        shown = await last_words(stage, ADMIN)
        assert "Pegawai: 3 baru" in shown
        assert "Indikator: 1 berubah" in shown
        assert "→ Nama yang baru" in shown
        before = first_name(stage)
        assert before != "Nama yang baru"
        await stage.advance(minutes=5)
        assert "Sedang diterapkan" in (await stage.press(ADMIN, "Terapkan")).toast
        assert "Buku kerja diterapkan" in await last_words(stage, ADMIN)
        assert first_name(stage) == "Nama yang baru"
        seats = stage.read(lambda work: charts.chart(work, stage.office_id).seats)
        assert "Rina Marlina" in {one.holder_name for one in seats}
        await stage.say(ADMIN, "/kantor")
        assert "terakhir diterapkan: 1 Okt 2026 07.30 WITA" in await last_words(stage, ADMIN)

    play(scene, tmp_path)


def test_what_changed_since_the_preview_is_shown_anew(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        shown = await send(stage, written(renamed(demo_book(), "Nama dari berkas")))
        assert "→ Nama dari berkas" in shown
        await stage.take_in(renamed(demo_book(), "Nama dari tempat lain"))
        await stage.press(ADMIN, "Terapkan")
        fresh = await last_words(stage, ADMIN)
        assert "Keadaan kantor berubah sejak pratinjau" in fresh
        assert "Nama dari tempat lain → Nama dari berkas" in fresh
        assert first_name(stage) == "Nama dari tempat lain"
        await stage.press(ADMIN, "Terapkan")
        assert "Buku kerja diterapkan" in await last_words(stage, ADMIN)
        assert first_name(stage) == "Nama dari berkas"
        same = await send(stage, written(renamed(demo_book(), "Nama dari berkas")))
        assert "sudah sesuai dengan buku kerja ini" in same

    play(scene, tmp_path)


def test_dropped_and_old_pages_change_nothing(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        before = first_name(stage)
        await send(stage, written(renamed(demo_book(), "Pertama")))
        first = await newest(stage)
        await send(stage, written(renamed(demo_book(), "Kedua")))
        pressed = await stage.press(ADMIN, "Terapkan", message=first["message"])
        assert "Pratinjau ini sudah lama" in pressed.toast
        assert "tidak ada yang diubah" in (await stage.press(ADMIN, "Batal")).toast
        assert "sudah lama" in (await stage.press(ADMIN, "Terapkan")).toast
        assert first_name(stage) == before

    play(scene, tmp_path)


def test_every_fault_stands_in_one_message(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        book = demo_book()
        one, two, *rest = book.indicators
        broken = (replace(one, owner="TIDAK-ADA"), replace(two, owner="JUGA-TIDAK"), *rest)
        said = await send(stage, written(replace(book, indicators=broken)))
        assert "Ada 2 hal yang perlu diperbaiki; tidak ada yang diubah." in said
        assert "TIDAK-ADA" in said
        assert "JUGA-TIDAK" in said
        zone = replace(book.office, zone="Asia/Jakarta")
        assert "zona waktu kantor tidak dapat diganti" in await send(
            stage, written(replace(book, office=zone))
        )
        foreign = replace(book.office, code="KANTOR-LAIN")
        assert "bukan admin kantor itu" in await send(stage, written(replace(book, office=foreign)))
        assert "bukan buku kerja Excel" in await send(stage, b"PK\x03\x04", name="buku.pdf")
        assert "rusak atau terpotong" in await send(stage, b"PK\x03\x04 tidak utuh")

    play(scene, tmp_path)


def test_only_the_admin_sends_one(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        said = await send(stage, written(renamed(demo_book(), "Dari staf")), who=STAFF)
        assert "admin" in said
        assert first_name(stage) != "Dari staf"

    play(scene, tmp_path)


def test_a_long_outcome_has_further_pages(tmp_path: Path) -> None:
    async def scene(stage: Theatre) -> None:
        book = demo_book()
        every = tuple(replace(one, name=f"{one.name} (diperbarui)") for one in book.indicators)
        shown = await send(stage, written(replace(book, indicators=every)))
        assert "baris lagi; tekan Rincian" in shown
        await stage.press(ADMIN, "Rincian")
        pages = [await last_words(stage, ADMIN)]
        while "Lainnya ›" in [one["text"] for row in (await newest(stage))["rows"] for one in row]:
            await stage.press(ADMIN, "Lainnya ›")
            pages.append(await last_words(stage, ADMIN))
        assert all(any(f" {one.code}: " in page for page in pages) for one in every)
        await stage.press(ADMIN, "Terapkan")
        assert first_name(stage).endswith("(diperbarui)")

    play(scene, tmp_path)
