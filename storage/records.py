"""From row to frozen record: same names, words turned back into their enumerations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import sqlalchemy as sa

Record = TypeVar("Record")


class Reader(Generic[Record]):
    """Selects the columns of `record` from `table` (by name, or as `renamed` says) and builds it.

    A field without a column of its name must be named in `renamed` or have a default. A column whose value is
    not yet what the field holds is named in `converted`; words become their enumerations without being named.
    """

    def __init__(
        self,
        record: type[Record],
        table: sa.Table,
        renamed: Mapping[str, sa.ColumnElement[Any]] | None = None,
        converted: Mapping[str, Callable[[Any], Any]] | None = None,
    ) -> None:
        hints, every = get_type_hints(record), fields(record)  # type: ignore[arg-type]
        self.record = record
        self.names: list[str] = []
        self.columns: list[sa.ColumnElement[Any]] = []
        self.converting: list[tuple[int, Callable[[Any], Any]]] = []  # place in the row -> what makes it ours
        for field in every:
            column = (renamed or {}).get(field.name, table.c.get(field.name))
            if column is None:
                continue
            convert = (converted or {}).get(field.name) or _converter(hints[field.name])
            if convert is not None:
                self.converting.append((len(self.names), convert))
            self.names.append(field.name)
            self.columns.append(column)
        self.in_order = self.names == [field.name for field in every[: len(self.names)]]

    def select(self) -> sa.Select[Any]:
        return sa.select(*self.columns)

    def one(self, row: Sequence[Any] | None) -> Record | None:
        return None if row is None else self.build(row)

    def build(self, row: Sequence[Any]) -> Record:
        """A record of one row; by place where the columns are its first fields, which costs half."""
        values = list(row)
        for place, convert in self.converting:
            if values[place] is not None:
                values[place] = convert(values[place])
        if self.in_order:
            return self.record(*values)
        return self.record(**dict(zip(self.names, values, strict=True)))

    def all(self, rows: Sequence[Sequence[Any]]) -> tuple[Record, ...]:
        return tuple(self.build(row) for row in rows)


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    for candidate in (hint, *get_args(hint)):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            return {member.value: member for member in candidate}.__getitem__
    return None
