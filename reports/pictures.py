"""One picture for the chat: average, tiles, bars per unit, and what needs attention with its cause.

Drawn from the same figures and by the same charts as the report; about 1200 pixels wide, so that it is
read on a phone without opening a file. Source: practice 1.3, 8; documents 6.
"""

import resvg_py

from reports.charts import bar_chart_height, draw_bar_chart, draw_share_chart, share_chart_height
from reports.documents import Tile
from reports.drawings import Drawing
from reports.fonts import FACES, Font, Measure
from reports.palettes import BADGE, BADGE_INK, BAR, GREY, INK, NAVY, TILE, WHITE
from reports.summaries import WORST_NAMED, rating_chart, tiles, unit_chart
from reports.wordings import percent, row_standing, sentence
from sop.reports import ReportFigures, ReportRow, ReportState, Tone

WIDTH = 168.0  # units; fonts keep their proportions to the report
MARGIN = 8.0
PIXELS = 1200
HEAD_ROOM = 25.0
TILE_HEIGHT = 21.0
ITEM_WIDTH = WIDTH - 2 * MARGIN
NAME = Font("B", 9.5)
CAUSE = Font("", 9)
LEAD = 4.4


def summary_picture(figures: ReportFigures) -> bytes:
    """PNG. Takes tens of milliseconds: call it in a worker, not in the event loop."""
    drawing = _draw(figures)
    png = resvg_py.svg_to_bytes(
        svg_string=drawing.svg(),
        dpi=96.0,
        width=PIXELS,
        background=WHITE,
        skip_system_fonts=True,
        font_files=[str(path) for path in FACES.values()],
    )
    return bytes(png)


def _draw(figures: ReportFigures) -> Drawing:
    left, right = unit_chart(figures), rating_chart(figures)
    charts = max(bar_chart_height(left), share_chart_height(right))
    worst = figures.below_target[:WORST_NAMED]
    causes = [_cause_lines(row) for row in worst]
    causes_top = HEAD_ROOM + TILE_HEIGHT + 7 + charts + 5
    bottom = causes_top + (9 if worst else 0) + sum(_item_height(lines) for lines in causes) + 7
    drawing = Drawing(WIDTH, bottom)
    _draw_head(drawing, figures)
    _draw_tiles(drawing, tiles(figures).items)
    split = (ITEM_WIDTH - 7) * 0.61
    top = HEAD_ROOM + TILE_HEIGHT + 7
    draw_bar_chart(drawing, left, MARGIN, top, split)
    draw_share_chart(drawing, right, MARGIN + split + 7, top, ITEM_WIDTH - 7 - split)
    if worst:
        drawing.text(MARGIN, causes_top + 4, "Perlu perhatian", 11, NAVY, bold=True)
    y = causes_top + 9
    for row, lines in zip(worst, causes, strict=True):
        _draw_item(drawing, figures, row, lines, y)
        y += _item_height(lines)
    return drawing


def _draw_head(drawing: Drawing, figures: ReportFigures) -> None:
    drawing.rectangle(0, 0, WIDTH, 2, NAVY)
    title = f"Capaian Kinerja {'s.d. ' if figures.period.quarter else ''}{figures.period.title}"
    drawing.text(MARGIN, 12, title, 15, NAVY, bold=True)
    drawing.text(MARGIN, 18.5, figures.office, 10, GREY)
    official = figures.state is ReportState.APPROVED
    words = "Angka resmi" if official else "Angka sementara"
    tone = Tone.DEEP_GREEN if official else Tone.YELLOW
    if figures.rehearsed:
        words, tone = "LATIHAN", Tone.RED
    width = Font("B", 9).width(words) + 6
    drawing.rectangle(WIDTH - MARGIN - width, 7, width, 6.4, BADGE[tone], 1.2)
    drawing.text(WIDTH - MARGIN - width / 2, 11.3, words, 9, BADGE_INK[tone], bold=True, at="middle")


def _draw_tiles(drawing: Drawing, items: tuple[Tile, ...]) -> None:
    width = (ITEM_WIDTH - 3.2 * (len(items) - 1)) / len(items)
    for place, tile in enumerate(items):
        x = MARGIN + place * (width + 3.2)
        drawing.rectangle(x, HEAD_ROOM, width, TILE_HEIGHT, TILE)
        drawing.rectangle(x, HEAD_ROOM, width, 0.9, BAR[tile.tone] if tile.tone is not None else NAVY)
        drawing.text(x + 3, HEAD_ROOM + 5.8, tile.label, 8.5, GREY)
        drawing.text(x + 3, HEAD_ROOM + 13.4, tile.figure, 17, NAVY, bold=True)
        drawing.text(x + 3, HEAD_ROOM + 18.4, tile.note, 8, GREY)


def _cause_lines(row: ReportRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name and cause, broken into lines; at most three and two are drawn."""
    measure, room = Measure(), ITEM_WIDTH - 27
    cause = sentence(row.obstacle or row.remark) or "Penyebab belum dicantumkan."
    name = f"{row.name}: {row_standing(row)}"
    return measure.lines(name, NAME, room)[:3], _shortened(measure.lines(cause, CAUSE, room), 2)


def _shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], lines[most - 1].rstrip(" ,.;") + " …")


def _item_height(lines: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
    return (len(lines[0]) + len(lines[1])) * LEAD + 3.4


def _draw_item(
    drawing: Drawing,
    figures: ReportFigures,
    row: ReportRow,
    lines: tuple[tuple[str, ...], tuple[str, ...]],
    y: float,
) -> None:
    """A pill with the figure, the indicator's name and why."""
    tone = figures.tone(row.rating)
    drawing.rectangle(MARGIN, y, 20, 8, BADGE[tone], 1.2)
    value = percent(row.to_date_achievement.value)
    drawing.text(MARGIN + 10, y + 5.4, value, 11, BADGE_INK[tone], bold=True, at="middle")
    x, base = MARGIN + 24, y + 3.4
    for name in lines[0]:
        drawing.text(x, base, name, NAME.size_pt, INK, bold=True)
        base += LEAD
    for cause in lines[1]:
        drawing.text(x, base, cause, CAUSE.size_pt, GREY)
        base += LEAD
