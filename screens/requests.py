"""The planner's request to the units, and the board that shows how far each of them is.

Source: practice 3.5, 5.5, 6; domain 4.1 step 3, 4.2 steps 2-3, 5.
"""

from collections.abc import Iterable, Sequence

from screens.cards import button, card, in_rows, ok
from screens.compilations import CALL
from sop.cases import Case
from sop.requests import Asked, Field, Plan, UnitProgress
from text.catalogue import Markup, joined, plain, words
from text.printing import moment, weekday_moment
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

UNTIL = "qun"
FIELD = "qfi"
BOARD = "qbo"
UNITS_SHOWN = 20
NAMES_SHOWN = 4
_OFFERED = (Field.OBSTACLE, Field.FOLLOW_UP, Field.EVIDENCE, Field.FACTOR)


def request_card(plan: Plan) -> Screen:
    """Every unit with figures that are due, all chosen; one press asks them."""
    sheet, count = plan.sheet, len(plan.units)
    until = words("requests.until", until=weekday_moment(plan.until, sheet.office.zone))
    body = [joined(map(_unit, plan.units[:UNITS_SHOWN])), until]
    if plan.designs:
        body.insert(1, words("requests.format", fields=_fields(plan)))
    key = "requests.lock_and_send" if plan.designs else "requests.send"
    rows = ((ok(sheet, key, count=count),), (button(sheet, plain("requests.change_until"), UNTIL),))
    return card(sheet, joined(body, "\n\n"), (*rows, *_toggles(plan)))


def _unit(asked: Asked) -> Markup:
    seat = asked.seat
    name = plain("requests.nobody") if seat is None else seat.holder_name or seat.title
    return words("requests.unit", unit=asked.unit.name, due=asked.due, name=name)


def _fields(plan: Plan) -> str:
    names = [plain(f"requests.field_{one.value}") for one in _OFFERED if one in plan.fields]
    return ", ".join((plain("requests.field_value"), *names))


def _toggles(plan: Plan) -> tuple[tuple[Button, ...], ...]:
    """Fields of the format, each switched on or off by a touch."""
    if not plan.designs:
        return ()
    buttons = []
    for field in _OFFERED:
        key = "requests.field_on" if field in plan.fields else "requests.field_off"
        label = plain(key, field=plain(f"requests.field_{field.value}"))
        buttons.append(button(plan.sheet, label, FIELD, field.value))
    return in_rows(buttons, 2)


def ask_until(plan: Plan) -> Screen:
    return Screen(
        words("requests.ask_until", until=weekday_moment(plan.until, plan.sheet.office.zone)),
        placeholder="",
    )


def told(plan: Plan, asked: Asked, fillers: Sequence[str], authority: str) -> Screen:
    """What the head of a unit hears who gets no card of their own: what is asked, of whom, and why."""
    sheet = plan.sheet
    text = words(
        "requests.told",
        period=sheet.period.brief,
        unit=asked.unit.name,
        due=asked.due,
        until=weekday_moment(plan.until, sheet.office.zone),
        names=_names(fillers),
    )
    cited = words("cards.authority", authority=authority) if authority else Markup("")
    return Screen(joined((text, cited)))


def board(
    case: Case, period: str, units: Sequence[UnitProgress], zone: str, *, calls: bool, changing: Rows = ()
) -> Screen:
    """How far every unit is, with names; below it the last call and a fresh look, and what may change."""
    due, arrived = sum(one.due for one in units), sum(one.arrived for one in units)
    head = words("requests.board", period=period, arrived=arrived, due=due)
    again = Button(plain("requests.board_again"), packed(Tap(BOARD, str(case.id))))
    call = Button(plain("compilations.last_call_button"), packed(Tap(CALL, str(case.id))))
    rows = ((again, call),) if calls and arrived < due else ((again,),)
    return Screen(joined((head, *board_lines(units, zone))), (*rows, *changing))


def board_lines(units: Iterable[UnitProgress], zone: str) -> tuple[Markup, ...]:
    return tuple(_progress(one, zone) for one in units)


def _progress(one: UnitProgress, zone: str) -> Markup:
    if not one.awaited:
        return words("requests.board_complete", unit=one.unit.name, due=one.due)
    values = {
        "unit": one.unit.name,
        "arrived": one.arrived,
        "due": one.due,
        "names": _names(one.awaited),
    }
    if one.received_at is None:
        return words("requests.board_unread", **values)
    return words("requests.board_unit", **values, received=moment(one.received_at, zone))


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    left = len(names) - NAMES_SHOWN
    return plain("checks.others", names=shown, count=left) if left > 0 else shown


def board_button(case_id: int) -> Button:
    return Button(plain("requests.board_button"), packed(Tap(BOARD, str(case_id))))
