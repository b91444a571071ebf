"""`/status`: steps with marks, progress per unit, and who is awaited. Source: practice 3.2, 3.3."""

from collections.abc import Sequence

from screens.tasks import line, state
from sop.statuses import Awaited, Mark, Status, StepStatus
from text.catalogue import Markup, joined, plain, words
from text.screens import Button, Screen
from text.taps import Tap, packed

DETAIL = "sri"  # names behind the counts
SHOWN = 20  # names in one message
_MARKS = {Mark.DONE: "✓", Mark.RUNNING: "●", Mark.AHEAD: "○"}


def listed(found: Sequence[Status]) -> Screen:
    """One block for each office."""
    rows = tuple(
        (Button(plain("statuses.detail_button"), packed(Tap(DETAIL, str(one.case_id)))),)
        for one in found
        if one.hidden
    )
    return Screen(joined([_block(one) for one in found], "\n\n"), rows)


def detail(status: Status) -> Screen:
    """Who is awaited, by name."""
    title = words("statuses.detail_title", period=status.period.title, office=status.office.name)
    return Screen(joined([title, *_awaited(status)], "\n\n"))


def _block(status: Status) -> Markup:
    head = words("statuses.head", title=status.title, period=status.period.title, office=status.office.name)
    steps = joined([_step(step) for step in status.steps])
    units = [words("statuses.unit", name=one.name, done=one.done, total=one.total) for one in status.units]
    progress = [joined([words("statuses.units"), *units])] if units else []
    closing = [] if status.is_open else [words("statuses.closed")]
    return joined([head, steps, *progress, *_awaited(status), *closing], "\n\n")


def _step(step: StepStatus) -> Markup:
    if not step.number:
        return words("statuses.step_added", mark=_MARKS[step.mark], activity=step.activity)
    return words("statuses.step", mark=_MARKS[step.mark], number=step.number, activity=step.activity)


def _awaited(status: Status) -> list[Markup]:
    if status.hidden:
        return [words("statuses.hidden", count=status.hidden)]
    if not status.awaited:
        return []
    every = list(dict.fromkeys(_line(one) for one in status.awaited))  # deciders unnamed: one line is enough
    lines, left = every[:SHOWN], len(every) - SHOWN
    more = [words("statuses.more", count=left)] if left > 0 else []
    return [joined([words("statuses.awaited"), *lines, *more])]


def _line(one: Awaited) -> Markup:
    duty = one.duty
    if not one.named:
        return words("statuses.direction", duty=line(duty))
    holder = duty.seat.holder_name or plain("statuses.nobody")
    if not (standing := state(duty)):
        return words("statuses.named_plain", holder=holder, duty=line(duty))
    return words("statuses.named", holder=holder, duty=line(duty), state=standing)
