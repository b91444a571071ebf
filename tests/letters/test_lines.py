"""The one line that registers a letter, in the orders in which people type it."""

from datetime import UTC, date, datetime

import pytest

from sop.letter_lines import Unread, named_quarters, read_field, read_line
from sop.letters import Field, Priority, agenda_count
from sop.periods import Period
from tests.sop_arithmetic.office_calendars import office

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
CALENDAR = office()
SENT, DUE = date(2026, 9, 28), date(2026, 10, 9)


@pytest.mark.parametrize(
    "line",
    [
        "000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III, paling lambat 9 Okt",
        "Bappeda, permintaan laporan TW III, 000.8/123/Bappeda, 28/9/2026, batas 9 Oktober 2026",
        "28 September 2026; Bappeda; 000.8/123/Bappeda; permintaan laporan TW III; tenggat Jumat, 9 Okt",
        "no. 000.8/123/Bappeda\ntgl 28 Sep\ndari Bappeda\nhal permintaan laporan TW III\ns.d. 9 Okt",
        "Nomor: 000.8/123/Bappeda, Tanggal: 28-9-2026, Dari: Bappeda, Perihal: permintaan laporan TW III,"
        " selambat-lambatnya tanggal 9 Okt 2026",
        "surat Bappeda nomor 000.8/123/Bappeda tertanggal 28 Sep 2026 perihal permintaan laporan TW III"
        " paling lambat 9 Okt 2026",
        "000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III, 9 Okt 2026",
    ],
)
def test_the_same_letter_in_every_order(line: str) -> None:
    read = read_line(line, NOW, CALENDAR)
    assert (read.number, read.sender, read.subject) == (
        "000.8/123/Bappeda",
        "Bappeda",
        "permintaan laporan TW III",
    )
    assert (read.dated, read.due, read.unread) == (SENT, DUE, ())


def test_agenda_and_sifat_stand_where_they_are_typed() -> None:
    read = read_line("B-17/BPS/2026, 1 Okt, BPS, data IKM, agenda 124/SEK, segera", NOW, CALENDAR)
    assert (read.number, read.agenda, read.priority) == ("B-17/BPS/2026", "124/SEK", Priority.URGENT)
    assert (read.sender, read.subject) == ("BPS", "data IKM")


def test_a_subject_keeps_its_commas() -> None:
    read = read_line("12/BAP, 28 Sep, Bappeda, laporan kinerja, fisik, dan keuangan", NOW, CALENDAR)
    assert read.subject == "laporan kinerja, fisik, dan keuangan"


def test_a_sender_the_office_knows_is_found_behind_the_subject() -> None:
    read = read_line("5/X/2026, 28 Sep, laporan TW III, Yayasan Rinjani", NOW, CALENDAR, ("Yayasan Rinjani",))
    assert (read.sender, read.subject) == ("Yayasan Rinjani", "laporan TW III")


def test_one_piece_is_the_subject() -> None:
    read = read_line("permintaan laporan", NOW, CALENDAR)
    assert (read.sender, read.subject) == (None, "permintaan laporan")


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("1/B/2026, 32 Sep 2026, Bappeda, laporan", Unread(Field.DATED, "32 Sep 2026")),
        ("1/B/2026, 28 Septober 2026, Bappeda, laporan", Unread(Field.DATED, "28 Septober 2026")),
        ("1/B/2026, tanggal entah, Bappeda, laporan", Unread(Field.DATED, "entah")),
        ("1/B/2026, 28 Sep, Bappeda, laporan, paling lambat 31 Nov", Unread(Field.DUE, "31 Nov")),
        ("1/B/2026, 28 Sep, Bappeda, laporan, paling lambat minggu depan", Unread(Field.DUE, "minggu depan")),
    ],
)
def test_a_date_that_is_none_is_said_and_not_guessed(line: str, unread: Unread) -> None:
    read = read_line(line, NOW, CALENDAR)
    assert read.unread == (unread,)
    assert (read.sender, read.subject) == ("Bappeda", "laporan")


@pytest.mark.parametrize("text", ["", " , ;;\n", "?", "📎", "," * 4000, "1/" * 3000])
def test_nothing_typed_raises(text: str) -> None:
    read_line(text, NOW, CALENDAR)
    for name in set(Field) - {Field.PERIOD}:  # a period is pressed, not typed
        read_field(name, text, NOW, CALENDAR)


def test_one_field_is_read_whole_with_or_without_its_name() -> None:
    assert read_field(Field.SUBJECT, "laporan, fisik dan keuangan", NOW, CALENDAR).subject == (
        "laporan, fisik dan keuangan"
    )
    assert read_field(Field.DATED, "tanggal 28 Sep 2026", NOW, CALENDAR).dated == SENT
    assert read_field(Field.DUE, "paling lambat 9 Okt", NOW, CALENDAR).due == DUE
    assert read_field(Field.DUE, "besok lusa", NOW, CALENDAR).unread == (Unread(Field.DUE, "besok lusa"),)
    assert read_field(Field.AGENDA, "agenda no. 130", NOW, CALENDAR).agenda == "130"
    assert read_field(Field.PRIORITY, "Kilat", NOW, CALENDAR).priority is Priority.IMMEDIATE


@pytest.mark.parametrize(
    ("text", "on", "named"),
    [
        ("permintaan laporan TW III", SENT, (Period(2026, 3),)),
        ("laporan triwulan 3 tahun 2025", SENT, (Period(2025, 3),)),
        ("laporan TW. IV", date(2027, 1, 6), (Period(2026, 4),)),
        ("evaluasi TW II dan TW III 2026", SENT, (Period(2026, 2), Period(2026, 3))),
        ("undangan rapat", SENT, ()),
    ],
)
def test_the_quarter_a_letter_names(text: str, on: date, named: tuple[Period, ...]) -> None:
    assert named_quarters(text, on) == named


def test_the_running_number_of_an_agenda() -> None:
    assert [agenda_count(text) for text in ("124", "124/SEK", "SEK-1", "")] == [124, 124, 0, 0]
