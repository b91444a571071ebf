"""The Sekretaris confirms who carries out the steps whose actors the SOP does not name. Source: practice 5.3.

The page is proposed by an admin, or by itself when an office opens its first case of such a version. Nothing
waits for it: a case runs on the marked proposal, and what is confirmed holds for the cases opened after it.
"""

import json
from dataclasses import dataclass

from desk import calendars, charts, people, sops
from desk.works import Refused, Work
from sop import confirmations as law
from sop.confirmations import Answering, Confirmation, Line, Page
from sop.deadlines import card_moment
from sop.notices import Notice
from sop.people import Chart
from sop.procedures import Sop, Stage
from storage import confirmations as rows
from storage import marks, notices
from storage.database import Scope

KIND = "confirmation"  # of a held notice


@dataclass(frozen=True, slots=True)
class PageDue:
    """The page may come to whom this notice names."""

    notice: Notice


def propose_once(work: Work, scope: Scope, sop: Sop) -> None:
    """Ask by itself when the office's first case of this version opens; a rehearsal asks nobody."""
    office = charts.chart(work, scope.office_id).office
    if office.rehearses or not law.awaiting(sop):
        return
    if marks.first_ever(work.connection, scope, f"{KIND}:{sop.key}:{sop.version}", work.now):
        _propose(work, scope, sop)


def propose(work: Work, office_id: int) -> Sop:
    """The press of an admin: the page goes to the Sekretaris once more."""
    people.require_admin(work, office_id)
    office = charts.chart(work, office_id).office
    sop = sops.newest(work, office.sop_key)
    if sop is None or not law.awaiting(sop):
        raise Refused("confirmations.nothing")
    if not confirmers(charts.chart(work, office_id)):
        raise Refused("confirmations.nobody_confirms")
    marks.first_ever(work.connection, Scope(office_id), f"{KIND}:{sop.key}:{sop.version}", work.now)
    _propose(work, Scope(office_id), sop)
    return sop


def confirmers(chart: Chart) -> tuple[int, ...]:
    """The Sekretaris; where nobody holds that seat, the head."""
    seats = [seat for seat in chart.with_role("secretary", "head") if seat.holder_id is not None]
    chosen = [seat for seat in seats if seat.role == "secretary"] or seats
    return tuple(dict.fromkeys(seat.holder_id for seat in chosen if seat.holder_id is not None))


def held(work: Work, notice: Notice) -> Page | None:
    """The page a notice is about, if it still waits for this person."""
    scope = Scope(notice.office_id)
    found = rows.confirmation(work.connection, scope, int(json.loads(notice.body)["confirmation"]))
    if found is None or notice.person_id not in confirmers(charts.chart(work, notice.office_id)):
        return None
    newest = rows.newest(work.connection, scope, found.sop_key, found.sop_version)
    return None if newest is None or newest.confirmed else page(work, newest)


def page(work: Work, found: Confirmation) -> Page:
    """The page as it stands."""
    chart, roles = charts.chart(work, found.office_id), charts.roles(work, found.office_id)
    written = sops.version(work, found.sop_key, found.sop_version)
    assert written is not None
    sop = law.proposed(written, found.chosen)
    lines = tuple(
        Line(one, law.playing(chart, roles, one.first.actors), one.first.stage is Stage.FILL)
        for one in law.awaiting(sop)
    )
    return Page(found, chart.office, sop, lines)


def waiting(work: Work, confirmation_id: int) -> Page:
    """The page a button names, for whoever confirms it; Refused otherwise, or where it was changed since."""
    assert work.person is not None
    for office_id in people.offices(work, work.person.id):
        scope = Scope(office_id)
        found = rows.confirmation(work.connection, scope, confirmation_id)
        if found is None:
            continue
        if work.person.id not in confirmers(charts.chart(work, office_id)):
            raise Refused("confirmations.rights")
        newest = rows.newest(work.connection, scope, found.sop_key, found.sop_version)
        if newest != found:
            done = newest is not None and newest.confirmed
            raise Refused("confirmations.done" if done else "confirmations.changed")
        return page(work, found)
    raise Refused("common.old_button")


def candidates(work: Work, seen: Page) -> tuple[Answering, ...]:
    """Who could carry out a step instead."""
    return law.candidates(charts.chart(work, seen.office.id), charts.roles(work, seen.office.id))


def choose(work: Work, seen: Page, step: str, role: str) -> Page:
    """Another role for the steps that begin with `step`; confirmed only by the last press."""
    known = {one.role for one in candidates(work, seen)}
    try:
        chosen = law.changed(seen.sop, seen.confirmation.chosen, step, role)
    except KeyError:
        raise Refused("common.old_button") from None
    if role not in known:
        raise Refused("common.old_button")
    return page(work, _written(work, seen.confirmation, chosen, confirmed=False))


def confirm(work: Work, seen: Page) -> Page:
    """`Semua sesuai`: it holds for every case opened from now on."""
    done = _written(work, seen.confirmation, seen.confirmation.chosen, confirmed=True)
    body: dict[str, object] = {"confirmation": done.id, "sop": done.sop_key, "version": done.sop_version}
    people.record(work, seen.office.id, "actors_confirmed", body)
    return page(work, done)


def _propose(work: Work, scope: Scope, sop: Sop) -> None:
    """Keep a version of the page and let it come when cards may arrive."""
    known = rows.newest(work.connection, scope, sop.key, sop.version)
    values = {
        "sop_key": sop.key,
        "sop_version": sop.version,
        "body": known.body if known is not None else "{}",
        "person_id": work.person.id if work.person else 0,
        "at": work.now,
        "confirmed": False,
    }
    confirmation_id = rows.add(work.connection, scope, values)
    opens_at = card_moment(work.now, calendars.calendar(work.connection, scope.office_id))
    for person_id in confirmers(charts.chart(work, scope.office_id)):
        notices.hold(
            work.connection,
            scope,
            person_id=person_id,
            bundle_id=0,
            kind=KIND,
            body=json.dumps({"confirmation": confirmation_id}),
            dedup=f"{KIND}:{confirmation_id}:{person_id}",
            opens_at=opens_at,
            made_at=work.now,
        )


def _written(
    work: Work, before: Confirmation, chosen: dict[str, tuple[str, ...]], *, confirmed: bool
) -> Confirmation:
    assert work.person is not None
    scope = Scope(before.office_id)
    values = {
        "sop_key": before.sop_key,
        "sop_version": before.sop_version,
        "body": json.dumps(chosen),
        "person_id": work.person.id,
        "at": work.now,
        "confirmed": confirmed,
    }
    found = rows.confirmation(work.connection, scope, rows.add(work.connection, scope, values))
    assert found is not None
    return found
