"""Objecting to a correction. Source: practice 1.6.

Whoever's word was corrected may object until the report is approved. The objection raises the revision of the
card on which the figure waits: nobody decides without having seen it. It is journaled as that row event, so
that the journal still tells the whole case (law 11).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from desk import finalisations
from desk.cards import CardOutdated
from desk.checks import waiting_in
from desk.corrections import fill_task, handed_in_by
from desk.guards import Held
from desk.works import Refused, Work
from sop.cases import Bundle, BundleState, Task
from sop.changes import BundleChanged
from sop.flows import Grain, flow
from sop.indicators import Correction, Indicator, Realization, RealizationState
from sop.periods import read_period
from sop.procedures import Subject
from storage import bundles, cases, indicators, journals


@dataclass(frozen=True, slots=True)
class CorrectionDisputed:
    """Somebody objects to a correction. It is said to the corrector alone: whoever checks next sees it on
    the card, without anybody's name."""

    office_id: int
    indicator: Indicator
    correction: Correction
    objector: str
    in_year: bool = False  # the figures of a year were being made final


def dispute(work: Work, held: Held, correction_id: int) -> None:
    """The press "Keberatan"; `held` is the bundle in which the correction was made."""
    cases.locked(work.connection, held.scope, held.case.id)
    correction, said, before = _made_here(work, held, correction_id)
    if held.person.id not in before:
        raise Refused("corrections.not_yours")
    if said.state is RealizationState.APPROVED:
        raise Refused("corrections.objection_late")
    if not indicators.object_to(work.connection, held.scope, correction.id):
        raise Refused("corrections.objected_already")
    raised = _raise_revision(work, held, said.indicator_id)
    _journal(work, held, correction, raised)
    indicator = indicators.indicator(work.connection, held.scope, said.indicator_id)
    assert indicator is not None
    in_year = _finalises(held)
    disputed = CorrectionDisputed(held.scope.office_id, indicator, correction, held.person.name, in_year)
    work.happened(disputed, *(CardOutdated(bundle) for bundle in raised))


def _finalises(held: Held) -> bool:
    return held.step.subject is Subject.ANNUAL


def _made_here(work: Work, held: Held, correction_id: int) -> tuple[Correction, Realization, Collection[int]]:
    """The correction a button names, with whose word the figure was before.

    Forged and foreign data are refused, and a correction made in another case.
    """
    correction = indicators.correction(work.connection, held.scope, correction_id)
    said = (
        indicators.realization(work.connection, held.scope, correction.realization_id) if correction else None
    )
    if correction is not None and said is not None:
        period = read_period(held.case.period)
        if _finalises(held):
            if told := finalisations.told_of(work, held, correction, said):
                return correction, said, told
        elif (said.year, said.quarter) == (period.year, period.quarter):
            task = fill_task(work, held, said.indicator_id)
            if task is not None:
                return correction, said, _before(work, held, correction, task)
    raise Refused("common.old_button")


def _before(work: Work, held: Held, correction: Correction, task: Task) -> set[int]:
    """Persons whose word the figure was before a correction."""
    every = indicators.corrections(work.connection, held.scope, [correction.realization_id])
    others = {one.person_id for one in every if one.id < correction.id}
    return {handed_in_by(work, held, task), *others} - {correction.person_id, 0}


def _raise_revision(work: Work, held: Held, indicator_id: int) -> tuple[Bundle, ...]:
    """The card on which the figure waits for somebody, in its new revision; empty where it waits on none."""
    year = _finalises(held)
    seen = held.bundle if year else waiting_in(work, held.scope, held.case.id, indicator_id)
    if seen is None or seen.state is not BundleState.OPEN:
        return ()
    if not year and flow(held.sop, held.case.period).run_of(seen.step).grain is not Grain.ITEM:
        return ()
    after = replace(seen, revision=seen.revision + 1)
    if not bundles.change(work.connection, held.scope, seen, after):
        raise Refused("common.changed")
    return (after,)


def _journal(work: Work, held: Held, correction: Correction, raised: tuple[Bundle, ...]) -> None:
    events = [
        {"event": BundleChanged.__name__, "bundle_id": one.id, "revision": one.revision, "at": work.now}
        for one in raised
    ]
    body = {"correction": correction.id, "events": events}
    person = held.person.id
    journals.append(work.connection, held.scope, held.case.id, work.now, person, "", "objection", body)
