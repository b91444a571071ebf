"""The page of a case as one picture: the path of its steps, the current one marked, and who is awaited.

Drawn from what one person may see and nothing else. 1080 pixels wide with large type, so that it is read on
a phone without opening a file. Source: practice 3.2; documents 6, 9.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import resvg_py

from reports.drawings import Drawing
from reports.fonts import FACES, Font, Measure
from reports.palettes import BADGE, BADGE_INK, BAR, GREY, GRID, INK, NAVY, TILE, TRACK, WHITE
from sop.duties import Duty, Timing
from sop.reports import Tone
from sop.statuses import Awaited, Mark, Status, StepStatus, UnitStatus
from text.catalogue import plain
from text.names import short_name
from text.printing import clock, moment, short_weekday_date, weekday_moment
from text.steps import standing

WIDTH = 108.0  # units; fonts keep their proportions to the report
PIXELS = 1080
MARGIN = 6.0
RADIUS = 2.7
RAIL = MARGIN + 1.6 + RADIUS  # the middle of the path
TEXT_AT = RAIL + RADIUS + 3.0
ROOM = WIDTH - TEXT_AT - MARGIN - 2.4
TITLE, STEP, CALM = Font("B", 15, 6.0), Font("B", 10.5, 4.5), Font("", 10.5, 4.5)
SMALL, NAME = Font("", 9, 3.9), Font("B", 9, 3.9)
GAP = 2.0  # between two steps
PADDING = 1.8  # inside the box of a step at work
HEAD_ROOM = 20.0
HOLDERS = 5  # names below one step; the page in the chat has them all
UNIT_HEIGHT = 8.2
OVER = (Mark.DONE, Mark.OUTSIDE, Mark.PASSED)
UNIT_GAP = 5.0  # between the two columns of units


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a step, or below it."""

    words: str
    font: Font
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """A step laid out in lines."""

    step: StepStatus
    lines: tuple[Line, ...]

    @property
    def is_current(self) -> bool:
        return self.step.mark is Mark.RUNNING

    @property
    def text_height(self) -> float:
        return sum(line.font.lead_mm for line in self.lines)

    @property
    def height(self) -> float:
        return max(self.text_height, 2 * RADIUS) + (2 * PADDING if self.is_current else 0.0)


def case_picture(status: Status) -> bytes:
    """PNG. Takes tens of milliseconds: call it in a worker, not in the event loop."""
    png = resvg_py.svg_to_bytes(
        svg_string=_draw(status).svg(),
        dpi=96.0,
        width=PIXELS,
        background=WHITE,
        skip_system_fonts=True,
        font_files=[str(path) for path in FACES.values()],
    )
    return bytes(png)


def _draw(status: Status) -> Drawing:
    measure = Measure()
    title = measure.lines(f"{status.title} {status.period.title}", TITLE, WIDTH - 2 * MARGIN)
    rows = [_row(step, status, measure) for step in status.steps]
    path_top = HEAD_ROOM + len(title) * TITLE.lead_mm
    path_height = sum(row.height + GAP for row in rows)
    units = math.ceil(len(status.units) / 2) * UNIT_HEIGHT + 9 if status.units else 0.0
    drawing = Drawing(WIDTH, path_top + path_height + units + 8.5)
    _draw_head(drawing, status, title)
    _draw_path(drawing, rows, path_top)
    if status.units:
        _draw_units(drawing, status.units, path_top + path_height + 1, units)
    _draw_foot(drawing, status)
    return drawing


def _row(step: StepStatus, status: Status, measure: Measure) -> Row:
    name = f"{step.number}. {step.activity}" if step.number else step.activity
    is_current = step.mark is Mark.RUNNING
    ink = GREY if step.mark in (Mark.AHEAD, Mark.PASSED) else INK
    lines = _cut(measure, name, STEP if is_current else CALM, NAVY if is_current else ink)
    small = standing(
        step.mark,
        alone=step.parts == 1,
        by=step.by,
        moment=weekday_moment(step.at, status.office.zone) if step.at else "",
        reason=step.reason,
        done=step.parts_done,
        parts=step.parts,
    )
    origin = "" if step.number else plain("statuses.not_printed")
    lines += _cut(measure, " · ".join(filter(None, (small, origin))), SMALL, GREY)
    return Row(step, (*lines, *_holders(step, status, measure)))


