"""The page of a case: every step and how it stands, progress per unit, and who is awaited.

A long page is cut between lines, so that each part fits a message. Source: practice 3.2, 3.3; telegram 3.1.
"""

from collections.abc import Sequence

from screens.cards import in_rows
from screens.tasks import day_of, state
from sop.periods import Period
from sop.statuses import Awaited, Mark, Status, StepStatus
from text.catalogue import Markup, escaped, joined, plain, words
from text.names import short_name
from text.printing import weekday_moment
from text.screens import Attachment, Button, Rows, Screen
from text.steps import standing
from text.taps import Tap, packed

CASE = "rst"  # the page of a case; the argument names its part
DETAIL = "sri"  # names behind the counts
PICTURE = "spi"
PAGE_CHARACTERS = 3200  # of HTML; the buttons and the foot need little
LISTED = 12  # cases in the short list
PNG = "image/png"
MARKS = {Mark.DONE: "✓", Mark.RUNNING: "●", Mark.AHEAD: "○", Mark.PASSED: "–", Mark.OUTSIDE: "✓"}

Section = Sequence[Markup]  # lines under their title


def listed(found: Sequence[Status]) -> Screen:
    """Several cases at once: one line each, and a number that opens its page."""
    shown = found[:LISTED]
    lines = [_listed_line(number, one) for number, one in enumerate(shown, 1)]
    buttons = (
        Button(plain("tasks.open_number", number=number), packed(Tap(CASE, str(one.case_id))))
        for number, one in enumerate(shown, 1)
    )
    return Screen(joined([words("statuses.several"), *lines], "\n\n"), in_rows(buttons, 3))


def page(status: Status, at: int = 0) -> Screen:
    """One part of the page of a case, with the ways to its other parts, its names and its picture."""
    sections = (_head(status), [_step(one, status) for one in status.steps], *_foot(status))
    return _paged(sections, status, at, CASE)


def detail(status: Status, at: int = 0) -> Screen:
    """Who is awaited, by name."""
    title = words("statuses.detail_title", period=status.period.title, office=status.office.name)
    return _paged(([title], _awaited(status)), status, at, DETAIL)


def picture(title: str, period: Period, sha256: str) -> Screen:
    """The page of a case as one picture."""
    name = period.brief
    file = Attachment(plain("statuses.picture_file", period=name), sha256, PNG)
    return Screen(words("statuses.picture_caption", title=title, period=period.title), attachment=file)


def _paged(sections: Sequence[Section], status: Status, at: int, act: str) -> Screen:
    parts = _parts(sections)
    place = min(max(at, 0), len(parts) - 1)
    rows = _turns(status, act, place, len(parts))
    if act == CASE and place == 0:
        rows += (_actions(status),)
    return Screen(parts[place], rows)


def _actions(status: Status) -> tuple[Button, ...]:
    drawing = Button(plain("statuses.picture_button"), packed(Tap(PICTURE, str(status.case_id))))
    if not status.hidden:
        return (drawing,)
    return (Button(plain("statuses.detail_button"), packed(Tap(DETAIL, str(status.case_id)))), drawing)


def _turns(status: Status, act: str, place: int, count: int) -> Rows:
    if count < 2:
        return ()
    labels = []
    if place > 0:
        labels.append((plain("statuses.earlier", page=place, pages=count), place - 1))
    if place < count - 1:
        labels.append((plain("statuses.later", page=place + 2, pages=count), place + 1))
    return (
        tuple(
            Button(label, packed(Tap(act, str(status.case_id), argument=str(there))))
            for label, there in labels
        ),
    )


def _parts(sections: Sequence[Section]) -> list[Markup]:
    """The sections as messages: cut between lines, a title never left alone at the end of one."""
    parts: list[Markup] = []
    running = Markup("")
    for section in filter(None, sections):
        for place, said in enumerate(section):
            title_with_line = len(said) + (len(section[1]) if place == 0 and len(section) > 1 else 0)
            if running and len(running) + title_with_line > PAGE_CHARACTERS:
                parts.append(running)
                running = Markup("")
            running = joined([running, said], "\n\n" if place == 0 else "\n")
    return [*parts, running]


def _listed_line(number: int, status: Status) -> Markup:
    now = status.current
    where = words("statuses.listed_step", activity=now.activity) if now else _closing(status)
    return words(
        "statuses.listed",
        number=number,
        title=status.title,
        period=status.period.title,
        office=status.office.name,
        standing=where,
    )


def _head(status: Status) -> Section:
    head = words("statuses.head", title=status.title, period=status.period.title, office=status.office.name)
    authority = [words("statuses.authority", authority=status.authority)] if status.authority else []
    unconfirmed = [words("statuses.unconfirmed")] if status.unconfirmed else []
    return [head, *authority, *unconfirmed, *_pause(status)]


def _pause(status: Status) -> Section:
    pause = status.pause
    if pause is None:
        return []
    since = weekday_moment(pause.at, status.office.zone)
    return [words("pauses.status", since=since, reason=pause.reason)]


def _step(step: StepStatus, status: Status) -> Markup:
    key = "statuses.step" if step.number else "statuses.step_added"
    number = {"number": step.number} if step.number else {}
    head = words(key, mark=MARKS[step.mark], activity=step.activity, **number)
    small = standing(
        step.mark,
        alone=step.parts == 1,
        by=step.by,
        moment=weekday_moment(step.at, status.office.zone) if step.at else "",
        reason=step.reason,
        done=step.parts_done,
        parts=step.parts,
    )
    return joined([head, words("statuses.below", standing=small) if small else Markup("")])


def _foot(status: Status) -> list[Section]:
    units = [words("statuses.unit", name=one.name, done=one.done, total=one.total) for one in status.units]
    progress: Section = [words("statuses.units"), *units] if units else []
    return [progress, _awaited(status), [] if status.is_open else [_closing(status)]]


def _closing(status: Status) -> Markup:
    if status.pause is not None:
        return words("pauses.listed")
    return words("statuses.waiting") if status.is_open else words("statuses.closed")


def _awaited(status: Status) -> Section:
    if status.hidden:
        return [words("statuses.hidden", count=status.hidden)]
    if not status.awaited:
        return []
    lines = dict.fromkeys(_line(one) for one in status.awaited)  # deciders unnamed: one line is enough
    return [words("statuses.awaited"), *lines]


def _line(one: Awaited) -> Markup:
    duty = one.duty
    about = escaped(duty.activity)
    if duty.part:
        about = words("statuses.about", activity=duty.activity, part=short_name(duty.part))
    if not one.named:
        return words("statuses.direction", duty=about)
    holder = duty.seat.holder_name or plain("statuses.nobody")
    zone = duty.office.zone
    since = words("statuses.since", day=day_of(one.since, one.since, zone))
    repair = words("cards.round", round=duty.repairs) if duty.repairs else Markup("")
    how = joined([repair, since, state(duty)], "; ")
    return words("statuses.named", holder=holder, duty=about, state=how)
