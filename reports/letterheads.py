"""The kop on top of the first page and the title below it. Source: domain 3.0; documents 9."""

from io import BytesIO

from reports.documents import Align, Kop, Title
from reports.fonts import Font
from reports.pages import Sheet
from reports.palettes import GREY, INK, NAVY

GOVERNMENT = Font("", 13)
OFFICE = Font("B", 18)
SMALL = Font("", 9)
TITLE = Font("B", 16)
UNDER = Font("", 10)
CREST_WIDTH = 18.5
CREST_HEIGHT = 22.0
CREST_ROOM = 20.0
RULE_BELOW_TOP = 24.6


def draw_kop(sheet: Sheet, kop: Kop) -> None:
    """Names centred between crest and an equally wide empty room, or on the page where there is no crest."""
    top, head = sheet.y, kop.letterhead
    inset = 0.0
    if head.crest_svg:
        inset = CREST_ROOM
        crest = BytesIO(head.crest_svg.encode())
        sheet.place(crest, sheet.left, top, CREST_WIDTH, CREST_HEIGHT)
    middle = (sheet.left + inset + sheet.right) / 2
    room = sheet.width - inset - 4
    lines = (
        (4.9, head.government.upper(), GOVERNMENT),
        (11.9, head.office.upper(), OFFICE),
        (17.2, head.address, SMALL),
        (21.1, head.contact, SMALL),
    )
    for offset, words, font in lines:
        sheet.write(middle, top + offset, words, shrink(sheet, words, font, room), INK, Align.CENTRE)
    rule = top + RULE_BELOW_TOP
    sheet.rule(sheet.left, rule, sheet.right, rule, INK, 0.9)
    sheet.rule(sheet.left, rule + 1.1, sheet.right, rule + 1.1, INK, 0.25)
    sheet.y = rule + 1.1


def shrink(sheet: Sheet, words: str, font: Font, room: float) -> Font:
    """The font, or a smaller one in which a long name still stands on one line."""
    wide = sheet.measure.width(words, font)
    return font if wide <= room else Font(font.style, round(font.size_pt * room / wide, 2))


def draw_title(sheet: Sheet, title: Title) -> None:
    sheet.y += 11.5
    middle = (sheet.left + sheet.right) / 2
    font = shrink(sheet, title.text, TITLE, sheet.width)
    sheet.write(middle, sheet.y, title.text, font, NAVY, Align.CENTRE)
    if title.under:
        sheet.y += 5.4
        sheet.write(middle, sheet.y, title.under, UNDER, GREY, Align.CENTRE)
    sheet.y += 5
