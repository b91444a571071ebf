"""Reports in the register, their receipts, and the files they name."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from sop.dispatches import Receipt
from sop.reports import FrozenReport, ReportState
from storage.database import Scope
from storage.dialects import InsertUnlessThere
from storage.records import Reader
from storage.tables.cases import Cases, Journals
from storage.tables.columns import table
from storage.tables.reports import Blobs, Receipts, Reports

REPORTS = table(Reports)
RECEIPTS = table(Receipts)
BLOBS = table(Blobs)
CASES = table(Cases)
JOURNALS = table(Journals)
READER = Reader(FrozenReport, REPORTS)
RECEIPT_READER = Reader(Receipt, RECEIPTS)

_MINE = REPORTS.c.office_id == bindparam("office")
_THIS = sa.and_(_MINE, REPORTS.c.id == bindparam("report"))
_BY_ID = READER.select().where(_THIS)
_OF_CASE = READER.select().where(_MINE, REPORTS.c.case_id == bindparam("case")).order_by(REPORTS.c.version)
_IN_PERIOD_ORDER = (CASES.c.period.desc(), REPORTS.c.version.desc(), REPORTS.c.id.desc())
_WITH_CASE = READER.select().join_from(REPORTS, CASES, CASES.c.id == REPORTS.c.case_id)
_APPROVED = _WITH_CASE.where(_MINE, REPORTS.c.state == ReportState.APPROVED).order_by(*_IN_PERIOD_ORDER)
_OF_PERIOD = _WITH_CASE.where(_MINE, CASES.c.period == bindparam("period")).order_by(*_IN_PERIOD_ORDER)
_BY_CODE = READER.select().where(_MINE, REPORTS.c.verification_code == bindparam("code"))
_INSERT = sa.insert(REPORTS).returning(REPORTS.c.id)
_DRAWN = (
    sa.update(REPORTS)
    .where(_THIS, REPORTS.c.state == bindparam("drawn_state"))
    .values(pdf_sha256=bindparam("pdf"), picture_sha256=bindparam("picture"))
)
_APPROVE = (
    sa.update(REPORTS)
    .where(_THIS, REPORTS.c.state == ReportState.DRAFT)
    .values(
        state=ReportState.APPROVED,
        figures=bindparam("copy"),
        content_hash=bindparam("digest"),
        verification_code=bindparam("to_code"),
        approved_at=bindparam("at"),
        approved_by=bindparam("by"),
        pdf_sha256="",
        picture_sha256="",
    )
)
_NUMBER = (
    sa.update(REPORTS).where(_THIS).values(letter_number=bindparam("number"), letter_date=bindparam("dated"))
)
_FROM_PERIOD = (
    sa.select(CASES.c.id)
    .where(
        CASES.c.office_id == bindparam("office"),
        CASES.c.period >= bindparam("first"),
        CASES.c.period <= bindparam("last"),
    )
    .scalar_subquery()
)
_OUTDATE = (
    sa.update(REPORTS)
    .where(_MINE, REPORTS.c.case_id.in_(_FROM_PERIOD), REPORTS.c.outdated.is_(sa.false()))
    .values(outdated=True)
)

_RECEIPT_MINE = RECEIPTS.c.office_id == bindparam("office")
_RECEIPT = RECEIPT_READER.select().where(_RECEIPT_MINE, RECEIPTS.c.id == bindparam("receipt"))
_OF_REPORT = (
    RECEIPT_READER.select()
    .where(_RECEIPT_MINE, RECEIPTS.c.report_id == bindparam("report"))
    .order_by(RECEIPTS.c.id)
)
_OF_AGENCY = (
    RECEIPT_READER.select()
    .where(_RECEIPT_MINE, RECEIPTS.c.agency_id == bindparam("agency"))
    .order_by(RECEIPTS.c.id)
)
_ADD_RECEIPT = InsertUnlessThere(RECEIPTS, RECEIPTS.c.id)
_RECEIVE = (
    sa.update(RECEIPTS)
    .where(_RECEIPT_MINE, RECEIPTS.c.id == bindparam("receipt"), RECEIPTS.c.received_at.is_(None))
    .values(received_at=bindparam("at"))
)
_REMARK = (
    sa.update(RECEIPTS)
    .where(_RECEIPT_MINE, RECEIPTS.c.id == bindparam("receipt"))
    .values(remark=bindparam("words"))
)

_KEEP_BLOB = InsertUnlessThere(BLOBS)
_DRAWN_AS = sa.select(JOURNALS.c.body).where(
    JOURNALS.c.office_id == bindparam("office"),
    JOURNALS.c.action == "report_drawn",
    JOURNALS.c.body.contains(bindparam("sha256")),
)


def report(connection: Connection, scope: Scope, report_id: int) -> FrozenReport | None:
    values = {"office": scope.office_id, "report": report_id}
    return READER.one(connection.execute(_BY_ID, values).first())


def of_case(connection: Connection, scope: Scope, case_id: int) -> tuple[FrozenReport, ...]:
    """Every version of a case's report, oldest first."""
    return READER.all(connection.execute(_OF_CASE, {"office": scope.office_id, "case": case_id}).all())


