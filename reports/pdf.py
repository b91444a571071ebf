"""A neutral document becomes a PDF/A-3u file; equal documents give equal bytes.

Nothing here reads a clock: creation date and metadata come from the document. Source: documents 2, 4, 10.
"""

from datetime import datetime
from typing import assert_never
from xml.sax.saxutils import escape

from fpdf import FPDF, ViewerPreferences

from reports import fonts
from reports.blocks import (
    HEADING_GAP,
    HEADING_ROOM,
    draw_bullets,
    draw_charts,
    draw_heading,
    draw_notes,
    draw_paragraph,
    draw_tiles,
    paragraph_height,
)
from reports.documents import (
    Block,
    Bullets,
    Charts,
    Document,
    Heading,
    Kop,
    Notes,
    Paragraph,
    Signing,
    Table,
    Tiles,
    Title,
    Together,
    Turn,
)
from reports.letterheads import draw_kop, draw_title
from reports.pages import Sheet
from reports.signatures import draw_signing, signing_height
from reports.tables import TableLayer

CREATOR = "Bot Kinerja"
TEXT_BELOW = 24.0  # millimetres of text that a heading keeps with it


def pdf(document: Document) -> bytes:
    """The bytes of a document."""
    paper = _paper(document)
    sheet = Sheet(paper, document, fonts.Measure())
    if not (document.blocks and isinstance(document.blocks[0], Turn)):
        sheet.open()
    for place, block in enumerate(document.blocks):
        if isinstance(block, Together):
            sheet.need(sum(_height(sheet, part) for part in block.blocks))
            for part in block.blocks:
                _draw(sheet, part)
        elif isinstance(block, Heading):
            draw_heading(sheet, block, _opening_height(sheet, document, place + 1))
        else:
            _draw(sheet, block)
    sheet.finish()
    content = bytes(paper.output())
    fonts.release(paper)
    return content


def _paper(document: Document) -> FPDF:
    paper = FPDF(unit="mm", format="A4", enforce_compliance="PDFA_3U")
    paper.set_auto_page_break(False)
    paper.set_margin(0)
    paper.c_margin = 0
    paper.set_title(document.title)
    paper.set_subject(document.subject)
    paper.set_author(document.author)
    paper.set_creator(CREATOR)
    paper.set_producer(CREATOR)
    paper.set_lang("id-ID")
    paper.set_creation_date(document.created_at)
    paper.set_xmp_metadata(_xmp(document))
    paper.viewer_preferences = ViewerPreferences(display_doc_title=True)
    paper.page_mode = "USE_OUTLINES"
    return paper


def _draw(sheet: Sheet, block: Block) -> None:
    match block:
        case Turn():
            sheet.turn(block.landscape)
        case Kop():
            draw_kop(sheet, block)
        case Title():
            draw_title(sheet, block)
        case Heading():
            draw_heading(sheet, block, 0)
        case Paragraph():
            draw_paragraph(sheet, block)
        case Bullets():
            draw_bullets(sheet, block)
        case Notes():
            draw_notes(sheet, block)
        case Tiles():
            draw_tiles(sheet, block)
        case Charts():
            draw_charts(sheet, block)
        case Table():
            TableLayer(sheet, block).draw()
        case Signing():
            draw_signing(sheet, block)
        case _:
            assert_never(block)


def _height(sheet: Sheet, block: Block) -> float:
    """Room a block of a `Together` takes; only those that stand in one are known here."""
    match block:
        case Heading():
            return HEADING_GAP + HEADING_ROOM
        case Paragraph():
            return paragraph_height(sheet, block)
        case Signing():
            return signing_height(sheet, block)
        case _:
            raise TypeError(f"{type(block).__name__} cannot be kept together with others")


def _opening_height(sheet: Sheet, document: Document, place: int) -> float:
    """How much of the block after a heading must stand below it."""
    following = document.blocks[place] if place < len(document.blocks) else None
    return TableLayer(sheet, following).opening_height if isinstance(following, Table) else TEXT_BELOW


def _xmp(document: Document) -> str:
    """Metadata of our own, since fpdf2's would carry the moment of printing."""
    moment = _iso(document.created_at)
    title, author = escape(document.title), escape(document.author)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(document.subject)}</rdf:li></rdf:Alt>'
        "</dc:description>"
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        "<dc:language><rdf:Bag><rdf:li>id-ID</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{CREATOR}</pdf:Producer><xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate><xmp:MetadataDate>{moment}</xmp:MetadataDate>"
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
