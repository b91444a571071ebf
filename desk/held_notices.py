"""Notices that wait for their window (law 3): held when written, told when the window opens."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from desk.works import Work
from sop.cases import Bundle
from sop.notices import Notice
from storage import bundles, notices
from storage.database import Scope

CARD = "card"
REMINDER = "reminder"
BATCH = 100
TOGETHER = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class NoticesOpened:
    """The window of these notices is open; they are all there is for this person now."""

    person_id: int
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A notice about a bundle that is to be kept; the same `dedup` is kept once."""

    office_id: int
    person_id: int
    bundle_id: int
    kind: str
    opens_at: datetime
    dedup: str
    body: Mapping[str, Any]


def hold(
    work: Work,
    bundle: Bundle,
    person_id: int,
    kind: str,
    opens_at: datetime,
    dedup: str,
    body: dict[str, Any] | None = None,
) -> None:
    """Keep a notice about a bundle; the same `dedup` is kept once."""
    notices.hold(
        work.connection,
        Scope(bundle.office_id),
        person_id=person_id,
        bundle_id=bundle.id,
        kind=kind,
        body=json.dumps(body or {}),
        dedup=dedup,
        opens_at=opens_at,
        made_at=work.now,
    )


def hold_all(work: Work, held: Iterable[Held]) -> None:
    """Keep many notices with one statement: a burst of rungs must not cost a statement each."""
    rows = [
        {
            "office_id": one.office_id,
            "person_id": one.person_id,
            "bundle_id": one.bundle_id,
            "kind": one.kind,
            "body": json.dumps(one.body),
            "dedup": one.dedup,
            "opens_at": one.opens_at,
            "made_at": work.now,
        }
        for one in held
    ]
    notices.hold_all(work.connection, rows)


def hold_card(work: Work, bundle: Bundle, person_id: int, opens_at: datetime) -> None:
    """The card of a bundle waits for the morning; drawn then, so it shows the state of that moment."""
    hold(work, bundle, person_id, CARD, opens_at, f"card:{bundle.id}:{bundle.revision}")


def bundle_of(work: Work, notice: Notice) -> Bundle | None:
    """What a notice is about, as it stands now."""
    return bundles.bundle(work.connection, Scope(notice.office_id), notice.bundle_id)


def open_due(work: Work) -> int:
    """Hand on every notice whose window is open, whole people at a time; returns how many.

    What opens for them within seconds comes along: one message says it all.
    """
    oldest = notices.opening(work.connection, work.now, BATCH)
    people = {notice.person_id for notice in oldest}
    due = notices.opening_for(work.connection, work.now + TOGETHER, people) if people else ()
    notices.drop(work.connection, [notice.id for notice in due])
    for person_id, mine in groupby(due, key=lambda notice: notice.person_id):
        work.happened(NoticesOpened(person_id, tuple(mine)))
    return len(due)
