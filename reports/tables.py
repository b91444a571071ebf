"""The table layer: every height is computed first, then rows are placed, then drawn.

Rules of the break: the head is repeated on every page; a group's name stays with its first row and is
repeated with "(lanjutan)"; the last row stays with the total. Words are measured once per font, each
line is drawn once, so the cost of a row does not grow with the table. Source: documents 4, 9.
"""

from dataclasses import dataclass
from itertools import groupby

from reports.documents import Align, Cell, Row, RowKind, Table
from reports.fonts import Font
from reports.pages import Sheet
from reports.palettes import (
    BADGE,
    BADGE_INK,
    BAR,
    CAPTION,
    GREY,
    GRID,
    GROUP,
    HEAD_RULE,
    INK,
    NAVY,
    NUMBER_ROW,
    TOTAL,
    TRACK,
    WHITE,
    ZEBRA,
)

PAD_X = 1.1
PAD_Y = 1.0
BAR_ROOM = 1.3
CAPTION_ROOM = 5.0
CAPTION_FONT = Font("B", 8.5)
NOTE_FONT = Font("I", 7.8)
CONTINUED = " (lanjutan)"
FIRM = (RowKind.TOTAL, RowKind.SUBTOTAL)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one table, all derived from its size."""

    plain: Font
    bold: Font
    small: Font
    number: Font

    @classmethod
    def at(cls, size_pt: float) -> "Fonts":
        return cls(
            Font("", size_pt), Font("B", size_pt), Font("", size_pt - 1), Font("", min(7.3, size_pt - 0.4))
        )


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell broken into lines at its place."""

    x: float
    width: float
    align: Align
    lines: tuple[str, ...]
    small: tuple[str, ...]
    cell: Cell | None  # None: plain text


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row with its height, ready for any page."""

    kind: RowKind
    height: float
    cells: tuple[LaidCell, ...]
    shaded: bool = False


class TableLayer:
    """Draws one table onto a sheet, from the sheet's cursor on."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet = sheet
        self.table = table
        self.fonts = Fonts.at(table.size_pt)
        self.edges = [sheet.left]
        for column in table.columns:
            self.edges.append(self.edges[-1] + column.width)
        self.numbered = any(column.number for column in table.columns)
        self.head_lines = [
            sheet.measure.lines(column.title, self.fonts.bold, column.width - 2 * PAD_X)
            for column in table.columns
        ]
        self.over_height = self._over_height()
        self.head_height = self._head_height()

    @property
    def opening_height(self) -> float:
        """What must fit on the page where the table begins: head and two rows, or all of a small one."""
        rows = self.table.rows
        if self.table.whole:
            height = CAPTION_ROOM + self.head_height + sum(self._lay(row, 0).height for row in rows)
            if height <= self.sheet.page_room:
                return height
        return CAPTION_ROOM + self.head_height + sum(self._lay(row, 0).height for row in rows[:2])

    def draw(self) -> None:
        rows = [self._lay(row, place) for place, row in enumerate(self.table.rows)]
        self._caption()
        self._head()
        group: LaidRow | None = None
        for place, row in enumerate(rows):
            if row.kind is RowKind.GROUP:
                group = row
            if self.sheet.y + self._kept(rows, place) > self.sheet.bottom:
                self._break(group if row.kind is RowKind.DATA else None)
            self._row(row)
        self._close()
        self._note()

    # --- measuring ------------------------------------------------------------------------------

    def _over_height(self) -> float:
        """Height of the upper head line that groups columns; 0 where the table has none."""
        return self.fonts.bold.lead_mm + 2 * PAD_Y if any(c.over for c in self.table.columns) else 0.0

    def _head_height(self) -> float:
        lead = self.fonts.bold.lead_mm
        tall = max(
            len(lines) * lead + 2 * PAD_Y + (self.over_height if column.over else 0)
            for column, lines in zip(self.table.columns, self.head_lines, strict=True)
        )
        return max(tall, lead + 2 * PAD_Y) + self._number_height()

    def _number_height(self) -> float:
        return self.fonts.number.lead_mm + 1.2 if self.numbered else 0.0

    def _lay(self, row: Row, place: int) -> LaidRow:
        """Breaks every cell of a row; a row higher than a page is refused by name."""
        if row.kind is RowKind.GROUP:
            return self._lay_group(row)
        cells = tuple(self._lay_cells(row))
        height = max(self._cell_height(cell) for cell in cells) + 2 * PAD_Y
        if height > self.sheet.page_room - self.head_height:
            raise ValueError(f"row {place + 1} of {self.table.caption!r} is higher than a page")
        shaded = self.table.zebra and place % 2 == 1 and row.kind is RowKind.DATA
        return LaidRow(row.kind, height, cells, shaded)

    def _lay_group(self, row: Row) -> LaidRow:
        text = row.cells[0]
        words = text.text if isinstance(text, Cell) else text
        cell = self._lay_cell(words, 0, len(self.table.columns), self.fonts.bold)
        return LaidRow(RowKind.GROUP, len(cell.lines) * self.fonts.bold.lead_mm + 2 * PAD_Y, (cell,))

    def _lay_cells(self, row: Row) -> list[LaidCell]:
        firm = row.kind in FIRM
        laid, column = [], 0
        for place, cell in enumerate(row.cells):
            span = row.span if place == 0 else 1
            bold = firm or (isinstance(cell, Cell) and (cell.bold or cell.badge is not None))
            laid.append(self._lay_cell(cell, column, span, self.fonts.bold if bold else self.fonts.plain))
            column += span
        return laid

    def _lay_cell(self, cell: str | Cell, column: int, span: int, font: Font) -> LaidCell:
        x = self.edges[column]
        width = self.edges[column + span] - x
        room = width - 2 * PAD_X
        lines = self.sheet.measure.lines
        align = self.table.columns[column].align
        if isinstance(cell, str):
            return LaidCell(x, width, align, lines(cell, font, room), (), None)
        small = lines(cell.small, self.fonts.small, room) if cell.small else ()
        return LaidCell(x, width, cell.align or align, lines(cell.text, font, room), small, cell)

    def _cell_height(self, laid: LaidCell) -> float:
        height = len(laid.lines) * self.fonts.plain.lead_mm + len(laid.small) * self.fonts.small.lead_mm
        return height + (BAR_ROOM if laid.cell is not None and laid.cell.bar is not None else 0.0)

    def _kept(self, rows: list[LaidRow], place: int) -> float:
        """Height that must fit on this page for a row to start here: its own and what clings to it."""
        height = rows[place].height
        following = rows[place + 1 :]
        if rows[place].kind is RowKind.GROUP and following:
            return height + following[0].height
        for row in following[:3]:
            if row.kind not in FIRM:
                break
            height += row.height
        return height

    # --- drawing --------------------------------------------------------------------------------

    def _caption(self) -> None:
        sheet = self.sheet
        sheet.need(self.opening_height)
        sheet.write(sheet.left, sheet.y + 3, self.table.caption, CAPTION_FONT, CAPTION)
        sheet.y += CAPTION_ROOM

    def _break(self, group: LaidRow | None) -> None:
        self._close()
        self.sheet.open()
        self._head()
        if group is not None:
            self._group(group, CONTINUED)

    def _close(self) -> None:
        """The firm line under the last row of a page."""
        self.sheet.rule(self.edges[0], self.sheet.y, self.edges[-1], self.sheet.y, NAVY, 0.35)

    def _note(self) -> None:
        sheet = self.sheet
        sheet.y += 1.2
        if not self.table.note:
            return
        for line in sheet.measure.lines(self.table.note, NOTE_FONT, sheet.width):
            sheet.need(NOTE_FONT.lead_mm)
            sheet.write(sheet.left, sheet.y + NOTE_FONT.baseline_mm, line, NOTE_FONT, GREY)
            sheet.y += NOTE_FONT.lead_mm

    def _head(self) -> None:
        sheet, top = self.sheet, self.sheet.y
        height = self.head_height - self._number_height()
        sheet.fill(self.edges[0], top, self.edges[-1] - self.edges[0], height, NAVY)
        self._over(top)
        for place, column in enumerate(self.table.columns):
            start = top + (self.over_height if column.over else 0)
            self._head_cell(place, start, top + height)
        sheet.y = top + height
        if self.numbered:
            self._numbers()

    def _over(self, top: float) -> None:
        """Heads that stand above several columns, with a thin line under them."""
        for over, run in groupby(enumerate(self.table.columns), key=lambda item: item[1].over):
            places = [place for place, _ in run]
            if not over:
                continue
            left, right = self.edges[places[0]], self.edges[places[-1] + 1]
            base = top + PAD_Y + self.fonts.bold.baseline_mm
            self.sheet.write((left + right) / 2, base, over, self.fonts.bold, WHITE, Align.CENTRE)
            below = top + self.over_height
            self.sheet.rule(left, below, right, below, HEAD_RULE, 0.15)
            self._inner(left, top, below)

    def _head_cell(self, place: int, top: float, bottom: float) -> None:
        font, lines = self.fonts.bold, self.head_lines[place]
        middle = (self.edges[place] + self.edges[place + 1]) / 2
        y = top + (bottom - top - len(lines) * font.lead_mm) / 2
        for line in lines:
            self.sheet.write(middle, y + font.baseline_mm, line, font, WHITE, Align.CENTRE)
            y += font.lead_mm
        self._inner(self.edges[place], top, bottom)

    def _inner(self, x: float, top: float, bottom: float) -> None:
        if x > self.edges[0]:
            self.sheet.rule(x, top, x, bottom, HEAD_RULE, 0.15)

    def _numbers(self) -> None:
        sheet, font, height = self.sheet, self.fonts.number, self._number_height()
        sheet.fill(self.edges[0], sheet.y, self.edges[-1] - self.edges[0], height, NUMBER_ROW)
        for place, column in enumerate(self.table.columns):
            middle = (self.edges[place] + self.edges[place + 1]) / 2
            sheet.write(middle, sheet.y + 0.6 + font.baseline_mm, column.number, font, GREY, Align.CENTRE)
        self._rules(self.edges, sheet.y, height)
        sheet.y += height

    def _row(self, row: LaidRow) -> None:
        if row.kind is RowKind.GROUP:
            self._group(row)
            return
        sheet, top = self.sheet, self.sheet.y
        fill = TOTAL if row.kind in FIRM else ZEBRA if row.shaded else ""
        if fill:
            sheet.fill(self.edges[0], top, self.edges[-1] - self.edges[0], row.height, fill)
        self._rules([cell.x for cell in row.cells] + [self.edges[-1]], top, row.height)
        if fill:  # it covered half of the line above
            sheet.rule(self.edges[0], top, self.edges[-1], top, GRID, 0.15)
        if row.kind is RowKind.TOTAL:
            sheet.rule(self.edges[0], top, self.edges[-1], top, NAVY, 0.3)
        for cell in row.cells:
            self._cell(cell, top + PAD_Y, row.kind in FIRM)
        sheet.y = top + row.height

    def _group(self, row: LaidRow, suffix: str = "") -> None:
        sheet, font = self.sheet, self.fonts.bold
        sheet.fill(self.edges[0], sheet.y, self.edges[-1] - self.edges[0], row.height, GROUP)
        self._rules([self.edges[0], self.edges[-1]], sheet.y, row.height)
        y = sheet.y + PAD_Y
        for place, line in enumerate(row.cells[0].lines):
            words = line + suffix if place == len(row.cells[0].lines) - 1 else line
            sheet.write(self.edges[0] + PAD_X, y + font.baseline_mm, words, font, NAVY)
            y += font.lead_mm
        sheet.y += row.height

    def _rules(self, edges: list[float], top: float, height: float) -> None:
        """Hairlines of one row: below it and between its cells."""
        pdf, bottom = self.sheet.pdf, top + height
        self.sheet.rule(self.edges[0], bottom, self.edges[-1], bottom, GRID, 0.15)
        for x in edges:
            pdf.line(x, top, x, bottom)

    def _cell(self, laid: LaidCell, y: float, firm: bool) -> None:
        cell = laid.cell
        if cell is not None and cell.badge is not None:
            self._badge(laid, cell, y)
            return
        font = self.fonts.bold if firm or (cell is not None and cell.bold) else self.fonts.plain
        x = _anchor(laid)
        for line in laid.lines:
            self.sheet.write(x, y + font.baseline_mm, line, font, INK, laid.align)
            y += font.lead_mm
        if cell is None:
            return
        if cell.bar is not None:
            self._bar(laid, cell, y)
            y += BAR_ROOM
        for line in laid.small:
            self.sheet.write(x, y + self.fonts.small.baseline_mm, line, self.fonts.small, GREY, laid.align)
            y += self.fonts.small.lead_mm

    def _bar(self, laid: LaidCell, cell: Cell, y: float) -> None:
        """A thin bar under a percentage: 100 fills the cell, more stays inside it."""
        room = laid.width - 2 * PAD_X
        share = min(max(float(cell.bar or 0) / 100, 0.0), 1.0)
        self.sheet.fill(laid.x + PAD_X, y + 0.1, room, 0.85, TRACK)
        if share:
            self.sheet.fill(laid.x + PAD_X, y + 0.1, room * share, 0.85, BAR[cell.bar_tone])

    def _badge(self, laid: LaidCell, cell: Cell, y: float) -> None:
        assert cell.badge is not None
        font, height = self.fonts.bold, self.fonts.bold.lead_mm * len(laid.lines)
        self.sheet.fill(laid.x + 0.7, y - 0.1, laid.width - 1.4, height + 0.2, BADGE[cell.badge], 0.9)
        for line in laid.lines:
            middle = laid.x + laid.width / 2
            self.sheet.write(middle, y + font.baseline_mm, line, font, BADGE_INK[cell.badge], Align.CENTRE)
            y += font.lead_mm


def _anchor(laid: LaidCell) -> float:
    """Where the lines of a cell are hung up: left edge, middle or right edge."""
    if laid.align is Align.RIGHT:
        return laid.x + laid.width - PAD_X
    if laid.align is Align.CENTRE:
        return laid.x + laid.width / 2
    return laid.x + PAD_X
