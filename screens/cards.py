"""What every card shares: its head, its foot, its buttons, and how it ends. Source: telegram 3.1, 3.2."""

from collections.abc import Iterable

from sop.books import Role
from sop.cases import BundleState
from sop.endings import End, Ending
from sop.letters import outer_date
from sop.procedures import Stage
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import moment, short_weekday_date, weekday_moment
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

OK = "ok"  # the expected press of every card; what it does is the stage's business


def card(sheet: Sheet, body: Markup, rows: tuple[tuple[Button, ...], ...]) -> Screen:
    """A card: head, body, foot with authority, window and code."""
    return Screen(joined((heading(sheet), body, footer(sheet)), "\n\n"), rows)


def title(sheet: Sheet) -> str:
    """What the card is about: the step's activity and the period."""
    period = sheet.period.brief
    return f"{sheet.step.activity} · {period}"


def subject(sheet: Sheet) -> str:
    """The title with the part it is about, on one line."""
    return title(sheet) if sheet.part is None else f"{title(sheet)} · {sheet.part.name}"


def report_name(sheet: Sheet) -> str:
    """ "Laporan Kinerja TW III 2026", or the year: the report as the object of a sentence."""
    period = sheet.period.brief
    return plain("cards.report", period=period)


def heading(sheet: Sheet) -> Markup:
    if sheet.part is None:
        head = words("cards.head", title=title(sheet), capacity=sheet.capacity)
    else:
        head = words("cards.head_part", title=title(sheet), capacity=sheet.capacity, part=sheet.part.name)
    repaired = 0 if sheet.step.stage is Stage.DISPOSE else sheet.repairs  # an order is not repaired
    return joined((head, words("cards.round", round=repaired) if repaired else Markup("")))


def footer(sheet: Sheet) -> Markup:
    """Authority, dates and the code with which the card is decided by typing."""
    return joined((due_lines(sheet), words("cards.code", code=sheet.bundle.code)))


def due_lines(sheet: Sheet) -> Markup:
    """By whose order, and until when."""
    lines = []
    if sheet.case.authority and sheet.seat.role != Role.HEAD:  # the order is the head's own
        lines.append(words("cards.authority", authority=sheet.case.authority))
    if sheet.due_at is not None:
        lines.append(words("cards.due", due=weekday_moment(sheet.due_at, sheet.office.zone)))
    outer = outer_date(sheet.letters)
    if outer is not None:
        lines.append(words("cards.outer_date", date=short_weekday_date(outer)))
    return joined(lines)


def button(sheet: Sheet, label: str, act: str, argument: str = "", style: Style = Style.PLAIN) -> Button:
    """A button about this bundle at this revision; `label` is a key of the catalogue or a ready label."""
    data = packed(Tap(act, str(sheet.bundle.id), sheet.bundle.revision, argument))
    return Button(label, data, style)


def ok(sheet: Sheet, label_key: str, **values: object) -> Button:
    """The expected action, first on its own row."""
    return button(sheet, plain(label_key, **values), OK, style=Style.SUCCESS)


def in_rows(buttons: Iterable[Button], per_row: int = 5) -> tuple[tuple[Button, ...], ...]:
    """Number buttons below a list: long labels are cut on phones, numbers are not (telegram 3.5)."""
    every = tuple(buttons)
    return tuple(every[start : start + per_row] for start in range(0, len(every), per_row))


def stub(sheet: Sheet) -> Screen:
    """What an older message of the bundle shrinks to."""
    return Screen(words("cards.stub", title=subject(sheet)))


def waiting(sheet: Sheet) -> Screen:
    return Screen(words("cards.waiting", title=subject(sheet)))


def closed(sheet: Sheet) -> Screen:
    """The final state on every device: how it ended, by whom and when."""
    bundle, ending = sheet.bundle, sheet.ending or Ending(End.DONE)
    void = bundle.state is BundleState.VOID or ending.how is End.VOID
    if void or bundle.closed_at is None:
        return Screen(words("cards.void", title=subject(sheet)))
    values = {"title": subject(sheet), "moment": moment(bundle.closed_at, sheet.office.zone)}
    if sheet.closer and ending.how is not End.CLOSED:
        values["closer"] = sheet.closer
    lines = [words(_final_key(sheet, ending), **values)]
    if ending.reason:
        lines.append(words("cards.final_reason", reason=ending.reason))
    if ending.returned:
        lines.append(words("cards.final_some_returned", count=ending.returned))
    return Screen(joined(lines))


def _final_key(sheet: Sheet, ending: Ending) -> str:
    if ending.how is End.CLOSED:
        return "cards.final_closed"
    if ending.how is End.OUTSIDE:
        return "cards.final_outside" if sheet.closer else "cards.final_outside_alone"
    if ending.how is End.RETURNED:
        return "cards.final_returned_up" if sheet.seat.role == Role.HEAD else "cards.final_returned"
    return "cards.done" if sheet.closer else "cards.done_alone"
