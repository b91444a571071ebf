"""Running text and its company: headings, paragraphs, bullets, notes, tiles, charts.

Each `draw_…` starts at the sheet's cursor and leaves it below what it drew; each `…_height` tells
beforehand how much room that takes on an empty page. Source: documents 9.
"""

from io import BytesIO

from reports.charts import bar_chart_height, draw_bar_chart, draw_share_chart, share_chart_height
from reports.documents import Bullets, Charts, Heading, Notes, Paragraph, Tile, Tiles
from reports.drawings import Drawing
from reports.fonts import Font
from reports.pages import Sheet
from reports.palettes import BAR, GREY, NAVY, TILE

H1 = Font("B", 13)
BODY = Font("", 10.5, 5.1)
BODY_BOLD = Font("B", 10.5, 5.1)
NOTE_TITLE = Font("B", 10.5)
NOTE_BODY = Font("", 9.5, 4.6)
TILE_LABEL = Font("", 8.5)
TILE_FIGURE = Font("B", 17)
TILE_NOTE = Font("", 8)
HEADING_ROOM = 9.2
HEADING_GAP = 4.0
PARAGRAPH_GAP = 1.8
BULLET_INSET = 6.0
TILE_HEIGHT = 21.0
TILE_GAP = 3.2
NOTE_INSET = 4.0
CHART_GAP = 7.0


def draw_heading(sheet: Sheet, heading: Heading, follows: float) -> None:
    """A heading with at least `follows` millimetres of what it announces below it."""
    sheet.need(HEADING_GAP + HEADING_ROOM + follows)
    if sheet.y > 22:
        sheet.y += HEADING_GAP
    sheet.fill(sheet.left, sheet.y + 0.6, 1.4, 5, NAVY)
    sheet.write(sheet.left + 3.6, sheet.y + 4.7, heading.text, H1, NAVY)
    sheet.pdf.start_section(heading.text, level=0)
    sheet.y += HEADING_ROOM


def paragraph_height(sheet: Sheet, paragraph: Paragraph) -> float:
    words = f"{paragraph.lead_in} {paragraph.text}".strip()
    return len(sheet.measure.lines(words, BODY, sheet.width)) * BODY.lead_mm + PARAGRAPH_GAP


def draw_paragraph(sheet: Sheet, paragraph: Paragraph) -> None:
    """Justified but for the last line of each paragraph; a lead-in stands on a line of its own, bold."""
    if paragraph.lead_in:
        sheet.need(3 * BODY.lead_mm)
        sheet.write(sheet.left, sheet.y + BODY.baseline_mm, paragraph.lead_in, BODY_BOLD, NAVY)
        sheet.y += BODY.lead_mm
    for part in paragraph.text.split("\n"):
        lines = sheet.measure.lines(part, BODY, sheet.width)
        for line in lines[:-1]:
            sheet.need(BODY.lead_mm)
            sheet.justify(line, sheet.left, sheet.y + BODY.baseline_mm, sheet.width, BODY)
            sheet.y += BODY.lead_mm
        sheet.need(BODY.lead_mm)
        sheet.write(sheet.left, sheet.y + BODY.baseline_mm, lines[-1], BODY)
        sheet.y += BODY.lead_mm
    sheet.y += PARAGRAPH_GAP


def draw_bullets(sheet: Sheet, bullets: Bullets) -> None:
    for item in bullets.items:
        lines = sheet.measure.lines(item, BODY, sheet.width - BULLET_INSET)
        sheet.need(len(lines) * BODY.lead_mm)
        sheet.fill(sheet.left + 1.9, sheet.y + 2.0, 1.5, 1.5, NAVY, 0.74)
        for line in lines:
            sheet.write(sheet.left + BULLET_INSET, sheet.y + BODY.baseline_mm, line, BODY)
            sheet.y += BODY.lead_mm
        sheet.y += 1.1


def draw_notes(sheet: Sheet, notes: Notes) -> None:
    """The tinted box; it moves to the next page as a whole."""
    room = sheet.width - 2 * NOTE_INSET - 1.4
    items = [sheet.measure.lines(item, NOTE_BODY, room) for item in notes.items]
    height = 9.5 + sum(len(lines) * NOTE_BODY.lead_mm + 1.2 for lines in items) + 1.6
    sheet.y += 4
    sheet.need(height)
    sheet.fill(sheet.left, sheet.y, sheet.width, height, TILE)
    sheet.fill(sheet.left, sheet.y, 1.4, height, NAVY)
    x = sheet.left + 1.4 + NOTE_INSET
    sheet.write(x, sheet.y + 6, notes.title, NOTE_TITLE, NAVY)
    y = sheet.y + 9.5
    for lines in items:
        for line in lines:
            sheet.write(x, y + NOTE_BODY.baseline_mm - 0.6, line, NOTE_BODY)
            y += NOTE_BODY.lead_mm
        y += 1.2
    sheet.y += height + 1.5


def draw_tiles(sheet: Sheet, tiles: Tiles) -> None:
    count = len(tiles.items)
    width = (sheet.width - TILE_GAP * (count - 1)) / count
    sheet.y += 1.5
    sheet.need(TILE_HEIGHT)
    for place, tile in enumerate(tiles.items):
        _draw_tile(sheet, tile, sheet.left + place * (width + TILE_GAP), width)
    sheet.y += TILE_HEIGHT + 5


def _draw_tile(sheet: Sheet, tile: Tile, x: float, width: float) -> None:
    stripe = BAR[tile.tone] if tile.tone is not None else NAVY
    sheet.fill(x, sheet.y, width, TILE_HEIGHT, TILE)
    sheet.fill(x, sheet.y, width, 0.9, stripe)
    for offset, words, font, ink in (
        (5.6, tile.label, TILE_LABEL, GREY),
        (13.2, tile.figure, TILE_FIGURE, NAVY),
        (18.2, tile.note, TILE_NOTE, GREY),
    ):
        sheet.write(x + 3, sheet.y + offset, words, font, ink)


def draw_charts(sheet: Sheet, charts: Charts) -> None:
    """Both charts side by side, as vectors with text that can be selected."""
    height = max(bar_chart_height(charts.left), share_chart_height(charts.right))
    sheet.need(height)
    left = (sheet.width - CHART_GAP) * 0.61
    right = sheet.width - CHART_GAP - left
    drawing = Drawing(sheet.width, height)
    draw_bar_chart(drawing, charts.left, 0, 0, left)
    draw_share_chart(drawing, charts.right, left + CHART_GAP, 0, right)
    sheet.place(BytesIO(drawing.svg().encode()), sheet.left, sheet.y, sheet.width, height)
    sheet.y += height + 2
