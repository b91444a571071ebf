"""From row to frozen record: same names, words turned back into their enumerations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import sqlalchemy as sa

Record = TypeVar("Record")


class Reader(Generic[Record]):
    """Selects the columns of `record` from `table` (by name, or as `renamed` says) and builds it.

    A field without a column of its name must be named in `renamed` or have a default.
    """

    def __init__(
        self,
        record: type[Record],
        table: sa.Table,
        renamed: Mapping[str, sa.ColumnElement[Any]] | None = None,
    ) -> None:
        hints = get_type_hints(record)
        self.record = record
        self.names: list[str] = []
        self.columns: list[sa.ColumnElement[Any]] = []
        self.converters: list[Callable[[Any], Any] | None] = []
        for field in fields(record):  # type: ignore[arg-type]
            column = (renamed or {}).get(field.name, table.c.get(field.name))
            if column is None:
                continue
            self.names.append(field.name)
            self.columns.append(column)
            self.converters.append(_converter(hints[field.name]))
        self.plain = all(converter is None for converter in self.converters)

    def select(self) -> sa.Select[Any]:
        return sa.select(*self.columns)

    def one(self, row: Sequence[Any] | None) -> Record | None:
        return None if row is None else self.build(row)

    def build(self, row: Sequence[Any]) -> Record:
        values = {
            name: value if convert is None or value is None else convert(value)
            for name, convert, value in zip(self.names, self.converters, row, strict=True)
        }
        return self.record(**values)

    def all(self, rows: Sequence[Sequence[Any]]) -> tuple[Record, ...]:
        return tuple(self.build(row) for row in rows)


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    for candidate in (hint, *get_args(hint)):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            return candidate
    return None
