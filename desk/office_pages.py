"""The page of an office for its admin, and the choice of its SOP. Source: practice 5.2, 5.3.

A change of SOP holds for the cases opened from then on; those that run stay on theirs.
"""

from desk import calendars, charts, people, rehearsals, sops
from desk.works import Refused, Work
from sop.confirmations import awaiting
from sop.office_pages import OfficePage
from sop.procedures import Sop
from storage import confirmations, journals, offices
from storage.database import Scope


def page(work: Work, office_id: int) -> OfficePage:
    """How an office stands, for its admin."""
    people.require_admin(work, office_id)
    scope, office = Scope(office_id), charts.chart(work, office_id).office
    everyone = people.invitees(work, office_id, everyone=True)
    sop = sops.newest(work, office.sop_key) if office.sop_key else None
    return OfficePage(
        office=office,
        sop=sop,
        others=tuple(one for one in sops.every(work) if one.key != office.sop_key),
        unconfirmed=sop is not None and _unconfirmed(work, office_id, sop),
        connected=sum(one.connected for one in everyone),
        people=len(everyone),
        rehearses=rehearsals.running(work, office_id) is not None,
        decree_wanted=calendars.calendar(work.connection, office_id).decree_wanted(work.now),
        imported_at=journals.last_at(work.connection, scope, journals.OFFICE_CHAIN, "office_imported"),
    )


def choose_sop(work: Work, office_id: int, sop_key: str) -> Sop:
    """The SOP of the cases opened from now on."""
    seen = page(work, office_id)
    found = next((one for one in seen.others if one.key == sop_key), None)
    if found is None:
        raise Refused("common.old_button")
    offices.choose_sop(work.connection, Scope(office_id), found.key)
    charts.changed(work, office_id)
    body: dict[str, object] = {"sop": found.key, "version": found.version, "before": seen.office.sop_key}
    people.record(work, office_id, "sop_chosen", body)
    return found


def _unconfirmed(work: Work, office_id: int, sop: Sop) -> bool:
    known = confirmations.newest(work.connection, Scope(office_id), sop.key, sop.version)
    return bool(awaiting(sop)) and (known is None or not known.confirmed)
