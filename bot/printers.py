"""`python -m bot.printers`: the process that draws one report and ends; its memory goes with it.

Standard input is the text of frozen figures, standard output the files: eight bytes with the length of the
PDF, the PDF, the picture. With the word "picture" the PDF is left out. Drawing takes up to seconds of pure
Python, which would hold up both the event loop and the writer thread; when the application is killed, this
process ends at its closed pipe.
"""

import sys

PICTURE_ONLY = "picture"
LENGTH_BYTES = 8


def printed(text: str, picture_only: bool) -> bytes:
    """The files of the figures in a text, as they travel through the pipe.

    What draws is imported here: the application, which only needs the names above, never loads it.
    """
    from reports.pictures import summary_picture
    from reports.quarterly import render
    from sop.copies import load
    from sop.reports import ReportFigures

    figures = load(ReportFigures, text)
    paper = b"" if picture_only else render(figures).pdf
    return len(paper).to_bytes(LENGTH_BYTES) + paper + summary_picture(figures)


if __name__ == "__main__":
    wanted = printed(sys.stdin.buffer.read().decode(), PICTURE_ONLY in sys.argv[1:])
    sys.stdout.buffer.write(wanted)
