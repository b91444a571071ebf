"""Moving a figure to the unit it belongs to: which one, to whom, and what both units read."""

from collections.abc import Sequence

from screens import forms
from screens.cards import in_rows
from screens.checked_rows import shortened
from sop.cases import Bundle, Case
from sop.indicators import Indicator
from sop.movables import Movable
from sop.people import Seat, Unit
from text.catalogue import joined, plain, words
from text.names import short_name
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

FIGURES = "trf"
UNITS = "tru"
SEATS = "trs"
MOVE = "trm"
FORWARD = "tro"
BOARD = "trb"
FROM = "trd"
SHOWN = 12
LISTED, LISTED_NAME = 40, 60  # figures on one message; characters of each
NAME = 40  # characters on a button


def figure_rows(case: Case, figures: Sequence[Indicator]) -> Rows:
    """Below what a unit says of single figures: each can be moved."""
    return tuple((_figure(case, one, shortened(one.name, NAME)),) for one in figures[:SHOWN])


def _figure(case: Case, figure: Indicator, name: str) -> Button:
    data = packed(Tap(UNITS, str(case.id), argument=str(figure.id)))
    return Button(plain("transfers.move", name=name), data)


def form_rows(bundle: Bundle, *, decides: bool) -> Rows:
    """Below what a filler says of a form: move a figure of it, or ask who may."""
    act, key = (FIGURES, "transfers.pick_button") if decides else (FORWARD, "transfers.pass_on")
    return ((Button(plain(key), packed(Tap(act, str(bundle.id)))),),)


def board_rows(case_id: int) -> Rows:
    """Below the board: a figure that is at the wrong unit."""
    return ((Button(plain("transfers.pick_button"), packed(Tap(BOARD, str(case_id)))),),)


def pick_source(case: Case, units: Sequence[tuple[Unit, Sequence[Indicator]]]) -> Screen:
    rows = in_rows(
        (
            Button(
                plain("transfers.unit_button", unit=short_name(unit.name), count=len(figures)),
                packed(Tap(FROM, str(case.id), argument=str(unit.id))),
            )
            for unit, figures in units
        ),
        1,
    )
    return Screen(words("transfers.pick_source"), rows)


def ask_figure(unit: Unit, figures: Sequence[Indicator]) -> Screen:
    """The figures of a unit; the answer is one number and the reason."""
    lines = joined(
        words("transfers.figure", number=number, name=shortened(one.name, LISTED_NAME))
        for number, one in enumerate(figures[:LISTED], 1)
    )
    return Screen(words("transfers.ask_figure", unit=unit.name, lines=lines))


def pick_figure(case: Case, figures: Sequence[Indicator]) -> Screen:
    lines = joined(
        words("transfers.figure", number=number, name=one.name) for number, one in enumerate(figures, 1)
    )
    numbers = (
        Button(str(number), packed(Tap(UNITS, str(case.id), argument=str(one.id))))
        for number, one in enumerate(figures, 1)
    )
    return Screen(words("transfers.pick_figure", lines=lines), in_rows(numbers))


def pick_unit(found: Movable) -> Screen:
    if not found.fillers:
        return Screen(words("transfers.nowhere"))
    rows = tuple((_to(found, SEATS, unit.id, short_name(unit.name)),) for unit, _ in found.fillers[:SHOWN])
    text = words("transfers.pick_unit", name=found.indicator.name, unit=found.unit.name, reason=found.reason)
    return Screen(text, rows)


def pick_seat(found: Movable, unit: Unit, seats: Sequence[Seat]) -> Screen:
    rows = tuple(
        (_to(found, MOVE, one.id, shortened(f"{one.holder_name} ({one.title})", NAME + 15)),)
        for one in seats[:SHOWN]
    )
    back = Button(
        plain("transfers.other_unit"),
        packed(Tap(UNITS, str(found.case.id), argument=str(found.indicator.id))),
    )
    text = words("transfers.pick_seat", name=found.indicator.name, unit=unit.name)
    return Screen(text, (*rows, (back,)))


def _to(found: Movable, act: str, where: int, label: str) -> Button:
    return Button(label, packed(Tap(act, str(found.case.id), argument=f"{found.indicator.id}.{where}")))


def moved(found: Movable, unit: Unit, seat: Seat) -> str:
    """What the one who moved it reads."""
    holder = seat.holder_name or seat.title
    return plain("transfers.moved", name=found.indicator.name, holder=holder, unit=unit.name)


def left(name: str, to: Unit, reason: str) -> Screen:
    return Screen(words("transfers.left", name=name, unit=to.name, reason=reason))


def came(name: str, source: Unit, reason: str, form: Bundle | None) -> Screen:
    rows = ((forms.button(form, plain("compilations.open_form"), forms.OPEN),),) if form is not None else ()
    return Screen(words("transfers.came", name=name, unit=source.name, reason=reason), rows)


def passed_on(by: str, asker: str, unit: str, note: str, rows: Rows) -> Screen:
    return Screen(words("transfers.passed_on", by=by, asker=asker, unit=unit, note=note), rows)
