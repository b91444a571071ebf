"""Notices that wait for their window (law 3): held when written, told when the window opens."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from desk import isolations
from desk.works import Work
from sop.cases import Bundle
from sop.notices import Notice
from storage import bundles, notices
from storage import cards as card_rows
from storage.database import Scope

CARD = "card"
REMINDER = "reminder"
BATCH = 100
TOGETHER = timedelta(seconds=10)
PAUSE = timedelta(minutes=10)  # until a notice that could not be told is tried again
TRIES = 3
LOG = logging.getLogger("kinerja.notices")


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
    """The card of a bundle waits for the morning; drawn then, so it shows the state of that moment.

    It remembers the newest card there is, so that one which came in between is not followed by a second.
    """
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    newest = max((card.id for card in live), default=0)
    dedup = f"card:{bundle.id}:{bundle.revision}"
    hold(work, bundle, person_id, CARD, opens_at, dedup, {"newest": newest})


def held_cards(opened: NoticesOpened) -> dict[int, tuple[Notice, int]]:
    """The held cards among these notices, one for each bundle, with the newest card when it was held last."""
    found: dict[int, tuple[Notice, int]] = {}
    for notice in opened.notices:
        if notice.kind == CARD:
            _, before = found.get(notice.bundle_id, (notice, 0))
            found[notice.bundle_id] = notice, max(before, json.loads(notice.body).get("newest", 0))
    return found


def bundle_of(work: Work, notice: Notice) -> Bundle | None:
    """What a notice is about, as it stands now."""
    return bundles.bundle(work.connection, Scope(notice.office_id), notice.bundle_id)


def open_due(work: Work) -> int:
    """Hand on every notice whose window is open, whole people at a time; returns how many.

    What opens for them within seconds comes along: one message says it all. A notice that cannot be told
    holds up nobody else, nor the other notices of its person.
    """
    oldest = notices.opening(work.connection, work.now, BATCH)
    people = {notice.person_id for notice in oldest}
    due = notices.opening_for(work.connection, work.now + TOGETHER, people) if people else ()
    for _, group in groupby(due, key=lambda notice: notice.person_id):
        mine = tuple(group)
        if not _told(work, mine) and not _told_singly(work, mine):
            _try_again(work, mine)
    return len(due)


def _told(work: Work, mine: tuple[Notice, ...]) -> bool:
    """Tell one person some of their notices; False where that failed and was undone."""

    def deed(own: Work) -> int:
        notices.drop(own.connection, [notice.id for notice in mine])
        own.happened(NoticesOpened(mine[0].person_id, mine))
        return 1

    first = mine[0]
    told = isolations.apart(
        work, "notices", deed, person_id=first.person_id, office_id=first.office_id, notice_id=first.id
    )
    return told is not None


def _told_singly(work: Work, mine: tuple[Notice, ...]) -> bool:
    """Bundle by bundle, so that the one that fails postpones itself alone; False where there is but one."""
    about = {
        notice.bundle_id: tuple(one for one in mine if one.bundle_id == notice.bundle_id) for notice in mine
    }
    if len(about) == 1:
        return False
    for some in about.values():
        if not _told(work, some):
            _try_again(work, some)
    return True


def _try_again(work: Work, failed: tuple[Notice, ...]) -> None:
    """Later, and not for ever: the card stays within reach of /tugas."""
    for notice in failed:
        body = json.loads(notice.body)
        failures = body.get("failures", 0) + 1
        if failures < TRIES:
            body = json.dumps({**body, "failures": failures})
            notices.postpone(work.connection, notice.id, work.now + PAUSE, body)
            continue
        notices.drop(work.connection, [notice.id])
        ids = {"notice_id": notice.id, "office_id": notice.office_id, "bundle_id": notice.bundle_id}
        LOG.error("a notice was given up", extra=ids)
