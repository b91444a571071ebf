"""The card of a step over all figures: what carries a flag first, what was said about it, and who goes on.

Source: practice 1.2, 5.6, 6; domain 3.6 (W3), 4.1 steps 6-8, 4.2 step 6.
"""

from collections.abc import Iterable, Sequence

from screens.cards import button, card, in_rows, ok
from screens.checked_rows import LONG_NAME, LONGEST_WORDS, SHORT_NAME, figures, outcome, shortened
from screens.checks import PICK as CORRECTED
from screens.compilations import RETURN
from sop.analyses import Analysed, Analysis, Flag, Handover
from sop.people import Seat
from sop.periods import Period
from text.catalogue import Markup, joined, plain, words
from text.screens import Button, Rows, Screen

COMMENT = "nco"
AGREE = "nse"
LIST = "nli"
STAFF = "nst"
PICK = "npi"
AGAIN = "nbk"
CORRECT = "nko"

FLAGGED_CHARACTERS = 2000  # of HTML on the card; head, summary and foot need the rest of the 4096
ROWS_A_PAGE = 20
PAGE_CHARACTERS = 2800
AGREE_BUTTONS = 8
STAFF_SHOWN = 12
UNITS_NAMED = 12
_LONGEST_LABEL = 60


def analysis_card(found: Analysis, top: Markup, label: str, *, again: bool) -> Screen:
    """Flagged figures first, or a page of the whole list. `top`: completeness, summary, what to repair."""
    body = _page(found) if found.page else joined((top, _flagged(found), _own(found), _asked(found)), "\n\n")
    return card(found.sheet, body, (*_expected(found, label), *_tools(found), *_behind(found, again)))


def _expected(found: Analysis, label: str) -> Rows:
    """One press where nothing is flagged or all of it is explained."""
    handing = handover_rows(found) if found.handover is not None else ()
    return handing or ((ok(found.sheet, label),),)


def handover_rows(found: Analysis) -> Rows:
    """To whom it goes with one press, and somebody else."""
    if found.handover is None:
        return ()
    sheet, seat = found.sheet, found.handover.seat
    if seat is None:
        return ((button(sheet, plain("analyses.pick_staff"), STAFF),),)
    first = ok(sheet, "analyses.hand_over", name=shortened(seat.holder_name, 40))
    return ((first,), (button(sheet, plain("analyses.other_staff"), STAFF),))


def handover_line(handover: Handover, period: Period) -> Markup:
    """Who is to process the figures, and why that person stands there."""
    if handover.seat is None:
        return words("analyses.nobody_line")
    who = {"name": handover.seat.holder_name, "seat": handover.seat.title}
    if handover.before:
        return words("analyses.staff_before", **who, kind=period.noun)
    return words("analyses.staff", **who)


def _tools(found: Analysis) -> Rows:
    sheet, open_ = found.sheet, found.unexplained
    agree = [
        button(sheet, plain("analyses.agree", number=one.number), AGREE, str(one.number))
        for one in open_[:AGREE_BUTTONS]
    ]
    comment = (button(sheet, plain("analyses.comment"), COMMENT),) if found.flagged else ()
    page = "0" if found.page else "1"
    listed = button(
        sheet, plain("analyses.flagged_only" if found.page else "analyses.every_figure"), LIST, page
    )
    return (*in_rows(agree, 4), (*comment, listed), *_pager(found))


def _behind(found: Analysis, again: bool) -> Rows:
    """Sending back: single figures to whoever entered them, or the processing to whoever did it."""
    row = []
    if found.rows:
        row.append(button(found.sheet, plain("checks.correct"), CORRECT))
        row.append(button(found.sheet, plain("compilations.send_back"), RETURN))
    if again:
        row.append(button(found.sheet, plain("analyses.process_again"), AGAIN))
    return (tuple(row),) if row else ()


def _flagged(found: Analysis) -> Markup:
    rows = found.flagged
    if not rows:
        return words("analyses.none_flagged", count=len(found.rows))
    lines, size = [words("checks.remarked", count=len(rows))], 0
    for place, one in enumerate(rows):
        line = _whole(one)
        size += len(line)
        if size > FLAGGED_CHARACTERS:
            lines.append(words("analyses.more", count=len(rows) - place))
            break
        lines.append(line)
    rest = len(found.rows) - len(rows)
    if rest:
        lines.append(words("analyses.others", count=rest))
    return joined(lines)


