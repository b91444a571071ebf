"""An SOP as its flow sheet: a lane for each role, a row for each step, the quality columns at the right.

Drawn from the definition alone, as SVG and as PNG. What does not stand on the paper is dashed and says so.
Source: PermenPANRB 35/2012 (form of the flow sheet); domain 4.1-4.4.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import resvg_py

from reports.diagram_arrows import BACK_DASHES, LINE, Route, draw_flow, room, routes
from reports.diagram_rows import (
    ACTIVITY,
    CELL,
    HEADING,
    NEED,
    NOTE,
    NUMBER,
    OUTPUT,
    PAD,
    SMALL,
    TIME,
    Kind,
    Lane,
    Row,
    Section,
    Shape,
    lanes_of,
    placed_lanes,
    sections_of,
    shaped,
)  # fmt: skip
from reports.drawings import Drawing
from reports.fonts import FACES, FAMILY, Font, Measure
from reports.palettes import AXIS, DRAFT_INK, GREY, GROUP, INK, NAVY, NUMBER_ROW, WHITE, ZEBRA
from sop.procedures import Sop
from text.catalogue import plain
from text.roles import role_name

MARGIN = 9.0
PIXELS_PER_MM = 7.0
RULE, FRAME, EDGE = 0.2, 0.4, 0.38
LABEL = 34.0  # room of the labels in the header
LEAST_HEADER = 30.0
ADDED_DASHES = "1.1,0.7"
SECTION = 6.0
NAME = Font("B", 12)
ENTRY = Font("", 8.5, 4.4)
FALLBACKS = f"{FAMILY}, Calibri, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything of a flow sheet with its place."""

    lanes: tuple[Lane, ...]
    sections: tuple[Section, ...]
    paths: tuple[tuple[Route, ...], ...]  # of each section
    top: float
    head: float  # height of the table's heading
    inner_left: float  # edges of the lanes without the room of the arrows
    inner_right: float

    @property
    def edges(self) -> tuple[float, ...]:
        """The vertical lines of the table, lanes included."""
        lanes = [lane.right for lane in self.lanes]
        after = self.lanes[-1].right
        right = [after + NEED, after + NEED + TIME, after + NEED + TIME + OUTPUT]
        return (MARGIN, MARGIN + NUMBER, MARGIN + NUMBER + ACTIVITY, *lanes, *right, right[-1] + NOTE)

    @property
    def bottom(self) -> float:
        return self.sections[-1].rows[-1].bottom


def diagram_svg(sop: Sop) -> str:
    """The sheet as a file of its own."""
    return _draw(sop).svg().replace(f'"{FAMILY}"', f'"{FALLBACKS}"')


def diagram_png(sop: Sop) -> bytes:
    """The same as a picture. Takes tens of milliseconds."""
    drawing = _draw(sop)
    png = resvg_py.svg_to_bytes(
        svg_string=drawing.svg(),
        dpi=96.0,
        width=round(drawing.width * PIXELS_PER_MM),
        background=WHITE,
        skip_system_fonts=True,
        font_files=[str(path) for path in FACES.values()],
    )
    return bytes(png)


def _draw(sop: Sop) -> Drawing:
    measure = Measure()
    right = laid(sop, measure, 0.0).edges[-1]
    entries = _entries(sop, measure, right)
    high = max(sum(len(lines) for _, lines in entries) * ENTRY.lead_mm + 6, LEAST_HEADER)
    sheet = laid(sop, measure, MARGIN + high + 5)
    drawing = Drawing(right + MARGIN, sheet.bottom + 15)
    _draw_header(drawing, sop, entries, right, high, measure)
    _draw_grid(drawing, sheet, measure)
    for section, found in zip(sheet.sections, sheet.paths, strict=True):
        draw_flow(drawing, section.rows, found, sheet.inner_left, sheet.inner_right)
        for row in section.rows:
            for shape in row.shapes:
                _draw_shape(drawing, shape, row.step.printed)
    _draw_legend(drawing, sheet.bottom + 7)
    return drawing


def laid(sop: Sop, measure: Measure, top: float) -> Sheet:
    """The sheet, laid out twice: the arrows' room is known only when the shapes have a place."""
    lanes = lanes_of(sop.steps, sop.header.office)
    sections = sections_of(sop, lanes, measure)
    first = _placed(lanes, sections, (), measure, top)
    paths = tuple(routes(section.rows) for section in first.sections)
    return _placed(lanes, sections, paths, measure, top)


