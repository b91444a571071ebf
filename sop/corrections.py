"""Typed corrections: "85,5; salah ketik" against one figure of a sheet, and how they wait for a press.

Source: practice 1.6 (written -> should be -> reason); telegram 3.4 (two readings are two buttons). Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sop.forms import FormRow, said_anew
from sop.indicators import Missing, Realization
from sop.sheets import SheetRow
from sop.typed_answers import Absent, Clear, Doubtful, Figure, understand

LONGEST_REASON = 300  # characters

Should = Figure | Missing
"""What a figure should be: a value, components, or the reason why there is none."""


class Unread(StrEnum):
    """Why a text is no correction."""

    REASON_MISSING = "reason_missing"
    UNREADABLE = "unreadable"
    UNREADABLE_RATIO = "unreadable_ratio"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction as read. `doubtful`: one of the readings has to be pressed before it stands."""

    readings: tuple[Should, ...]
    reason: str
    doubtful: bool


def read_correction(row: SheetRow, text: str) -> Wanted | Unread:
    """Read what a figure should be and why; the first semicolon parts them."""
    typed, _, reason = (part.strip() for part in text.partition(";"))
    if not reason:
        return Unread.REASON_MISSING
    asked = form_row(row)
    parts = understand(typed, (asked,), asked).parts
    match parts[0] if len(parts) == 1 else None:
        case Clear(figure=figure):
            return Wanted((figure,), reason[:LONGEST_REASON], doubtful=False)
        case Doubtful(options=options):
            return Wanted(options, reason[:LONGEST_REASON], doubtful=True)
        case Absent(missing=missing):
            return Wanted((missing,), reason[:LONGEST_REASON], doubtful=True)
        case _:
            return Unread.UNREADABLE_RATIO if asked.is_ratio else Unread.UNREADABLE


def form_row(row: SheetRow) -> FormRow:
    """The row as the form that was filled in knows it."""
    said = {one.quarter: one for one in (*row.earlier, row.realization)}
    return FormRow(
        number=row.number,
        indicator=row.indicator,
        target=row.target,
        realization=row.realization,
        year=said,
        last=row.earlier[-1] if row.earlier else None,
        history=(),
        measurement=row.measurement,
        state=row.state,
        round=row.round,
    )


def said_as(said: Realization, should: Should) -> Realization:
    """The realization with another figure in it; the reason for a missing one goes with it."""
    if isinstance(should, Missing):
        return replace(said, value=None, numerator=None, denominator=None, missing=should)
    note = "" if said.missing else said.note
    parts = (should.value, should.numerator, should.denominator)
    value, numerator, denominator = parts
    return replace(said, value=value, numerator=numerator, denominator=denominator, missing=None, note=note)


def corrected(row: SheetRow, should: Should, formula: str) -> Realization:
    """What is said after a correction; causes of a shortfall that is none any more are dropped.

    The note goes with them where it stood beside a figure below its target: the report would print it as the
    reason of a shortfall nobody sees. A note beside a figure that met its target explains something else.
    """
    said = said_as(row.realization, should)
    if said_anew(form_row(row), said, formula).below_target or isinstance(should, Missing):
        return said
    note = "" if form_row(row).below_target else said.note
    return replace(said, obstacle="", follow_up="", follow_up_by="", follow_up_due=None, note=note)


def kept(wanted: Wanted) -> dict[str, Any]:
    """Readings as a draft keeps them until one is pressed; figures as text, so that no digit is lost."""
    return {"readings": [_plain(one) for one in wanted.readings], "reason": wanted.reason}


def chosen(kept_body: Mapping[str, Any], place: str) -> tuple[Should, str] | None:
    """The reading that button `place` (from "1") names, and the typed reason; None where none waits."""
    readings = kept_body.get("readings", [])
    index = int(place) - 1 if place.isascii() and place.isdigit() else -1
    if not 0 <= index < len(readings):
        return None
    return _read(readings[index]), str(kept_body["reason"])


def _plain(should: Should) -> str | list[str | None]:
    if isinstance(should, Missing):
        return should.value
    parts = (should.value, should.numerator, should.denominator)
    return [None if part is None else format(part, "f") for part in parts]


def _read(plain: str | list[str | None]) -> Should:
    if isinstance(plain, str):
        return Missing(plain)
    value, above, below = (None if part is None else Decimal(part) for part in plain)
    return Figure(value, above, below)