def _whole(one: Analysed) -> Markup:
    """Value against target, the flags, and everything said about it."""
    row, said = one.row, one.row.realization
    name = shortened(row.indicator.name, LONG_NAME)
    lines = [words("checks.row", number=one.number, name=name, figures=figures(row)), _flags(one)]
    if said.obstacle:
        lines.append(words("checks.row_obstacle", obstacle=shortened(said.obstacle, LONGEST_WORDS)))
    if said.note and said.note != said.obstacle:
        lines.append(words("checks.row_note", note=shortened(said.note, LONGEST_WORDS)))
    if Flag.REPAIRED in one.flags:
        lines.append(words("checks.row_return", reason=shortened(row.reason, LONGEST_WORDS)))
    lines += [words("analyses.row_comment", text=shortened(text, LONGEST_WORDS)) for text in one.comments]
    return joined(lines)


def _flags(one: Analysed) -> Markup:
    said = "; ".join(plain(f"analyses.flag_{flag.value}") for flag in one.flags)
    return words("checks.row_remarks", remarks=said) if said else Markup("")


def _short(one: Analysed) -> Markup:
    name = shortened(one.row.indicator.name, SHORT_NAME)
    line = words("checks.row_short", number=one.number, name=name, figures=outcome(one.row))
    return joined((line, _flags(one)), " · ")


def _own(found: Analysis) -> Markup:
    """Figures the reader entered: somebody else verifies those (practice 2.6)."""
    if not found.own:
        return Markup("")
    return words("analyses.own", numbers=_numbers(found.own))


def _asked(found: Analysis) -> Markup:
    """What to type about the flagged figures nobody has explained."""
    open_ = found.unexplained
    if not open_:
        return Markup("")
    example = "  ".join(
        f"{one.number}) {plain('analyses.example' if place else 'analyses.example_first')}"
        for place, one in enumerate(open_[:2])
    )
    return words("analyses.asked", numbers=_numbers(open_), example=example)


def _numbers(rows: Sequence[Analysed]) -> str:
    return ", ".join(str(one.number) for one in rows)


def _pages(found: Analysis) -> list[list[Analysed]]:
    pages: list[list[Analysed]] = [[]]
    size = 0
    for one in found.rows:
        length = len(_short(one)) + 1
        if len(pages[-1]) == ROWS_A_PAGE or (pages[-1] and size + length > PAGE_CHARACTERS):
            pages.append([])
            size = 0
        pages[-1].append(one)
        size += length
    return pages


def _page(found: Analysis) -> Markup:
    pages = _pages(found)
    shown = pages[min(found.page, len(pages)) - 1]
    return joined((words("analyses.list_title", count=len(found.rows)), *map(_short, shown)))


def _pager(found: Analysis) -> Rows:
    pages = len(_pages(found)) if found.page else 1
    if pages < 2:
        return ()
    at = min(found.page, pages)
    turns = (
        ("‹", (at - 2) % pages + 1),
        (plain("checks.page", page=at, pages=pages), at),
        ("›", at % pages + 1),
    )
    return (tuple(button(found.sheet, label, LIST, str(page)) for label, page in turns),)


def absent(units: Iterable[tuple[str, int]]) -> Markup:
    """What a last call left behind, by unit."""
    left = tuple(units)
    if not left:
        return Markup("")
    names = [plain("checks.absent", name=name, count=count) for name, count in left[:UNITS_NAMED]]
    return words("checks.status_absent", count=sum(count for _, count in left), names=", ".join(names))


def ask_comment(found: Analysis) -> Screen:
    """What there is to say about the flagged figures, in one message."""
    open_ = found.unexplained or found.flagged
    lines = joined(_short(one) for one in open_[:ROWS_A_PAGE])
    example = f"{open_[0].number}) {plain('analyses.example_first')}"
    return Screen(words("analyses.ask_comment", lines=lines, example=example))


def pick_correction(found: Analysis, page: int) -> Screen:
    """The figures, and a number for each: which of them is corrected."""
    pages = _pages(found)
    shown = pages[min(page, len(pages) - 1)]
    rows = in_rows(
        button(found.sheet, str(one.number), CORRECTED, str(one.row.indicator.id)) for one in shown
    )
    if len(pages) > 1:
        on = str((page + 1) % len(pages))
        rows = (*rows, (button(found.sheet, plain("reassignments.more"), CORRECT, on),))
    return Screen(joined((words("checks.pick_correction"), *map(_short, shown))), rows)


def ask_again() -> Screen:
    return Screen(words("analyses.ask_again"))


def pick_staff(found: Analysis, candidates: Sequence[Seat]) -> Screen:
    """Who may process the figures: people of the same unit first."""
    rows: tuple[tuple[Button, ...], ...] = tuple(
        (button(found.sheet, f"{seat.holder_name} · {seat.title}"[:_LONGEST_LABEL], PICK, str(seat.id)),)
        for seat in candidates[:STAFF_SHOWN]
    )
    return Screen(words("analyses.pick_staff_title"), rows)
