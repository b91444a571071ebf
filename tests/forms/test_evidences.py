"""Evidence: files, photos, albums, links and words; what cannot be kept is said at once."""

import io
import json
import zipfile

import sqlalchemy as sa

from desk import evidences as desk
from desk.works import Work
from handlers import notices
from sop.evidences import caption_number, holds_program, is_program, links, only_links
from storage.database import Database
from storage.jobs import JOBS
from tests.forms.offices import (
    KABID,
    KABID_PIKM,
    PSDI,
    UPTD,
    WASI,
    Office,
    labels,
    ready,
    two_forms,
    with_indicator,
)


def jobs(office: Office) -> list[dict[str, object]]:
    with office.database.reading() as connection:
        rows = connection.execute(sa.select(JOBS.c.body).where(JOBS.c.kind == desk.FETCH)).scalars().all()
    return [json.loads(body) for body in rows]


def test_a_file_with_a_number_in_its_caption_supports_that_figure(database: Database) -> None:
    office = ready(database)
    office.press(PSDI, "Bukti dukung")
    (answer,) = office.send(PSDI, "daftar hadir.pdf", "2) daftar hadir")
    assert "untuk nomor 2, Pelaku IKM yang dilatih: daftar hadir.pdf" in answer.text
    (kept,) = office.evidence(PSDI)
    assert (kept.kind, kept.indicator_id) == ("file", office.indicator("PSDI-2").id)
    assert kept.person_id == office.seat(PSDI).holder_id
    assert jobs(office) == [{"evidence": kept.id, "file_id": "file-daftar hadir.pdf"}]


def test_media_while_a_number_is_asked_is_kept_and_the_question_repeated(database: Database) -> None:
    office = ready(database)
    office.press(WASI, "Isi satu per satu")
    office.write(WASI, "90")
    (answer,) = office.send(WASI, "foto-7.jpg", mime="image/jpeg")
    assert "Bukti dukung diterima untuk nomor 2" in answer.text
    assert "WASI-2 · 2 dari 4" in answer.text
    assert office.evidence(WASI)[0].indicator_id == office.indicator("WASI-2").id
    assert "WASI-3 · 3 dari 4" in office.write(WASI, "138/30").text


def test_a_file_nobody_asked_for_goes_to_the_only_open_form(database: Database) -> None:
    office = ready(database)
    (answer,) = office.send(PSDI, "laporan.docx")
    assert "untuk seluruh isian" in answer.text
    assert office.evidence(PSDI)[0].indicator_id == 0


def test_an_unknown_number_is_said_and_the_file_kept_for_the_whole(database: Database) -> None:
    office = ready(database)
    (answer,) = office.send(PSDI, "laporan.pdf", "9")
    assert "Nomor 9 tidak ada pada daftar" in answer.text
    assert office.evidence(PSDI)[0].indicator_id == 0


def test_every_file_of_an_album_is_kept_with_one_answer(database: Database) -> None:
    office = ready(database)
    first = office.send(PSDI, "a.jpg", "3", album="x")
    assert len(first) == 1
    assert office.send(PSDI, "b.jpg", album="x") == []
    assert office.send(PSDI, "c.jpg", album="x") == []
    item = office.indicator("PSDI-3").id
    assert [one.indicator_id for one in office.evidence(PSDI)] == [item] * 3
    office.write(PSDI, "1) 61,5  2) 104  3) 30")
    office.press(PSDI, "Tinjau")
    assert "bukti dukung: 3" in office.last(PSDI).text


def test_a_caption_on_a_later_file_of_the_album_counts_for_all(database: Database) -> None:
    office = ready(database)
    office.send(PSDI, "a.jpg", album="x")
    (answer,) = office.send(PSDI, "b.jpg", "2", album="x")
    assert "untuk nomor 2" in answer.text
    assert {one.indicator_id for one in office.evidence(PSDI)} == {office.indicator("PSDI-2").id}


