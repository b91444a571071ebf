"""A document before it is paper: blocks in reading order, words already chosen, nothing measured.

Pure values. `quarterly.py` makes them, `pdf.py` prints them; another printer could do the same.
Lengths are millimetres, portrait body width 168, landscape 267. Source: documents 4, 9.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sop.reports import Letterhead, Signature, Tone


class Align(StrEnum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with more than plain text.

    `small` is a second, smaller line; `badge` colours the text as a rating; `bar` draws the percentage
    under the figure, 100 filling the cell.
    """

    text: str
    small: str = ""
    bold: bool = False
    badge: Tone | None = None
    bar: Decimal | None = None
    bar_tone: Tone = Tone.GREY
    align: Align | None = None


class RowKind(StrEnum):
    """What a row is to the page breaker."""

    DATA = "data"
    GROUP = "group"
    TOTAL = "total"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A GROUP row has one cell across the table; in a total the first `span` columns are one."""

    cells: tuple[str | Cell, ...]
    kind: RowKind = RowKind.DATA
    span: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: head text, width, alignment of its cells, text of the column-number row."""

    title: str
    width: float
    align: Align = Align.LEFT
    number: str = ""
    over: str = ""  # head above this and the neighbours that name the same


@dataclass(frozen=True, slots=True)
class Table:
    """Caption, head and rows; the head is repeated on every page, a group's name with "(lanjutan)"."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    size_pt: float = 8.5
    zebra: bool = False
    whole: bool = False  # not divided over pages if one page can hold it


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead on top of the first page."""

    letterhead: Letterhead


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title and the line under it."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading; also a bookmark."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Justified running text; `lead_in` opens it in bold."""

    text: str
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """A tinted box with a title and short paragraphs."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure that is read from afar."""

    label: str
    figure: str
    note: str
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Up to four tiles in a row."""

    items: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: `value` draws, `printed` is read. None draws no bar."""

    label: str
    value: Decimal | None
    printed: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars against a line at 100 %."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a whole: count and the share as printed."""

    label: str
    count: int
    printed: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ShareChart:
    """A stacked bar with its legend; `noun` is what is counted."""

    title: str
    shares: tuple[Share, ...]
    noun: str


@dataclass(frozen=True, slots=True)
class Charts:
    """Two charts side by side."""

    left: BarChart
    right: ShareChart


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, in this orientation, from here on."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class Signing:
    """The signature room, the copies, and the QR with its code; everything below stays together."""

    signature: Signature
    place_and_date: str
    number: str  # "NIP 19690412 199403 2 991", empty where there is none
    copies_to: tuple[str, ...]
    qr: str  # what the QR holds, empty for none
    qr_lines: tuple[str, ...]
    note: str


Block = Kop | Title | Heading | Paragraph | Bullets | Notes | Tiles | Charts | Table | Turn | Signing


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that share a page, so that no signature stands alone."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole paper. `created_at` (UTC) goes into the file, so that equal figures give equal bytes."""

    title: str
    subject: str
    author: str
    created_at: datetime
    running_left: str
    running_right: str
    footer: str
    blocks: tuple[Block | Together, ...]
    draft: str = ""  # printed on every page while the report is not approved, and of a rehearsal
    keywords: str = field(default="")
