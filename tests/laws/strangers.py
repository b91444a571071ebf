"""Arguments with which a stranger tries every scoped statement: the rows of somebody else's office.

Samples go by the name of a parameter; a function whose parameter means something of its own has an entry in
`OF_FUNCTION`. Every value is tried once, the shorter lists starting over.
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from itertools import cycle, islice
from pkgutil import iter_modules
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

import storage
from sop.calendars import CalendarDay, DayKind
from sop.cards import CardKind
from sop.cases import UNFINISHED
from sop.deadlines import Audience, PlannedRung, RungKind
from sop.indicators import RealizationState
from sop.pauses import Pause
from sop.reports import ReportState
from storage import (
    agreements,
    bundles,
    calendars,
    cards,
    cases,
    forms,
    indicators,
    letters,
    log_entries,
    plans,
)
from storage.database import Scope
from storage.tables import metadata

NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

# What is written or read here is the stranger's own, by design: only that nothing else changes is tried.
OWN = frozenset(
    {
        "bundles.add",
        "bundles.add_tasks",
        "calendars.calendar",
        "calendars.version",
        "cards.add",
        "cases.add",
        "comments.keep",
        "confirmations.add",
        "drafts.begin",
        "drafts.keep",
        "journals.append",
        "dispositions.add",
        "enclosures.add",
        "letters.add",
        "letters.add_file",
        "log_entries.add",
        "marks.first_ever",
        "marks.first_today",
        "pauses.begin",
        "takeovers.expect",
        "realizations.add_all",
        "rehearsals.begin",
        "reports.add",
        "requests.add",
        "reports.add_receipt",
    }
)

Samples = dict[str, list[Any]]


def scoped_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of storage that takes a scope, as "module.function"."""
    found: dict[str, Callable[..., Any]] = {}
    for info in iter_modules(storage.__path__):
        module = import_module(f"storage.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            public = function.__module__ == module.__name__ and not name.startswith("_")
            if public and "scope" in inspect.signature(function).parameters:
                found[f"{info.name}.{name}"] = function
    return found


def calls(name: str, function: Callable[..., Any], samples: Samples) -> Iterator[dict[str, Any]]:
    """Keyword arguments for each call of a function, without connection and scope.

    Raises KeyError for a parameter nobody gave a sample.
    """
    wanted = [one for one in inspect.signature(function).parameters if one not in ("connection", "scope")]
    lists = [samples.get(f"{name}:{one}") or samples[one] for one in wanted]
    longest = max(map(len, lists), default=1)
    for values in zip(*(islice(cycle(one), longest) for one in lists), strict=True):
        yield dict(zip(wanted, values, strict=True))
    if not wanted:
        yield {}


def is_nothing(value: Any) -> bool:
    """Nothing at all, or a tuple of nothings."""
    return not value or (isinstance(value, tuple) and all(is_nothing(one) for one in value))


def samples_of(connection: Connection, scope: Scope) -> Samples:
    """Everything the office has, by the names of parameters."""
    rows = _Rows(connection, scope)
    case_ids = rows.every("cases", "id")
    bundle_ids = rows.every("bundles", "id")
    of_case = bundles.of_case(connection, scope, case_ids[0])
    tasks = bundles.tasks_of_case(connection, scope, case_ids[0])
    items = sorted({task.indicator_id for task in tasks} - {0})
    steps = sorted({task.step for task in tasks})
    parts = sorted({task.part for task in tasks})
    return {
        **_plain(),
        **_ids(rows),
        **_of_function(connection, scope, rows, case_ids[0]),
        **_of_year(connection, scope, rows),
        **_of_sop(rows),
        "bundle": [of_case[0]],
        "bundle_id": bundle_ids,
        "bundle_ids": [bundle_ids],
        "case": [cases.case(connection, scope, case_ids[0])],
        "case_id": case_ids,
        "indicator_id": items[:1],
        "indicator_ids": [items],
        "parts": [parts],
        "part_ids": [parts],
        "part": parts,
        "step": steps,
        "steps": [steps],
        "tasks": [[task for task in tasks if task.state in UNFINISHED] or list(tasks)],
    }


def _ids(rows: "_Rows") -> Samples:
    """Columns of the office's rows, one value after the other or all at once."""
    return {
        "agency_id": rows.every("agencies", "id"),
        "agreement_id": rows.every("agreements", "id"),
        "entry_id": rows.every("logentries", "id"),
        "chat_id": rows.every("cards", "chat_id"),
        "code": rows.every("bundles", "code"),
        "codes": [rows.every("bundles", "code")],
        "draft_id": rows.every("drafts", "id"),
        "enclosure_id": rows.every("enclosures", "id"),
        "enclosure_ids": [rows.every("enclosures", "id")],
        "evidence_id": rows.every("evidences", "id"),
        "evidence_ids": [rows.every("evidences", "id")],
        "person_id": rows.every("drafts", "person_id"),
        "realization_ids": [rows.every("realizations", "id")],
        "receipt_id": rows.every("receipts", "id"),
        "disposition_id": rows.every("dispositions", "id"),
        "file_id": rows.every("letterfiles", "id"),
        "letter_id": rows.every("letters", "id"),
        "letter_ids": [rows.every("letters", "id")],
        "report_id": rows.every("reports", "id"),
        "program_id": rows.every("programs", "id"),
        "seat_id": rows.every("positions", "id"),
        "takeover_id": rows.every("takeovers", "id"),
        "seat_ids": [rows.every("positions", "id")],
        "sha256": rows.every("reports", "pdf_sha256"),
    }


def _plain() -> Samples:
    """Values that name no row."""
    day = CalendarDay(date(2026, 12, 24), "coba", DayKind.LOCAL)
    rung = PlannedRung(RungKind.DUE, NOW, 1, (Audience.HOLDER,))
    return {
        "action": ["x"],
        "agenda_no": ["7"],
        "asked_at": [NOW],
        "at": [NOW],
        "authority": ["x"],
        "capacity": ["x"],
        "cursor": [1],
        "dated": [day],
        "day": [day.day],
        "days": [[day]],
        "dedup": ["x"],
        "first": ["2000"],
        "kind": ["x"],
        "last": ["2999"],
        "limit": [5],
        "letter_number": ["x"],
        "made_at": [NOW],
        "now": [NOW],
        "pause": [Pause(NOW, None, "x", 1)],
        "opens_at": [NOW],
        "pdf": ["x"],
        "period": ["2026-Q3"],
        "picture": ["x"],
        "planned": [[rung]],
        "quarter": [3],
        "since": [LONG_AGO],
        "size_bytes": [1],
        "sop_key": ["lumajang"],
        "state": [RealizationState.EMPTY],
        "waiting": ["x"],
        "words": ["x"],
        "year": [2026],
        "body": ["{}"],
    }


def _of_sop(rows: "_Rows") -> Samples:
    """What belongs to an office and an SOP: the page of its actors, the room of its rehearsal."""
    return {
        "confirmation_id": rows.every("confirmations", "id"),
        "confirmations.add:values": [rows.one("confirmations")],
        "name": ["x"],
        "version": [1],
    }


def _of_year(connection: Connection, scope: Scope, rows: "_Rows") -> Samples:
    """What belongs to a year: agreements, its plan, the log."""
    return {
        "agreements.keep:said": list(agreements.of_year(connection, scope, 2026).values()),
        "log_entries.add:values": [_entry(rows, "person_id", "at")],
        "log_entries.change:values": [_entry(rows)],
        "plans.keep:said": [plans.plan(connection, scope, 2026)],
        "first_day": [date(2000, 1, 1)],
        "last_day": [date(2999, 1, 1)],
        "seen_revision": [1],
    }


def _entry(rows: "_Rows", *more: str) -> dict[str, Any]:
    """A line of the log as it is written."""
    said = rows.one("logentries")
    return {name: said[name] for name in (*log_entries.SAID, *more)}


def _of_function(connection: Connection, scope: Scope, rows: "_Rows", case_id: int) -> Samples:
    """Parameters that mean something of their own in one function."""
    seen = bundles.of_case(connection, scope, case_id)[-1]
    said = [one for one in indicators.realizations(connection, scope, 2026) if one.quarter == 3]
    kinds = rows.every("marks", "kind")
    filled = [one for one in rows.every("bundles", "id") if forms.rows(connection, scope, one)]
    live = [one for bundle in rows.every("bundles", "id") for one in cards.live(connection, scope, bundle)]
    approving = {"copy": "{}", "digest": "x", "to_code": "x", "at": NOW, "by": 1}
    return {
        **_written(rows),
        "bundles.change:seen": [seen],
        "bundles.change:after": [seen],
        "calendars.keep:calendar": [calendars.calendar(connection, scope)],
        "cards.add:kind": [CardKind.CARD],
        "cards.delivered:bundle_id": [live[-1].bundle_id],
        "cards.delivered:person_id": [live[-1].person_id],
        "drafts.draft:bundle_id": [rows.one("drafts")["bundle_id"]],
        "drafts.draft:person_id": [rows.one("drafts")["person_id"]],
        "enclosures.approve:approval": [{"moment": NOW, "by": 1, "by_name": "x", "by_capacity": "x"}],
        "enclosures.of_file:sha256": ["c" * 64],
        "forms.of_konseptor:person_id": rows.every("indicators", "konseptor_id"),
        "forms.rows:bundle_id": filled,
        "journals.append:body": [{}],
        "journals.last_at:action": ["report_drawn"],
        "journals.told:action": ["report_drawn"],
        "dispositions.recall:seat_id": rows.every("dispositions", "from_seat_id"),
        "letters.agenda_taken:letter_id": [0],
        "letters.change:letter": [letters.recent(connection, scope, 1)[0]],
        "letters.unsent:person_id": rows.every("letters", "recorded_by"),
        "marks.moment:kind": kinds,
        "programs.realize:rupiah": [Decimal(1)],
        "realizations.add_all:after": [said],
        "reports.approve:values": [approving],
        "reports.by_code:code": rows.every("reports", "verification_code"),
        "reports.drawn:state": [ReportState.APPROVED, ReportState.DRAFT],
        "reports.number:dated": [date(2026, 10, 6)],
    }


def _written(rows: "_Rows") -> Samples:
    """Rows as they are, to be written once more."""
    return {
        "cases.add:values": [rows.one("cases")],
        "cases.give_standing_order:values": [{**rows.one("standingorders"), "year": 2031}],
        "comments.keep:values": [rows.one("comments")],
        "enclosures.add:values": [{**rows.one("enclosures"), "revision": 99}],
        "dispositions.add:values": [rows.one("dispositions")],
        "letters.add:values": [rows.one("letters")],
        "letters.add_file:values": [rows.one("letterfiles")],
        "reports.add:values": [{**rows.one("reports"), "verification_code": "x"}],
        "reports.add_receipt:values": [rows.one("receipts")],
        "rehearsals.begin:before": [(2026, 3)],
        "requests.add:values": [{**rows.one("requests"), "version": 99}],
    }


class _Rows:
    """Columns of the office's rows."""

    def __init__(self, connection: Connection, scope: Scope) -> None:
        self.connection = connection
        self.scope = scope

    def every(self, table: str, column: str) -> list[Any]:
        """The different values of a column; at least one, else the office is not populated."""
        rows = metadata.tables[table]
        mine = sa.select(rows.c[column]).where(rows.c.office_id == self.scope.office_id).distinct()
        found = sorted(value for value in self.connection.execute(mine).scalars() if value is not None)
        assert found, f"no {table}.{column} in the office: the sample would prove nothing"
        return found

    def one(self, table: str) -> dict[str, Any]:
        """The values of a row, to be written once more."""
        rows = metadata.tables[table]
        statement = sa.select(rows).where(rows.c.office_id == self.scope.office_id).limit(1)
        row = dict(self.connection.execute(statement).mappings().one())
        return {name: value for name, value in row.items() if name not in ("id", "office_id")}