def approved(connection: Connection, scope: Scope) -> tuple[FrozenReport, ...]:
    """Approved reports of the office, the newest period and version first."""
    return READER.all(connection.execute(_APPROVED, {"office": scope.office_id}).all())


def of_period(connection: Connection, scope: Scope, period: str) -> tuple[FrozenReport, ...]:
    """Every version for "2026-Q3", the newest first."""
    return READER.all(connection.execute(_OF_PERIOD, {"office": scope.office_id, "period": period}).all())


def by_code(connection: Connection, scope: Scope, code: str) -> FrozenReport | None:
    return READER.one(connection.execute(_BY_CODE, {"office": scope.office_id, "code": code}).first())


def drawn_as(connection: Connection, scope: Scope, sha256: str) -> tuple[int, str] | None:
    """The report a file was drawn for and the state it had then; also files of drafts long approved."""
    for body in connection.execute(_DRAWN_AS, {"office": scope.office_id, "sha256": sha256}).scalars():
        line = json.loads(body)
        if line["pdf"] == sha256:
            return int(line["report"]), str(line["state"])
    return None


def add(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int:
    """Enter a version; a second one of the same case and number raises the database's IntegrityError."""
    row = {"letter_number": "", "signing": "", **values, "office_id": scope.office_id}
    return int(connection.execute(_INSERT, row).scalar_one())


def drawn(
    connection: Connection, scope: Scope, report_id: int, state: ReportState, pdf: str, picture: str
) -> bool:
    """Name the files of a report; False where it has left the state they were drawn in."""
    values = {"office": scope.office_id, "report": report_id, "drawn_state": state}
    return connection.execute(_DRAWN, {**values, "pdf": pdf, "picture": picture}).rowcount == 1


def approve(connection: Connection, scope: Scope, report_id: int, values: Mapping[str, Any]) -> bool:
    """Freeze the approved copy: `copy`, `digest`, `to_code`, `at`, `by`. False unless it was a draft."""
    bindings = {"office": scope.office_id, "report": report_id, **values}
    return connection.execute(_APPROVE, bindings).rowcount == 1


def number(connection: Connection, scope: Scope, report_id: int, letter_number: str, dated: date) -> bool:
    values = {"office": scope.office_id, "report": report_id, "number": letter_number, "dated": dated}
    return connection.execute(_NUMBER, values).rowcount == 1


def outdate(connection: Connection, scope: Scope, first: str, last: str) -> int:
    """Mark every report from a period to another, both included, as outdated; how many were not yet."""
    values = {"office": scope.office_id, "first": first, "last": last}
    return connection.execute(_OUTDATE, values).rowcount


def receipt(connection: Connection, scope: Scope, receipt_id: int) -> Receipt | None:
    values = {"office": scope.office_id, "receipt": receipt_id}
    return RECEIPT_READER.one(connection.execute(_RECEIPT, values).first())


def receipts(connection: Connection, scope: Scope, report_id: int) -> tuple[Receipt, ...]:
    values = {"office": scope.office_id, "report": report_id}
    return RECEIPT_READER.all(connection.execute(_OF_REPORT, values).all())


def receipts_of_agency(connection: Connection, scope: Scope, agency_id: int) -> tuple[Receipt, ...]:
    values = {"office": scope.office_id, "agency": agency_id}
    return RECEIPT_READER.all(connection.execute(_OF_AGENCY, values).all())


def add_receipt(connection: Connection, scope: Scope, values: Mapping[str, Any]) -> int | None:
    """Record a dispatch; None where this report already went to this agency."""
    row = {"remark": "", **values, "office_id": scope.office_id}
    found: int | None = connection.execute(_ADD_RECEIPT.on(connection.dialect), row).scalar()
    return found


def receive(connection: Connection, scope: Scope, receipt_id: int, at: datetime) -> bool:
    """The agency confirms; True the first time."""
    values = {"office": scope.office_id, "receipt": receipt_id, "at": at}
    return connection.execute(_RECEIVE, values).rowcount == 1


def remark(connection: Connection, scope: Scope, receipt_id: int, words: str) -> None:
    connection.execute(_REMARK, {"office": scope.office_id, "receipt": receipt_id, "words": words})


def keep_blob(connection: Connection, sha256: str, size: int, mime: str, at: datetime) -> None:
    """Enter a stored file; the same file is entered once. Files stand above the office."""
    values = {"sha256": sha256, "size": size, "mime": mime, "kept_at": at}
    connection.execute(_KEEP_BLOB.on(connection.dialect), values)
