"""What is written reads back as the same book, whatever the texts, and whatever an admin moves around."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from reports.cells import cleaned
from reports.columns import TABLES
from reports.templates import template, written
from reports.workbooks import read_book
from sop.books import BookAgency, BookRole, Channel, OfficeBook, Role
from sop.indicators import Aggregation, Polarity
from tests.workbooks.files import DEMO, edited, packed, parts, place
from tools.big_office import big_office
from tools.demo_office import demo_book

PIECES = (
    "=1+1", "+62", "-", "@SUM(A1)", "<b>&amp;</b>", "'; DROP TABLE", "ni'mat", "Ünïcødé", "日本", "🙂",
    '"kutip"', "  ", "100%", "1.250", "#N/A", "CONTOH", "_x0041_", "\u202eabc", "\u200b", "\tx", "Kode", "0",
    "Ya", "x" * 40,
)  # fmt: skip


def _same(book: OfficeBook) -> None:
    again, errors = read_book(written(book))
    assert [str(error) for error in errors] == []
    assert again == book


def test_the_demo_office_reads_back_the_same() -> None:
    _same(demo_book())
    _same(demo_book(plh=True, budget_until=2))


def test_the_big_office_reads_back_the_same() -> None:
    _same(big_office().book)


def test_every_field_of_every_sheet_survives() -> None:
    book = demo_book()
    first, *rest = book.indicators
    full = replace(
        first,
        polarity=Polarity.RANGE,
        aggregation=Aggregation.LAST,
        numerator_label="",
        denominator_label="",
        denominator_fixed=None,
        upper=Decimal("7.125"),
        quarters=(None, Decimal(0), Decimal("-1.5"), first.annual),
        evidence_required=True,
        definition="Baris satu\nbaris dua",
        revised=True,
        ends=date(2026, 12, 31),
    )
    history = tuple(row for row in book.history if row.code != first.code)
    noted = replace(history[0], note="Catatan", obstacle="a; b", follow_up_due=date(2026, 7, 1))
    _same(
        replace(
            book,
            office=replace(book.office, zone="Asia/Jayapura", minimize_formula="reciprocal", cap_percent=0),
            agencies=(*book.agencies, BookAgency("ESR", "Kementerian", Channel.EMAIL, "esr@x.example")),
            roles=(BookRole("planner", (Role.PLANNER, Role.PROGRAM_OFFICER)),),
            indicators=(full, *rest),
            history=(noted, *history[1:]),
        )
    )


def test_zero_and_empty_stay_apart() -> None:
    book, _ = read_book(DEMO)
    assert book is not None
    wirausaha = next(row for row in book.indicators if row.code == "PSDI-3")
    assert wirausaha.quarters[0] == 0
    assert wirausaha.measured == (1, 2, 3, 4)
    akip = next(row for row in book.indicators if row.code == "IKU-4")
    assert akip.quarters[0] is None
    assert akip.measured == (3, 4)
    complaints = next(row for row in book.history if row.code == "WASI-3" and row.quarter == 1)
    assert complaints.value == 0
    assert book.programs[0].realized_rupiah[3] is None


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_any_text_survives(seed: int) -> None:
    print(f"seed {seed}")
    chance = Random(seed)

    def text(lines: int = 1) -> str:
        made = "\n".join("".join(chance.choices(PIECES, k=chance.randint(1, 4))) for _ in range(lines))
        return cleaned(f"{made}.")

    book = demo_book()
    book = replace(
        book,
        office=replace(book.office, name=text(), address=text(2), contact=text()),
        staff=tuple(replace(row, title=text() + row.code, rank=text(), decree=text()) for row in book.staff),
        indicators=tuple(
            replace(row, name=text(), objective=text(), uom=text(), definition=text(3))
            for row in book.indicators
        ),
        programs=tuple(replace(row, name=text()) for row in book.programs),
        history=tuple(
            replace(row, note=text(2), obstacle=text(), value=_figure(chance, row.value))
            for row in book.history
        ),
    )
    _same(book)


def _figure(chance: Random, value: Decimal | None) -> Decimal | None:
    """Any figure of up to fifteen digits in place of one that is there."""
    return None if value is None else Decimal(chance.randint(0, 10**12)).scaleb(-chance.randint(0, 6))


def test_strings_kept_in_the_shared_table_read_the_same() -> None:
    """Excel and LibreOffice keep text in one table, the writer here keeps it in the cells."""
    whole, texts = parts(), []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(found[2])
        return b'<c %st="s"><v>%d</v></c>' % (found[1], len(texts) - 1)

    for name in [name for name in whole if name.startswith("xl/worksheets/sheet")]:
        whole[name] = re.sub(rb'<c ([^>]*)t="inlineStr"><is>(.*?)</is></c>', shared, whole[name])
    assert len(texts) > 500
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    table = b"".join(b"<si>%s</si>" % text for text in texts)
    whole["xl/sharedStrings.xml"] = b"<sst %s>%s</sst>" % (space, table)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    whole["[Content_Types].xml"] = whole["[Content_Types].xml"].replace(b"</Types>", entry)
    book, errors = read_book(packed(whole))
    assert errors == ()
    assert book == demo_book(plh=True)


def test_columns_may_be_moved_and_remarks_added() -> None:
    def rearrange(book: Workbook) -> None:
        sheet = book["Riwayat"]
        sheet.insert_cols(3)
        sheet["C4"] = "Catatan admin"
        sheet["C7"] = "sudah dicek"
        sheet["Z90"] = "coretan"
        sheet.insert_rows(8)

    book, errors = read_book(edited(rearrange))
    assert errors == ()
    assert book == demo_book(plh=True)


def test_an_admin_may_type_in_many_ways() -> None:
    def retype(book: Workbook) -> None:
        staff, indicators = book["Pegawai"], book["Indikator"]
        staff[place(staff, "KADIS", "Telepon")] = 81000000001
        staff[place(staff, "SEKRETARIS", "Telepon")] = "0811-0000-0002"
        staff[place(staff, "KADIS", "NIP / NI PPPK")] = "NIP. 19690412 199403 2 991"
        staff[place(staff, "KADIS", "Peran")] = "kadis"
        staff[place(staff, "KADIS-PLH", "Mulai")] = "12 Oktober 2026"
        staff[place(staff, "KADIS-PLH", "Berakhir")] = "16/10/2026"
        indicators[place(indicators, "IKU-1", "Penyebut tetap")] = "4.800"
        indicators[place(indicators, "IKU-1", "Tahun lalu")] = " 4,35 % "
        cell = indicators[place(indicators, "IKU-1", "TW IV")]
        cell.value, cell.number_format = 0.05, "0.00%"
        book["Anggaran"][place(book["Anggaran"], "3.31.01", "Pagu")] = "Rp 4.850.000.000"

    book, errors = read_book(edited(retype))
    assert [str(error) for error in errors] == []
    assert book == demo_book(plh=True)


def test_the_template_says_what_is_missing_and_passes_over_its_examples() -> None:
    book, errors = read_book(template())
    assert book is None
    assert {error.place.partition("!")[0] for error in errors} == {"Kantor", "Pegawai"}
    assert not any("CONTOH" in error.sentence for error in errors)


def test_the_template_guides_the_admin() -> None:
    book = load_workbook(BytesIO(template()))
    assert book.sheetnames == ["Kantor", "Pegawai", "Indikator", "Anggaran", "Riwayat", "Daftar"]
    assert book["Daftar"].sheet_state == "hidden"
    for sheet, columns in TABLES.items():
        drawn = book[sheet.value]
        assert drawn.freeze_panes == "C5"
        assert [cell.value for cell in drawn[4]] == [column.heading for column in columns]
        assert drawn["A5"].value == "CONTOH"
        assert all(len(rule.prompt or "") <= 255 for rule in drawn.data_validations.dataValidation)
    lists = [rule for rule in book["Indikator"].data_validations.dataValidation if rule.type == "list"]
    assert {"=daftar_arah", "=daftar_metode"} <= {rule.formula1 for rule in lists}
