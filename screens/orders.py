"""Cards of orders and divisions of work. Source: practice 1.4, 2.1; domain 3.5, W4."""

from collections.abc import Sequence

from screens import letters
from screens.cards import button, card, in_rows, ok
from screens.nouns import about
from screens.transfers import figure_rows
from sop.duties import Duty
from sop.indicators import Indicator
from sop.people import Seat
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.routes` says who serves them.
STANDING = "ost"
INSTRUCTION = "oin"
NOTE = "ono"
OUTSIDE = "oou"
ORAL = "oor"
DISPUTE = "odi"
EDIT = "oed"
PICK = "opi"
HAND = "oha"
DIRECTION = "oar"
FOREIGN = "ofo"
LONGEST_LABEL = 60  # characters


def dispose_card(
    sheet: Sheet,
    recipients: Sequence[Seat],
    instruction: int,
    note: str,
    standing: bool,
    *,
    copies: Sequence[Seat] = (),
    choosing: Rows = (),
) -> Screen:
    """The order before it is sent; one press sends it. `choosing`: the buttons of its recipients."""
    told = words("orders.copies", copies=", ".join(seat.title for seat in copies)) if copies else Markup("")
    order = words(
        "orders.dispose_body",
        recipients=", ".join(seat.title for seat in recipients),
        instruction=plain(f"orders.instruction_{instruction}"),
        note=note or plain("orders.no_note"),
    )
    asked = joined(letters.summary(one) for one in sheet.letters)
    body = joined((asked, joined((order, told))), "\n\n")
    rows: list[tuple[Button, ...]] = [(ok(sheet, "orders.dispose"),)]
    if standing:
        label = plain("orders.dispose_standing", year=sheet.period.year)
        rows.append((button(sheet, label, STANDING),))
    rows += choosing
    rows.append(
        (
            button(sheet, plain("orders.change_instruction"), INSTRUCTION),
            button(sheet, plain("orders.write_note"), NOTE),
        )
    )
    rows.append((button(sheet, plain("orders.outside"), OUTSIDE),))
    return card(sheet, body, tuple(rows))


def duty_card(sheet: Sheet, instruction: str, note: str) -> Screen:
    """A duty that was ordered and only has to be reported done."""
    body = words("orders.duty_body", instruction=instruction, note=note or plain("orders.no_note"))
    rows = ((ok(sheet, "orders.duty_done"),), (button(sheet, plain("orders.outside"), OUTSIDE),))
    return card(sheet, body, rows)


def pick_instruction(sheet: Sheet, count: int) -> Screen:
    """The instructions to choose from, the present one among them."""
    rows = tuple(
        (button(sheet, plain(f"orders.instruction_{number}"), INSTRUCTION, str(number)),)
        for number in range(1, count + 1)
    )
    return Screen(words("orders.pick_instruction", about=about(sheet)), rows)


def assign_card(
    sheet: Sheet, entries: Sequence[tuple[Indicator, Seat]], people: int, changed: bool, order: Markup
) -> Screen:
    """The division of work, prefilled; one press sends it. `order` is what was instructed, if anything."""
    counts = {"count": len(entries), "people": people}
    sent = ok(sheet, "orders.assign_changed", **counts)
    first = sent if changed else ok(sheet, "orders.assign_before", **counts, kind=sheet.period.noun)
    rows = (
        (first,),
        (
            button(sheet, plain("orders.assign_edit"), EDIT),
            button(sheet, plain("orders.ask_direction"), DIRECTION),
        ),
        (button(sheet, plain("orders.outside"), OUTSIDE),),
    )
    return card(sheet, joined((order, division_lines(entries)), "\n\n"), rows)


def ordered(instruction: str, note: str) -> Markup:
    """What came with the order, for whoever carries it out."""
    lines = [words("orders.with_instruction", instruction=instruction)] if instruction else []
    return joined([*lines, words("orders.with_note", note=note)] if note else lines)


def oral_button(sheet: Sheet) -> Button:
    """For a recipient or the planner: the order was given by word of mouth."""
    return button(sheet, plain("orders.oral"), ORAL)


def division_lines(entries: Sequence[tuple[Indicator, Seat]]) -> Markup:
    return joined(
        words(
            "orders.assign_line",
            number=number,
            indicator=indicator.name,
            filler=seat.holder_name or plain("orders.assign_vacant"),
        )
        for number, (indicator, seat) in enumerate(entries, 1)
    )


def pick_indicator(sheet: Sheet, entries: Sequence[tuple[Indicator, Seat]]) -> Screen:
    """Which figure goes to somebody else: the list, and a button for each number."""
    rows = in_rows(
        button(sheet, str(number), PICK, str(indicator.id))
        for number, (indicator, _) in enumerate(entries, 1)
    )
    rows = (*rows, (button(sheet, plain("orders.foreign"), FOREIGN),))
    body = joined((words("orders.pick_indicator", about=about(sheet)), division_lines(entries)), "\n\n")
    return Screen(body, rows)


def pick_filler(sheet: Sheet, indicator: Indicator, candidates: Sequence[Seat]) -> Screen:
    rows = tuple(
        (button(sheet, f"{seat.holder_name} · {seat.title}"[:60], HAND, f"{indicator.id}.{seat.id}"),)
        for seat in candidates
    )
    return Screen(words("orders.pick_filler", indicator=indicator.name), rows)


def ask_foreign(sheet: Sheet, entries: Sequence[tuple[Indicator, Seat]]) -> Screen:
    """Which figures are not of this unit, with the list they are numbered on."""
    return Screen(joined((words("orders.ask_foreign", about=about(sheet)), division_lines(entries)), "\n\n"))


def foreign_line(sheet: Sheet, named: Sequence[tuple[Indicator, str]]) -> Screen:
    """What the planner reads about figures a unit says are not its own."""
    part = sheet.part.name if sheet.part else sheet.office.name
    lines = [words("orders.foreign_figure", indicator=one.name, reason=reason) for one, reason in named]
    head = words("orders.foreign_line", asker=sheet.capacity, part=part, about=about(sheet))
    rows = figure_rows(sheet.case, [one for one, _ in named])
    return Screen(joined((head, joined(lines), words("orders.foreign_next")), "\n\n"), rows)


def outside_line(sheet: Sheet, recorder: str, reason: str) -> Screen:
    """The silent line of a holder whose step somebody else recorded as done outside the application."""
    return Screen(words("orders.outside_line", about=about(sheet), recorder=recorder, reason=reason))


def oral_line(sheet: Sheet, recorder: str, reason: str) -> Screen:
    """The silent line a superior gets about an oral order recorded in his name."""
    data = packed(Tap(DISPUTE, str(sheet.bundle.id), sheet.bundle.revision))
    line = words("orders.oral_line", about=about(sheet), recorder=recorder, reason=reason)
    return Screen(line, ((Button(plain("orders.not_my_order"), data),),))


def direction_button(duty: Duty) -> Button:
    """ "Mohon arahan" about something that waits, from below `/status`."""
    label = plain("orders.ask_direction_about", activity=duty.activity)[:LONGEST_LABEL]
    return Button(label, packed(Tap(DIRECTION, str(duty.bundle.id), duty.bundle.revision)))
