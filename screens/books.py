"""The office's workbook in chat: how it is asked for, what it would change, and that it was applied."""

from collections import Counter
from collections.abc import Sequence

from screens.offices import lines as outcome
from sop.book_differences import Differences, Noun
from sop.books import Sheet
from sop.people import Office
from text.catalogue import Markup, escaped, joined, plain, words
from text.screens import Attachment, Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.books` says who serves them.
DOWNLOAD = "bku"
SEND = "bks"
APPLY = "bkt"
DETAIL = "bkr"
DROP = "bkx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_LINES = 12
PAGE_LINES = 25
FAULTS = 25  # listed in one message
LONGEST_LINE = 130  # characters
SHEETS: dict[Sheet, tuple[Noun, ...]] = {
    Sheet.OFFICE: (Noun.OFFICE, Noun.CALENDAR, Noun.ROLE, Noun.AGENCY),
    Sheet.STAFF: (Noun.ADMIN, Noun.UNIT, Noun.PERSON, Noun.SEAT, Noun.ASSIGNMENT),
    Sheet.INDICATORS: (Noun.OBJECTIVE, Noun.INDICATOR, Noun.TARGET),
    Sheet.BUDGET: (Noun.PROGRAM,),
    Sheet.HISTORY: (Noun.HISTORY,),
}


def buttons(office: Office) -> tuple[Button, ...]:
    """On the office's page."""
    number = str(office.id)
    return (
        Button(plain("books.download_button"), packed(Tap(DOWNLOAD, number))),
        Button(plain("books.send_button"), packed(Tap(SEND, number))),
    )


def ask(office: Office) -> Screen:
    return Screen(words("books.ask", office=office.name))


def written(office: Office, day: str, sha256: str) -> Screen:
    """The workbook as it arrives."""
    name = plain("books.file", code=office.code, day=day)
    return Screen(
        words("books.written", office=office.name, day=day), attachment=Attachment(name, sha256, XLSX)
    )


def lines(found: Differences) -> tuple[str, ...]:
    """The whole outcome, row by row, without its title."""
    return tuple(one[:LONGEST_LINE] for one in outcome(found, brief=False)[1:])


def preview(office: Office, found: Differences, said: Sequence[str], revision: int, *, stale: bool) -> Screen:
    """What applying would do: counted by sheet, the first lines, and one press that does it."""
    head = words("books.stale") if stale else Markup("")
    title = words("books.preview", office=office.name)
    if not found.applied:
        rest = [escaped(one) for one in said[1 : FIRST_LINES + 1]]  # the first says that nothing changes
        return Screen(joined((head, joined((title, words("books.nothing"), *rest))), "\n\n"))
    shown = [escaped(one) for one in said[:FIRST_LINES]]
    left = len(said) - FIRST_LINES
    more = [words("books.more", count=left)] if left > 0 else []
    body = joined((head, joined((title, *counts(found))), joined((*shown, *more))), "\n\n")
    return Screen(body, _rows(office, revision, left > 0))


def detail(office: Office, said: Sequence[str], unsaid: int, page: int, revision: int) -> Screen:
    """Further lines of the outcome; `unsaid` are too many to keep."""
    first = page * PAGE_LINES
    shown = [escaped(one) for one in said[first : first + PAGE_LINES]]
    last = first + PAGE_LINES >= len(said)
    if last and unsaid:
        shown.append(words("books.unsaid", count=unsaid))
    rows: Rows = _rows(office, revision, detailed=False)
    if not last:
        data = packed(Tap(DETAIL, str(office.id), revision, str(page + 1)))
        rows = ((Button(plain("absences.more"), data),), *rows)
    return Screen(joined((words("books.detail", office=office.name), joined(shown)), "\n\n"), rows)


def refused(faults: Sequence[str]) -> Screen:
    """Everything that keeps a file from being applied, in one message."""
    shown = [words("books.fault", fault=one) for one in faults[:FAULTS]]
    left = len(faults) - FAULTS
    more = [words("books.faults_more", count=left)] if left > 0 else []
    return Screen(joined((words("books.refused", count=len(faults)), joined((*shown, *more))), "\n\n"))


def applied(office: Office, found: Differences) -> Screen:
    """It was done; what comes next."""
    done = joined((words("books.applied", office=office.name), *counts(found)))
    return Screen(joined((done, words("books.next")), "\n\n"))


def counts(found: Differences) -> list[Markup]:
    """For each sheet what is new, changes and ends."""
    every = {noun: sheet for sheet, nouns in SHEETS.items() for noun in nouns}
    counted = Counter((every[row.noun], row.kind) for row in found.applied)
    return [
        words(
            "books.count",
            sheet=sheet.value,
            counts=", ".join(
                plain("books.counted", count=count, kind=plain(f"offices.kind_{kind}").lower())
                for (of, kind), count in counted.items()
                if of is sheet
            ),
        )
        for sheet in SHEETS
        if any(of is sheet for of, _ in counted)
    ]


def _rows(office: Office, revision: int, detailed: bool) -> Rows:
    number = str(office.id)
    use = Button(plain("books.apply_button"), packed(Tap(APPLY, number, revision)), Style.SUCCESS)
    drop = Button(plain("books.drop_button"), packed(Tap(DROP, number, revision)))
    if not detailed:
        return ((use,), (drop,))
    more = Button(plain("books.detail_button"), packed(Tap(DETAIL, number, revision, "0")))
    return ((use,), (more, drop))