def test_links_and_words_are_evidence_too(database: Database) -> None:
    office = ready(database)
    answer = office.write(PSDI, "2) https://drive.example/abc?x=1")
    assert "nomor 2: 1 tautan" in answer.text
    office.press(PSDI, "Bukti dukung")
    office.write(PSDI, "1) surat 005/12 di arsip bidang\n3) tidak ada dokumen, hanya rekap")
    kinds = {one.indicator_id: (one.kind, one.content) for one in office.evidence(PSDI)}
    assert kinds[office.indicator("PSDI-2").id] == ("link", "https://drive.example/abc?x=1")
    assert kinds[office.indicator("PSDI-1").id] == ("text", "surat 005/12 di arsip bidang")
    assert kinds[office.indicator("PSDI-3").id][1].startswith("tidak ada dokumen")


def test_required_evidence_is_asked_after_the_figures_and_words_may_replace_it(database: Database) -> None:
    office = ready(database, with_indicator("PIKM-2", evidence_required=True))
    asked = office.write(UPTD, "76")
    assert "Bukti dukung masih ditunggu" in asked.text
    assert not [label for label in labels(asked) if label.startswith("Ajukan")]
    answer = office.write(UPTD, "tidak ada, mesin dicatat manual")
    assert labels(answer)[0] == "Ajukan (1/1)"
    assert office.press(UPTD, "Ajukan").text.startswith("Diajukan")


def test_programs_and_files_over_the_limit_are_refused_at_receipt(database: Database) -> None:
    office = ready(database)
    (answer,) = office.send(PSDI, "laporan.pdf.exe")
    assert "Berkas program tidak dapat diterima" in answer.text
    (answer,) = office.send(PSDI, "rekaman.mp4", size=34 << 20)
    assert "Berkas 34 MB melebihi batas 20 MB" in answer.text
    assert office.evidence(PSDI) == ()
    assert jobs(office) == []


def test_a_file_of_several_forms_asks_for_a_reply(database: Database) -> None:
    office = ready(database, two_forms())
    (answer,) = office.send(KABID_PIKM, "foto.jpg")
    assert "mohon balas kartu isiannya" in answer.text.lower()
    assert office.evidence(KABID_PIKM) == ()
    assert "tidak ada yang menunggu" in office.send(KABID, "foto.jpg")[0].text


def test_the_fetched_file_lies_under_its_hash(database: Database) -> None:
    office = ready(database)
    office.send(PSDI, "a.pdf")
    (kept,) = office.evidence(PSDI)
    with database.writing() as connection:
        desk.fetched(Work(connection, office.now), office.scope.office_id, kept.id, "ab" * 32, 4321)
    (kept,) = office.evidence(PSDI)
    assert (kept.sha256, kept.size) == ("ab" * 32, 4321)


def test_a_file_that_cannot_be_kept_is_dropped_and_its_sender_told(database: Database) -> None:
    office = ready(database)
    office.send(PSDI, "a.pdf")
    (kept,) = office.evidence(PSDI)
    for _ in range(2):
        with database.writing() as connection:
            work = Work(connection, office.now)
            desk.unusable(work, office.scope.office_id, kept.id, "lost")
            notices.announce(work, work.events)
    assert office.evidence(PSDI) == ()
    told = [screen for screen in office.sent(PSDI) if "tidak dapat diambil" in screen.text]
    assert len(told) == 1
    assert "a.pdf" in told[0].text


def test_names_captions_links_and_contents_are_read_carefully() -> None:
    assert is_program("Laporan.EXE", "")
    assert is_program("x", "application/vnd.android.package-archive")
    assert not is_program("laporan.final.docx", "application/pdf")
    assert [caption_number(text) for text in ("2", "2) hadir", "No. 12 foto", "foto 2", "2026", "")] == [
        2,
        2,
        12,
        0,
        0,
        0,
    ]
    assert links("lihat https://a.example/x, dan http://b.example/y.") == (
        "https://a.example/x",
        "http://b.example/y",
    )
    assert only_links("2) https://a.example/x")
    assert not only_links("lihat https://a.example/x")


def test_programs_are_found_inside_archives() -> None:
    def archive(name: str) -> bytes:
        room = io.BytesIO()
        with zipfile.ZipFile(room, "w") as packed:
            packed.writestr(name, b"x")
        return room.getvalue()

    assert holds_program(b"MZ\x90\x00")
    assert holds_program(b"\x7fELF\x02")
    assert holds_program(archive("bukti/pasang.apk"))
    assert not holds_program(archive("word/document.xml"))
    assert not holds_program(b"%PDF-1.7")
    assert not holds_program(b"PK\x03\x04 rusak")
