"""Pages: the paper, a cursor that moves down it, and the furniture every page carries.

The furniture that needs the number of pages (footer, running head, DRAF band) is drawn last, when that
number is known. The layer decides every page break itself. Source: documents 4, 9; domain 3.0.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from fpdf import FPDF

from reports.documents import Align, Document
from reports.fonts import FAMILY, NO_BREAK, Font, Measure, printable, register
from reports.palettes import (
    DRAFT_BAND,
    DRAFT_INK,
    DRAFT_MARK,
    GREY,
    GRID,
    INK,
    NAVY,
    rgb,
)

PORTRAIT = (210.0, 297.0)
TOP = 21.0
KOP_TOP = 13.0
BOTTOM = 20.0
RUNNING_HEAD = Font("B", 8.5)
RUNNING_OFFICE = Font("", 8.5)
FOOTER = Font("", 8.0)
BAND = Font("B", 8.0)
MARK_SIZE = 760  # points of the pale word times its letters: it fills the page from corner to corner


class Sheet:
    """The pages of one document. Everything is in millimetres from the top left corner."""

    def __init__(self, pdf: FPDF, document: Document, measure: Measure) -> None:
        self.pdf = pdf
        self.document = document
        self.measure = measure
        self.landscape = False
        self.y = 0.0
        self._font: Font | None = None
        self._ink = ""

    @property
    def page_width(self) -> float:
        return PORTRAIT[1] if self.landscape else PORTRAIT[0]

    @property
    def page_height(self) -> float:
        return PORTRAIT[0] if self.landscape else PORTRAIT[1]

    @property
    def left(self) -> float:
        return 15.0 if self.landscape else 22.0

    @property
    def right(self) -> float:
        return self.page_width - (15.0 if self.landscape else 20.0)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def bottom(self) -> float:
        return self.page_height - BOTTOM

    @property
    def page_room(self) -> float:
        """Height of an empty page between its furniture."""
        return self.bottom - TOP

    def open(self) -> None:
        """A new page, in the present orientation; the mark of a draft lies under everything."""
        self.pdf.add_page("L" if self.landscape else "P")
        self._font, self._ink = None, ""
        self.y = TOP if self.pdf.page > 1 else KOP_TOP
        if self.document.draft:
            self._mark_draft()

    def turn(self, landscape: bool) -> None:
        self.landscape = landscape
        self.open()

    def need(self, height: float) -> None:
        """Opens a page when the rest of this one is too low, unless it is still empty."""
        if self.y + height > self.bottom and self.y > TOP:
            self.open()

    def write(
        self, x: float, y: float, text: str, font: Font, ink: str = INK, align: Align = Align.LEFT
    ) -> None:
        """One line on the baseline `y`; x is its left edge, middle or right edge."""
        if not text:
            return
        text = printable(text).replace(NO_BREAK, " ")
        if align is Align.RIGHT:
            x -= self.measure.width(text, font)
        elif align is Align.CENTRE:
            x -= self.measure.width(text, font) / 2
        self._use(font, ink)
        self.pdf.text(x, y, text)

    def _use(self, font: Font, ink: str) -> None:
        if font is not self._font:
            register(self.pdf, font.style)
            self.pdf.set_font(FAMILY, font.style, font.size_pt)
            self._font = font
        if ink != self._ink:
            self.pdf.set_text_color(*rgb(ink))
            self._ink = ink

    def fill(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        self.pdf.set_fill_color(*rgb(colour))
        if radius:
            self.pdf.rect(x, y, width, height, "F", round_corners=True, corner_radius=radius)
        else:
            self.pdf.rect(x, y, width, height, "F")

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> None:
        self.pdf.set_draw_color(*rgb(colour))
        self.pdf.set_line_width(width)
        self.pdf.line(x1, y1, x2, y2)

    def justify(self, line: str, x: float, y: float, width: float, font: Font, ink: str = INK) -> None:
        """A line stretched to the width by the gaps between its words."""
        words = line.split(" ")
        slack = width - sum(self.measure.width(word, font) for word in words)
        gap = slack / max(len(words) - 1, 1)
        for word in words:
            self.write(x, y, word, font, ink)
            x += self.measure.width(word, font) + gap

    def place(self, picture: BytesIO, x: float, y: float, width: float, height: float) -> None:
        """An SVG; it sets fonts and colours of its own, so ours are set anew after it."""
        for style in ("", "B"):
            register(self.pdf, style)
        self.pdf.image(picture, x, y, width, height, keep_aspect_ratio=True)
        self._font, self._ink = None, ""

    def finish(self) -> None:
        """Draws the furniture on every page, now that their number is known."""
        total = len(self.pdf.pages)
        for number in range(1, total + 1):
            with self._again(number):
                self._furnish(number, total)

    @contextmanager
    def _again(self, number: int) -> Iterator[None]:
        """Goes back to a finished page; its own drawing state must not leak into ours."""
        pdf = self.pdf
        pdf.page = number
        wide, high = pdf.pages[number].dimensions()
        pdf.w_pt, pdf.h_pt = wide, high
        pdf.w, pdf.h = wide / pdf.k, high / pdf.k
        self.landscape = wide > high
        pdf.font_family = ""
        pdf.current_font_is_set_on_page = False
        self._font, self._ink = None, ""
        with pdf.local_context():
            _force_state(pdf)
            yield

    def _furnish(self, number: int, total: int) -> None:
        if number > 1:
            self.write(self.left, 13, self.document.running_left, RUNNING_HEAD, NAVY)
            self.write(self.right, 13, self.document.running_right, RUNNING_OFFICE, GREY, Align.RIGHT)
            self.rule(self.left, 15, self.right, 15, GRID, 0.25)
        foot = self.page_height - 14
        self.rule(self.left, foot, self.right, foot, GRID, 0.25)
        self.write(self.left, foot + 4, self.document.footer, FOOTER, GREY)
        self.write(self.right, foot + 4, f"Halaman {number} dari {total}", FOOTER, GREY, Align.RIGHT)
        if self.document.draft:
            self.fill(self.left, 3.6, self.width, 4.8, DRAFT_BAND)
            middle = (self.left + self.right) / 2
            self.write(middle, 7.0, self.document.draft, BAND, DRAFT_INK, Align.CENTRE)

    def _mark_draft(self) -> None:
        """The pale word across the page; tables and text are drawn over it."""
        across, down = self.page_width / 2, self.page_height / 2
        word = self.document.draft.split()[0]
        with self.pdf.rotation(35, across, down):
            self.write(across, down + 22, word, Font("B", MARK_SIZE // len(word)), DRAFT_MARK, Align.CENTRE)
        self._font, self._ink = None, ""


def _force_state(pdf: FPDF) -> None:
    """fpdf2 skips a setting that equals the last one, which may have been on another page: set all anew."""
    for shade, width in ((1, 0.1), (0, 0.2)):
        pdf.set_draw_color(shade, shade, shade)
        pdf.set_fill_color(shade, shade, shade)
        pdf.set_line_width(width)
