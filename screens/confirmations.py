"""The page of inferred actors: who would carry out each step, one press for all, or a change first."""

from collections.abc import Sequence

from screens.cards import in_rows
from sop.confirmations import Answering, Line, Page, Stretch
from sop.people import Seat
from text.catalogue import Markup, escaped, joined, plain, words
from text.names import calm_title
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.confirmations` says who serves them.
AGREE = "akf"
CHANGE = "aku"
PICK = "akp"
LONGEST_LABEL = 60  # characters


def page(seen: Page) -> Screen:
    """Everything on one page; nothing is confirmed before the one press."""
    number = str(seen.confirmation.id)
    agree = Button(plain("confirmations.agree"), packed(Tap(AGREE, number)), Style.SUCCESS)
    changes = [
        Button(
            plain("confirmations.change", number=numbers(line.stretch)),
            packed(Tap(CHANGE, number, argument=line.stretch.first.key)),
        )
        for line in seen.lines
        if not line.owners
    ]
    return Screen(_text("confirmations.page", seen), ((agree,), *in_rows(changes, 3)))


def confirmed(seen: Page) -> Screen:
    return Screen(_text("confirmations.confirmed", seen))


def pick(seen: Page, line: Line, candidates: Sequence[Answering]) -> Screen:
    """Who carries out a step instead."""
    step = line.stretch.first
    rows = tuple(
        (
            Button(
                _who(one)[:LONGEST_LABEL],
                packed(Tap(PICK, str(seen.confirmation.id), argument=f"{step.key}.{one.role}")),
            ),
        )
        for one in candidates
    )
    text = words("confirmations.pick", number=numbers(line.stretch), activity=step.activity)
    return Screen(text, rows)


def numbers(stretch: Stretch) -> str:
    """ "4", or "4–5" for steps of one press."""
    first, last = stretch.steps[0].key, stretch.steps[-1].key
    return first if first == last else f"{first}–{last}"


def _text(key: str, seen: Page) -> Markup:
    return words(
        key,
        office=seen.office.name,
        title=calm_title(seen.sop.header.title),
        version=seen.sop.version,
        lines=joined([_line(line) for line in seen.lines]),
    )


def _line(line: Line) -> Markup:
    key = "confirmations.line_without_limit" if line.stretch.without_limit else "confirmations.line"
    activity = line.stretch.first.activity
    return words(key, number=numbers(line.stretch), activity=activity, who=_answering(line))


def _answering(line: Line) -> Markup:
    if line.owners:
        return words("confirmations.owners")
    if not line.answering:
        return words("confirmations.nobody")
    return joined([escaped(_who(one)) for one in line.answering], ", ")


def _who(one: Answering) -> str:
    """A single seat by title and name, several by what they are: "sub koordinator (6 orang)"."""
    if len(one.seats) == 1:
        return _seat(one.seats[0])
    role = plain(f"offices.value_{one.seats[0].role}")
    return plain("confirmations.several", role=role, count=len(one.seats))


def _seat(seat: Seat) -> str:
    if not seat.holder_name:
        return plain("confirmations.one_vacant", title=seat.title)
    return plain("confirmations.one", title=seat.title, holder=seat.holder_name)
