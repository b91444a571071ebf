"""The seed of holidays equals the decree of 2026 and marks the estimates of 2027."""

from datetime import date

from desk.holiday_seed import holiday_days

DECREE_2026 = """
01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25
"""
JOINT_LEAVE_2026 = "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"


def days(kind: str) -> set[str]:
    return {f"{day:%m-%d}" for day, _, found, _ in holiday_days([2026]) if found == kind}


def test_the_year_2026_is_the_decree() -> None:
    assert days("public") == set(DECREE_2026.split())
    assert days("joint_leave") == set(JOINT_LEAVE_2026.split())


def test_estimates_are_marked_and_their_names_are_clean() -> None:
    estimated = [row for row in holiday_days([2027]) if row[3]]
    assert [row[0] for row in estimated] == [date(2027, 3, 10), date(2027, 3, 11), date(2027, 5, 17)]
    assert not any("perkiraan" in row[1] for row in estimated)


def test_names_are_indonesian() -> None:
    assert (date(2026, 12, 25), "Hari Raya Natal", "public", False) in holiday_days([2026])
