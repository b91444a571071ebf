"""Invitations, connecting an account, greeting and help. Source: practice 5.2, 6; telegram 3.9."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sop.people import Office, Person, Seat, is_woman
from text.catalogue import Markup, escaped, joined, plain, words
from text.printing import moment
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

PAGE_ROWS = 8
Seated = Sequence[tuple[Seat, Office]]


@dataclass(frozen=True, slots=True)
class Row:
    """One person on a list of people to invite."""

    office: Office
    person: Person
    seats: tuple[Seat, ...]
    connected: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What an invitation says: whom, until when, and the address."""

    office: Office
    person: Person
    until: datetime
    address: str


def title_of(person: Person) -> str:
    """Bapak or Ibu by the NIP, both where it does not tell."""
    woman = is_woman(person.nip)
    return plain("people.sir_or_madam" if woman is None else "people.madam" if woman else "people.sir")


def addressed(person: Person) -> str:
    return plain("people.addressed", title=title_of(person), name=person.name)


def seat_title(seat: Seat) -> str:
    """The seat as its holder carries it: "Plt. Kepala UPTD Rumah Kemasan"."""
    return plain(f"people.holding_{seat.holding}", title=seat.title) if seat.holding else seat.title


def capacities(seated: Seated) -> Markup:
    lines = [words("people.capacity", seat=seat_title(seat), office=office.name) for seat, office in seated]
    return joined(lines or [words("people.no_capacity")])


def stranger() -> Screen:
    return Screen(words("people.stranger"), keyboard=())


def bound(person: Person, seated: Seated, replaced: bool) -> Screen:
    """The account is connected; the button that shared the phone goes away."""
    blocks = [words("people.bound", person=addressed(person)), capacities(seated)]
    if replaced:
        blocks.append(words("people.other_ended"))
    return Screen(joined(blocks), keyboard=())


def ended(person: Person) -> Screen:
    return Screen(words("people.ended", person=addressed(person)), keyboard=())


def greeting(person: Person, seated: Seated) -> Screen:
    return Screen(
        joined([words("people.greeting", person=addressed(person)), capacities(seated)]), keyboard=()
    )


def phone_wanted(person: Person, seated: Seated) -> Screen:
    blocks = [
        words("people.phone_wanted", person=addressed(person)),
        capacities(seated),
        Markup(""),
        words("people.phone_why"),
    ]
    return Screen(Markup("\n".join(blocks)), ask_contact=plain("people.phone_button"))


def phone_differs() -> Screen:
    return Screen(words("people.phone_differs"), keyboard=())


def already_connected() -> Screen:
    return Screen(words("people.already_connected"), keyboard=())


def refused_told() -> Screen:
    return Screen(words("people.refused_told"), keyboard=())


def confirm_ask(person: Person, seated: Seated, display: str, shared: str, invitation_id: int) -> Screen:
    """An admin is asked whether the account is this person's; numbers are shown by their last digits."""
    known = person.phone[-4:]
    listed = plain("people.listed_phone", ending=known) if known else plain("people.listed_none")
    text = words(
        "people.confirm_ask",
        person=addressed(person),
        capacities=capacities(seated),
        display=display,
        shared=shared[-4:],
        listed=listed,
    )
    subject = str(invitation_id)
    confirm = Button(plain("people.confirm_button"), packed(Tap("cfm", subject)), Style.SUCCESS)
    refuse = Button(plain("people.refuse_button"), packed(Tap("cfx", subject)), Style.DANGER)
    return Screen(text, ((confirm, refuse),))


def invite_list(rows: Sequence[Row], page: int) -> Screen:
    """Who is not connected, eight to a page, a button each."""
    if not rows:
        return Screen(words("people.invite_none"))
    pages = (len(rows) + PAGE_ROWS - 1) // PAGE_ROWS
    page = min(max(page, 0), pages - 1)
    first = page * PAGE_ROWS
    shown = list(enumerate(rows, 1))[first : first + PAGE_ROWS]
    text = joined([words("people.invite_list", count=len(rows)), *_listed(shown)])
    buttons = tuple((_invite_button("people.invite_button", number, row),) for number, row in shown)
    return Screen(text, (*buttons, *_turning(page, pages)))


def invite_found(rows: Sequence[Row], wanted: str) -> Screen:
    """People that match what the admin typed; those already connected may change or add an account."""
    if not rows:
        return Screen(words("people.invite_nobody", wanted=wanted[:40]))
    shown = list(enumerate(rows[:PAGE_ROWS], 1))
    text = joined([words("people.invite_found", count=len(rows)), *_listed(shown)])
    return Screen(text, tuple(_choices(number, row) for number, row in shown))


def invite_made(link: Link) -> tuple[Screen, Screen]:
    """What the admin reads, and the text to be forwarded as it stands."""
    until = moment(link.until, link.office.zone)
    letter = plain(
        "people.invite_text",
        person=addressed(link.person),
        title=title_of(link.person),
        office=link.office.name,
        link=link.address,
        until=until,
    )
    number = link.person.phone.lstrip("+")
    share = Button(plain("people.whatsapp_button"), url=f"https://wa.me/{number}?text={quote(letter)}")
    note = Screen(words("people.invite_made", name=link.person.name, until=until), ((share,),))
    return note, Screen(escaped(letter))


def group(username: str) -> Screen:
    """One sentence in a group; the rest happens in private."""
    if not username:
        return Screen(words("people.group_plain"))
    open_chat = Button(plain("people.group_button"), url=f"https://t.me/{username}")
    return Screen(words("people.group"), ((open_chat,),))


def help_page(groups: Iterable[str], commands: Iterable[tuple[str, str]]) -> Screen:
    """Short help for what this person does here, and their commands."""
    mine = set(groups)
    parts = [
        words(f"people.help_{name}")
        for name in ("everyone", "staff", "decider", "planner", "admin")
        if name in mine
    ]
    listed = [words("people.help_command", name=name, does=does) for name, does in commands]
    blocks = [words("people.help_title"), *parts, joined([words("people.help_commands"), *listed])]
    return Screen(joined([*blocks, words("people.help_footer")], "\n\n"))


def _listed(shown: Iterable[tuple[int, Row]]) -> list[Markup]:
    lines: list[Markup] = []
    office = 0
    for number, row in shown:
        if row.office.id != office:
            office = row.office.id
            lines.append(words("people.invite_office", office=row.office.name))
        seats = ", ".join(seat_title(seat) for seat in row.seats)
        lines.append(words("people.invite_row", number=number, name=row.person.name, seats=seats))
    return lines


def _choices(number: int, row: Row) -> tuple[Button, ...]:
    if not row.connected:
        return (_invite_button("people.invite_button", number, row),)
    add = Button(plain("people.add_button", number=number), _tap("iva", row))
    replace = Button(plain("people.replace_button", number=number), _tap("ivp", row))
    return (add, replace)


def _invite_button(key: str, number: int, row: Row) -> Button:
    return Button(plain(key, number=number, name=row.person.name), _tap("ivp", row))


def _tap(act: str, row: Row) -> str:
    return packed(Tap(act, str(row.person.id), 0, str(row.office.id)))


def _turning(page: int, pages: int) -> Rows:
    turns = [("people.previous_page", page - 1), ("people.next_page", page + 1)]
    buttons = tuple(
        Button(plain(key), packed(Tap("inv", "", 0, str(target))))
        for key, target in turns
        if 0 <= target < pages
    )
    return (buttons,) if buttons else ()
