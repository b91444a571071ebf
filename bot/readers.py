"""`python -m bot.readers`: the process that reads one workbook and ends; its memory goes with it.

Standard input is the file as somebody sent it, standard output JSON: the book as the text of its record, or
null and the sentences that say why there is none. A file that does harm does it here.
"""

import json
import sys


def answer(content: bytes) -> str:
    """What is read from a file, as it travels through the pipe."""
    from reports.guards import RefusedFileError
    from reports.workbooks import read_book
    from sop.copies import dump

    try:
        book, errors = read_book(content)
    except RefusedFileError as refused:
        return json.dumps({"book": None, "faults": [refused.sentence]}, ensure_ascii=False)
    said = {"book": dump(book) if book is not None else None, "faults": [str(error) for error in errors]}
    return json.dumps(said, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()).encode())
