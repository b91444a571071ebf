"""The signature room: blank for ink or a certified signature, with the QR and its code beside it.

The room is left empty on purpose: offices sign on paper or in another application, and number the
letter afterwards. Source: practice 4.2, 4.3; domain 3.0, 3.7, 3.8; documents 8.4.
"""

import segno

from reports.documents import Signing
from reports.fonts import Font
from reports.pages import Sheet
from reports.palettes import GREY, GRID, INK, NAVY

BODY = Font("", 10.5, 5.1)
BOLD = Font("B", 10.5, 5.1)
SMALL = Font("", 8.5)
SMALL_BOLD = Font("B", 8.5)
LEGAL = Font("", 7.8)
CODE = Font("B", 9.5)
SIGNING_ROOM = 24.0  # for ink, stamp, or the picture of a certified signature
QR_SIZE = 22.6
QUIET = 2.0
SPLIT = 0.5


def signing_height(sheet: Sheet, signing: Signing) -> float:
    """Everything from place and date to the legal note."""
    sides = max(_right_height(sheet, signing), _left_height(sheet, signing))
    return sides + _note_height(sheet, signing) + 8


def _title_lines(sheet: Sheet, signing: Signing) -> list[str]:
    room = sheet.width * (1 - SPLIT)
    return [
        line for words in signing.signature.title_lines for line in sheet.measure.lines(words, BOLD, room)
    ]


def _right_height(sheet: Sheet, signing: Signing) -> float:
    return (len(_title_lines(sheet, signing)) + 4) * BODY.lead_mm + SIGNING_ROOM


def _left_height(sheet: Sheet, signing: Signing) -> float:
    """Copies and, below them, the framed QR."""
    copies = BODY.lead_mm + len(_copy_lines(sheet, signing)) * SMALL.lead_mm + 2 if signing.copies_to else 0.0
    return copies + (QR_SIZE + 2 * QUIET if signing.qr else 0.0)


def _copy_lines(sheet: Sheet, signing: Signing) -> list[str]:
    room = sheet.width * SPLIT - 8
    numbered = (f"{place}. {name}" for place, name in enumerate(signing.copies_to, 1))
    return [line for words in numbered for line in sheet.measure.lines(words, SMALL, room)]


def _note_height(sheet: Sheet, signing: Signing) -> float:
    return len(sheet.measure.lines(signing.note, LEGAL, sheet.width)) * LEGAL.lead_mm + 4


def draw_signing(sheet: Sheet, signing: Signing) -> None:
    """Right: who signs. Left: copies, then QR and code on a level with the blank room."""
    sheet.y += 4
    top = sheet.y
    bottom = max(_draw_signature(sheet, signing, top), top + _left_height(sheet, signing))
    if signing.qr:
        _draw_check(sheet, signing, bottom - QR_SIZE - 2 * QUIET)
    _draw_copies(sheet, signing, top)
    sheet.y = bottom + 4
    for line in sheet.measure.lines(signing.note, LEGAL, sheet.width):
        sheet.write(sheet.left, sheet.y + LEGAL.baseline_mm, line, LEGAL, GREY)
        sheet.y += LEGAL.lead_mm


def _draw_signature(sheet: Sheet, signing: Signing, top: float) -> float:
    """The block at the right; returns where it ends."""
    x, y, who = sheet.left + sheet.width * SPLIT, top, signing.signature
    sheet.write(x, y + BODY.baseline_mm, signing.place_and_date, BODY)
    y += BODY.lead_mm
    for line in _title_lines(sheet, signing):
        sheet.write(x, y + BOLD.baseline_mm, line, BOLD)
        y += BOLD.lead_mm
    y += SIGNING_ROOM
    sheet.write(x, y + BOLD.baseline_mm, who.name, BOLD)
    under = y + BOLD.baseline_mm + 0.7
    sheet.rule(x, under, x + sheet.measure.width(who.name, BOLD), under, INK, 0.25)
    y += BOLD.lead_mm + 0.6
    for words in (who.rank, signing.number):
        if words:
            sheet.write(x, y + BODY.baseline_mm, words, BODY)
            y += BODY.lead_mm
    return y


def _draw_copies(sheet: Sheet, signing: Signing, top: float) -> None:
    """Tembusan, in the room above the QR."""
    if not signing.copies_to:
        return
    y = top
    sheet.write(sheet.left, y + BODY.baseline_mm, "Tembusan:", SMALL_BOLD, INK)
    y += BODY.lead_mm
    for line in _copy_lines(sheet, signing):
        sheet.write(sheet.left, y + SMALL.baseline_mm, line, SMALL)
        y += SMALL.lead_mm


def _draw_check(sheet: Sheet, signing: Signing, y: float) -> None:
    """The framed QR with the code that can be typed instead."""
    size = QR_SIZE + 2 * QUIET
    width = sheet.width * SPLIT - 10
    for x1, y1, x2, y2 in (
        (0, 0, width, 0),
        (0, size, width, size),
        (0, 0, 0, size),
        (width, 0, width, size),
    ):
        sheet.rule(sheet.left + x1, y + y1, sheet.left + x2, y + y2, GRID, 0.2)
    draw_qr(sheet, signing.qr, sheet.left + QUIET, y + QUIET, QR_SIZE)
    x, text_y = sheet.left + size, y + 4.5
    for place, words in enumerate(signing.qr_lines):
        font, ink = (CODE, NAVY) if place == 1 else (SMALL, GREY)
        for line in sheet.measure.lines(words, font, width - size - 2):
            sheet.write(x, text_y + font.baseline_mm, line, font, ink)
            text_y += font.lead_mm + 0.3


def qr_runs(content: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Modules per side, and the dark ones as runs (column, row, length): fewer rectangles, no hairlines."""
    matrix = segno.make(content, error="m", micro=False).matrix
    runs = []
    for row, modules in enumerate(matrix):
        start = -1
        for column, dark in enumerate([*modules, 0]):
            if dark and start < 0:
                start = column
            elif not dark and start >= 0:
                runs.append((start, row, column - start))
                start = -1
    return len(matrix), runs


def draw_qr(sheet: Sheet, content: str, x: float, y: float, size: float) -> None:
    """The QR as rectangles, each a little higher than its row against hairlines in print."""
    side, runs = qr_runs(content)
    module = size / side
    for column, row, length in runs:
        sheet.fill(x + column * module, y + row * module, length * module, module * 1.01, "#000000")
