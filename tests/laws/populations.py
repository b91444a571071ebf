"""An office with rows of every kind: a quarter played to its archive, and what a played quarter leaves out.

What is added here by hand need not make sense together; it only has to be there to be found.
"""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy import Connection

from sop.agreements import Agreement, AgreementState
from sop.cases import BundleState, TaskState
from sop.pauses import Pause
from sop.plans import Plan, PlanState
from sop.procedures import Stage
from sop.reports import ReportState
from storage import (
    agreements,
    bundles,
    cases,
    comments,
    confirmations,
    dispositions,
    drafts,
    enclosures,
    indicators,
    journals,
    letters,
    log_entries,
    marks,
    notices,
    offices,
    pauses,
    plans,
    rehearsals,
    reports,
    requests,
    takeovers,
)
from storage.bundles import BUNDLES, TASKS
from storage.cards import CARDS
from storage.database import Database
from storage.reports import REPORTS
from storage.rungs import RUNGS
from tests.forms.offices import Office
from tests.laws.quarters import Quarter, begun

HEAD, KABID, FILLER = "KADIS", "KABID-PIKM", "SUBKOR-PSDI"


def populated(database: Database) -> Quarter:
    """The quarter waits to be archived; every table that scoped statements read has rows of the office."""
    quarter = begun(database)
    quarter.go_on(Stage.CHECK)
    quarter.deliver()
    office = quarter.office
    office.write(KABID, f"/kembalikan {office.bundle(KABID).code} lampiran belum sesuai")
    quarter.go_on(Stage.ARCHIVE)
    quarter.deliver()
    people = {code: office.seat(code).holder_id or 0 for code in (HEAD, FILLER)}
    form = office.bundle(FILLER, BundleState.DONE).id
    seat = office.seat(HEAD).id
    with database.writing() as connection:
        _add_orders(connection, office, people[HEAD], seat)
        _add_form(connection, office, people[FILLER], form)
        _add_reports(connection, office)
        _add_request(connection, office, people[HEAD])
        fired = sa.update(RUNGS).where(RUNGS.c.bundle_id == form).values(state="fired", fired_at=office.now)
        connection.execute(fired)
        connection.execute(sa.update(RUNGS).where(RUNGS.c.state == "void").values(state="resting"))
        connection.execute(sa.update(CARDS).where(CARDS.c.live).values(message_id=CARDS.c.id))
        pauses.begin(connection, office.scope, office.case_id, Pause(office.now, None, "x", 1))
        marks.first_ever(connection, office.scope, "x", office.now)
        takeovers.expect(connection, office.scope, seat, office.now)
        page = {"sop_key": "lumajang", "sop_version": 1, "body": "{}", "person_id": 1, "at": office.now}
        confirmations.add(connection, office.scope, {**page, "confirmed": True})
        rehearsals.begin(connection, office.scope, "LATIHAN", "lumajang", (2026, 3))
        _add_notice(connection, office, people[FILLER], form)
        _add_year(connection, office, people[FILLER], form)
    return quarter


def _add_notice(connection: Connection, office: Office, person: int, bundle_id: int) -> None:
    notices.hold(
        connection,
        office.scope,
        person_id=person,
        bundle_id=bundle_id,
        kind="card",
        body="{}",
        dedup="y",
        opens_at=office.now,
        made_at=office.now,
    )


def _add_year(connection: Connection, office: Office, person: int, bundle_id: int) -> None:
    """An agreement, an entry of the log, and the plan of the year."""
    item = bundles.tasks_of(connection, office.scope, bundle_id)[0].indicator_id
    said = Agreement(0, item, 2026, AgreementState.PROVISIONAL, person, office.now)
    agreements.keep(connection, office.scope, said)
    entry = {"indicator_id": item, "day": office.now.date(), "activity": "x", "value": Decimal(1)}
    log_entries.add(connection, office.scope, {**entry, "person_id": person, "at": office.now})
    plans.keep(connection, office.scope, Plan(0, 2026, PlanState.DRAFT))


