"""However many figures there are and however much is said about them, a card fits into one message."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desk import checks, sheets
from desk.works import Work
from screens.checks import check_card
from sop.checks import Checked, Mode, Review, View, remarks
from sop.sheets import SheetRow
from tests.checks.conftest import Moments
from tests.checks.office import HEAD
from text.screens import Screen
from text.taps import LIMIT_BYTES

LONGEST_MESSAGE, MOST_BUTTONS, WIDEST_ROW = 4096, 100, 8
LONG_NAME = "Persentase pelaku usaha industri kecil & menengah <binaan> yang memperoleh pendampingan " * 3
LONG_WORDS = "kendaraan operasional terbatas & jadwal <tim> bergeser karena cuaca " * 12


@pytest.fixture(scope="module")
def review(sqlite_moments: Moments) -> Review:
    """The head's review of all thirty-two figures, some of them remarked."""
    office = sqlite_moments.begin("head")
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        found = checks.review(work, sheets.sheet(work, office.bundle(HEAD)))
    office.database.close()
    return found


def crowded(review: Review, count: int, wordy: bool) -> Review:
    """The review with so many figures, every third of them remarked, in four units."""
    rows = [one.row for one in review.rows]
    made = [_row(rows[place % len(rows)], place, wordy) for place in range(count)]
    checked = tuple(Checked(row, remarks(row, 0)) for row in made)
    return replace(review, rows=checked, sheet=replace(review.sheet, rows=tuple(made)))


def _row(row: SheetRow, place: int, wordy: bool) -> SheetRow:
    name = LONG_NAME if wordy else row.indicator.name
    said = row.realization
    if wordy:
        said = replace(said, obstacle=LONG_WORDS, follow_up=LONG_WORDS, note=LONG_WORDS + "!")
    elif place % 3 == 0:
        said = replace(said, note="rekap dua tahap", value=Decimal(1))
    indicator = replace(row.indicator, id=10_000 + place, name=name)
    return replace(row, number=place + 1, indicator=indicator, realization=said)


def of_unit(review: Review) -> Review:
    """The same figures on the card of one unit."""
    bundle = replace(review.sheet.bundle, part=review.rows[0].row.part.id)
    sheet = replace(review.sheet, bundle=bundle, part=review.rows[0].row.part)
    return replace(review, sheet=sheet)


def fits(screen: Screen) -> bool:
    buttons = [button for row in screen.rows for button in row]
    assert all(len(button.data.encode()) <= LIMIT_BYTES for button in buttons)
    assert all(len(row) <= WIDEST_ROW for row in screen.rows)
    return len(screen.text) <= LONGEST_MESSAGE and len(buttons) <= MOST_BUTTONS


def every_page(review: Review) -> list[Screen]:
    """Page after page; behind the last one stands the last one again."""
    pages: list[Screen] = []
    while True:
        screen = check_card(replace(review, view=replace(review.view, page=len(pages))))
        if pages and screen == pages[-1]:
            return pages
        pages.append(screen)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("wordy", [False, True], ids=["plain", "wordy"])
@pytest.mark.parametrize("count", [1, 20, 21, 40, 150])
def test_every_page_fits_and_every_figure_is_on_one(
    review: Review, count: int, wordy: bool, mode: Mode
) -> None:
    for subject in (crowded(review, count, wordy), of_unit(crowded(review, count, wordy))):
        screens = every_page(replace(subject, view=View(mode)))
        assert all(fits(screen) for screen in screens)
        shown = "".join(screen.text for screen in screens)
        assert all(f"\n{number}. " in f"\n{shown}".replace(">", "\n") for number in range(1, count + 1))


def test_forty_figures_stand_on_one_line_each(review: Review) -> None:
    screen = check_card(of_unit(crowded(review, 40, wordy=False)))
    assert "TW III:" not in screen.text
    assert "<b>Perlu dicermati (" in screen.text


def test_twenty_figures_are_shown_with_everything_said_about_them(review: Review) -> None:
    screen = check_card(of_unit(crowded(review, 12, wordy=False)))
    assert "TW III: " in screen.text
    assert "Keterangan: rekap dua tahap" in screen.text


def test_marks_are_kept_over_pages(review: Review) -> None:
    marked = (10_000, 10_039)
    subject = of_unit(replace(crowded(review, 40, False), view=View(Mode.RETURN, picked=marked)))
    pages = every_page(subject)
    labels = {button.label for screen in pages for row in screen.rows for button in row}
    assert len(pages) == 2
    assert {"✓ 1", "2", "39", "✓ 40"} <= labels
