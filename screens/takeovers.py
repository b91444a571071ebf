"""Changing who holds a seat: the questions, the page before saving, and the welcome. Source: practice 2.5."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from screens.cards import in_rows
from screens.tasks import line, numbered, open_button
from screens.tasks import waiting as waiting_line
from sop.duties import Duty
from sop.people import Holding, Office, Seat
from sop.reports import ReportFigures
from sop.takeovers import Answers, Asked
from text.catalogue import Markup, joined, plain, words
from text.printing import long_date, percent, short_date
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.takeovers` says who serves them.
BEGIN = "tob"  # "Ganti pejabat"
SEAT = "tos"
HOLDING = "toh"
SAVE = "tov"
DROP = "tox"
PAGE_ROWS = 8
SHOWN = 15  # duties with a button
LONGEST_LABEL = 60  # characters
PERMANENT = (Holding.DEFINITIVE, Holding.ACTING_VACANT, Holding.CARETAKER)


def begin_button(office: Office) -> Button:
    """On the office's page."""
    return Button(plain("takeovers.begin_button"), packed(Tap(BEGIN, str(office.id), argument="0")))


def pick_seat(office: Office, seats: Sequence[Seat], page: int) -> Screen:
    """Every seat with its holder, eight to a page."""
    pages = max(1, (len(seats) + PAGE_ROWS - 1) // PAGE_ROWS)
    page = min(max(page, 0), pages - 1)
    shown = seats[page * PAGE_ROWS :][:PAGE_ROWS]
    rows = [(_seat_button(office, seat),) for seat in shown]
    turns = [
        Button(plain(key), packed(Tap(BEGIN, str(office.id), argument=str(there))))
        for key, there in (("people.previous_page", page - 1), ("people.next_page", page + 1))
        if 0 <= there < pages
    ]
    return Screen(
        words("takeovers.pick_seat", office=office.name), (*rows, *([tuple(turns)] if turns else ()))
    )


def ask(seat: Seat, answers: Answers, asked: Asked) -> Screen:
    """The next question; somebody known by the NIP is named, so that a wrong one is seen."""
    if asked is Asked.DAYS and answers.holding is Holding.ACTING_TEMPORARY:
        return Screen(words("takeovers.ask_absence", name=answers.name, seat=seat.title))
    if asked is Asked.IDENTITY:
        return Screen(words("takeovers.ask_identity", seat=seat.title))
    lines = [words(f"takeovers.ask_{asked.value}")]
    if asked is Asked.DAYS and answers.person_id:
        lines.insert(0, words("takeovers.known", name=answers.name))
    return Screen(joined(lines, "\n\n"))


def review(
    office: Office, seat: Seat, answers: Answers, ending: Sequence[str], revision: int, *, own: bool
) -> Screen:
    """Everything on one page; one press saves it."""
    assert answers.first is not None
    days = long_date(answers.first)
    if answers.until is not None:
        days = plain("takeovers.days", first=days, last=long_date(answers.until))
    held = plain(f"people.holding_{answers.holding}", title=seat.title)
    lines = [words("takeovers.review", name=answers.name, held=held, days=days)]
    if answers.decree:
        lines.append(words("takeovers.review_decree", decree=answers.decree))
    lines += [words("takeovers.review_ending", name=name, first=days) for name in ending]
    lines.append(words("takeovers.review_cards"))
    return Screen(joined(lines), _review_rows(office, answers, revision, own=own))


def saved(name: str, held: str, days: str) -> Screen:
    return Screen(words("takeovers.saved", name=name, held=held, days=days))


def saved_for(seat: Seat, answers: Answers) -> Screen:
    assert answers.first is not None
    held = plain(f"people.holding_{answers.holding}", title=seat.title)
    return saved(answers.name, held, long_date(answers.first))


def welcome(
    office: Office,
    capacity: str,
    duties: Sequence[Duty],
    figures: ReportFigures | None,
    predecessor: str,
    decided: Sequence[Duty],
    konseptor: str | None = None,
) -> Screen:
    """The one card of a newcomer: what waits, the last figures, what the predecessor decided.

    `konseptor` is who prepares in the seat's name; "" where he ended with the change, None: nothing to say.
    """
    blocks = [words("takeovers.welcome", capacity=capacity, office=office.name), _waiting(duties)]
    if figures is not None and figures.average.capped is not None:
        average = percent(figures.average.capped)
        blocks.append(words("takeovers.figures", period=figures.period.title, average=average))
    if decided:
        lines = [_decided(one, office.zone) for one in decided]
        blocks.append(joined([words("takeovers.decided", name=predecessor), *lines]))
    if konseptor is not None:
        said = words("konseptors.of_seat", name=konseptor) if konseptor else words("konseptors.ended")
        blocks.append(said)
    open_ = [one for one in duties if one.bundle.state == "open"][:SHOWN]
    buttons = (open_button(one, plain("tasks.open_number", number=n)) for n, one in enumerate(open_, 1))
    return Screen(joined(blocks, "\n\n"), in_rows(buttons, 3))


def farewell(duty: Duty, holder: str, name: str) -> Screen:
    """What a card shrinks to in the chat of whoever held the seat before; no `name`: nobody follows yet."""
    if name:
        return Screen(words("takeovers.stub_named", duty=line(duty), name=name, holder=holder))
    return Screen(words("takeovers.stub", duty=line(duty), holder=holder))


def _waiting(duties: Sequence[Duty]) -> Markup:
    open_ = [one for one in duties if one.bundle.state == "open"]
    waiting = [one for one in duties if one.bundle.state != "open"]
    if not duties:
        return words("takeovers.nothing_waits")
    lines = [numbered(number, one) for number, one in enumerate(open_[:SHOWN], 1)]
    lines += [waiting_line(one) for one in waiting[:SHOWN]]
    return joined([words("takeovers.waits"), *lines])


def _decided(duty: Duty, zone: str) -> Markup:
    closed = duty.bundle.closed_at or duty.bundle.opened_at
    return words(
        "takeovers.decided_line", duty=line(duty), day=short_date(closed.astimezone(ZoneInfo(zone)).date())
    )


def _seat_button(office: Office, seat: Seat) -> Button:
    holder = seat.holder_name or plain("takeovers.vacant")
    label = plain("takeovers.seat_button", seat=seat.title, holder=holder)[:LONGEST_LABEL]
    return Button(label, packed(Tap(SEAT, str(seat.id), argument=str(office.id))))


def _review_rows(office: Office, answers: Answers, revision: int, *, own: bool) -> Rows:
    of = str(office.id)
    save = Button(plain("takeovers.save_button"), packed(Tap(SAVE, of, revision)), Style.SUCCESS)
    drop = Button(plain("takeovers.drop_button"), packed(Tap(DROP, of, revision)))
    if own or answers.until is not None:
        return ((save,), (drop,))
    others = tuple(
        Button(plain(f"takeovers.holding_{one}"), packed(Tap(HOLDING, of, revision, one.value)))
        for one in PERMANENT
        if one is not answers.holding
    )
    return ((save,), others, (drop,))
