"""The head's check: one card for all units, exceptions first, figures on demand."""

import re
from decimal import Decimal

from desk.report_figures import figures
from desk.works import Work
from sop.cases import BundleState
from sop.indicators import RealizationState
from sop.moves import Proceed
from storage import cases
from tests.checks.office import HEAD, Office
from tests.checks.quarter import UNITS, hand_in_everything, pass_all
from text.printing import percent


def labels(office: Office) -> list[list[str]]:
    return [[button.label for button in row] for row in office.card(HEAD).rows]


def test_the_card_rings_only_when_every_unit_is_through(office: Office) -> None:
    hand_in_everything(office)
    pass_all(office, UNITS[:-1])
    assert not any("Memeriksa" in screen.text for screen in office.screens(HEAD))
    office.press(UNITS[-1], "Setujui & ajukan")
    assert "Memeriksa" in office.last(HEAD).text


def test_four_units_stand_on_one_card_with_the_exceptional_one_first(at_head: Office) -> None:
    text = at_head.card(HEAD).text
    first, _, rest = text.partition("<b>Capaian rata-rata per bidang</b>")
    assert "<b>Perlu dicermati (1)</b>\n10. Layanan dengan tanda tangan elektronik: " in first
    assert "capaian rendah" in first
    assert "Bidang Statistik dan Persandian: 6 indikator, " in rest
    assert rest.count("perlu dicermati") == 1
    assert "(STATISTIK)" not in text
    assert rest.count(" indikator, ") == 4
    assert "Capaian rata-rata dinas s.d. TW III:" in text
    assert labels(at_head)[0] == ["Setujui & lanjutkan"]
    assert labels(at_head)[1:] == [["Kembalikan", "Rincian"]]


def test_details_turn_unit_by_unit_on_the_same_card(at_head: Office) -> None:
    at_head.press(HEAD, "Rincian")
    seen = []
    for place in range(1, 5):
        text = at_head.card(HEAD).text
        assert ["‹", f"{place}/4", "›"] in labels(at_head)
        seen.append(text)
        at_head.press(HEAD, "›")
    assert sum("Layanan dengan tanda tangan elektronik" in text for text in seen) == 1
    for text in seen:
        numbers = [int(found) for found in re.findall(r"^(\d+)\. <b>", text, re.MULTILINE)]
        assert numbers == sorted(numbers)
    assert len({text.split("\n\n")[1].splitlines()[0] for text in seen}) == 4
    assert ["‹", "1/4", "›"] in labels(at_head)
    at_head.press(HEAD, "Ringkasan")
    assert "<b>Capaian rata-rata per bidang</b>" in at_head.card(HEAD).text
    assert all(method == "edit" for _, method, _ in at_head.heard(HEAD)[-6:])


def test_one_press_verifies_every_figure_and_opens_the_compilation(at_head: Office) -> None:
    assert (
        at_head.press(HEAD, "Setujui & lanjutkan").text == "Disetujui: 32 indikator; diteruskan ke Perencana."
    )
    assert at_head.bundle(HEAD, BundleState.DONE)
    for code in ("IK-01", "IK-10", "IK-32"):
        assert at_head.said(code).state is RealizationState.VERIFIED


def test_one_returned_figure_waits_alone_and_the_rest_keeps_its_approval(at_head: Office) -> None:
    at_head.press(HEAD, "Kembalikan")
    at_head.press(HEAD, "10")
    at_head.press(HEAD, "Tidak sesuai target/satuan")
    assert at_head.bundle(HEAD, BundleState.WAITING)
    for between in ("KABID-STATISTIK", "SEKSI-STATISTIK-1"):
        assert "Untuk diketahui: Kepala Dinas" in at_head.last(between).text
    at_head.hand_in("STAF-SEKSI-STATISTIK-1-1", {"IK-10": Decimal(51)})
    at_head.press("SEKSI-STATISTIK-1", "Benar semua")
    at_head.press("KABID-STATISTIK", "Setujui & ajukan")
    text = at_head.card(HEAD).text
    assert "1 perlu dicermati" in text
    at_head.press(HEAD, "Setujui & lanjutkan")
    assert at_head.said("IK-10").state is RealizationState.VERIFIED


def test_a_double_press_of_the_head_is_answered(at_head: Office) -> None:
    data = at_head.card(HEAD).rows[0][0].data
    at_head.tap(HEAD, data)
    assert "Sudah Bapak/Ibu selesaikan" in at_head.tap(HEAD, data).text


def test_the_average_is_the_one_the_report_will_print(at_head: Office) -> None:
    with at_head.database.reading() as connection:
        work = Work(connection, at_head.now)
        case = cases.case(connection, at_head.scope, at_head.case_id)
        assert case is not None
        average = figures(work, case).average
    assert average.capped is not None
    said = f"<b>{percent(average.capped)}</b> dari {average.scored} indikator yang terisi"
    assert said in at_head.card(HEAD).text


def test_after_a_last_call_the_card_says_what_is_missing_and_whose(office: Office) -> None:
    hand_in_everything(office, only=("IKP", "APTIKA"))
    office.act(Proceed("sumber data belum terbit"), office.seat("PERENCANA").holder_id or 0)
    text = office.card(HEAD).text
    assert "Menyusul: 15 indikator (Sekretariat 9, STATISTIK 6)." in text
