"""Terms that the chat has changed since a workbook was written: an older file sent again does not undo them.

`Ganti pejabat` ends a predecessor's term, `/delegasi` moves, ends or calls off a stand-in's. A row that still
says what held before is no decision; one with other days is.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from desk.imports import Import, changes_between
from sop.absences import Event
from sop.book_charts import BookAssignment
from sop.book_differences import Kind, Noun
from sop.people import Assignment
from sop.takeovers import stands_in
from storage import journals

Days = tuple[date | None, date | None]  # the first and the last one; None: open
OPEN: Days = (None, None)


def before_chat(run: Import) -> Mapping[int, Collection[Days]]:
    """The days that terms had before somebody changed them in the chat, by term."""
    found: defaultdict[int, set[Days]] = defaultdict(set)
    for body in _told(run, "official_changed"):
        for term_id in body["ended"]:
            found[term_id].add(OPEN)
    for what in (Event.MOVED, Event.ENDED, Event.CALLED_OFF):
        for body in _told(run, f"stand_in_{what}"):
            starts, ends = (
                datetime.fromisoformat(body[name]) if body[name] else None
                for name in ("started_at", "ended_at")
            )
            found[body["assignment"]].add((run.day_of(starts) if starts else None, run.last_day(ends)))
    return found


def is_behind(run: Import, wanted: BookAssignment, held: Assignment, before: Collection[Days]) -> bool:
    """Whether a row says what held before the change; it is noted as held."""
    first, last = run.day_of(held.starts_at), run.last_day(held.ends_at)
    said = (wanted.starts, wanted.ends)
    if stands_in(held.holding):
        behind = said in before and said != (first, last)
    else:
        reopens = wanted.ends is None and held.ends_at is not None and wanted.starts in (None, first)
        behind = OPEN in before and reopens
    if behind:
        kept, said_days = {"ends_at": last}, {"ends_at": wanted.ends}
        if stands_in(held.holding):
            kept, said_days = {"starts_at": first, **kept}, {"starts_at": wanted.starts, **said_days}
        changes = changes_between(kept, said_days)
        run.note(Noun.ASSIGNMENT, wanted.code, "", Kind.HELD, changes)
    return behind


def _told(run: Import, action: str) -> list[dict[str, Any]]:
    lines = journals.told(run.connection, run.scope, journals.OFFICE_CHAIN, action)
    return [json.loads(line.body) for line in lines]
