"""The printed SOPs of the tests as files of several kinds."""

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from fpdf import FPDF
from fpdf.enums import TableBordersLayout

from reports.fonts import FACES

FOLDER = Path(__file__).parent / "printed"
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.txt"))}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file(text: str) -> bytes:
    """A Word file: lines with tabs become rows of a table, the others paragraphs."""
    body = ""
    for line in text.split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            body += f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>"
            continue
        made = "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in cells)
        body += f"<w:tbl><w:tr>{made}</w:tr></w:tbl>"
    return word_archive(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>')


def word_archive(document: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return target.getvalue()


def pdf_file(rows: list[list[str]], widths: list[int], above: str = "") -> bytes:
    """A landscape page with a ruled table, as a word processor prints it."""
    pdf = FPDF(orientation="landscape")
    pdf.add_font("Carlito", "", str(FACES[""]))
    pdf.set_font("Carlito", size=8)
    pdf.add_page()
    if above:
        pdf.multi_cell(0, 5, above, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(4)
    with pdf.table(
        col_widths=widths, borders_layout=TableBordersLayout.ALL, first_row_as_headings=False, line_height=4
    ) as table:
        for row in rows:
            table.row(row)
    return bytes(pdf.output())
