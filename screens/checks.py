"""Cards of checking: figures with exceptions first, the head's card of all units, choosing what goes back.

Source: practice 1.2, 1.3, 6; telegram 3.1, 3.2 (weighty acts take two steps inside the same card), 3.5.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from screens.cards import button, card, in_rows, ok, title
from screens.checked_rows import short, shortened, whole
from sop.checks import Checked, Division, Mode, Review
from sop.figures import summary
from sop.people import Seat
from text.catalogue import Markup, escaped, joined, known, plain, words
from text.printing import percent
from text.screens import Button, Screen, Style

# Acts of this area's buttons; `handlers.routes` says who serves them.
UNREMARKED = "cun"
CORRECT = "cko"
SEND_BACK = "cke"
CANCEL = "cba"
PAGE = "cpg"
PICK = "cpk"
TOGGLE = "ctg"
REASON = "crs"
WRITE = "cwr"

REASONS = ("1", "2", "3")  # checks.reason_1 … of the catalogue
WHOLE_UP_TO = 20  # rows; more are printed on one line each
ROWS_A_PAGE = 40  # eight rows of five number buttons
PAGE_CHARACTERS = 2600  # of HTML: head, foot, names and titles need the rest of the 4096
NAMES = 5  # people or figures named before "dan … lainnya"
FOLD_FROM = 4  # rows without remark worth folding
_APPROVING = frozenset({"head", "secretary", "division_head", "technical_unit_head"})

Draw = Callable[[Checked], Markup]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one title; `folded` rows open at a touch, a section of its own begins a page."""

    title: Markup
    rows: tuple[Checked, ...]
    folded: bool = False
    own_page: bool = False


Page = tuple[Section, ...]


def check_card(review: Review) -> Screen:
    """The card as its reader has opened it."""
    match review.view.mode:
        case Mode.RETURN:
            return _choosing(review, "checks.pick_returns", TOGGLE, _reason_rows(review))
        case Mode.CORRECT:
            return _choosing(review, "checks.pick_correction", PICK, ())
        case _:
            return _head_card(review) if review.of_office else _unit_card(review)


def _unit_card(review: Review) -> Screen:
    draw = whole if len(review.rows) <= WHOLE_UP_TO else short
    pages = _pages(_by_remark(review), draw)
    if draw is whole and len(pages) > 1:
        draw = short
        pages = _pages(_by_remark(review), draw)
    at = min(review.view.page, len(pages) - 1)
    body = joined((_status(review), _drawn(pages[at], draw)), "\n\n")
    rows = (*_decisions(review), _second_row(review), *_pager(review, at, len(pages)))
    return card(review.sheet, body, rows)


def _by_remark(review: Review) -> tuple[Section, ...]:
    remarked, plain_rows = review.remarked, review.unremarked
    return (
        Section(words("checks.remarked", count=len(remarked)), remarked),
        Section(words("checks.unremarked", count=len(plain_rows)), plain_rows, folded=True),
    )


def _head_card(review: Review) -> Screen:
    """Units as rows; page 0 is the overview, the others show the figures of one unit."""
    pages = _pages(_by_division(review), whole)
    at = min(review.view.page, len(pages))
    if at == 0:
        body = _overview(review)
    else:
        body = _drawn(pages[at - 1], whole)
    rows = (*_decisions(review), _second_row(review), *_pager(review, at, len(pages) + 1))
    return card(review.sheet, body, rows)


def _by_division(review: Review) -> tuple[Section, ...]:
    return tuple(
        Section(
            words("checks.division_title", name=division.part.name),
            tuple(sorted(division.rows, key=lambda one: not one.remarks)),
            own_page=True,
        )
        for division in review.divisions()
    )


def _overview(review: Review) -> Markup:
    divisions = review.divisions()
    remarked = [one for one in divisions if one.remarked]
    others = [one for one in divisions if not one.remarked]
    blocks = [_status(review), _average(review)]
    for key, group in (("checks.divisions_remarked", remarked), ("checks.divisions_unremarked", others)):
        if group:
            blocks.append(joined((words(key, count=len(group)), *map(_division, group))))
    return joined(blocks, "\n\n")


def _average(review: Review) -> Markup:
    sheet = review.sheet
    found = summary([one.row.measurement for one in review.rows], sheet.office.cap_percent)
    if found.capped is None:
        return Markup("")
    average = percent(found.capped)
    return words("checks.office_average", period=sheet.period.short, average=average, scored=found.scored)


def _division(division: Division) -> Markup:
    average = division.figures.capped
    return words(
        "checks.division",
        name=shortened(division.part.name, 60),
        count=len(division.rows),
        average=plain("checks.no_average") if average is None else percent(average),
        low=plain("checks.division_low", count=division.low) if division.low else "",
        remarked=plain("checks.division_remarked", count=division.remarked) if division.remarked else "",
    )


def _choosing(review: Review, key: str, act: str, below: tuple[tuple[Button, ...], ...]) -> Screen:
    """The list on short lines, and a button for each number."""
    pages = _pages((Section(words(key), review.rows),), short)
    at = min(review.view.page, len(pages) - 1)
    shown = [one for section in pages[at] for one in section.rows]
    numbers = (button(review.sheet, _number(review, one), act, str(one.row.indicator.id)) for one in shown)
    rows = (*in_rows(numbers), *_pager(review, at, len(pages)), *below, (_cancel(review),))
    return card(review.sheet, _drawn(pages[at], short), rows)


