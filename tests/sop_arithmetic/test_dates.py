"""Typed dates, and numbers of civil servants."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sop.dates import DateReading, DateRefusal, read_date
from sop.identities import IdentityFault, IdentityKind, NotAnIdentity, read_identity
from sop.people import is_woman
from tests.sop_arithmetic.office_calendars import local, office

NOW = local("2026-11-20", "10:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20/11", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("20.11.26", "2026-11-20"),
        ("20 Nov", "2026-11-20"),
        ("20 November 2026", "2026-11-20"),
        ("Jumat, 20 Nopember 2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("5 Jan", "2027-01-05"),
        ("5/10", "2026-10-05"),
        ("17 agt 2026", "2026-08-17"),
        ("Hari ini", "2026-11-20"),
        ("besok", "2026-11-21"),
        ("lusa", "2026-11-22"),
        ("kemarin", "2026-11-19"),
        ("+3 hk", "2026-11-25"),
        ("+3 hari kerja", "2026-11-25"),
        ("+3 hari", "2026-11-23"),
        ("29/2/2028", "2028-02-29"),
    ],
)
def test_dates_as_people_type_them(text: str, expected: str) -> None:
    assert read_date(text, NOW, office()) == DateReading(date.fromisoformat(expected))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", DateRefusal.UNREADABLE),
        ("segera", DateRefusal.UNREADABLE),
        ("20 xyz", DateRefusal.UNREADABLE),
        ("20", DateRefusal.UNREADABLE),
        ("31 November", DateRefusal.NO_SUCH_DAY),
        ("20/13", DateRefusal.NO_SUCH_DAY),
        ("0/0", DateRefusal.NO_SUCH_DAY),
        ("29/2/2027", DateRefusal.NO_SUCH_DAY),
        ("1 Jan 1890", DateRefusal.TOO_FAR),
        ("+999 hk", DateRefusal.TOO_FAR),
    ],
)
def test_refusals_of_dates(text: str, refusal: DateRefusal) -> None:
    assert read_date(text, NOW, office()) == DateReading(None, refusal)


def test_today_is_the_offices_day_and_not_that_of_utc() -> None:
    assert read_date("hari ini", local("2026-11-21", "06:00"), office()).day == date(2026, 11, 21)


@given(st.text(max_size=30) | st.text(alphabet="0123456789/-. +hkjanfeb", max_size=14))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    found = read_date(text, NOW, office())
    assert (found.day is None) == (found.refusal is not DateRefusal.NONE)


@given(st.dates(date(2026, 6, 1), date(2027, 5, 1)))
def test_a_date_without_its_year_is_the_nearest(day: date) -> None:
    if day != date(2027, 2, 29 - 1):
        assert read_date(f"{day.day}/{day.month}", NOW, office()).day == day


@pytest.mark.parametrize(
    "text",
    ["19811224.200604.1991", "19811224 200604 1 991", "NIP. 198112242006041991", " 19811224-200604-1-991 "],
)
def test_a_nip_in_any_grouping(text: str) -> None:
    found = read_identity(text)
    assert found.printed == "19811224 200604 1 991"
    assert (found.kind, found.born) == (IdentityKind.PNS, date(1981, 12, 24))


def test_a_contract_code_makes_it_a_pppk_number() -> None:
    found = read_identity("NI PPPK 19900517 202321 2 001")
    assert found.kind is IdentityKind.PPPK
    assert found.kind.value == "NI PPPK"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", IdentityFault.LENGTH),
        ("1981122420060410", IdentityFault.LENGTH),
        ("19811224 20060x 1 991", IdentityFault.LENGTH),
        ("19811324 200604 1 991", IdentityFault.BIRTH_DATE),
        ("19811224 198504 1 991", IdentityFault.APPOINTMENT),
        ("19811224 200600 1 991", IdentityFault.APPOINTMENT),
        ("19811224 200604 3 991", IdentityFault.SEX),
    ],
)
def test_numbers_that_are_no_nip(text: str, fault: IdentityFault) -> None:
    with pytest.raises(NotAnIdentity) as caught:
        read_identity(text)
    assert caught.value.fault is fault


def test_bapak_and_ibu_from_the_fifteenth_digit() -> None:
    assert is_woman("197208171998031992") is False
    assert is_woman("196904121994032991") is True
    assert is_woman("") is None
