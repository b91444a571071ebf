"""The numbered list comes first, and one message answers it."""

from decimal import Decimal

import sqlalchemy as sa

from sop.indicators import Missing, RealizationState
from storage.database import Database
from tests.forms.offices import PIKM, PSDI, UPTD, WASI, labels, ready
from text.incoming import Kind
from text.taps import Tap, packed


def test_the_card_is_the_whole_numbered_list_with_an_example_made_from_it(database: Database) -> None:
    office = ready(database)
    card = office.last(WASI)
    assert "1. Persentase usaha industri yang diawasi" in card.text
    assert "4. Persentase perusahaan yang melapor di SIINas" in card.text
    assert "target 5 · TW II: 4,80" in card.text
    assert "<code>1) 24  2) 120/25  3) 2</code>" in card.text
    assert labels(card)[0] == "Isi satu per satu"
    assert not [label for label in labels(card) if label.startswith("Ajukan")]


def test_one_message_answers_the_list_without_pressing_anything(database: Database) -> None:
    office = ready(database)
    answer = office.write(PSDI, "1) 61,5  2) 104  3) 30")
    assert "2) Pelaku IKM yang dilatih: 104 Orang (target 100; TW II: 92)" in answer.text
    said = [office.said(code) for code in ("PSDI-1", "PSDI-2", "PSDI-3")]
    assert [one.value for one in said if one] == [Decimal("61.5"), Decimal(104), Decimal(30)]
    assert {one.state for one in said if one} == {RealizationState.DRAFT}
    assert labels(answer)[0] == "Ajukan (3/3)"
    assert labels(answer)[1:4] == ["Ubah 1", "Ubah 2", "Ubah 3"]


def test_components_fixed_denominators_nihil_and_a_plain_list_on_lines(database: Database) -> None:
    office = ready(database)
    answer = office.write(WASI, "1. 90\n2. 138/30\n3. nihil\n4. 94/150")
    first, second, third = office.said("WASI-1"), office.said("WASI-2"), office.said("WASI-3")
    assert first
    assert (first.numerator, first.denominator, first.value) == (Decimal(90), None, None)
    assert second
    assert (second.numerator, second.denominator) == (Decimal(138), Decimal(30))
    assert third
    assert third.value == Decimal(0)
    assert "90/120, s.d. triwulan ini 116,67%" in answer.text
    assert "138/30 = 4,60 Hari kerja" in answer.text
    assert "3) Pengaduan industri yang tidak selesai tepat waktu: 0 Kasus" in answer.text


NUMBERS = (  # typed, what is stored, what the answer says
    ("74", "74", "74%"),
    ("74,9", "74.9", "74,9%"),
    ("74,90 %", "74.90", "74,9%"),
    ("74,9 persen", "74.9", "74,9%"),
    ("nol", "0", "0%"),
    ("74.9", None, "dibaca"),
    ("1.234", None, "dapat dibaca dua cara"),
    ("ada 75 mesin", None, "dibaca"),
    ("70-80", None, "mohon satu angka saja"),
    ("sekitar 80", None, "mohon satu angka saja"),
    ("-5", None, "tidak boleh di bawah nol"),
    ("12/15", None, "tidak memakai pembilang"),
    ("belum ada data", None, "Mohon pilih alasannya"),
)


def test_a_single_question_takes_indonesian_numbers(sqlite_database: Database) -> None:
    office = ready(sqlite_database)
    bundle, item = office.bundle(UPTD), str(office.indicator("PIKM-2").id)
    expected = None
    for typed, stored, told in NUMBERS:
        office.tap(UPTD, packed(Tap("fed", str(bundle.id), bundle.revision, item)))
        answer = office.write(UPTD, typed)
        assert told in answer.text, typed
        expected = Decimal(stored) if stored else expected
        said = office.said("PIKM-2")
        assert said, typed
        assert said.value == expected, typed


def test_what_is_refused_is_named_and_the_rest_is_kept(database: Database) -> None:
    office = ready(database)
    answer = office.write(WASI, "1) 11/100  2) 5  3) 1,5  4) 94/150  7) 3")
    assert "1) “11/100”: penyebutnya tetap 120" in answer.text
    assert "2) “5”: mohon tulis pembilang/penyebut, misalnya 120/25" in answer.text
    assert "3) “1,5”: mohon bilangan bulat" in answer.text
    assert "“7) 3”: nomornya belum jelas" in answer.text
    assert "4) Persentase perusahaan" in answer.text
    assert "Masih menunggu:\n1) " in answer.text
    assert office.said("WASI-1") is None
    assert office.said("WASI-4") is not None


