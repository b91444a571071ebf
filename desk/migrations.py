"""Moving running cases to another version of their SOP, one by one or all of an office.

Each case stands or falls by itself; a dry run does it and undoes it: what is shown is what would happen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desk import cases, sops
from desk.cards import CardOutdated
from desk.moves import Moved, make
from desk.works import Refused, Work
from sop.cases import RUNNING, Case
from sop.changes import CaseMigrated
from sop.flows import flow
from sop.migrations import Misfit, misfits
from sop.moves import Migrate
from sop.periods import read_period
from storage import bundles, offices
from storage import cases as case_rows
from storage.database import Scope


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became, or would become, of one case; `misfits` name why it stays where it is."""

    case: Case
    title: str
    working: int  # open and waiting bundles that move along
    misfits: tuple[Misfit, ...]
    refused: Refused | None = None

    @property
    def moves(self) -> bool:
        return not self.misfits and self.refused is None


def migrate(
    work: Work, office_code: str, period: str, version: int, *, restart: bool = False, dry_run: bool = False
) -> tuple[Outcome, ...]:
    """Move the running cases of an office's SOPs to a version; an empty `period` means all of them.

    Raises Refused where the office, the version or the case is unknown; nothing has changed then.
    """
    office = offices.by_code(work.connection, office_code)
    if office is None:
        raise Refused("cases.office_unknown", None, code=office_code[:40])
    scope = Scope(office.id)
    found = tuple(_chosen(case_rows.latest(work.connection, scope), period, version))
    found = tuple(
        one for one in found if case_rows.sop_body(work.connection, one.sop_key, version) is not None
    )
    if not found:
        raise Refused("migrations.none", None, version=version)
    return tuple(_migrated(work, scope, case, version, restart=restart, dry_run=dry_run) for case in found)


def tell(work: Work, moved: Moved, event: CaseMigrated) -> None:
    """Every open card is drawn again, silently: its words and its window may be others now."""
    for bundle in cases.working(work, moved.case):
        work.happened(CardOutdated(bundle))


def _chosen(every: Iterable[Case], period: str, version: int) -> Iterable[Case]:
    if period:
        try:
            period = str(read_period(period))
        except ValueError as error:
            raise Refused("cases.period_unreadable", None, written=period[:40]) from error
    for case in every:
        if case.state in RUNNING and case.sop_version != version and period in ("", case.period):
            yield case


def _migrated(work: Work, scope: Scope, case: Case, version: int, *, restart: bool, dry_run: bool) -> Outcome:
    to = sops.of_case(work, replace(case, sop_version=version))
    tasks = bundles.tasks_of_case(work.connection, scope, case.id)
    old = flow(sops.of_case(work, case), case.period)
    wrong = misfits(old, flow(to, case.period), tasks)
    outcome = Outcome(case, cases.title(work, case), len(cases.working(work, case)), wrong)
    if wrong:
        return outcome
    attempt, events = work.connection.begin_nested(), len(work.events)
    try:
        move = Migrate(to, restart)
        make(work, scope, case.id, move, by=0, capacity="baris perintah", quiet=True)
    except Refused as refused:
        attempt.rollback()
        del work.events[events:]
        return replace(outcome, refused=refused)
    if dry_run:
        attempt.rollback()
        del work.events[events:]
    else:
        attempt.commit()
    return outcome
