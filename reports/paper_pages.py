"""The text of a PDF with its tables: ruled lines make the cells, words fall into them.

A page without ruled lines is read line by line, cells parted where the gap is wide. Lengths are points.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from reports.papers import RefusedPaperError

MAX_PAGES = 40
MAX_RUNS = 20_000  # pieces of text on a page
THIN = 2.5  # a rule is no thicker
SAME = 3.0  # two edges this near are one
GAP = 12.0  # wider than a space between words: another cell


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text, or a rule without text; the origin is the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str = ""

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def pdf_text(data: bytes) -> str:
    """All pages in order; raises RefusedPaperError for what is broken, locked, too long or without text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        raise RefusedPaperError("broken") from trouble
    try:
        if len(document) > MAX_PAGES:
            raise RefusedPaperError("too_many_pages")
        lines = [line for place in range(len(document)) for line in _page_lines(document[place])]
    except pypdfium2.PdfiumError as trouble:
        raise RefusedPaperError("broken") from trouble
    finally:
        document.close()
    if not any(line.strip() for line in lines):
        raise RefusedPaperError("no_text")
    return "\n".join(lines)


def _page_lines(page: "pypdfium2.PdfPage") -> list[str]:
    runs = _runs(page)
    across, down = _rules(page)
    bands = _edges([rule.middle for rule in across])
    inside = [run for run in runs if bands and bands[0] - SAME < run.middle < bands[-1] + SAME and down]
    outside = [run for run in runs if run not in inside]
    placed = [*_table_lines(inside, across, down, bands), *_free_lines(outside)]
    return [line for _, line in sorted(placed, key=lambda one: -one[0])]


def _runs(page: "pypdfium2.PdfPage") -> list[Box]:
    found = page.get_textpage()
    try:
        count = found.count_rects()
        if count > MAX_RUNS:
            raise RefusedPaperError("too_many_pages")
        return [run for place in range(count) if (run := _run(found, place)).text]
    finally:
        found.close()


def _run(found: "pypdfium2.PdfTextPage", place: int) -> Box:
    left, bottom, right, top = found.get_rect(place)
    return Box(left, bottom, right, top, " ".join(found.get_text_bounded(left, bottom, right, top).split()))


def _rules(page: "pypdfium2.PdfPage") -> tuple[list[Box], list[Box]]:
    """Rules across and down; the edges of drawn boxes count as four rules."""
    across: list[Box] = []
    down: list[Box] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        wide, high = right - left, top - bottom
        if high <= THIN < wide:
            across.append(Box(left, bottom, right, top))
        elif wide <= THIN < high:
            down.append(Box(left, bottom, right, top))
        elif wide > THIN and high > THIN:
            across += [Box(left, bottom, right, bottom), Box(left, top, right, top)]
            down += [Box(left, bottom, left, top), Box(right, bottom, right, top)]
    return across, down


def _edges(values: Sequence[float]) -> list[float]:
    """Values that differ by more than a rule's thickness, ascending."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME:
            edges.append(value)
    return edges


def _table_lines(
    runs: Sequence[Box], across: Sequence[Box], down: Sequence[Box], bands: Sequence[float]
) -> Iterator[tuple[float, str]]:
    """One line for each band of the grid that holds words."""
    columns = {
        band: _edges(
            [rule.centre for rule in down if rule.bottom - SAME < _half(bands, band) < rule.top + SAME]
        )
        for band in range(len(bands) - 1)
    }
    cells: dict[int, dict[int, list[Box]]] = {}
    for run in runs:
        band = min(max(bisect(bands, run.middle) - 1, 0), len(bands) - 2)
        band = _upper(run, band, across, bands)
        column = bisect(columns[band], run.centre)
        cells.setdefault(band, {}).setdefault(column, []).append(run)
    for band, found in cells.items():
        last = len(columns[band])
        yield bands[band + 1], "\t".join(_joined(found.get(place, [])) for place in range(1, max(last, 2)))


def _half(bands: Sequence[float], band: int) -> float:
    return (bands[band] + bands[band + 1]) / 2


def _upper(run: Box, band: int, across: Sequence[Box], bands: Sequence[float]) -> int:
    """The uppermost band of a cell that spans several: where no rule runs above the words."""
    while band + 2 < len(bands):
        edge = bands[band + 1]
        ruled = any(
            abs(rule.middle - edge) <= SAME and rule.left - SAME <= run.centre <= rule.right + SAME
            for rule in across
        )
        if ruled:
            return band
        band += 1
    return band


def _in_lines(runs: Sequence[Box]) -> list[list[Box]]:
    """Pieces of text in reading order, those of one line together."""
    lines: list[list[Box]] = []
    for run in sorted(runs, key=lambda one: (-one.middle, one.left)):
        if lines and abs(lines[-1][0].middle - run.middle) < SAME:
            lines[-1].append(run)
        else:
            lines.append([run])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _joined(runs: Sequence[Box]) -> str:
    """The words of a cell: its lines are one text."""
    return " ".join(run.text for line in _in_lines(runs) for run in line)


def _free_lines(runs: Sequence[Box]) -> Iterator[tuple[float, str]]:
    """Lines of text outside of a table; a wide gap parts two cells."""
    for line in _in_lines(runs):
        said = ""
        end = None
        for run in line:
            parted = "" if end is None else ("\t" if run.left - end > GAP else " ")
            said += parted + run.text
            end = run.right
        yield line[0].top, said
