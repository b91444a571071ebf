"""Evidence: kept at once as a row, its file fetched by a job and filed under its hash.

Source: telegram 3.6; practice 1.5; domain 2.7. A file counts from its receipt; should it turn out that it
cannot be kept, the row goes and the person is told.
"""

import json
from typing import Any

from desk.forms import Filling
from desk.guards import Held
from desk.journals import record
from desk.works import Refused, Work
from sop.evidences import LIMIT_BYTES, EvidenceKind, EvidenceUnusable, is_program
from sop.forms import FormRow
from storage import evidences, indicators, jobs, journals
from storage.database import Scope
from text.incoming import IncomingFile

FETCH = "evidence"  # kind of the job that fetches the file
MAX_TEXT = 2000
MEGABYTE = 1 << 20


def add_file(work: Work, filling: Filling, row: FormRow | None, file: IncomingFile) -> int:
    """Keep a document or photo for a figure, or for the whole form; Refused for what cannot be kept."""
    return keep_file(work, filling.held, row.indicator.id if row else 0, file, own=filling.own)


def keep_file(work: Work, held: Held, indicator_id: int, file: IncomingFile, *, own: bool) -> int:
    """Keep a file about a bundle (indicator 0: about all of it); `own`: sent by the holder of its seat."""
    if is_program(file.name, file.mime):
        raise Refused("evidences.program")
    if file.size > LIMIT_BYTES:
        raise Refused(
            "evidences.too_large", None, size=-(-file.size // MEGABYTE), limit=LIMIT_BYTES // MEGABYTE
        )
    values = {"kind": EvidenceKind.FILE, "name": file.name[:200], "size": file.size, "file_id": file.file_id}
    evidence_id = _add(work, held, indicator_id, {"content": "", **values}, own=own)
    office_id = held.bundle.office_id
    body = {"evidence": evidence_id, "file_id": file.file_id}
    job = jobs.Draft(FETCH, json.dumps(body), work.now, office_id, f"{FETCH}:{evidence_id}")
    jobs.append(work.connection, job)
    return evidence_id


def add_link(work: Work, filling: Filling, row: FormRow | None, link: str) -> int:
    values = {"kind": EvidenceKind.LINK, "name": "", "content": link, "size": 0}
    return _add(work, filling.held, row.indicator.id if row else 0, values, own=filling.own)


def add_text(work: Work, filling: Filling, row: FormRow | None, text: str) -> int:
    """Where the evidence lies, or why there is none: as words."""
    return keep_text(work, filling.held, row.indicator.id if row else 0, text, own=filling.own)


def keep_text(work: Work, held: Held, indicator_id: int, text: str, *, own: bool) -> int:
    """Keep words about a bundle (indicator 0: about all of it); `own`: typed by the holder of its seat."""
    if len(text) > MAX_TEXT:
        raise Refused("forms.words_long", None, limit=MAX_TEXT)
    values = {"kind": EvidenceKind.TEXT, "name": "", "content": text.strip(), "size": 0}
    return _add(work, held, indicator_id, values, own=own)


def keep_record(work: Work, held: Held, file: IncomingFile | None, written: str) -> int:
    """A paper or words about the work of a bundle; Refused where neither came."""
    own = held.seat.holder_id == held.person.id
    if file is not None:
        return keep_file(work, held, 0, file, own=own)
    if not written.strip():
        raise Refused("evidences.nothing_sent")
    return keep_text(work, held, 0, written, own=own)


def assign(work: Work, filling: Filling, evidence_ids: tuple[int, ...], row: FormRow) -> None:
    """Files of an album belong to a figure: its caption came with a later one."""
    evidences.assign(work.connection, filling.held.scope, evidence_ids, row.indicator.id)
    body = {"evidence": list(evidence_ids), "indicator": row.indicator.id}
    record(work, filling.held, "evidence_assigned", body)


def fetched(work: Work, office_id: int, evidence_id: int, sha256: str, size_bytes: int) -> None:
    """The job has the file in the store."""
    evidences.fetched(work.connection, Scope(office_id), evidence_id, sha256, size_bytes)


def unusable(work: Work, office_id: int, evidence_id: int, why: str) -> None:
    """The file cannot be kept: "lost", "too_large" or "program". Whoever sent it is told."""
    scope = Scope(office_id)
    found = evidences.evidence(work.connection, scope, evidence_id)
    if found is None or not evidences.drop_unfetched(work.connection, scope, evidence_id):
        return
    body = {"evidence": evidence_id, "bundle": found.bundle_id, "indicator": found.indicator_id, "why": why}
    journals.append(work.connection, scope, journals.OFFICE_CHAIN, work.now, 0, "", "evidence_dropped", body)
    work.happened(EvidenceUnusable(office_id, found.bundle_id, found.person_id, found.name, why))


def _add(work: Work, held: Held, indicator_id: int, values: dict[str, Any], *, own: bool) -> int:
    row = {"bundle_id": held.bundle.id, "indicator_id": indicator_id, "person_id": held.person.id}
    evidence_id = indicators.add_evidence(
        work.connection, held.scope, {"sha256": "", "at": work.now, **row, **values}
    )
    body = {
        "evidence": evidence_id,
        "bundle": held.bundle.id,
        "indicator": indicator_id,
        "kind": values["kind"],
        "on_behalf": not own,
    }
    record(work, held, "evidence", body)
    return evidence_id
