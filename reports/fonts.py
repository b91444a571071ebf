"""The three faces of Carlito: what they can print, how wide it is, where a line breaks.

Widths come from the faces themselves and are read once per process; nothing here draws. A face has no
emoji and no Thai: what it lacks is replaced or dropped before layout, because a missing glyph would
vanish from page and text without a word. Source: documents 4, 11.
"""

import logging
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

FAMILY = "Carlito"
FOLDER = Path(__file__).parent / "fonts"
FACES = {
    "": FOLDER / "Carlito-Regular.ttf",
    "B": FOLDER / "Carlito-Bold.ttf",
    "I": FOLDER / "Carlito-Italic.ttf",
}
MM_PER_POINT = 25.4 / 72
JOINTS = ".–-/"

NO_BREAK = "\u00a0"  # keeps two words on a line; no face has it, so it becomes a space once lines are cut
REPLACEMENTS = str.maketrans(
    {"✓": "v", "✔": "v", "✗": "x", "✘": "x", "\u202f": NO_BREAK, "\t": " ", "\u200b": "", "→": "-"}
)

# The faces carry a creation date from before 1970's tools; fontTools remarks on it at every opening.
logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)


def register(pdf: FPDF, style: str) -> None:
    """Opens a face when it is first needed, once, under the one name the charts use as well."""
    if FAMILY.lower() + style not in pdf.fonts:
        pdf.add_font(FAMILY, style, str(FACES[style]))


def release(pdf: FPDF) -> None:
    """Closes the files of the faces, which fpdf2 leaves open."""
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.ttfont.close()


@cache
def glyph_widths(style: str) -> dict[int, float]:
    """Advance of every character of a face, in thousandths of the size."""
    probe = FPDF()
    probe.add_font(FAMILY, style, str(FACES[style]))
    found = probe.fonts[FAMILY.lower() + style].cw
    widths = {int(code): float(width) for code, width in found.items()}
    release(probe)
    return widths | {ord(NO_BREAK): widths[ord(" ")]}


def printable(text: str) -> str:
    """The text with only what the faces can print; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    known = glyph_widths("")
    if all(ord(sign) in known and sign >= " " for sign in text):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(REPLACEMENTS)
    return "".join(_closest(sign, known) for sign in composed)


def _closest(sign: str, known: dict[int, float]) -> str:
    """A character itself, its plain form, a question mark for a letter, or nothing for a picture."""
    if sign == "\n" or (sign >= " " and ord(sign) in known):
        return sign
    plain = "".join(
        part for part in unicodedata.normalize("NFKD", sign) if ord(part) in known and part >= " "
    )
    if plain:
        return plain
    return "?" if unicodedata.category(sign)[0] in "LN" else ""


@dataclass(frozen=True, slots=True)
class Font:
    """A face at a size. `lead_mm` is the distance of two baselines; widths are millimetres."""

    style: str
    size_pt: float
    lead: float = 0.0  # millimetres; 0: the usual 1.24 of the size

    @property
    def lead_mm(self) -> float:
        return self.lead or 1.24 * self.size_pt * MM_PER_POINT

    @property
    def baseline_mm(self) -> float:
        """From the top of a line to its baseline."""
        return 0.5 * self.lead_mm + 0.34 * self.size_pt * MM_PER_POINT

    def width(self, text: str) -> float:
        widths = glyph_widths(self.style)
        return sum([widths.get(ord(sign), 500.0) for sign in text]) * self.size_pt * MM_PER_POINT / 1000


class Measure:
    """Breaks text into lines for one document and remembers what it measured.

    Words repeat far more often than they are new, so each is measured once per font.
    """

    def __init__(self) -> None:
        self._words: dict[Font, dict[str, float]] = {}
        self._lines: dict[tuple[str, Font, float], tuple[str, ...]] = {}

    def width(self, text: str, font: Font) -> float:
        """Width of a whole line in millimetres."""
        words = self._words.setdefault(font, {})
        if text not in words:
            words[text] = font.width(text)
        return words[text]

    def lines(self, text: str, font: Font, width: float) -> tuple[str, ...]:
        """The lines of a text in a column; a word wider than the column is cut by characters."""
        key = (text, font, width)
        if key not in self._lines:
            self._lines[key] = tuple(
                line.replace(NO_BREAK, " ") for line in self._break(printable(text), font, width)
            )
        return self._lines[key]

    def _break(self, text: str, font: Font, width: float) -> Iterable[str]:
        space = self.width(" ", font)
        for paragraph in text.split("\n"):
            line: list[str] = []
            used = 0.0
            for word in self._fitting(paragraph.split(" "), font, width):
                wide = self.width(word, font)
                if line and used + space + wide > width:
                    yield " ".join(line)
                    line, used = [], 0.0
                used += wide + (space if line else 0.0)
                line.append(word)
            yield " ".join(line)

    def _fitting(self, words: list[str], font: Font, width: float) -> Iterable[str]:
        for word in filter(None, words):
            if self.width(word, font) <= width:
                yield word
            else:
                yield from _cut(word, font, width)


def _cut(word: str, font: Font, width: float) -> Iterable[str]:
    """Pieces of a word wider than its column: cut after a dot, dash or stroke where there is one.

    So a long number parts between its thousands, never inside them.
    """
    piece = ""
    for sign in word:
        while piece and font.width(piece + sign) > width:
            at = max(piece.rfind(joint) for joint in JOINTS) + 1
            yield piece[: at or len(piece)]
            piece = piece[at:] if at else ""
        piece += sign
    yield piece
