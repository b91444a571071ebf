"""The report of a whole year: its figures, its pages, its file. Source: domain 3.3; practice 4.5."""

from decimal import Decimal

import pytest

from desk import charts, report_figures
from desk.works import Work
from reports.pictures import summary_picture
from reports.renders import render
from sop.copies import dump, load
from sop.reports import ReportFigures, ReportRow
from storage.database import Database
from tests.annual.offices import YEAR, approved, case
from tests.forms.offices import Office
from tests.reports_pdf.papers import pages


@pytest.fixture
def office(database: Database) -> Office:
    return approved(database)


def figures(office: Office) -> ReportFigures:
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        found = report_figures.figures(work, case(office, YEAR), version=1)
        return report_figures.sealed(found, charts.chart(work, office.scope.office_id).office)


def row(found: ReportFigures, code: str) -> ReportRow:
    return next(one for one in found.rows if one.code == code)


def test_a_year_is_measured_against_its_annual_target(office: Office) -> None:
    found = figures(office)
    summed = row(found, "PIKM-3")
    assert [one.value for one in summed.quarters] == [Decimal(8), Decimal(27), Decimal(24), Decimal(20)]
    assert summed.to_date_realization.value == Decimal(79)
    assert summed.to_date_target == summed.annual_target
    assert summed.to_date_achievement.value == Decimal("98.75")
    last = row(found, "PIKM-1")
    assert last.to_date_realization == last.quarters[3]


def test_what_was_measured_earlier_in_the_year_counts(office: Office) -> None:
    """IKU-5 is measured in TW II and IV; nothing in a year is merely carried along."""
    found = figures(office)
    assert row(found, "IKU-5").scored
    assert not any(one.carried for one in found.rows)


def test_last_year_stands_beside_it(office: Office) -> None:
    assert row(figures(office), "PIKM-3").last_year.value == Decimal(64)


def test_the_paper_says_what_a_year_needs(office: Office) -> None:
    text = " ".join(page.text for page in pages(render(figures(office)).pdf))
    for words in (
        "LAPORAN KINERJA TAHUN 2026",
        "Januari–Desember 2026",
        "target tahunan",
        "Realisasi 2025",
        "Setahun",
        "Dibanding tahun 2025",
        "capaian tahun 2026 di bawah 100%",
        "DRAF",
    ):
        assert words in text, words
    assert "s.d." not in text.replace("s.d. Triwulan IV", "")
    assert "triwulan sebelumnya" not in text.lower()


def test_equal_figures_give_equal_bytes(office: Office) -> None:
    found = figures(office)
    again = load(ReportFigures, dump(found))
    assert again == found
    assert render(again).pdf == render(found).pdf
    assert summary_picture(again) == summary_picture(found)
