"""Prebuilt whole-row writes: columns named once, bound as `to_<column>` so that no filter meets them."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import bindparam


def setting(table: sa.Table, columns: Iterable[str], *where: sa.ColumnElement[bool]) -> sa.Update:
    """An UPDATE of exactly these columns; bind it with `bound`."""
    return sa.update(table).where(*where).values({name: bindparam(f"to_{name}") for name in columns})


def bound(values: Mapping[str, Any]) -> dict[str, Any]:
    return {f"to_{name}": value for name, value in values.items()}
