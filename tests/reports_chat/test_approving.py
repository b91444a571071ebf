"""Paraf and approval: what the head sees, what is frozen, who signs."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from desk import reports, sheets
from desk.works import Work
from handlers.faces import face
from screens import cards
from sop.cases import BundleState
from sop.indicators import Realization, RealizationState
from sop.reports import ReportState
from storage import indicators
from storage.database import Database
from tests.reports_chat.bureaus import Bureau, bureau, wita
from text.screens import Button
from text.taps import Tap, packed


def test_the_heads_card_begins_with_who_initialled(initialled: Bureau) -> None:
    card = initialled.card("KADIS")
    body = card.text.split("\n\n")[1]
    assert body == "Paraf: Sub Koordinator Program dan Pelaporan ✓ · Sekretaris Dinas ✓"
    labels = [[button.label for button in row] for row in card.rows]
    assert labels == [["Setujui laporan"], ["Mohon diperbaiki", "Buka berkas"]]
    assert initialled.files("KADIS") == ["Capaian TW III 2026.png"]


def test_the_draft_opens_by_one_press(initialled: Bureau) -> None:
    initialled.press("KADIS", "Buka berkas")
    assert initialled.files("KADIS")[-1] == "Laporan Kinerja TW III 2026 - Dinas Perindustrian (DRAF v1).pdf"


def test_a_file_that_is_being_drawn_is_not_promised(office: Bureau) -> None:
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    toast = office.press("SEKRETARIS", "Buka berkas")
    assert toast is not None
    assert "sedang disiapkan" in toast.text


def test_nobody_else_opens_the_draft(initialled: Bureau) -> None:
    button = next(button for button in initialled.card("KADIS").rows[1] if button.label == "Buka berkas")
    toast = initialled.tap("KABID-PSDI", button)
    assert toast is not None
    assert "Kepala Dinas" in toast.text
    assert not initialled.files("KABID-PSDI")


def test_approval_freezes_the_copy_and_makes_the_figures_official(approved: Bureau) -> None:
    report = approved.report()
    assert report.state is ReportState.APPROVED
    assert report.approved_by == approved.person("KADIS")
    figures = reports.said(report)
    assert figures.state is ReportState.APPROVED
    assert figures.approved_at == approved.now
    assert figures.signature.number == "196904121994032991"
    assert figures.method.minimize_formula == "linear"
    assert set(approved.states().values()) == {RealizationState.APPROVED}
    assert "report_approved" in approved.journal()


def test_the_final_file_goes_to_head_secretary_and_compiler(approved: Bureau) -> None:
    final = "Laporan Kinerja TW III 2026 - Dinas Perindustrian.pdf"
    assert all(approved.files(code)[-1] == final for code in ("KADIS", "SEKRETARIS", "SUBKOR-PROGRAM"))
    assert final not in approved.files("KABID-PSDI")


def test_approval_by_typed_code_acts_on_what_was_delivered(initialled: Bureau) -> None:
    code = initialled.bundle("approve").code
    initialled.write("KADIS", f"/setuju {code}")
    assert initialled.report().state is ReportState.DRAFT
    initialled.deliver()
    initialled.write("KADIS", f"/setuju {code.lower()}")
    assert initialled.report().state is ReportState.APPROVED


def test_a_second_press_approves_nothing_twice(initialled: Bureau) -> None:
    button = initialled.card("KADIS").rows[0][0]
    initialled.tap("KADIS", button)
    toast = initialled.tap("KADIS", button)
    assert toast is not None
    assert "Sudah Bapak/Ibu selesaikan" in toast.text
    assert initialled.journal().count("report_approved") == 1


def test_a_repair_needs_a_reason_and_leads_back_to_the_compiler(drafted: Bureau) -> None:
    drafted.deliver()
    drafted.write("SEKRETARIS", f"/kembalikan {drafted.bundle('paraf').code} narasi PIKM-3 kurang lengkap")
    assert drafted.bundle("9").state is BundleState.OPEN
    assert drafted.bundle("paraf").state is BundleState.DONE
    assert "narasi PIKM-3 kurang lengkap" in drafted.card("SUBKOR-PROGRAM").text
    assert drafted.report().state is ReportState.DRAFT


def test_an_acting_head_signs_as_plh(sqlite_database: Database, tmp_path: Path) -> None:
    office = bureau(sqlite_database, tmp_path, plh=True)
    office.now = wita("2026-10-13 09:00")
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    code = office.report().verification_code
    office.press("SEKRETARIS", "Paraf")
    assert "Plh. Kepala Dinas" in office.card("SEKRETARIS").text
    office.press("SEKRETARIS", "Setujui laporan")
    signature = reports.said(office.report()).signature
    assert signature.title_lines == ("Plh. KEPALA DINAS PERINDUSTRIAN,",)
    assert signature.name.startswith("Lalu Hendra")
    assert office.report().verification_code == code  # the draft was frozen under the same stand-in


def test_whoever_approves_signs_even_if_the_draft_named_another(
    sqlite_database: Database, tmp_path: Path
) -> None:
    office = bureau(sqlite_database, tmp_path, plh=True)
    office.now = wita("2026-10-09 09:00")
    office.press("SUBKOR-PROGRAM", "Susun laporan")
    assert reports.said(office.report()).signature.name.startswith("Dr. Ir. Baiq")
    code = office.report().verification_code
    office.now = wita("2026-10-13 09:00")
    office.press("SEKRETARIS", "Paraf")
    office.press("SEKRETARIS", "Setujui laporan")
    assert reports.said(office.report()).signature.name.startswith("Lalu Hendra")
    assert office.report().verification_code != code


def test_an_approval_is_not_recorded_as_done_outside_without_a_scan(initialled: Bureau) -> None:
    bundle = initialled.bundle("approve")
    forged = Button("", packed(Tap("oou", str(bundle.id), bundle.revision)))
    toast = initialled.tap("PERENCANA", forged)
    assert toast is not None
    assert "foto atau pindaian" in toast.text
    assert initialled.bundle("approve").state is BundleState.OPEN


def test_equal_figures_have_equal_codes_whatever_their_state(initialled: Bureau) -> None:
    draft = initialled.report()
    initialled.press("KADIS", "Setujui laporan")
    final = initialled.report()
    assert (draft.content_hash, draft.verification_code) == (final.content_hash, final.verification_code)


def test_a_returned_report_does_not_look_approved(initialled: Bureau) -> None:
    initialled.press("KADIS", "Mohon diperbaiki")
    assert "pada Laporan Kinerja TW III 2026." in initialled.last("KADIS").text
    initialled.write("KADIS", "uraian WASI-3 belum jelas")
    ended = initialled.look(lambda work: face(work, initialled.bundle("approve")).card.text)
    assert ended.startswith("↩ ")
    assert "dimohonkan perbaikan oleh Dr. Ir. Baiq" in ended
    assert ended.endswith("Catatan: uraian WASI-3 belum jelas")


def test_a_returned_paraf_does_not_look_given(drafted: Bureau) -> None:
    drafted.press("SEKRETARIS", "Kembalikan untuk diperbaiki")
    drafted.write("SEKRETARIS", "narasi kurang lengkap")
    ended = drafted.look(lambda work: face(work, drafted.bundle("paraf")).card.text)
    assert ended.startswith("↩ ")
    assert "dikembalikan untuk diperbaiki oleh" in ended
    assert "selesai oleh" not in ended


def test_a_given_paraf_and_an_approval_read_as_done(approved: Bureau) -> None:
    for step in ("paraf", "approve"):
        ended = approved.look(lambda work, of=step: face(work, approved.bundle(of)).card.text)  # type: ignore[misc]
        assert ended.startswith("✓ ")
        assert "selesai oleh" in ended


def test_the_heads_card_does_not_cite_the_heads_own_order(initialled: Bureau) -> None:
    def foot(step: str) -> str:
        sheet = initialled.look(lambda work: sheets.sheet(work, initialled.bundle(step)))
        ordered = replace(sheet.case, authority="Disposisi Kepala Dinas")
        return str(cards.footer(replace(sheet, case=ordered)))

    assert "Dasar" not in foot("approve")
    assert "Dasar: Disposisi Kepala Dinas" in foot("paraf")


def test_an_approval_leaves_figures_of_another_case_alone(initialled: Bureau) -> None:
    strange = _figure_of_another_case(initialled)
    initialled.press("KADIS", "Setujui laporan")
    states = initialled.states()
    assert states.pop(strange) is RealizationState.SUBMITTED
    assert set(states.values()) == {RealizationState.APPROVED}


def _figure_of_another_case(office: Bureau) -> str:
    """A figure of the same office and quarter, handed in, that this case never asked for."""

    def add(work: Work) -> None:
        known = indicators.indicators(work.connection, office.scope)[0]
        columns = {name: getattr(known, name, None) for name in indicators.INDICATOR_COLUMNS}
        columns |= {"code": "LAIN-1", "owner_position_id": known.owner_seat_id, "derived": False}
        added = indicators.add(work.connection, office.scope, columns)
        said = Realization(0, added, 2026, 3, RealizationState.SUBMITTED, 0, value=Decimal(5))
        indicators.add_realization(work.connection, office.scope, said)

    office.act(add)
    return "LAIN-1"


def test_a_repair_asked_for_a_card_that_changed_meanwhile_is_not_taken(initialled: Bureau) -> None:
    initialled.press("KADIS", "Mohon diperbaiki")
    before = initialled.changed()
    initialled.write("KADIS", "uraian hambatan WASI-3 belum jelas")
    assert initialled.working() == before
