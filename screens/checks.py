"""Cards of checking: figures with exceptions first, the head's card of all units, choosing what goes back.

Source: practice 1.2, 1.3, 6; telegram 3.1, 3.2 (weighty acts take two steps inside the same card), 3.5.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from screens.cards import button, card, in_rows, ok, title
from screens.checked_rows import short, shortened, whole
from sop.checks import Checked, Division, Mode, Piece, Review
from sop.evidences import EvidenceKind
from sop.people import Seat
from sop.sheets import Sheet
from text.catalogue import Markup, escaped, joined, known, plain, words
from text.printing import percent
from text.screens import Attachment, Button, Screen, Style

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
EVIDENCE = "cev"

REASONS = ("1", "2", "3")  # checks.reason_1 … of the catalogue
WHOLE_UP_TO = 20  # rows; more are printed on one line each
ROWS_A_PAGE = 40  # eight rows of five number buttons
PAGE_CHARACTERS = 2600  # of HTML: head, foot, names and titles need the rest of the 4096
NAMES = 5  # people or figures named before "dan … lainnya"
EXCEPTIONS_CHARACTERS = 1300  # of HTML, on the overview of all units
FILES_A_PRESS = 10
EVIDENCE_WORDS = 500  # characters of one link or text
EVIDENCE_CHARACTERS = 3000  # of HTML in one message
FOLD_FROM = 4  # rows without remark worth folding
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
UNITS_NAMED = 12
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
    rows = (
        *_decisions(review),
        _second_row(review),
        *_evidence_row(review, review.rows, 0),
        *_pager(review, at, len(pages)),
    )
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
        body, shown, part = _overview(review), review.remarked, 0
    else:
        shown = tuple(one for section in pages[at - 1] for one in section.rows)
        body, part = _drawn(pages[at - 1], whole), shown[0].row.part.id
    rows = (
        *_decisions(review),
        _second_row(review),
        *_evidence_row(review, shown, part),
        *_pager(review, at, len(pages) + 1),
    )
    return card(review.sheet, body, rows)


def _by_division(review: Review) -> tuple[Section, ...]:
    return tuple(
        Section(
            words("checks.division_title", name=division.part.name),
            division.rows,
            own_page=True,
        )
        for division in review.divisions()
    )


def _overview(review: Review) -> Markup:
    divisions = joined((words("checks.divisions"), *map(_division, review.divisions())))
    return joined((_status(review), _average(review), _exceptions(review), divisions), "\n\n")


def _exceptions(review: Review) -> Markup:
    """The figures to look at by name, as many as the overview has room for."""
    remarked = review.remarked
    if not remarked:
        return Markup("")
    lines = [words("checks.remarked", count=len(remarked))]
    size = 0
    for place, one in enumerate(remarked):
        line = short(one)
        size += len(line)
        if size > EXCEPTIONS_CHARACTERS:
            lines.append(words("checks.more_exceptions", count=len(remarked) - place))
            break
        lines.append(line)
    return joined(lines)


def _average(review: Review) -> Markup:
    """The office's average as the report will print it."""
    standing = review.standing
    if standing is None or standing.figures.capped is None:
        return Markup("")
    return words(
        "checks.office_average",
        period=review.sheet.period.short,
        average=percent(standing.figures.capped),
        scored=standing.figures.scored,
        derived=plain("checks.derived", count=standing.derived) if standing.derived else "",
    )


def _division(division: Division) -> Markup:
    average = division.figures.capped
    return words(
        "checks.division",
        name=shortened(_IN_BRACKETS.sub("", division.part.name), 60),
        count=division.figures.due,
        average=plain("checks.no_average") if average is None else percent(average),
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


def _evidence_row(review: Review, shown: Sequence[Checked], part: int) -> tuple[tuple[Button, ...], ...]:
    """The way to the evidence of the figures shown; `part`: those of one unit on the office's card."""
    if not any(one.row.evidence_count for one in shown):
        return ()
    return ((button(review.sheet, plain("checks.open_evidence"), EVIDENCE, f"{part}.0"),),)


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
    if review.absent:
        names = [plain("checks.absent", name=name, count=count) for name, count in review.absent]
        total = sum(count for _, count in review.absent)
        lines.append(words("checks.status_absent", count=total, names=", ".join(names[:UNITS_NAMED])))
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


def evidence(sheet: Sheet, pieces: Sequence[Piece], part: int, begin: int) -> tuple[Screen, ...]:
    """Links and words in one message, then files from place `begin` on; a last line leads to the others."""
    kept = [one for one in pieces if one.evidence.sha256]
    said = [] if begin else [one for one in pieces if not one.evidence.sha256]
    files = [_file(one) for one in kept[begin : begin + FILES_A_PRESS]]
    after = begin + FILES_A_PRESS
    if len(kept) <= after:
        return (*_worded(said), *files)
    more = button(sheet, plain("checks.more_evidence"), EVIDENCE, f"{part}.{after}")
    rest = Screen(words("checks.evidence_more", count=len(kept) - after), ((more,),))
    return (*_worded(said), *files, rest)


def _worded(pieces: Sequence[Piece]) -> tuple[Screen, ...]:
    """One message, or several where the words are long."""
    messages: list[list[Markup]] = []
    for one in pieces:
        line = words("checks.evidence_line", of=_supported(one), said=_said_of(one))
        if not messages or sum(map(len, messages[-1])) + len(line) > EVIDENCE_CHARACTERS:
            messages.append([])
        messages[-1].append(line)
    return tuple(Screen(joined((words("checks.evidence_title"), *lines))) for lines in messages)


def _said_of(piece: Piece) -> str:
    found = piece.evidence
    if found.kind == EvidenceKind.FILE:
        return plain("checks.evidence_fetching", name=found.name[:80] or plain("checks.evidence_unnamed"))
    return shortened(found.content, EVIDENCE_WORDS)


def _file(piece: Piece) -> Screen:
    """A document, pictures too: nothing of it is lost on the way."""
    found = piece.evidence
    name = found.name or plain("checks.evidence_unnamed")
    file = Attachment(name, found.sha256, "application/octet-stream")
    return Screen(words("checks.evidence_file", of=_supported(piece)), attachment=file)


def _supported(piece: Piece) -> str:
    if piece.row is None:
        return plain("checks.evidence_of_form")
    name = shortened(piece.row.indicator.name, 80)
    return plain("checks.evidence_of_row", number=piece.row.number, name=name)
