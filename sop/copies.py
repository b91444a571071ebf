"""Records as text and back: how a frozen copy is kept, and what its hash covers.

The text is canonical JSON: equal records give equal text, in any process. Decimals travel as text with
every digit they have, so nothing is rounded on the way; instants keep their offset. Records are read back
by their own field types, and a text that does not fit them is refused. Source: design 3 (laws 8, 9), 4.
"""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def dump(record: object) -> str:
    """Canonical JSON of a record made of dataclasses, tuples, enums, decimals, dates and plain values."""
    return json.dumps(_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def load(kind: type[Record], text: str) -> Record:
    """The record a text was dumped from. ValueError, TypeError or ArithmeticError where it is none."""
    wanted: Any = kind
    record: Record = _reader(wanted)(json.loads(text))
    return record


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _digits(value: Decimal) -> str:
    """Every digit and no trailing zeros: 1 and 1.00 are the same figure."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What turns a JSON value into a field of this type."""
    if is_dataclass(kind):
        return _record_reader(kind)
    if isinstance(kind, UnionType):
        inner = _reader(next(part for part in get_args(kind) if part is not NoneType))
        return lambda value: None if value is None else inner(value)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if kind in (date, datetime):
        return kind.fromisoformat  # type: ignore[no-any-return]
    if kind is Decimal or issubclass(kind, Enum):
        return kind  # type: ignore[no-any-return]
    return _exactly(kind)


def _record_reader(kind: Any) -> Callable[[Any], Any]:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or value.keys() != readers.keys():
            raise ValueError(f"this is no {kind.__name__}")
        return kind(**{name: readers[name](part) for name, part in value.items()})

    return read


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        item = _reader(parts[0])
        return lambda value: tuple(item(part) for part in value)
    items = [_reader(part) for part in parts]
    return lambda value: tuple(read(part) for read, part in zip(items, value, strict=True))


def _exactly(kind: type) -> Callable[[Any], Any]:
    """Plain values are taken as they are, never converted: a text is no number."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not of type {kind.__name__}")
        return value

    return read
