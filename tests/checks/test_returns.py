"""Returned figures go to whoever entered them and climb again alone, one press a tier."""

from decimal import Decimal

from sop.cases import BundleState
from sop.indicators import RealizationState
from tests.checks.office import FIRST, KABID, KASI, SECOND, THIRD, Office

JARINGAN, LITERASI = "Tingkat ketersediaan jaringan", "Peserta literasi digital"


def returned(office: Office, who: str, numbers: tuple[str, ...], reason: str) -> str:
    office.press(who, "Kembalikan")
    for number in numbers:
        office.press(who, number)
    return office.press(who, reason).text


def test_the_card_itself_asks_which_and_why(at_kabid: Office) -> None:
    at_kabid.press(KABID, "Kembalikan")
    card = at_kabid.card(KABID)
    assert "Kembalikan untuk diperbaiki" in card.text
    assert [button.label for button in card.rows[0]] == ["1", "2", "3", "4", "5"]
    assert at_kabid.press(KABID, "Data belum lengkap").text == "Mohon pilih dahulu nomor yang dikembalikan."
    at_kabid.press(KABID, "2")
    assert at_kabid.card(KABID).rows[0][1].label == "✓ 2"
    at_kabid.press(KABID, "✓ 2")
    assert at_kabid.card(KABID).rows[0][1].label == "2"
    at_kabid.press(KABID, "Batal")
    assert at_kabid.card(KABID).rows[0][0].label.startswith("Setujui & ajukan")


def test_only_the_returned_figures_climb_again_with_one_press_a_tier(at_kabid: Office) -> None:
    assert "Dikembalikan untuk diperbaiki: 2 indikator" in returned(
        at_kabid, KABID, ("1", "2"), "Data belum lengkap"
    )
    assert at_kabid.said("IK-04").state is RealizationState.RETURNED
    assert at_kabid.press(KABID, "Benar (7), 2 menyusul")
    at_kabid.hand_in(FIRST, {"IK-04": Decimal("80.5")})
    assert "Masuk 1 dari 2 indikator" in at_kabid.card(KASI).text
    at_kabid.hand_in(SECOND, {"IK-05": Decimal(61)})
    card = at_kabid.card(KASI)
    assert "Perbaikan ke-1" in card.text
    assert "Perbaikan atas: Data belum lengkap" in card.text
    assert JARINGAN in card.text
    assert "Nilai keamanan informasi" not in card.text
    at_kabid.press(KASI, "Benar semua")
    assert "<b>Perlu dicermati (2)</b>" in at_kabid.card(KABID).text
    assert at_kabid.press(KABID, "Setujui & ajukan").text == "Diajukan ke Kepala Dinas: 2 indikator."
    assert at_kabid.bundle(KABID, BundleState.DONE)


def test_the_tiers_between_are_told_silently_and_nobody_else(at_kabid: Office) -> None:
    before = {who: len(at_kabid.heard(who)) for who in (KASI, "SEKSI-IKP-2", "KADIN", "SEKRETARIS", THIRD)}
    returned(at_kabid, KABID, ("1",), "Bukti belum dilampirkan")
    line, method, silent = at_kabid.heard(KASI)[-1]
    assert (method, silent) == ("send", True)
    assert line.text.startswith("Untuk diketahui: Kepala Bidang")
    assert JARINGAN in line.text
    assert "Bukti belum dilampirkan" in line.text
    for who in ("SEKSI-IKP-2", "KADIN", "SEKRETARIS", THIRD):
        assert len(at_kabid.heard(who)) == before[who]


def test_a_typed_reason_returns_what_was_marked_when_it_was_asked(at_kabid: Office) -> None:
    at_kabid.press(KABID, "Kembalikan")
    at_kabid.press(KABID, "2")
    at_kabid.press(KABID, "Tulis alasan")
    answer = at_kabid.write(KABID, "peserta daring belum dihitung")
    assert answer.text.startswith("Dikembalikan untuk diperbaiki: 1 indikator.")
    assert at_kabid.said("IK-05").state is RealizationState.RETURNED
    assert at_kabid.said("IK-04").state is RealizationState.SUBMITTED


def test_a_reason_for_a_list_that_changed_returns_nothing(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    office.press(KASI, "Kembalikan")
    office.press(KASI, "Tulis alasan")
    office.hand_in(SECOND, {"IK-05": Decimal(61)})
    office.write(KASI, "belum lengkap")
    assert any("kartu terbaru" in screen.text for screen in office.screens(KASI)[-3:])
    assert office.said("IK-04").state is RealizationState.SUBMITTED


def test_the_typed_twin_returns_everything_that_waits(at_kabid: Office) -> None:
    code = at_kabid.deliver(KABID).code
    answer = at_kabid.write(KABID, f"/kembalikan {code} rekap belum ditandatangani")
    assert answer.text.startswith("Dikembalikan untuk diperbaiki: 9 indikator.")
    assert {at_kabid.bundle(who).round for who in (FIRST, SECOND, THIRD)} == {2}


def test_an_enterer_whose_form_is_still_open_hears_it_aloud(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    returned(office, KASI, (), "Data belum lengkap")
    line, method, silent = office.heard(FIRST)[-1]
    assert (method, silent) == ("send", False)
    assert "Dikembalikan untuk diperbaiki oleh Kepala Seksi" in line.text
    assert "Alasan: Data belum lengkap" in line.text


def test_after_the_third_return_the_next_superior_is_told(office: Office) -> None:
    for value in (70, 71, 72):
        office.hand_in(FIRST, {"IK-04": Decimal(value)})
        assert not any("tiga kali" in screen.text for screen in office.screens(KABID))
        returned(office, KASI, (), "Data belum lengkap")
    line, _, silent = office.heard(KABID)[-1]
    assert silent
    assert f"{JARINGAN} sudah tiga kali dikembalikan oleh Kepala Seksi" in line.text


def test_a_second_press_on_a_returned_list_is_answered(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    office.press(KASI, "Kembalikan")
    chip = next(row[0].data for row in office.card(KASI).rows if row[0].label == "Data belum lengkap")
    office.tap(KASI, chip)
    again = office.tap(KASI, chip)
    assert again.alert
    assert office.said("IK-04").state is RealizationState.RETURNED
