"""What people read about invitations, accounts and imports."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from screens import offices as office_screens
from screens import people as screens
from sop.book_differences import Change, Clash, Difference, Differences, Kind, Noun
from sop.books import Sheet
from sop.people import Holding, Office, Person, Seat
from text.catalogue import catalogue, keys

OFFICE = Office(
    1,
    "DISPERIN",
    "Dinas <Perindustrian> & Perdagangan",
    "",
    "",
    "",
    "",
    "",
    "Asia/Makassar",
    "linear",
    120,
    1,
)
MAN = Person(1, "Lalu Hendra Saputra, S.E.", "197208171998031992", "+6281234567890", "")
WOMAN = Person(2, "Siti Aminah, S.T.", "197511032000032996", "+6281234567891", "")
NEITHER = Person(3, "Sri Wahyuningsih", "", "", "")
SEAT = Seat(5, "UPTD", "Kepala UPTD", "technical_unit_head", 1, None, 1, MAN.name, Holding.ACTING_VACANT)
UNTIL = datetime(2026, 10, 8, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("person", "title"),
    [(MAN, "Bapak"), (WOMAN, "Ibu"), (NEITHER, "Bapak/Ibu"), (replace(MAN, nip="1"), "Bapak/Ibu")],
)
def test_people_are_addressed_by_the_fifteenth_digit(person: Person, title: str) -> None:
    assert screens.addressed(person) == f"{title} {person.name}"


def test_inserted_values_are_escaped_and_an_acting_seat_says_so() -> None:
    text = screens.bound(MAN, [(SEAT, OFFICE)], replaced=False).text
    assert "• Plt. Kepala UPTD, Dinas &lt;Perindustrian&gt; &amp; Perdagangan" in text


def test_the_text_for_whatsapp_is_the_text_below_it() -> None:
    link = screens.Link(OFFICE, WOMAN, UNTIL, "https://t.me/uji_bot?start=abc")
    note, letter = screens.invite_made(link)
    assert note.rows[0][0].url.startswith("https://wa.me/6281234567891?text=Yth.%20Ibu%20Siti")
    assert "https://t.me/uji_bot?start=abc" in letter.text
    assert "8 Okt 2026 09.00 WITA" in letter.text
    assert "Pasang Telegram" in letter.text


def test_long_lists_are_paged_and_pages_outside_are_drawn_in() -> None:
    rows = [screens.Row(OFFICE, replace(MAN, id=number), (SEAT,), False) for number in range(1, 20)]
    for page, people, turns in ((0, 8, 1), (1, 8, 2), (2, 3, 1), (99, 3, 1)):
        screen = screens.invite_list(rows, page)
        assert len(screen.rows) == people + 1
        assert len(screen.rows[-1]) == turns
        assert len(screen.text) < 4096


def test_help_says_only_what_concerns_the_person() -> None:
    text = screens.help_page({"everyone", "staff"}, [("isi", "mengisi data")]).text
    assert "/isi – mengisi data" in text
    assert "Mengisi data" in text
    assert "Admin" not in text


def test_differences_are_listed_with_values_before_and_after() -> None:
    change = Change("polarity", "maximize", "")
    rows = (
        Difference(Noun.INDICATOR, "IKU-1", "Nilai AKIP", Kind.CHANGED, (change,)),
        Difference(Noun.AGENCY, "BAPPEDA", "Bappeda", Kind.KEPT),
    )
    lines = office_screens.lines(Differences(1, "Dinas X", False, rows, ()))
    assert lines == (
        "Perubahan untuk Dinas X",
        "  Berubah indikator IKU-1: Nilai AKIP",
        "      Arah: naik → (kosong)",
        "Tidak ada lagi di buku kerja, tetap disimpan (isi Berakhir untuk mengakhiri):",
        "  penerima laporan BAPPEDA: Bappeda",
    )


@pytest.mark.parametrize("problem", [key for key in keys() if key.startswith("offices.clash_")])
def test_every_clash_says_where_and_what_to_do(problem: str) -> None:
    name = problem.removeprefix("offices.clash_")
    if name in ("row", "sheet"):
        return
    clash = Clash(Sheet.INDICATORS, 12, "IKU-1", name, "III")
    line = office_screens.clash(clash)
    assert line.startswith("Indikator baris 12 (IKU-1): ")
    assert "Mohon" in line


def test_the_words_of_this_area_keep_the_register() -> None:
    for key, template in catalogue().items():
        if key.startswith(("people.", "offices.")):
            said = "".join(literal for literal, _ in template.pieces)
            for forbidden in ("Anda", " bot", "Tolak", "paksa"):
                assert forbidden not in said, key
