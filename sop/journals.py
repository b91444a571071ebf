"""Events as the journal keeps them, and read back from it: what `rebuild` stands on (law 11).

A line of a move holds its events by name with their fields as JSON; one about figures holds under "items"
what is different from before. The fields say for themselves how they are read back: a new event needs nothing
here.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sop.events import Event
from sop.indicators import Realization, RealizationState
from sop.periods import read_period

_EVENTS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Event)}
_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def written(event: Event) -> dict[str, Any]:
    """An event as the journal keeps it: its name and its fields."""
    return {"event": type(event).__name__, **_fields(event)}


def events(body: str) -> tuple[Event, ...]:
    """The events of a line, in their order; none for a line that moved no task."""
    return tuple(_event(plain) for plain in json.loads(body).get("events", ()))


def said(body: str, known: Mapping[int, Realization]) -> dict[int, Realization]:
    """What a line says about figures, by indicator; `known` is what was said before it."""
    found: dict[int, Realization] = {}
    kinds = _kinds(Realization)
    for plain in json.loads(body).get("items", ()):
        indicator, period = plain["indicator"], read_period(plain["period"])
        before = known.get(indicator) or Realization(
            0, indicator, period.year, period.quarter, RealizationState.EMPTY, 0
        )
        changes = {name: _read(kinds[name], value) for name, value in plain.items() if name in kinds}
        found[indicator] = replace(before, **changes)
    return found


def _event(plain: Mapping[str, Any]) -> Event:
    kind = _EVENTS[plain["event"]]
    event: Event = _record(kind, {name: value for name, value in plain.items() if name != "event"})
    return event


def _record(kind: Any, plain: Mapping[str, Any]) -> Any:
    kinds = _kinds(kind)
    return kind(**{name: _read(kinds[name], value) for name, value in plain.items()})


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    """A JSON value as the type its field declares."""
    if get_origin(kind) in (Union, UnionType):
        if value is None:
            return None
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        each = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(one, item) for one, item in zip(each, value, strict=True))
    if is_dataclass(kind):
        return _record(kind, value)
    if kind in _READERS:
        return _READERS[kind](value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _fields(record: Any) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in _names(record.__class__)}


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


@cache
def _is_record(kind: Any) -> bool:
    return is_dataclass(kind)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return _fields(value) if _is_record(value.__class__) else value
