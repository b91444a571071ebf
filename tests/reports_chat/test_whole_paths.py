"""The quarter from the last call to the archive, on SQLite and on PostgreSQL."""

from pathlib import Path

from sop.cases import CaseState
from sop.indicators import RealizationState
from sop.reports import ReportState
from storage import reports as rows
from storage.database import Database, Scope
from tests.reports_chat.bureaus import Bureau, bureau, wita

COMPILER, PLANNER, READER = "SUBKOR-PROGRAM", "PERENCANA", "PENERIMA-BAPPEDA"


def test_a_quarter_runs_from_the_last_call_to_the_archive(database: Database, tmp_path: Path) -> None:
    office = bureau(database, tmp_path, missing=("PSDI-2",))
    office.write(PLANNER, "/laporan")
    office.press(PLANNER, "Panggilan terakhir")
    office.press(PLANNER, "Kirim")
    office.now = wita("2026-10-06 16:01")
    office.write(PLANNER, "/laporan")
    office.press(PLANNER, "Proses tanpa yang belum masuk")
    office.press(PLANNER, "Sumber data belum terbit")
    office.climb()
    office.press(COMPILER, "Susun laporan")
    office.draw()
    office.press("SEKRETARIS", "Paraf")
    office.press("KADIS", "Setujui laporan")
    office.draw()
    office.press(PLANNER, "Kirim")
    office.press(READER, "Terima")
    office.press(PLANNER, "Catat nomor surat")
    office.write(PLANNER, "000.8.6.4/217/Perind/2026, 5 Okt 2026")
    report = office.report()
    assert (report.state, report.letter_number) == (ReportState.APPROVED, "000.8.6.4/217/Perind/2026")
    assert set(office.states().values()) == {RealizationState.APPROVED}
    assert office.look(office.case).state is CaseState.DONE
    assert office.journal()[-1] == "Complete"
    a_foreign_office_finds_and_changes_nothing(office)


def a_foreign_office_finds_and_changes_nothing(office: Bureau) -> None:
    foreign, report = Scope(office.office_id + 1), office.report()
    with office.database.writing() as connection:
        assert rows.report(connection, foreign, report.id) is None
        assert rows.of_case(connection, foreign, office.case_id) == ()
        assert rows.approved(connection, foreign) == ()
        assert rows.of_period(connection, foreign, "2026-Q3") == ()
        assert rows.by_code(connection, foreign, report.verification_code) is None
        assert rows.drawn_as(connection, foreign, report.pdf_sha256) is None
        assert rows.receipts(connection, foreign, report.id) == ()
        assert not rows.drawn(connection, foreign, report.id, report.state, "a", "b")
        assert not rows.number(connection, foreign, report.id, "1", report.letter_date or office.now.date())
        assert not rows.receive(connection, foreign, 2, office.now)
        assert rows.outdate(connection, foreign, "2026-Q1", "2026-Q4") == 0
        assert rows.outdate(connection, office.scope, "2026-Q2", "2026-Q4") == 1
        assert rows.drawn_as(connection, office.scope, report.pdf_sha256) == (report.id, "approved")
