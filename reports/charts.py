"""The two charts: bars against the 100 % line, and the distribution of ratings.

Each is drawn into a `Drawing`, so that paper and chat picture show the same. Values stand in a column
at the right: at the bar's end they would collide with the line, since most values are near it.
Source: documents 6, 9.
"""

from decimal import Decimal

from reports.documents import Bar, BarChart, Share, ShareChart
from reports.drawings import Drawing
from reports.fonts import Font, Measure
from reports.palettes import AXIS, BAR, GREY, INK, LIGHT_GRID, NAVY, TRACK, WHITE

TITLE_PT = 9.5
LABEL_PT = 8.0
AXIS_PT = 6.8
SMALLEST_PT = 6.4
TITLE_ROOM = 10.0
AXIS_ROOM = 5.0
AXIS_END = Decimal(120)
TICK = 20
VALUE_ROOM = 15.0


def bar_chart_height(chart: BarChart) -> float:
    """Room the chart asks for: many units are drawn closer together."""
    return TITLE_ROOM + AXIS_ROOM + max(len(chart.bars), 3) * _pitch(chart)


def _pitch(chart: BarChart) -> float:
    return min(7.2, max(3.6, 120 / max(len(chart.bars), 1)))


def draw_bar_chart(drawing: Drawing, chart: BarChart, x: float, y: float, width: float) -> None:
    """Title, axis to 120, one bar per line in the colour of its rating, the value at the right."""
    drawing.text(x, y + 4, chart.title, TITLE_PT, NAVY, bold=True)
    label_room = width * 0.33
    left, right = x + label_room, x + width - VALUE_ROOM
    top, bottom = y + TITLE_ROOM, y + TITLE_ROOM + max(len(chart.bars), 3) * _pitch(chart)
    _draw_axis(drawing, left, right, top, bottom)
    for place, bar in enumerate(chart.bars):
        middle = top + (place + 0.5) * _pitch(chart)
        _draw_bar(drawing, bar, left, right, middle, _pitch(chart))
        _draw_label(drawing, bar.label, left - 1.8, middle, label_room - 2, _pitch(chart))
        drawing.text(x + width, middle + 1, bar.printed, LABEL_PT, INK, bold=True, at="end")
    mark = left + (right - left) * float(100 / AXIS_END)
    drawing.line(mark, top - 1, mark, bottom, NAVY, 0.4, "1.2 0.8")
    drawing.text(mark, top - 1.9, "target 100%", AXIS_PT, NAVY, at="middle")


def _draw_axis(drawing: Drawing, left: float, right: float, top: float, bottom: float) -> None:
    for tick in range(0, int(AXIS_END) + 1, TICK):
        at = left + (right - left) * tick / float(AXIS_END)
        drawing.line(at, top, at, bottom, NAVY if tick == 0 else LIGHT_GRID, 0.25)
        drawing.text(at, bottom + 3.4, str(tick), AXIS_PT, AXIS, at="middle")


def _draw_bar(drawing: Drawing, bar: Bar, left: float, right: float, middle: float, pitch: float) -> None:
    if bar.value is None or bar.value <= 0:
        return
    length = (right - left) * float(min(bar.value, AXIS_END) / AXIS_END)
    drawing.rectangle(left, middle - pitch * 0.29, length, pitch * 0.58, BAR[bar.tone])


def _draw_label(
    drawing: Drawing, label: str, right: float, middle: float, width: float, pitch: float
) -> None:
    """The unit's name beside its bar, smaller where it is long or the bars stand close."""
    size, lines = _label_lines(label, width, pitch)
    lead = 0.386 * size
    for place, line in enumerate(lines):
        drawing.text(right, middle + 1 + (place - (len(lines) - 1) / 2) * lead, line, size, INK, at="end")


def _label_lines(label: str, width: float, pitch: float) -> tuple[float, tuple[str, ...]]:
    """The first size whose lines all have room; else the smallest, ended by dots."""
    measure, most = Measure(), 1
    lines: tuple[str, ...] = ()
    for size in (LABEL_PT, AXIS_PT, SMALLEST_PT):
        most = max(int(pitch / (0.386 * size)), 1)
        lines = measure.lines(label, Font("", size), width)
        if len(lines) <= most:
            return size, lines
    return SMALLEST_PT, (*lines[: most - 1], lines[most - 1] + "…")


def share_chart_height(chart: ShareChart) -> float:
    return TITLE_ROOM + 11 + len(chart.shares) * 5.8


def draw_share_chart(drawing: Drawing, chart: ShareChart, x: float, y: float, width: float) -> None:
    """A stacked bar with the counts in it, below it one line per word of the scale."""
    drawing.text(x, y + 4, chart.title, TITLE_PT, NAVY, bold=True)
    _draw_stack(drawing, chart.shares, x, y + TITLE_ROOM - 1, width)
    for place, share in enumerate(chart.shares):
        line = y + TITLE_ROOM + 13 + place * 5.8
        drawing.rectangle(x, line - 2.5, 3.2, 3.2, BAR[share.tone])
        drawing.text(x + 5, line, share.label, LABEL_PT, INK)
        drawing.text(x + width - 13, line, f"{share.count} {chart.noun}", LABEL_PT, GREY, at="end")
        drawing.text(x + width, line, share.printed, LABEL_PT, INK, bold=True, at="end")
        drawing.line(x, line + 2.0, x + width, line + 2.0, LIGHT_GRID, 0.2)


def _draw_stack(drawing: Drawing, shares: tuple[Share, ...], x: float, y: float, width: float) -> None:
    total = sum(share.count for share in shares)
    if not total:
        drawing.rectangle(x, y, width, 7.5, TRACK)
        return
    for share in shares:
        if not share.count:
            continue
        wide = width * share.count / total
        drawing.rectangle(x, y, max(wide - 0.4, 0.4), 7.5, BAR[share.tone])
        if wide > 4:
            drawing.text(x + wide / 2, y + 4.8, str(share.count), LABEL_PT, WHITE, bold=True, at="middle")
        x += wide
