"""Written -> should be -> reason: the trace stays, the enterer may object, the next tier looks again."""

from decimal import Decimal

from sop.indicators import Missing, Source
from storage import indicators
from tests.checks.office import FIRST, HEAD, KABID, KASI, SECOND, Office


def begun(office: Office, number: str = "1") -> str:
    """The first section has handed in and the Kasi corrects a number; returns the question."""
    office.section_one()
    office.press(KASI, "Koreksi")
    office.press(KASI, number)
    return office.last(KASI).text if "Tertulis" in office.last(KASI).text else office.screens(KASI)[-2].text


def test_a_correction_keeps_both_values_and_who_made_it(office: Office) -> None:
    assert "Tertulis: 79,9 Nilai" in begun(office)
    answer = office.write(KASI, "85,5; salah ketik")
    assert answer.text.startswith("Dikoreksi: Tingkat ketersediaan jaringan, tertulis 79,9, seharusnya 85,5.")
    said = office.said("IK-04")
    assert (said.value, said.source) == (Decimal("85.5"), Source.CORRECTION)
    assert said.entered_by == office.seat(KASI).holder_id
    with office.database.reading() as connection:
        (kept,) = indicators.corrections(connection, office.scope, [said.id])
    assert (kept.written, kept.should_be, kept.reason) == ("79,9", "85,5", "salah ketik")


def test_the_journal_tells_the_figure_a_correction_left(office: Office) -> None:
    begun(office)
    office.write(KASI, "85,5; salah ketik")
    (body,) = [body for action, body in office.journal() if action == "correction"]
    said = office.said("IK-04")
    assert f"'indicator': {said.indicator_id}" in str(body)
    assert f"'revision': {said.revision}, " in str(body)
    assert "'value': '85.5'" in str(body)
    assert "salah ketik" not in str(body)


def test_the_corrector_is_not_warned_of_his_own_correction_but_the_next_tier_is(office: Office) -> None:
    begun(office)
    office.write(KASI, "85,5; salah ketik")
    assert "<b>Tanpa catatan (6)</b>" in office.card(KASI).text
    assert "TW III: 85,5 dari 79 Nilai" in office.card(KASI).text
    office.press(KASI, "Benar semua")
    text = office.card(KABID).text
    assert "<b>Tanpa catatan (6)</b>" in text
    assert "sudah dikoreksi" in text
    assert "Koreksi: 79,9 → 85,5 (salah ketik)" in text


def test_the_enterer_hears_it_silently_and_may_object_once(office: Office) -> None:
    begun(office)
    office.write(KASI, "85,5; salah ketik")
    line, method, silent = office.heard(FIRST)[-1]
    assert (method, silent) == ("send", True)
    assert "mengoreksi 79,9 menjadi 85,5. Alasan: salah ketik." in line.text
    assert office.press(FIRST, "Keberatan").text == (
        "Keberatan dicatat dan disampaikan kepada Kepala Seksi Pengelolaan Informasi."
    )
    assert office.press(FIRST, "Keberatan").text == "Keberatan sudah dicatat sebelumnya."
    assert "menyatakan keberatan" in office.screens(KASI)[-2].text + office.last(KASI).text
    for superior in (KABID, HEAD):
        assert not any("keberatan" in screen.text for screen in office.screens(superior))


def test_an_objection_reaches_the_card_before_anybody_decides(office: Office) -> None:
    begun(office)
    office.write(KASI, "85,5; salah ketik")
    office.press(KASI, "Benar semua")
    seen = office.card(KABID).rows[0][0].data
    office.press(FIRST, "Keberatan")
    toast = office.tap(KABID, seen)
    assert toast.alert
    assert "kartu terbaru" in toast.text
    assert "ada keberatan atas koreksi" in office.card(KABID).text
    office.press(KABID, "Benar (6)")


def test_only_whose_word_it_was_may_object(office: Office) -> None:
    begun(office)
    office.write(KASI, "85,5; salah ketik")
    data = office.last(FIRST).rows[0][0].data
    for stranger in (SECOND, KASI, KABID):
        assert "pengisi data semula" in office.tap(stranger, data).text
    assert not any(action == "objection" for action, _ in office.journal())


def test_two_readings_are_two_buttons_and_nothing_stands_before_a_press(office: Office) -> None:
    begun(office)
    screen = office.write(KASI, "1.234; titik ribuan")
    assert [row[0].label for row in screen.rows] == ["1.234", "1,234"]
    assert office.said("IK-04").value == Decimal("79.9")
    office.press(KASI, "1,234")
    assert office.said("IK-04").value == Decimal("1.234")


def test_buttons_of_an_earlier_answer_are_no_longer_meant(office: Office) -> None:
    begun(office)
    older = office.write(KASI, "1.234; titik ribuan").rows[0][0].data
    office.write(KASI, "2.345; titik ribuan")
    assert "sudah lama" in office.tap(KASI, older).text
    assert office.said("IK-04").value == Decimal("79.9")


def test_a_figure_that_does_not_exist_yet_is_confirmed_first(office: Office) -> None:
    begun(office)
    screen = office.write(KASI, "belum ada data; survei diulang")
    assert [row[0].label for row in screen.rows] == ["belum ada data"]
    office.press(KASI, "belum ada data")
    said = office.said("IK-04")
    assert (said.value, said.missing) == (None, Missing.NO_DATA_YET)
    assert "belum ada data · target 79 Nilai" in office.card(KASI).text


def test_without_reason_or_readable_value_nothing_changes_and_the_question_stays(office: Office) -> None:
    begun(office)
    assert "alasannya setelah titik koma" in office.write(KASI, "85,5").text
    assert "belum terbaca" in office.write(KASI, "kira-kira 80-90; salah").text
    assert "sama dengan yang tertulis" in office.write(KASI, "79,9; salah").text
    assert office.said("IK-04").value == Decimal("79.9")
    office.write(KASI, "85,5; salah ketik")
    assert office.said("IK-04").value == Decimal("85.5")


def test_a_ratio_is_corrected_by_its_components(office: Office) -> None:
    staff, kasi = "STAF-SEKSI-APTIKA-1-1", "SEKSI-APTIKA-1"
    pair = (Decimal(154), Decimal(220))
    office.hand_in(staff, {"IK-07": pair})
    assert "TW III: 70% (154/220) dari 70% · capaian 100,00%" in office.card(kasi).text
    office.press(kasi, "Koreksi")
    assert "pembilang/penyebut" in office.write(kasi, "75%; salah hitung").text
    office.write(kasi, "165/220; salah hitung")
    assert office.said("IK-07").numerator == 165
    assert "75% (165/220)" in office.card(kasi).text


def test_a_correction_made_above_the_target_drops_the_cause(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(7)}, obstacle="listrik", follow_up="genset")
    office.press(KASI, "Koreksi")
    office.write(KASI, "79,9; kurang satu angka")
    assert office.said("IK-04").obstacle == ""


def test_a_correction_made_above_the_target_drops_the_note_of_the_shortfall_too(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(7)}, obstacle="listrik", note="satu lokasi belum melapor")
    office.press(KASI, "Koreksi")
    office.write(KASI, "79,9; lokasi itu sudah melapor")
    assert (office.said("IK-04").note, office.said("IK-04").obstacle) == ("", "")


def test_a_note_beside_a_figure_on_target_stays_through_a_correction(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal(90)}, note="rekap dua tahap")
    office.press(KASI, "Koreksi")
    office.write(KASI, "91; salah ketik")
    assert office.said("IK-04").note == "rekap dua tahap"