def _cut(measure: Measure, words: str, font: Font, colour: str) -> tuple[Line, ...]:
    return tuple(Line(line, font, colour) for line in measure.lines(words, font, ROOM) if line)


def _holders(step: StepStatus, status: Status, measure: Measure) -> tuple[Line, ...]:
    """Who holds a step now: names where the viewer sees them, else that a decision is awaited."""
    mine = [one for one in status.awaited if one.duty.bundle.step == step.key]
    lines: list[Line] = []
    for one in [one for one in mine if one.named][:HOLDERS]:
        lines += _cut(measure, _holder(one.duty), NAME, INK)
        lines += _cut(measure, _waiting(one, status.office.zone), SMALL, GREY)
    left = sum(one.named for one in mine) - HOLDERS
    if left > 0:
        lines += _cut(measure, plain("statuses.more", count=left), SMALL, GREY)
    if any(not one.named for one in mine):
        lines += _cut(measure, plain("statuses.awaits"), SMALL, GREY)
    return tuple(lines)


def _holder(duty: Duty) -> str:
    holder = duty.seat.holder_name or plain("statuses.nobody")
    return f"{holder} · {short_name(duty.part)}" if duty.part else holder


def _waiting(one: Awaited, zone: str) -> str:
    duty = one.duty
    parts = [plain("cards.round", round=duty.bundle.round - 1)] if duty.bundle.round > 1 else []
    if duty.figures:
        parts.append(plain("tasks.unfinished", unfinished=duty.unfinished, figures=duty.figures))
    if duty.due_at is None:
        parts.append(plain("statuses.since", day=_day(one.since, zone)))
    elif duty.timing is Timing.TODAY:
        parts.append(plain("tasks.today", clock=clock(duty.due_at, zone)))
    elif duty.timing is Timing.PASSED:
        parts.append(plain("tasks.passed", day=_day(duty.due_at, zone)))
    else:
        parts.append(plain("tasks.ahead", due=weekday_moment(duty.due_at, zone)))
    return "; ".join(parts)


def _day(instant: datetime, zone: str) -> str:
    return short_weekday_date(instant.astimezone(ZoneInfo(zone)).date())


def _draw_head(drawing: Drawing, status: Status, title: tuple[str, ...]) -> None:
    drawing.rectangle(0, 0, WIDTH, 2, NAVY)
    y = 10.0
    for line in title:
        drawing.text(MARGIN, y, line, TITLE.size_pt, NAVY, bold=True)
        y += TITLE.lead_mm
    drawing.text(MARGIN, y - 0.4, status.office.name, SMALL.size_pt, GREY)
    over = sum(step.mark in OVER for step in status.steps)
    words = plain("statuses.steps_over", done=over, steps=len(status.steps))
    tone = Tone.YELLOW if status.is_open else Tone.DEEP_GREEN
    if status.office.rehearses:
        words, tone = plain("rehearsals.listed", title=words), Tone.RED
    width = NAME.width(words) + 6
    drawing.rectangle(MARGIN, y + 1.8, width, 6, BADGE[tone], 1.2)
    drawing.text(MARGIN + width / 2, y + 5.9, words, NAME.size_pt, BADGE_INK[tone], bold=True, at="middle")


def _draw_path(drawing: Drawing, rows: list[Row], top: float) -> None:
    """The rail first, then the steps upon it; what lies behind is green, what lies ahead grey."""
    y = top
    for place, row in enumerate(rows):
        middle = _centre(row, y)
        if place + 1 < len(rows):
            following = _centre(rows[place + 1], y + row.height + GAP)
            done = row.step.mark in OVER
            drawing.line(RAIL, middle, RAIL, following, BAR[Tone.DEEP_GREEN] if done else GRID, 0.7)
        y += row.height + GAP
    y = top
    for row in rows:
        if row.is_current:
            drawing.rectangle(
                TEXT_AT - 2.4, y, WIDTH - MARGIN - TEXT_AT + 2.4, row.height, BADGE[Tone.YELLOW], 1.6
            )
        _draw_mark(drawing, row.step.mark, _centre(row, y))
        _draw_lines(drawing, row, y)
        y += row.height + GAP


