"""`python -m bot.printers WHAT`: the process that draws one thing and ends; its memory goes with it.

Standard input is the text of a record, standard output the files: eight bytes with the length of the PDF,
the PDF, the picture. A report has both, a plan and a note a PDF only; a workbook stands in the PDF's place.
Drawing takes up to seconds of pure Python, which would hold up both the event loop and the writer thread;
when the application is killed, this process ends at its closed pipe.
"""

import sys

REPORT, PICTURE, CASE = "report", "picture", "case"  # figures as a paper, as a picture; the page of a case
PLAN = "plan"  # the paper of a year's plan
ALLOCATION = "allocation"  # the note on the division of work
BOOK = "book"  # an office as its workbook
TEMPLATE = "template"  # the empty workbook; of no record
LENGTH_BYTES = 8


def printed(what: str, text: str) -> bytes:
    """The files of the record in a text, as they travel through the pipe.

    What draws is imported where it is used: the application, which only needs the names above, never
    loads it.
    """
    if what == CASE:
        return _framed(b"", _case(text))
    if what == PLAN:
        return _framed(_plan(text), b"")
    if what == ALLOCATION:
        return _framed(_allocation(text), b"")
    if what == TEMPLATE:
        return _framed(_template(), b"")
    if what == BOOK:
        return _framed(_book(text), b"")
    from reports.pictures import summary_picture
    from reports.renders import render
    from sop.copies import load
    from sop.reports import ReportFigures

    figures = load(ReportFigures, text)
    return _framed(render(figures).pdf if what == REPORT else b"", summary_picture(figures))


def _case(text: str) -> bytes:
    from reports.statuses import case_picture
    from sop.copies import load
    from sop.statuses import Status

    return case_picture(load(Status, text))


def _framed(paper: bytes, picture: bytes) -> bytes:
    return len(paper).to_bytes(LENGTH_BYTES) + paper + picture


def _plan(text: str) -> bytes:
    from reports.plans import render_plan
    from sop.copies import load
    from sop.plans import PlanPaper

    return render_plan(load(PlanPaper, text))


def _allocation(text: str) -> bytes:
    from reports.allocations import render_allocation
    from sop.allocations import Allocation
    from sop.copies import load

    return render_allocation(load(Allocation, text))


def _template() -> bytes:
    from reports.templates import template

    return template()


def _book(text: str) -> bytes:
    from reports.templates import written
    from sop.books import OfficeBook
    from sop.copies import load

    return written(load(OfficeBook, text))


if __name__ == "__main__":
    sys.stdout.buffer.write(printed(sys.argv[1], sys.stdin.buffer.read().decode()))