def _add_orders(connection: Connection, office: Office, person: int, seat: int) -> None:
    """A letter, an oral order, and a standing one."""
    case_id, now = office.case_id, office.now
    words = {"sender": "x", "subject": "x", "agenda_no": "7", "agenda_year": 2026, "agenda_count": 7}
    kept = {"case_id": case_id, "priority": "ordinary", "recorded_by": person, "recorded_at": now}
    letter_id = letters.add(connection, office.scope, {**words, **kept, "state": "sent"})
    letters.add(connection, office.scope, {**words, **kept, "state": "draft"})
    page = {"letter_id": letter_id, "name": "x", "person_id": person, "at": now}
    letters.add_file(connection, office.scope, page)
    branch = {"case_id": case_id, "from_seat_id": seat, "to_seat_id": seat, "oral": True, "at": now}
    oral = {**branch, "instruction": "x", "note": "x", "by_person_id": person, "disputed": False}
    dispositions.add(connection, office.scope, oral)
    dispositions.add(connection, office.scope, {**oral, "copy_only": True})
    order = {"sop_key": "lumajang", "year": 2026, "person_id": person, "authority": "x", "given_at": now}
    cases.give_standing_order(connection, office.scope, order)


def _add_form(connection: Connection, office: Office, person: int, bundle_id: int) -> None:
    """A form open once more, a file for it that was never fetched, a question, and a correction."""
    connection.execute(sa.update(BUNDLES).where(BUNDLES.c.id == bundle_id).values(state=BundleState.OPEN))
    connection.execute(sa.update(TASKS).where(TASKS.c.bundle_id == bundle_id).values(state=TaskState.OPEN))
    task = bundles.tasks_of(connection, office.scope, bundle_id)[0]
    file = {"kind": "file", "name": "x", "content": "", "sha256": "", "size": 0, "at": office.now}
    owner = {"bundle_id": bundle_id, "indicator_id": task.indicator_id, "person_id": person}
    indicators.add_evidence(connection, office.scope, {**file, **owner})
    said = {
        "case_id": office.case_id,
        "indicator_id": task.indicator_id,
        "person_id": person,
        "at": office.now,
    }
    comments.keep(connection, office.scope, {**said, "step": task.step, "round": 1, "text": "x"})
    draft_id = drafts.keep(connection, office.scope, person, bundle_id, waiting="x", asked_at=office.now)
    drafts.asked(connection, draft_id, 1, "x", task.indicator_id)


def _add_request(connection: Connection, office: Office, person: int) -> None:
    """What was asked of the units."""
    asked = {"case_id": office.case_id, "version": 1, "fields": "", "person_id": person, "at": office.now}
    requests.add(connection, office.scope, asked)


def _add_reports(connection: Connection, office: Office) -> None:
    """The approved report is drawn and sent; a further draft waits."""
    scope, case_id, now = office.scope, office.case_id, office.now
    (report,) = reports.of_case(connection, scope, case_id)
    connection.execute(sa.update(REPORTS).values(pdf_sha256="a" * 64, picture_sha256="b" * 64))
    body = {"report": report.id, "state": report.state, "pdf": "a" * 64, "picture": "b" * 64}
    journals.append(connection, scope, case_id, now, 0, "", "report_drawn", body)
    agency = offices.agencies(connection, scope)[0].id
    receipt = {"report_id": report.id, "agency_id": agency, "channel": "hand", "code": "x", "sent_at": now}
    reports.add_receipt(connection, scope, {**receipt, "remark": ""})
    texts = {"figures": "{}", "content_hash": "x", "verification_code": "DRAF"}
    draft = {"case_id": case_id, "version": 2, "state": ReportState.DRAFT, "made_at": now}
    reports.add(connection, scope, {**draft, **texts})
    one = {"case_id": case_id, "kind": "renja", "title": "x", "name": "x", "capacity": "x", "at": now}
    sender = {"person_id": office.seat(HEAD).holder_id, "person": "x"}
    for revision, sha256 in ((1, "c" * 64), (2, "")):
        said = {**one, **sender, "revision": revision, "sha256": sha256}
        enclosures.add(connection, scope, said)