def _placed(
    lanes: Sequence[Lane],
    sections: Sequence[Section],
    paths: tuple[tuple[Route, ...], ...],
    measure: Measure,
    top: float,
) -> Sheet:
    every = [route for found in paths for route in found]
    before, after = room(every, False), room(every, True)
    left = MARGIN + NUMBER + ACTIVITY
    standing = placed_lanes(lanes, left, before, after)
    inner_left, inner_right = left + before, standing[-1].right - after
    titles = [measure.lines(lane.title, HEADING, lane.width - 2) for lane in standing]
    head = 7 + max(len(lines) for lines in titles) * HEADING.lead_mm + 3
    y = top + head
    found = []
    for section in sections:
        start, y = y, y + (SECTION if section.title else 0)
        rows = []
        for row in section.rows:
            rows.append(shaped(replace(row, top=y), standing, inner_left, inner_right))
            y += row.height
        found.append(Section(section.title, tuple(rows), start))
    return Sheet(standing, tuple(found), paths, top, head, inner_left, inner_right)


def _entries(sop: Sop, measure: Measure, right: float) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The box at the top right, as printed forms have it: each label with the lines of its entry."""
    header = sop.header
    named = (
        ("number", header.number),
        ("created", header.created),
        ("revised", header.revised),
        ("effective", header.effective or header.approved),
        ("approved_by", header.approved_by or role_name("head", header.office)),
        ("title", header.title),
    )
    room = right - _split(right) - LABEL - 3
    return tuple(
        (plain(f"sops.diagram_{key}"), measure.lines(text.strip() or plain("sops.blank"), ENTRY, room))
        for key, text in named
    )


def _split(right: float) -> float:
    """Where the names end and the entries begin."""
    return MARGIN + (right - MARGIN) * 0.5


def _draw_header(
    drawing: Drawing,
    sop: Sop,
    entries: Sequence[tuple[str, Sequence[str]]],
    right: float,
    high: float,
    measure: Measure,
) -> None:
    """Whose SOP it is at the left, its number, dates and name at the right."""
    split = _split(right)
    label = split + LABEL
    drawing.outline((MARGIN, MARGIN, right - MARGIN, high), WHITE, INK, FRAME)
    drawing.line(split, MARGIN, split, MARGIN + high, INK, RULE)
    drawing.line(label, MARGIN, label, MARGIN + high, INK, RULE)
    names = (
        *measure.lines(sop.header.government.upper(), CELL, split - MARGIN - 8),
        *measure.lines(sop.header.office.upper(), NAME, split - MARGIN - 8),
    )
    y = MARGIN + high / 2 - (len(names) - 1) * 2.6 + 1.2
    for place, name in enumerate(names):
        last = place > 0 or not sop.header.government
        drawing.text((MARGIN + split) / 2, y, name, 12 if last else 9.5, NAVY, bold=last, at="middle")
        y += 5.4
    y = MARGIN + 2 + ENTRY.lead_mm * 0.72
    for name, found in entries:
        drawing.text(split + 2, y, name, 8.5, GREY)
        for line in found:
            drawing.text(label + 2, y, line, 8.5)
            y += ENTRY.lead_mm


def _draw_grid(drawing: Drawing, sheet: Sheet, measure: Measure) -> None:
    left, right, edges = sheet.edges[0], sheet.edges[-1], sheet.edges
    drawing.rectangle(left, sheet.top, right - left, sheet.head, NUMBER_ROW)
    _draw_headings(drawing, sheet, measure)
    for section in sheet.sections:
        if section.title:
            drawing.rectangle(left, section.top, right - left, SECTION, GROUP)
            drawing.text(left + PAD, section.top + 4.2, section.title.upper(), 8, NAVY, bold=True)
            drawing.line(left, section.top, right, section.top, AXIS, RULE)
        for row in section.rows:
            if not row.step.printed:
                drawing.rectangle(left, row.top, right - left, row.height, ZEBRA)
            drawing.line(left, row.top, right, row.top, AXIS, RULE)
            _draw_cells(drawing, sheet, row)
    for section in sheet.sections:
        for edge in edges[1:-1]:
            drawing.line(edge, section.rows[0].top, edge, section.rows[-1].bottom, AXIS, RULE)
    drawing.path(_corners(left, sheet.top, right, sheet.bottom), INK, FRAME)


def _corners(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _draw_headings(drawing: Drawing, sheet: Sheet, measure: Measure) -> None:
    """Two storeys: Pelaksana and Mutu Baku stand over their columns."""
    edges, top, bottom = sheet.edges, sheet.top, sheet.top + sheet.head
    under, lanes = top + 6.5, len(sheet.lanes)
    tall = {0: "number_column", 1: "activity", len(edges) - 2: "remark"}
    for place, key in tall.items():
        _draw_heading(
            drawing, (edges[place], top, edges[place + 1], bottom), plain(f"sops.diagram_{key}"), measure
        )
    wide = ((2, 2 + lanes, "actors"), (2 + lanes, 5 + lanes, "quality"))
    for first, last, key in wide:
        _draw_heading(drawing, (edges[first], top, edges[last], under), plain(f"sops.diagram_{key}"), measure)
    titles = [lane.title for lane in sheet.lanes]
    titles += [plain(f"sops.diagram_{key}") for key in ("need", "limit", "output")]
    for place, title in enumerate(titles, start=2):
        _draw_heading(drawing, (edges[place], under, edges[place + 1], bottom), title, measure)


def _draw_heading(
    drawing: Drawing, box: tuple[float, float, float, float], title: str, measure: Measure
) -> None:
    left, top, right, bottom = box
    drawing.path(_corners(left, top, right, bottom), AXIS, RULE)
    lines = measure.lines(title, HEADING, right - left - 2)
    y = (top + bottom) / 2 - (len(lines) - 1) * HEADING.lead_mm / 2 + 1.0
    for line in lines:
        drawing.text((left + right) / 2, y, line, HEADING.size_pt, NAVY, bold=True, at="middle")
        y += HEADING.lead_mm


def _draw_cells(drawing: Drawing, sheet: Sheet, row: Row) -> None:
    """Texts from the top of the row; number and limit centred, remarks small."""
    edges, lanes = sheet.edges, len(sheet.lanes)
    number, activity, need, limit, output, remark = row.cells
    middle = row.top + row.height / 2
    for place, lines in ((0, number), (3 + lanes, limit)):
        x = (edges[place] + edges[place + 1]) / 2
        y = middle - (len(lines) - 1) * CELL.lead_mm / 2 + 1.0
        colour = INK if row.step.limit or place == 0 else GREY
        for line in lines:
            drawing.text(x, y, line, CELL.size_pt, colour, at="middle")
            y += CELL.lead_mm
    for place, lines, font in ((1, activity, CELL), (2 + lanes, need, CELL), (4 + lanes, output, CELL)):
        _draw_lines(drawing, edges[place] + PAD, middle, lines, font, INK)
    _draw_lines(drawing, edges[5 + lanes] + PAD, middle, remark, SMALL, GREY)


def _draw_lines(
    drawing: Drawing, x: float, middle: float, lines: Sequence[str], font: Font, colour: str
) -> None:
    y = middle - (len(lines) - 1) * font.lead_mm / 2 + 1.0
    for line in lines:
        drawing.text(x, y, line, font.size_pt, colour)
        y += font.lead_mm


def _draw_shape(drawing: Drawing, shape: Shape, printed: bool = True) -> None:
    """An edge of dashes: not from the paper."""
    dashes = "" if printed else ADDED_DASHES
    wide, high = shape.right - shape.left, shape.bottom - shape.top
    if shape.kind is Kind.DECISION:
        points = [
            (shape.middle, shape.top), (shape.right, shape.centre),
            (shape.middle, shape.bottom), (shape.left, shape.centre),
        ]  # fmt: skip
        drawing.polygon(points, WHITE, INK, EDGE, dashes)
    else:
        radius = high / 2 if shape.kind is Kind.TERMINAL else 0.0
        drawing.outline((shape.left, shape.top, wide, high), WHITE, INK, EDGE, radius, dashes)


def _draw_legend(drawing: Drawing, y: float) -> None:
    """What the shapes and lines mean."""
    x = MARGIN
    for kind in Kind:
        shape = Shape(kind, x, x + 9, y - 2.2, y + 2.2)
        _draw_shape(drawing, shape)
        x = _draw_meaning(drawing, x + 11, y, f"sops.diagram_{kind}")
    drawing.path([(x, y), (x + 9, y)], DRAFT_INK, LINE, BACK_DASHES)
    x = _draw_meaning(drawing, x + 11, y, "sops.diagram_back")
    _draw_shape(drawing, Shape(Kind.PROCESS, x, x + 9, y - 2.2, y + 2.2), printed=False)
    _draw_meaning(drawing, x + 11, y, "sops.diagram_added")


def _draw_meaning(drawing: Drawing, x: float, y: float, key: str) -> float:
    words = plain(key)
    drawing.text(x, y + 1.0, words, SMALL.size_pt, GREY)
    return x + SMALL.width(words) + 8