def _centre(row: Row, y: float) -> float:
    """The height of a step's mark: beside its first line."""
    return y + (PADDING if row.is_current else 0.0) + max(RADIUS, STEP.lead_mm / 2)


def _draw_lines(drawing: Drawing, row: Row, y: float) -> None:
    y += PADDING if row.is_current else 0.0
    if len(row.lines) == 1:
        y += RADIUS - STEP.lead_mm / 2
    for line in row.lines:
        bold = line.font.style == "B"
        drawing.text(
            TEXT_AT, y + line.font.baseline_mm, line.words, line.font.size_pt, line.colour, bold=bold
        )
        y += line.font.lead_mm


def _draw_mark(drawing: Drawing, mark: Mark, y: float) -> None:
    colour = {
        Mark.DONE: BAR[Tone.DEEP_GREEN],
        Mark.OUTSIDE: BAR[Tone.DEEP_GREEN],
        Mark.RUNNING: BAR[Tone.YELLOW],
    }
    _disc(drawing, y, RADIUS, colour.get(mark, GRID))
    if mark in (Mark.DONE, Mark.OUTSIDE):
        drawing.line(RAIL - 1.3, y + 0.1, RAIL - 0.3, y + 1.1, WHITE, 0.65)
        drawing.line(RAIL - 0.5, y + 1.1, RAIL + 1.4, y - 1.1, WHITE, 0.65)
    elif mark is Mark.PASSED:
        drawing.line(RAIL - 1.3, y, RAIL + 1.3, y, WHITE, 0.7)
    else:
        _disc(drawing, y, RADIUS - 0.8, WHITE)
    if mark is Mark.RUNNING:
        _disc(drawing, y, 1.1, BAR[Tone.YELLOW])


def _disc(drawing: Drawing, y: float, radius: float, colour: str) -> None:
    drawing.rectangle(RAIL - radius, y - radius, 2 * radius, 2 * radius, colour, radius)


def _draw_units(drawing: Drawing, units: tuple[UnitStatus, ...], top: float, height: float) -> None:
    """Two columns of bars: how many figures of each unit are in."""
    drawing.rectangle(MARGIN, top, WIDTH - 2 * MARGIN, height - 1.5, TILE, 1.6)
    drawing.text(MARGIN + 3, top + 5, plain("statuses.units_title"), 10.5, NAVY, bold=True)
    width = (WIDTH - 2 * MARGIN - 6 - UNIT_GAP) / 2
    for place, unit in enumerate(units):
        x = MARGIN + 3 + (place % 2) * (width + UNIT_GAP)
        _draw_unit(drawing, unit, x, top + 10.2 + place // 2 * UNIT_HEIGHT, width)


def _draw_unit(drawing: Drawing, unit: UnitStatus, x: float, y: float, width: float) -> None:
    counts = plain("statuses.counts", done=unit.done, total=unit.total)
    room = width - NAME.width(counts) - 2
    drawing.text(x, y, Measure().lines(short_name(unit.name), SMALL, room)[0], SMALL.size_pt, INK)
    drawing.text(x + width, y, counts, NAME.size_pt, INK, bold=True, at="end")
    drawing.rectangle(x, y + 1.3, width, 1.8, TRACK, 0.9)
    if unit.done:
        share = max(width * unit.done / unit.total, 1.8)
        drawing.rectangle(x, y + 1.3, share, 1.8, BAR[Tone.DEEP_GREEN], 0.9)


def _draw_foot(drawing: Drawing, status: Status) -> None:
    y = drawing.height - 3.5
    if status.seen_at is not None:
        when = moment(status.seen_at, status.office.zone)
        drawing.text(MARGIN, y, plain("statuses.as_of", moment=when), 8, GREY)
    if status.hidden:
        waiting = plain("statuses.hidden", count=status.hidden)
        drawing.text(WIDTH - MARGIN, y, waiting, 8, GREY, at="end")
