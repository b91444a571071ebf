"""Compiling: completeness, the frozen draft, the last call, returns."""

from decimal import Decimal

from desk import reports
from sop.cases import BundleState
from sop.indicators import Missing, RealizationState
from sop.reports import ReportState
from tests.reports_chat.bureaus import Bureau, wita
from text.printing import number

COMPILER = "SUBKOR-PROGRAM"


def test_the_card_counts_what_is_in_and_shows_five_lines(office: Bureau) -> None:
    text = office.card(COMPILER).text
    assert "Data lengkap: 13 indikator" in text
    assert "Rata-rata capaian <b>90,91%</b> (Sangat Tinggi), 14 dari 14 indikator dinilai" in text
    assert "Tercapai: 6 dari 14" in text
    assert "Serapan anggaran: 68,96% (rencana 70,00%)" in text
    standing = "Pengaduan industri yang tidak selesai tepat waktu: 5 kasus, batas 3 (capaian 33,33%)"
    assert f"• {standing}\n   tiga pengaduan limbah" in text
    assert "Dibanding TW II: 100,28% → 90,91%" in text


def test_the_draft_holds_the_expected_figures_of_the_quarter(drafted: Bureau) -> None:
    figures = reports.said(drafted.report())
    expected = {
        "IKU-1": "90,56", "IKU-3": "97,47", "IKU-4": "98,40", "PSDI-1": "80,00", "PSDI-2": "100,00",
        "PSDI-3": "137,50", "PIKM-1": "100,00", "PIKM-2": "100,23", "PIKM-3": "75,00", "WASI-1": "72,62",
        "WASI-2": "102,19", "WASI-3": "33,33", "WASI-4": "104,44", "SEK-1": "98,51",
    }  # fmt: skip
    scored = {row.code: row for row in figures.rows if row.scored}
    assert {
        code: number(row.to_date_achievement.value or Decimal(0)) for code, row in scored.items()
    } == expected
    assert scored["PIKM-3"].rating == "Sedang"
    average = figures.average
    assert (average.scored, average.due, average.total) == (14, 14, 16)
    assert number(average.raw or Decimal(0)) == "92,16"
    assert [one.count for one in figures.distribution] == [10, 1, 2, 0, 1]
    carried = next(row for row in figures.rows if row.code == "IKU-5")
    assert carried.carried
    assert not carried.rating
    assert figures.budget is not None
    assert figures.budget.total.realized_rupiah == 6_034_000_000
    shared = next(one for one in figures.budget.programs if one.code == "3.31.02")
    assert shared.subtotal is not None
    assert number(shared.subtotal.absorption or Decimal(0)) == "68,59"


def test_compiling_freezes_a_draft_and_has_it_drawn(drafted: Bureau) -> None:
    report = drafted.report()
    assert (report.version, report.state) == (1, ReportState.DRAFT)
    assert report.verification_code == reports.said(report).verification_code
    assert drafted.blobs.read(report.pdf_sha256).startswith(b"%PDF")
    assert drafted.files(COMPILER) == ["Laporan Kinerja TW III 2026 - Dinas Perindustrian (DRAF v1).pdf"]
    assert drafted.files("SEKRETARIS") == ["Capaian TW III 2026.png"]
    assert "report_frozen" in drafted.journal()


def test_a_double_press_freezes_one_draft(office: Bureau) -> None:
    button = office.card(COMPILER).rows[0][0]
    office.tap(COMPILER, button)
    toast = office.tap(COMPILER, button)
    assert toast is not None
    assert toast.alert
    assert office.report().version == 1