def _number(review: Review, one: Checked) -> str:
    if one.row.indicator.id in review.view.picked:
        return plain("checks.picked", number=one.row.number)
    return str(one.row.number)


def _reason_rows(review: Review) -> tuple[tuple[Button, ...], ...]:
    chips = [button(review.sheet, plain(f"checks.reason_{one}"), REASON, one) for one in REASONS]
    chips.append(button(review.sheet, plain("checks.write_reason"), WRITE))
    return in_rows(chips, 1)


def _cancel(review: Review) -> Button:
    return button(review.sheet, plain("checks.cancel"), CANCEL)


def _decisions(review: Review) -> tuple[tuple[Button, ...], ...]:
    """The expected press, and the one that leaves the remarked figures behind."""
    first = (_expected(review),)
    unremarked = len(review.unremarked)
    if review.of_office or not unremarked or not review.remarked:
        return (first,)
    label = plain("checks.ok_unremarked", count=unremarked)
    return (first, (button(review.sheet, label, UNREMARKED),))


def _expected(review: Review) -> Button:
    sheet = review.sheet
    if review.coming:
        return ok(sheet, "checks.ok_part", count=len(review.rows), coming=review.coming)
    if review.of_office:
        return ok(sheet, "checks.ok_office")
    key = "checks.ok_division" if sheet.seat.role in _APPROVING else "checks.ok_all"
    if review.next_seat is None:
        return ok(sheet, f"{key}_last")
    return ok(sheet, key, next=called(review, review.next_seat))


def called(review: Review, seat: Seat) -> str:
    """A seat in as few words as an office uses: "Kabid", "Kepala Dinas"."""
    if seat.role == "head":
        return " ".join(seat.title.split()[:2])
    key = f"checks.role_{seat.role}"
    return plain(key) if known(key) else shortened(seat.title, 30)


def _second_row(review: Review) -> tuple[Button, ...]:
    sheet = review.sheet
    back = button(sheet, plain("checks.send_back"), SEND_BACK, style=Style.DANGER)
    if not review.of_office:
        return (button(sheet, plain("checks.correct"), CORRECT), back)
    if review.view.page:
        return (back, button(sheet, plain("checks.overview"), PAGE, "0"))
    return (back, button(sheet, plain("checks.details"), PAGE, "1"))


def _pager(review: Review, at: int, pages: int) -> tuple[tuple[Button, ...], ...]:
    """‹ 2/5 ›, going round at both ends; the overview of the head's card is left by `Rincian` instead."""
    overview = review.of_office and review.view.mode is Mode.LIST
    if pages < 2 or (overview and (at == 0 or pages < 3)):
        return ()
    first = 1 if overview else 0
    count = pages - first
    place = at - first
    back, on = first + (place - 1) % count, first + (place + 1) % count
    middle = plain("checks.page", page=place + 1, pages=count)
    turns = (("‹", back), (middle, at), ("›", on))
    return (tuple(button(review.sheet, label, PAGE, str(page)) for label, page in turns),)


def _status(review: Review) -> Markup:
    lines = []
    if review.coming:
        arrived = len(review.rows) + review.passed
        names = [plain("checks.coming", name=name, count=count) for name, count in review.expected]
        total = arrived + review.coming
        lines.append(words("checks.status", arrived=arrived, total=total, names=listed(names)))
    if review.passed:
        lines.append(words("checks.status_passed", count=review.passed))
    return joined(lines)


def listed(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    first = ", ".join(names[:NAMES])
    return first if len(names) <= NAMES else plain("checks.others", names=first, count=len(names) - NAMES)


def _pages(sections: Iterable[Section], draw: Draw) -> tuple[Page, ...]:
    """Rows filled into pages by length and count; titles are repeated on every page they reach."""
    pages: list[list[Section]] = [[]]
    size = count = 0
    for section in sections:
        if section.own_page and pages[-1]:
            pages.append([])
            size = count = 0
        begun = False
        for one in section.rows:
            length = len(draw(one)) + 2
            if count and (size + length > PAGE_CHARACTERS or count == ROWS_A_PAGE):
                pages.append([])
                size = count = 0
                begun = False
            before = pages[-1].pop() if begun else None
            rows = (*before.rows, one) if before else (one,)
            pages[-1].append(Section(section.title, rows, section.folded, section.own_page))
            size, count, begun = size + length, count + 1, True
    return tuple(tuple(page) for page in pages)


def _drawn(page: Page, draw: Draw) -> Markup:
    blocks = []
    for section in page:
        lines = joined(map(draw, section.rows))
        if section.folded and len(section.rows) >= FOLD_FROM:
            lines = words("checks.folded", lines=lines)
        blocks.append(joined((section.title, lines)))
    return joined(blocks, "\n\n")


def ask_reason(review: Review) -> Screen:
    """The question for a reason in the reader's own words."""
    count = len(review.view.picked)
    return Screen(words("checks.ask_reason", count=count, title=title(review.sheet)))


def told(key: str, by: str, names: Sequence[str], reason: str) -> Screen:
    """What somebody hears of a return: `key` is told_enterer, told_between or told_above."""
    cut = [shortened(name, 60) for name in names]
    return Screen(words(f"checks.{key}", by=by, names=escaped(listed(cut)), reason=reason.rstrip(".")))
