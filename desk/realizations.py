"""Saying something about a figure: the answer is the realization row itself (design 4, 5).

Every answer is journaled with what it changed, who typed it, for whom and where (practice 2.2, law 11). A
figure that changes loses the explanation of the old one.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from desk.forms import Filling
from desk.journals import record
from desk.works import Refused, Work
from sop.answers import read_obstacle
from sop.forms import FormRow, said_anew
from sop.indicators import Missing, Realization, RealizationState, Source
from sop.remarks import Remarks
from sop.typed_answers import Figure
from storage import indicators, realizations

MAX_WORDS = 1000  # characters of one explanation
_IDENTITY = frozenset({"id", "indicator_id", "year", "quarter", "revision"})


def with_figure(work: Work, filling: Filling, row: FormRow, figure: Figure) -> Realization:
    """The row's realization with a figure in it."""
    said = row.realization
    before = (said.value, said.numerator, said.denominator)
    same = before == (figure.value, figure.numerator, figure.denominator) and said.missing is None
    return replace(
        _typed(work, filling, row),
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        missing=None,
        note=said.note if same else "",
    )


def without_figure(work: Work, filling: Filling, row: FormRow, missing: Missing, reason: str) -> Realization:
    """The row's realization skipped, with the reason why there is no figure (law 8)."""
    bare = replace(_typed(work, filling, row), value=None, numerator=None, denominator=None)
    return replace(bare, missing=missing, note=_kept_whole(reason))


def with_words(filling: Filling, row: FormRow, text: str) -> Realization:
    """The row's realization explained: obstacle and follow-up below target, else a note.

    The person in charge defaults to the owner, the date to the end of the next quarter.
    """
    said = replace(row.realization, state=RealizationState.DRAFT)
    if not row.below_target:
        return replace(said, note=_kept_whole(text))
    read = read_obstacle(_kept_whole(text))
    obstacle, follow_up = read.obstacle, read.follow_up
    if said.obstacle and not said.follow_up and not follow_up:
        obstacle, follow_up = said.obstacle, read.obstacle
    by = said.follow_up_by or filling.held.chart.seat(row.indicator.owner_seat_id).title
    due = said.follow_up_due or _end_of_next(filling)
    note = said.note or (obstacle if row.doubts else "")
    return replace(
        said, obstacle=obstacle, follow_up=follow_up, follow_up_by=by, follow_up_due=due, note=note
    )


def with_remarks(row: FormRow, remarks: Remarks, nothing: str) -> Realization:
    """The row's realization with its failure and recommendation; `nothing` stands for a half not given."""
    said = replace(row.realization, state=RealizationState.DRAFT)
    failure = remarks.failure or said.failure or nothing
    recommendation = remarks.recommendation or said.recommendation or nothing
    return replace(said, failure=_kept_whole(failure), recommendation=_kept_whole(recommendation))


def with_factor(row: FormRow, factor: str) -> Realization:
    """The row's realization with what supported the result."""
    said = replace(row.realization, state=RealizationState.DRAFT)
    return replace(said, supporting_factor=_kept_whole(factor))


def touched(row: FormRow) -> Realization:
    """A returned figure that was looked at again stands as it is."""
    return replace(row.realization, state=RealizationState.DRAFT)


def keep(work: Work, filling: Filling, said: Mapping[int, Realization]) -> Filling:
    """Write what was said, by indicator, in one go and one journal line; returns the form after it.

    What says the same again changes nothing: a card that waits for "Benar" keeps its validity.
    """
    said = {key: one for key, one in said.items() if not _stands(filling, _row(filling, key), one)}
    if not said:
        return filling
    formula = filling.form.office.minimize_formula
    changed = {key: _settled(_row(filling, key), one, formula) for key, one in said.items()}
    new = [row.realization for row in changed.values() if row.realization.id == 0]
    ids = realizations.add_all(work.connection, filling.held.scope, new)
    for key, row in changed.items():
        changed[key] = _written(work, filling, row, ids)
    _journal(work, filling, changed)
    return replace(filling, form=filling.form.with_rows(changed))


def _stands(filling: Filling, row: FormRow, said: Realization) -> bool:
    """Whether this is recorded already; an owner who retypes what others typed makes it his own."""
    before = row.realization
    if filling.own and before.entered_by != said.entered_by:
        return False
    same = replace(
        said,
        entered_by=before.entered_by,
        on_behalf=before.on_behalf,
        source=before.source,
        entered_at=before.entered_at,
    )
    return before.id != 0 and same == before


def _typed(work: Work, filling: Filling, row: FormRow) -> Realization:
    person = filling.held.person.id
    return replace(
        row.realization,
        state=RealizationState.DRAFT,
        entered_by=person,
        on_behalf=not filling.own,
        source=Source.CHAT,
        entered_at=work.now,
    )


def _kept_whole(text: str) -> str:
    """Words are kept whole or refused, never cut."""
    if len(text) > MAX_WORDS:
        raise Refused("forms.words_long", None, limit=MAX_WORDS)
    return text.strip()


def _end_of_next(filling: Filling) -> date:
    return filling.form.period.next.last_day


def _row(filling: Filling, indicator_id: int) -> FormRow:
    found = filling.form.row(indicator_id)
    assert found is not None
    return found


def _settled(row: FormRow, said: Realization, formula: str) -> FormRow:
    """The row with what is said now; causes of a shortfall that is none any more are dropped."""
    after = said_anew(row, said, formula)
    if after.below_target or not (said.obstacle or said.follow_up):
        return after
    plain = replace(said, obstacle="", follow_up="", follow_up_by="", follow_up_due=None)
    return said_anew(row, plain, formula)


def _written(work: Work, filling: Filling, row: FormRow, new_ids: Mapping[int, int]) -> FormRow:
    said = row.realization
    if said.id == 0:
        kept = replace(said, id=new_ids[said.indicator_id], revision=1)
    else:
        scope = filling.held.scope
        if not indicators.change_realization(work.connection, scope, said, said):
            raise Refused("common.changed", filling.held.bundle)
        kept = replace(said, revision=said.revision + 1)
    return replace(row, realization=kept, year={**row.year, row.quarter: kept})


def _journal(work: Work, filling: Filling, changed: Mapping[int, FormRow]) -> None:
    held, incoming = filling.held, work.incoming
    items = [difference(_row(filling, key).realization, row.realization) for key, row in changed.items()]
    body: dict[str, Any] = {
        "bundle": held.bundle.id,
        "items": items,
        "on_behalf": not filling.own,
        "chat": incoming.chat_id if incoming else 0,
        "message": incoming.message_id if incoming else 0,
    }
    record(work, held, "answer", body)


def difference(before: Realization, after: Realization) -> dict[str, Any]:
    """What identifies the figure, and every field that is different from before."""
    found: dict[str, Any] = {
        "indicator": after.indicator_id,
        "period": f"{after.year}-Q{after.quarter}",
        "revision": after.revision,
    }
    for field in fields(after):
        value = getattr(after, field.name)
        if field.name not in _IDENTITY and value != getattr(before, field.name):
            found[field.name] = value
    return found