def test_a_list_may_come_in_pieces_and_the_last_number_needs_no_marker(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5  2) 104")
    answer = office.write(PSDI, "30")
    assert "3) Wirausaha industri baru yang terbentuk: 30 Orang" in answer.text
    assert labels(answer)[0] == "Ajukan (3/3)"


def test_typing_a_number_again_replaces_it(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61,5  2) 104  3) 30")
    office.write(PSDI, "2) 105")
    said = office.said("PSDI-2")
    assert said
    assert (said.value, said.revision) == (Decimal(105), 2)
    line = office.lines("answer")[-1]
    assert line["items"][0]["value"] == "105"
    assert line["items"][0]["period"] == "2026-Q3"
    assert line["on_behalf"] is False
    assert line["chat"] == office.chat(PSDI)


def test_one_by_one_goes_round_and_back(database: Database) -> None:
    office = ready(database)
    office.press(PIKM, "Isi satu per satu")
    assert "IKU-1 · 1 dari 4" in office.last(PIKM).text
    assert "IKU-3 · 2 dari 4" in office.write(PIKM, "200").text
    office.press(PIKM, "Kembali")
    assert "IKU-1 · 1 dari 4" in office.last(PIKM).text
    assert "IKU-3 · 2 dari 4" in office.write(PIKM, "201").text
    assert "PIKM-1 · 3 dari 4" in office.write(PIKM, "3) 17").text or office.said("PIKM-1")
    said = office.said("IKU-1")
    assert said
    assert said.numerator == Decimal(201)


def test_skipping_asks_why_and_keeps_the_reason(database: Database) -> None:
    office = ready(database)
    office.press(PIKM, "Lewati dengan alasan")
    office.press(PIKM, "2")
    office.press(PIKM, "Belum rilis")
    office.press(PIKM, "November 2026")
    said = office.said("IKU-3")
    assert said
    assert (said.missing, said.note) == (Missing.NOT_RELEASED, "belum rilis, perkiraan November 2026")
    assert "belum rilis, perkiraan November 2026" in office.last(PIKM).text
    office.press(PIKM, "Lewati dengan alasan")
    office.press(PIKM, "4")
    office.press(PIKM, "Alasan lain")
    office.write(PIKM, "petugas lapangan cuti bersama")
    other = office.said("PIKM-3")
    assert other
    assert (other.missing, other.note) == (Missing.NO_DATA_YET, "petugas lapangan cuti bersama")


def test_no_data_yet_typed_in_the_list_asks_for_the_reason_and_stays_open(database: Database) -> None:
    office = ready(database)
    answer = office.write(PSDI, "1) 61  2) belum ada data  3) 30")
    assert "Nomor 2 belum ada angkanya" in answer.text
    assert office.said("PSDI-2") is None
    office.press(PSDI, "Belum ada data")
    said = office.said("PSDI-2")
    assert said
    assert said.missing is Missing.NO_DATA_YET
    assert labels(office.last(PSDI))[0] == "Ajukan (3/3)"


def test_the_method_of_each_figure_is_one_press_away(database: Database) -> None:
    office = ready(database)
    office.press(PIKM, "Cara hitung")
    assert "dibagi unit usaha IKM pada awal tahun" in office.last(PIKM).text


def test_a_typed_list_costs_about_twenty_statements_whatever_its_length(sqlite_database: Database) -> None:
    office = ready(sqlite_database)
    office.write(PSDI, "/isi")
    statements: list[str] = []

    def count(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    office.chat(PSDI)
    sa.event.listen(sqlite_database.engine, "before_cursor_execute", count)
    office.serve(PSDI, Kind.TEXT, text="1) 61,5  2) 104  3) 30")
    sa.event.remove(sqlite_database.engine, "before_cursor_execute", count)
    words = ("SELECT", "INSERT", "UPDATE", "DELETE")
    served = [one for one in statements if one.startswith(words) and "offsets" not in one]
    assert len(served) <= 22, "\n".join(served)
