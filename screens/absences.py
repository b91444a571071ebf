"""Who stands in for an official: whom, for which days, and what becomes of it. Source: practice 2.5."""

from collections.abc import Sequence
from datetime import date

from sop.absences import Event, StandIn
from sop.people import Office, Seat
from text.catalogue import Markup, joined, plain, words
from text.printing import long_date
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.absences` says who serves them.
NAME = "abn"
OWN_SEAT = "abw"
STAND_IN = "abi"
DAYS = "abd"
SAVE = "abs"
DROP = "abx"
END = "abe"
CONFIRM = "abc"
SHOWN = 8  # people to choose from, and stand-ins on the page
LONGEST_LABEL = 60  # characters


def listed(found: Sequence[StandIn], may_name: bool) -> Screen:
    """Those who stand in or will, what can be changed about each, and naming another."""
    lines = [_line(number, one) for number, one in enumerate(found[:SHOWN], 1)]
    rows: Rows = tuple(_changes(number, one) for number, one in enumerate(found[:SHOWN], 1))
    if may_name:
        rows = (*rows, (Button(plain("absences.name_button"), packed(Tap(NAME, "0"))),))
    return Screen(joined((words("absences.listed"), joined(lines)), "\n\n"), rows)


def pick_own_seat(seats: Sequence[tuple[Office, Seat]]) -> Screen:
    rows = tuple(
        (Button(seat.title[:LONGEST_LABEL], packed(Tap(OWN_SEAT, str(seat.id), argument=str(office.id)))),)
        for office, seat in seats
    )
    return Screen(words("absences.pick_own_seat"), rows)


def pick_stand_in(office: Office, seat: Seat, found: Sequence[Seat], page: int = 0) -> Screen:
    """Who stands in; those nearest below come first."""
    first = page * SHOWN
    rows: Rows = tuple(
        (
            Button(
                plain("absences.person_button", name=one.holder_name, seat=one.title)[:LONGEST_LABEL],
                packed(Tap(STAND_IN, str(seat.id), argument=f"{office.id}.{one.id}")),
            ),
        )
        for one in found[first : first + SHOWN]
    )
    if first + SHOWN < len(found):
        data = packed(Tap(OWN_SEAT, str(seat.id), argument=f"{office.id}.{page + 1}"))
        rows = (*rows, (Button(plain("absences.more"), data),))
    return Screen(words("absences.pick_stand_in", seat=seat.title), rows)


def ask_days(found: StandIn) -> Screen:
    """The new days; of a term that runs only the last one."""
    key = "absences.ask_last" if found.running else "absences.ask_days"
    return Screen(words(key, name=found.name, held=held(found), days=days(found.first, found.last)))


def review(found: StandIn, first: date, last: date, revision: int) -> Screen:
    """The new days beside the old ones; one press saves them."""
    text = words(
        "absences.review",
        name=found.name,
        held=held(found),
        before=days(found.first, found.last),
        after=days(first, last),
    )
    office = str(found.office.id)
    save = Button(plain("takeovers.save_button"), packed(Tap(SAVE, office, revision)), Style.SUCCESS)
    return Screen(text, ((save,), (_drop(found),)))


def moved(found: StandIn, first: date, last: date) -> Screen:
    return Screen(words("absences.moved", name=found.name, held=held(found), days=days(first, last)))


def ask_end(found: StandIn) -> Screen:
    """What ending or calling off does, and one press that does it."""
    key = "absences.ask_end" if found.running else "absences.ask_call_off"
    text = words(key, name=found.name, held=held(found), days=days(found.first, found.last))
    label = plain("absences.confirm_end" if found.running else "absences.confirm_call_off")
    data = packed(Tap(CONFIRM, str(found.term.id), argument=str(found.office.id)))
    return Screen(text, ((Button(label, data, Style.DANGER),), (_drop(found),)))


def over(found: StandIn) -> Screen:
    """What whoever ended or called it off reads, where no welcome says it."""
    key = "absences.ended" if found.running else "absences.called_off"
    return Screen(words(key, name=found.name, held=held(found)))


def told(what: Event, found: StandIn) -> Screen:
    """What the stand-in reads."""
    values = {"held": held(found), "office": found.office.name}
    return Screen(words(f"absences.told_{what}", days=days(found.first, found.last), **values))


def told_official(what: Event, found: StandIn) -> Screen:
    """What the official reads where somebody else did it; of an early end the welcome tells."""
    values = {"name": found.name, "held": held(found)}
    return Screen(words(f"absences.official_{what}", days=days(found.first, found.last), **values))


def held(found: StandIn) -> str:
    return plain(f"people.holding_{found.term.holding}", title=found.seat.title)


def days(first: date, last: date | None) -> str:
    if last is None or last == first:
        return long_date(first)
    return plain("takeovers.days", first=long_date(first), last=long_date(last))


def _line(number: int, found: StandIn) -> Markup:
    key = "absences.line_running" if found.running else "absences.line"
    values = {"name": found.name, "held": held(found), "days": days(found.first, found.last)}
    return words(key, number=number, **values)


def _changes(number: int, found: StandIn) -> tuple[Button, ...]:
    ending = "absences.end_button" if found.running else "absences.call_off_button"
    about = {"of": str(found.term.id), "office": str(found.office.id)}
    return (
        Button(plain("absences.days_button", number=number), _packed(DAYS, **about)),
        Button(plain(ending, number=number), _packed(END, **about)),
    )


def _packed(act: str, of: str, office: str) -> str:
    return packed(Tap(act, of, argument=office))


def _drop(found: StandIn) -> Button:
    return Button(plain("takeovers.drop_button"), packed(Tap(DROP, str(found.office.id))))
