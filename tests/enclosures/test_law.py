"""What may be enclosed, which file of a kind counts, what is a PDF, and when a stand-in is warned."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sop.enclosures import Enclosure, approved, flaw, ill_advised, is_pdf, kinds, newest, waiting
from sop.flows import flow
from sop.loading import BUILT_IN, load_sop
from sop.people import Holding
from sop.periods import Period, read_period

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
EMPTY = Enclosure(1, 1, 1, "renja", 1, "Renja", "renja.pdf", 9, "a", 1, "x", "x", NOW, None, None, 0, "", "")
OF_THE_YEAR = ("pk", "renja", "renstra", "annual_report", "lkpj", "lppd")


def offered(sop_key: str, period: Period) -> tuple[str, ...]:
    sop = load_sop(BUILT_IN / f"{sop_key}.toml")
    return kinds(flow(sop, str(period)), period)


@pytest.mark.parametrize(
    ("sop_key", "period", "expected"),
    [
        ("lombok-timur", "2026-Q3", OF_THE_YEAR),
        ("lumajang", "2026-Q3", ()),
        ("lumajang", "2026", ()),
        ("lima-puluh-kota", "2026-Q3", ()),
        ("sulawesi-tengah", "2026-Q3", ()),
        ("sulawesi-tengah", "2026", ()),
    ],
)
def test_what_the_approval_names_beside_its_report_may_be_enclosed(
    sop_key: str, period: str, expected: tuple[str, ...]
) -> None:
    assert offered(sop_key, read_period(period)) == expected


def test_the_report_of_the_year_is_no_enclosure_of_its_own_case() -> None:
    steps = flow(load_sop(BUILT_IN / "lombok-timur.toml"), "2026-Q3")
    assert kinds(steps, Period(2026)) == tuple(one for one in OF_THE_YEAR if one != "annual_report")


def test_the_newest_file_of_a_kind_counts_until_it_is_taken_away() -> None:
    first, second = EMPTY, replace(EMPTY, id=2, revision=2)
    other = replace(EMPTY, id=3, kind="pk")
    assert newest((first, second, other)) == (second, other)
    assert newest((first, replace(second, removed_at=NOW), other)) == (first, other)


def test_what_was_approved_goes_up_no_more_and_a_later_file_takes_its_place() -> None:
    frozen, later = replace(EMPTY, approved_at=NOW), replace(EMPTY, id=2, revision=2)
    assert waiting((frozen,)) == ()
    assert approved((frozen,)) == (frozen,)
    assert waiting((frozen, later)) == (later,)
    assert approved((frozen, later)) == (frozen,)
    again = replace(later, approved_at=NOW)
    assert approved((frozen, again)) == (again,)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.4\n", ""),
        (b"\xef\xbb\xbf\n%PDF-1.7", ""),
        (b" " * 1020 + b"%PDF-", "not_pdf"),  # begins too late
        (b"", "not_pdf"),
        (b"%PD", "not_pdf"),
        (b"PK\x03\x04 no archive", "not_pdf"),
        (b"MZ\x90\x00%PDF-1.7", "program"),
    ],
)
def test_the_content_tells_whether_it_is_a_pdf(content: bytes, expected: str) -> None:
    assert flaw(content) == expected


@pytest.mark.parametrize(
    ("name", "mime", "expected"),
    [
        ("Renja.PDF", "", True),
        ("", "application/pdf", True),
        ("renja.pdf", "application/octet-stream", True),
        ("renja.pdf.exe", "", False),
        ("renja.docx", "application/msword", False),
        ("", "image/jpeg", False),
    ],
)
def test_name_or_type_tell_it_at_receipt(name: str, mime: str, expected: bool) -> None:
    assert is_pdf(name, mime) is expected


@pytest.mark.parametrize(
    ("holding", "kind", "warned"),
    [
        (Holding.ACTING_VACANT, "renja", True),
        (Holding.ACTING_TEMPORARY, "renstra", True),
        (Holding.ACTING_VACANT, "pk", False),
        (Holding.ACTING_TEMPORARY, "lkpj", False),
        (Holding.DEFINITIVE, "renja", False),
        (Holding.CARETAKER, "renstra", False),
        (None, "renja", False),
    ],
)
def test_only_a_stand_in_is_warned_and_only_about_the_plans(
    holding: Holding | None, kind: str, warned: bool
) -> None:
    assert bool(ill_advised(holding, [replace(EMPTY, kind=kind)])) is warned