def test_before_the_last_call_nobody_goes_on_without_the_rest(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    text = late_office.last("PERENCANA").text
    assert "Pengumpulan TW III 2026: 11 dari 13 masuk" in text
    assert "Pembangunan Sumber Daya Industri (PSDI) (1)" in text
    labels = [button.label for row in late_office.last("PERENCANA").rows for button in row]
    assert labels == ["Panggilan terakhir"]


def test_the_last_call_tells_fillers_and_their_heads_once_and_in_time(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    asked = late_office.last("PERENCANA")
    assert asked.text.startswith("Disampaikan kepada 2 petugas dan 2 pejabat: laporan disusun Selasa 6 Okt")
    assert [button.label for button in asked.rows[0]] == ["Kirim", "Batal"]
    assert "last_call" not in late_office.journal()
    toast = late_office.press("PERENCANA", "Kirim")
    assert toast is not None
    assert "Selasa 6 Okt 16.00 WITA" in toast.text
    own = late_office.last("SUBKOR-PSDI").text
    assert own.startswith("<b>Dari Sekretariat</b>")
    assert "Masih ditunggu dari Bapak/Ibu: 1 indikator" in own
    assert "menyusul" in own
    above = late_office.last("KABID-PSDI").text
    assert "I Gusti Ngurah Wirawan" in above
    assert "Bambang" not in above
    again = late_office.press("PERENCANA", "Panggilan terakhir")
    assert again is not None
    assert "sudah disampaikan" in again.text
    assert late_office.journal().count("last_call") == 1


def test_after_the_call_the_report_is_compiled_with_data_to_follow(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    late_office.press("PERENCANA", "Kirim")
    late_office.write("PERENCANA", "/laporan")
    early = late_office.press("PERENCANA", "Proses tanpa yang belum masuk")
    assert early is not None
    assert "masih berlaku" in early.text
    late_office.now = wita("2026-10-06 16:01")
    late_office.press("PERENCANA", "Proses tanpa yang belum masuk")
    late_office.press("PERENCANA", "Petugas sedang berhalangan")
    late_office.climb()
    card = late_office.card(COMPILER).text
    assert "Data masuk: <b>11 dari 13</b>" in card
    assert "Menyusul: 2 indikator (PSDI 1, WASI 1)" in card
    assert "Belum masuk" not in card
    late_office.press(COMPILER, "Susun laporan")
    rows = {row.code: row for row in reports.said(late_office.report()).rows}
    assert rows["PSDI-2"].quarter_realization.missing is Missing.NOT_FILLED
    assert rows["PSDI-2"].rating == ""


def test_late_figures_make_a_new_version_of_a_draft_that_waits(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    late_office.press("PERENCANA", "Kirim")
    late_office.now = wita("2026-10-06 16:01")
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Proses tanpa yang belum masuk")
    late_office.press("PERENCANA", "Petugas sedang berhalangan")
    late_office.climb()
    late_office.press(COMPILER, "Susun laporan")
    late_office.enter_late("PSDI-2")
    assert late_office.report().version == 2
    assert "Menyusul: 1 indikator (" in late_office.last("SEKRETARIS").text
    assert "Konsep versi 2" in late_office.last("SEKRETARIS").text


def test_only_the_secretariat_may_call(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    button = late_office.last("PERENCANA").rows[0][0]
    toast = late_office.tap("KABID-PSDI", button)
    assert toast is not None
    assert "Perencana" in toast.text
    late_office.write("KADIS", "/laporan")
    assert not late_office.last("KADIS").rows
    assert "11 dari 13 masuk" in late_office.last("KADIS").text


def test_single_figures_of_a_unit_go_back_with_a_reason(office: Bureau) -> None:
    office.press(COMPILER, "Minta perbaikan data")
    office.press(COMPILER, "Bidang Pengawasan")
    listed = office.last(COMPILER).text
    assert "Pengaduan industri yang tidak selesai tepat waktu: 3" in listed
    wanted = next(line for line in listed.splitlines() if "Pengaduan" in line).split(".")[0]
    answer = office.write(COMPILER, f"{wanted} belum sesuai register pengaduan")
    assert office.bundle("9").state is BundleState.WAITING
    assert office.states()["WASI-3"] is RealizationState.RETURNED
    assert office.states()["WASI-4"] is RealizationState.SUBMITTED
    assert "Kartu ini terbuka kembali" in answer.text or "Dikembalikan" in answer.text
    office.hand_in("WASI-3")
    assert office.bundle("9").state is BundleState.OPEN


def test_figures_of_several_units_go_back_with_one_message(office: Bureau) -> None:
    office.press(COMPILER, "Minta perbaikan data")
    listed = office.last(COMPILER).text.splitlines()
    first, second = (
        next(line for line in listed if name in line).split(".")[0] for name in ("Pengaduan", "Pelaku IKM")
    )
    office.write(COMPILER, f"{first}, {second} bukti belum dilampirkan")
    returned = {code for code, state in office.states().items() if state is RealizationState.RETURNED}
    assert returned == {"WASI-3", "PSDI-2"}


def test_a_return_needs_numbers_of_the_list_and_a_reason(office: Bureau) -> None:
    office.press(COMPILER, "Minta perbaikan data")
    office.press(COMPILER, "Sekretariat")
    assert "awali dengan nomor" in office.write(COMPILER, "belum sesuai").text
    assert "Nomor 99" in office.write(COMPILER, "99 belum sesuai").text
    assert office.bundle("9").state is BundleState.OPEN


def test_the_typed_twin_of_a_return_takes_numbers_too(office: Bureau) -> None:
    office.deliver()
    office.write(COMPILER, f"/kembalikan {office.bundle('9').code} 1 dan 2: belum sesuai")
    assert office.bundle("9").state is BundleState.WAITING
    returned = [code for code, state in office.states().items() if state is RealizationState.RETURNED]
    assert len(returned) == 2


def test_a_repair_is_asked_with_its_reason_on_the_card(initialled: Bureau) -> None:
    initialled.press("KADIS", "Mohon diperbaiki")
    initialled.write("KADIS", "uraian hambatan WASI-3 belum jelas")
    assert "Mohon diperbaiki: uraian hambatan WASI-3 belum jelas" in initialled.card(COMPILER).text
    initialled.press(COMPILER, "Susun laporan")
    assert initialled.report().version == 1
    assert "keterangan perbaikan" in initialled.last(COMPILER).text
    initialled.write(COMPILER, "uraian WASI-3 dilengkapi dari register")
    heard = [screen.text for screen in initialled.heard(COMPILER)]
    assert "Konsep versi 2 tersimpan dan diteruskan untuk paraf." in heard
    assert initialled.report().version == 2
    said = "Catatan: uraian hambatan WASI-3 belum jelas · Ditindaklanjuti: uraian WASI-3 dilengkapi"
    assert "Konsep versi 2" in initialled.card("SEKRETARIS").text
    assert said in initialled.card("SEKRETARIS").text
    initialled.press("SEKRETARIS", "Paraf")
    assert said in initialled.card("KADIS").text
    assert "report_repaired" in initialled.journal()


def test_a_call_that_is_left_tells_nobody(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    toast = late_office.press("PERENCANA", "Batal")
    assert toast is not None
    assert "Tidak jadi" in toast.text
    assert "last_call" not in late_office.journal()


def test_the_call_opens_the_form_by_one_press(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    late_office.press("PERENCANA", "Kirim")
    late_office.press("SUBKOR-PSDI", "Buka isian")
    assert any("Isi satu per satu" in b.label for row in late_office.last("SUBKOR-PSDI").rows for b in row)


def test_what_the_call_closed_says_so(late_office: Bureau) -> None:
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Panggilan terakhir")
    late_office.press("PERENCANA", "Kirim")
    late_office.now = wita("2026-10-06 16:01")
    late_office.write("PERENCANA", "/laporan")
    late_office.press("PERENCANA", "Proses tanpa yang belum masuk")
    late_office.press("PERENCANA", "Petugas sedang berhalangan")
    ended = [screen.text for screen in late_office.heard("SUBKOR-PSDI")]
    assert any("pengumpulan ditutup 6 Okt 2026 16.01 WITA" in text for text in ended)
    assert not any("selesai oleh" in text for text in ended)


def test_numbers_typed_for_a_list_that_changed_meanwhile_return_nothing(office: Bureau) -> None:
    office.press(COMPILER, "Minta perbaikan data")
    office.press(COMPILER, "Sekretariat")
    before = office.changed()
    office.write(COMPILER, "1 belum sesuai")
    assert office.working() == before
    assert RealizationState.RETURNED not in office.states().values()


def test_a_repair_told_of_a_compilation_that_changed_meanwhile_compiles_nothing(initialled: Bureau) -> None:
    initialled.press("KADIS", "Mohon diperbaiki")
    initialled.write("KADIS", "uraian hambatan WASI-3 belum jelas")
    initialled.press(COMPILER, "Susun laporan")
    initialled.changed()
    initialled.write(COMPILER, "uraian WASI-3 dilengkapi dari register")
    assert initialled.report().version == 1
