"""Evidence: how it is asked for, and what is said about each piece. Source: telegram 3.6; practice 1.5."""

from collections.abc import Sequence

from screens import figures
from sop.evidences import EvidenceUnusable
from sop.forms import Form, FormRow
from text.catalogue import Markup, escaped, joined, plain, words
from text.screens import Screen

NAME = 80  # characters of a file name that is quoted back


def asked(form: Form) -> Screen:
    """Once per form: files, photos, links or words, with the number in the caption."""
    lines = figures.listed(form.open_rows, _line, 2500)
    text = words("evidences.ask", number=form.open_rows[0].number)
    return Screen(joined((text, lines), "\n\n"))


def kept(name: str, rows: Sequence[FormRow], *, album: bool = False, unknown_number: int = 0) -> Markup:
    """One line: what was kept, and for which figures; for the whole form where none is named."""
    shown = name[:NAME] or plain("evidences.unnamed")
    if not rows:
        line = words("evidences.kept_whole", name=shown)
    elif len(rows) == 1:
        row = rows[0]
        line = words("evidences.kept", name=shown, number=row.number, indicator=figures.name(row, NAME))
    else:
        line = words("evidences.kept_several", name=shown, numbers=_numbers(rows))
    extra = words("evidences.unknown_number", number=unknown_number) if unknown_number else Markup("")
    return joined((line, extra, words("evidences.album") if album else Markup("")))


def links_kept(count: int, rows: Sequence[FormRow]) -> Markup:
    if not rows:
        return words("evidences.links_whole", count=count)
    return words("evidences.links", count=count, number=_numbers(rows))


def _numbers(rows: Sequence[FormRow]) -> str:
    """ "1, 2 dan 3"."""
    first, last = [str(row.number) for row in rows[:-1]], str(rows[-1].number)
    return plain("evidences.and", first=", ".join(first), last=last) if first else last


def unusable(event: EvidenceUnusable) -> Screen:
    """A file that was acknowledged and could not be kept: what happened and what to do."""
    return Screen(escaped(plain(f"evidences.gone_{event.why}", name=event.name[:NAME])))


def which_form(numbers: Sequence[str]) -> Screen:
    return Screen(words("evidences.which_form", forms=", ".join(numbers)))


def _line(row: FormRow, length: int) -> Markup:
    key = "evidences.row_required" if row.indicator.evidence_required else "evidences.row"
    count = row.evidence_count
    there = plain("evidences.there", count=count) if count else plain("evidences.not_there")
    return words(key, number=row.number, name=figures.name(row, length), there=there)
