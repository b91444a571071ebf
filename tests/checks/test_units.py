"""A unit with two fillers and two tiers: what the cards say, and one press a tier."""

from decimal import Decimal

from sop.cases import BundleState
from sop.indicators import Missing, RealizationState
from tests.checks.office import FIRST, HEAD, KABID, KASI, SECOND, THIRD, THIRDS, Office


def labels(office: Office, code: str) -> list[str]:
    return [button.label for row in office.card(code).rows for button in row]


def test_both_fillers_arrive_on_one_card_that_names_the_next_tier(office: Office) -> None:
    office.section_one()
    text = office.card(KASI).text
    assert "<b>Tanpa catatan (6)</b>" in text
    assert "Perlu dicermati" not in text
    assert "TW III: 79,9 dari 79 Nilai · s.d. TW III: 79,3 dari 79 Nilai · capaian 100,38%" in text
    assert "capaian 100,38%, Sangat Tinggi" in text
    assert labels(office, KASI)[0] == "Benar semua & ajukan ke Kabid"


def test_what_has_not_arrived_is_said_and_the_press_sends_only_what_has(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9"), "IK-16": Decimal(78), "IK-28": Decimal(80)})
    name = office.seat(SECOND).holder_name
    assert f"Masuk 3 dari 6 indikator. Menyusul: {name} (3)." in office.card(KASI).text
    assert labels(office, KASI)[0] == "Benar (3), 3 menyusul"
    assert office.press(KASI, "Benar (3)").text == "Tercatat benar: 3 indikator. Sisanya menyusul."
    assert office.bundle(KASI, BundleState.WAITING)
    office.hand_in(SECOND, {"IK-05": Decimal(60), "IK-17": Decimal(40), "IK-29": Decimal(80)})
    assert "3 indikator sudah dinyatakan benar." in office.card(KASI).text
    assert labels(office, KASI)[0] == "Benar semua & ajukan ke Kabid"


def test_one_press_a_tier_brings_the_figures_to_the_head(office: Office) -> None:
    office.section_one()
    office.hand_in(THIRD, THIRDS)
    office.press(KASI, "Benar semua")
    office.press("SEKSI-IKP-2", "Benar semua")
    assert labels(office, KABID)[0] == "Setujui & ajukan ke Kepala Dinas"
    toast = office.press(KABID, "Setujui & ajukan")
    assert toast.text == "Diajukan ke Kepala Dinas: 9 indikator."
    assert office.bundle(KABID, BundleState.DONE)
    assert office.bundle(HEAD, BundleState.WAITING)
    assert office.said("IK-04").state is RealizationState.SUBMITTED


def test_exceptions_come_first_with_their_reasons(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(20), "IK-16": Decimal(78)})
    office.hand_in(FIRST, {"IK-28": Missing.NOT_RELEASED})
    office.hand_in(SECOND, {"IK-05": Decimal(95)}, note="rekap dua tahap")
    office.hand_in(SECOND, {"IK-17": Decimal(40), "IK-29": Decimal(80)})
    text = office.card(KASI).text
    remarked, _, rest = text.partition("<b>Tanpa catatan (3)</b>")
    assert "<b>Perlu dicermati (3)</b>" in remarked
    assert "di bawah target, hambatan belum dijelaskan" in remarked
    assert "belum rilis · target 80 Nilai" in remarked
    assert "capaian triwulan ini saja di atas 150%" in remarked
    assert "Keterangan: rekap dua tahap" in remarked
    assert "Nilai keamanan informasi" in rest


def test_a_cause_that_was_given_is_shown(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(70)}, obstacle="gangguan <listrik>", follow_up="menambah genset")
    text = office.card(KASI).text
    assert "Hambatan: gangguan &lt;listrik&gt;" in text
    assert "Tindak lanjut: menambah genset" in text
    assert "hambatan belum dijelaskan" not in text


def test_unremarked_figures_can_go_ahead_of_the_others(office: Office) -> None:
    office.section_one(ik04="20")
    assert "Setujui yang tanpa catatan (5)" in labels(office, KASI)
    toast = office.press(KASI, "Setujui yang tanpa catatan")
    assert toast.text == "Tercatat benar: 5 indikator. Sisanya menyusul."
    text = office.card(KASI).text
    assert "<b>Perlu dicermati (1)</b>" in text
    assert "Tanpa catatan" not in text
    assert office.press(KASI, "Benar semua").text == "Diajukan ke Kabid: 1 indikator."
    assert "<b>Tanpa catatan (5)</b>" in office.card(KABID).text


def test_a_typed_code_and_a_second_press_say_what_happened(office: Office) -> None:
    office.section_one()
    code = office.deliver(KASI).code
    first = office.card(KASI).rows[0][0].data
    assert office.write(KASI, f"/setuju {code}").text == "Diajukan ke Kabid: 6 indikator."
    again = office.tap(KASI, first)
    assert again.alert
    assert "Sudah Bapak/Ibu selesaikan" in again.text


def test_somebody_elses_and_an_older_press_change_nothing(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    older = office.card(KASI).rows[0][0].data
    office.hand_in(FIRST, {"IK-16": Decimal(78)})
    toast = office.tap(KASI, older)
    assert toast.alert
    assert "kartu terbaru" in toast.text
    foreign = office.tap(KABID, office.card(KASI).rows[0][0].data)
    assert foreign.alert
    assert foreign.text.startswith("Tugas ini untuk")
    assert len(office.bundle(KASI).code) == 5


def test_forged_data_is_answered_and_changes_no_figure(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(20)})
    bundle = office.bundle(KASI)
    for act in ("cun", "cko", "cke", "cba", "cpg", "cpk", "ctg", "crs", "cwr", "cch", "cob"):
        for argument in ("", "0", "999999", "x", "1.5", "٣"):
            office.tap(KASI, f"1|{act}|{bundle.id}|{bundle.revision}|{argument}")
    assert office.bundle(KASI).id == bundle.id
    assert office.said("IK-04").value == 20
    assert office.said("IK-04").state is RealizationState.SUBMITTED
