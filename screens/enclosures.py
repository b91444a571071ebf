"""Documents approved together with a report: the page on which they are enclosed, and how cards name them.

Source: domain 4.1 step 9; practice 1.3, 4.2, 6, 7.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from screens.cards import in_rows
from sop.cases import Case
from sop.enclosures import PDF, Enclosure, EnclosureUnusable, ill_advised, kinds, own_report
from sop.flows import flow
from sop.people import Holding
from sop.periods import read_period
from sop.procedures import Stage
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import moment, number
from text.screens import Attachment, Button, Rows, Screen
from text.taps import Tap, packed

LIST = "enl"
KIND = "enk"
REMOVE = "enx"
KILOBYTE, MEGABYTE = 1 << 10, 1 << 20


def kind_name(kind: str) -> str:
    return plain(f"enclosures.kind_{kind}")


def names(found: Sequence[Enclosure]) -> str:
    return ", ".join(kind_name(one.kind) for one in found)


def button(case: Case, count: int) -> Button:
    """The way to the page, on the cards of those who prepare the report and below `/status`."""
    label = plain("enclosures.button_some", count=count) if count else plain("enclosures.button")
    return Button(label, packed(Tap(LIST, str(case.id))))


def page(case: Case, offered: Sequence[str], found: Sequence[Enclosure]) -> Screen:
    """What is enclosed, and a button for each kind there may be."""
    report = plain("cards.report", period=read_period(case.period).brief)
    head = words("enclosures.page", report=report)
    body = listed(found) if found else words("enclosures.none_yet")
    known = {one.kind: one for one in found}
    rows: Rows = tuple(
        changes(case, known[kind]) if kind in known else (_pick(case, kind),) for kind in offered
    )
    return Screen(joined((head, body, words("enclosures.pick")), "\n\n"), rows)


def ask(kind: str) -> Screen:
    return Screen(words("enclosures.ask", kind=kind_name(kind)))


def echo(case: Case, found: Enclosure, others: Sequence[str]) -> Screen:
    """The document as it was taken in; `others`: the kinds of which there is none yet, one press away."""
    more = words("enclosures.others") if others else Markup("")
    said = joined((joined((words("enclosures.kept"), line(found))), more), "\n\n")
    return Screen(said, (changes(case, found), *in_rows((_pick(case, kind) for kind in others), 2)))


def changes(case: Case, found: Enclosure) -> tuple[Button, ...]:
    kind = kind_name(found.kind)
    again = Button(plain("enclosures.replace", kind=kind), _tap(case, found.kind))
    gone = Button(plain("enclosures.remove", kind=kind), packed(Tap(REMOVE, str(found.id))))
    return (again, gone)


def _pick(case: Case, kind: str) -> Button:
    return Button(kind_name(kind), _tap(case, kind))


def _tap(case: Case, kind: str) -> str:
    return packed(Tap(KIND, str(case.id), argument=kind))


def listed(found: Sequence[Enclosure], initialled_at: datetime | None = None) -> Markup:
    """Every enclosed document on a line; of one that came after the last paraf it is said."""
    return joined(line(one, initialled_at) for one in found)


def line(one: Enclosure, initialled_at: datetime | None = None) -> Markup:
    late = initialled_at is not None and one.at > initialled_at
    return words(
        "enclosures.line_late" if late else "enclosures.line",
        kind=kind_name(one.kind),
        title=one.title,
        size=_size(one.size),
        person=one.person,
    )


def enclosed(found: Sequence[Enclosure]) -> Markup:
    """What goes up with the report, on the card of whoever initials it."""
    return joined((words("enclosures.enclosed"), listed(found))) if found else Markup("")


def decided(sheet: Sheet, found: Sequence[Enclosure], initialled_at: datetime | None = None) -> Markup:
    """What one press approves, where the SOP lets other documents be approved with the report."""
    offered = kinds(flow(sheet.sop, sheet.case.period), sheet.period)
    if not offered or sheet.step.stage is not Stage.APPROVE:
        return Markup("")
    report = plain(f"enclosures.own_{own_report(sheet.period)}")
    if not found:
        others = ", ".join(map(kind_name, offered))
        return words("enclosures.only_report", report=report, others=others)
    head = words("enclosures.with_one_press", report=report, count=len(found))
    return joined((head, listed(found, initialled_at), _warning(sheet, found)))


def _warning(sheet: Sheet, found: Sequence[Enclosure]) -> Markup:
    """A stand-in reads once that Renstra and Renja are better changed by the definitive head."""
    warned = ill_advised(sheet.seat.holding, found)
    if not warned:
        return Markup("")
    vacant = sheet.seat.holding is Holding.ACTING_VACANT
    holding = plain("enclosures.acting_vacant" if vacant else "enclosures.acting_temporary")
    return words("enclosures.warning", kinds=" dan ".join(map(kind_name, warned)), holding=holding)


def documents(found: Sequence[Enclosure], period: str, zone: str) -> tuple[Screen, ...]:
    """The files themselves, a message for each that lies in the store."""
    return tuple(
        Screen(_caption(one, period, zone), attachment=Attachment(file_name(one), one.sha256, PDF))
        for one in found
        if one.sha256
    )


def _caption(one: Enclosure, period: str, zone: str) -> Markup:
    values = {"kind": kind_name(one.kind), "title": one.title, "period": period}
    if one.approved_at is None:
        return words("enclosures.caption_waiting", **values)
    return words("enclosures.caption_approved", **values, moment=moment(one.approved_at, zone))


def file_name(one: Enclosure) -> str:
    """What the file is called in the chat."""
    return one.name if one.name.lower().endswith(".pdf") else f"{kind_name(one.kind)}.pdf"


def unusable(event: EnclosureUnusable) -> Screen:
    """A file could not be kept; it is sent once more."""
    one = event.enclosure
    said = words(f"enclosures.gone_{event.why}", kind=kind_name(one.kind), title=one.title)
    data = packed(Tap(KIND, str(one.case_id), argument=one.kind))
    return Screen(said, ((Button(plain("enclosures.send_again"), data),),))


def _size(size_bytes: int) -> str:
    if size_bytes >= MEGABYTE:
        return plain("enclosures.megabytes", size=number(Decimal(size_bytes) / MEGABYTE, 1))
    return plain("enclosures.kilobytes", size=max(1, size_bytes // KILOBYTE))
