"""Column types that behave alike on SQLite and PostgreSQL and refuse what would corrupt a figure.

An instant is UTC and kept as microseconds since 1970 in a BIGINT; a figure is a Decimal kept as text.
Source: reliability 3e (a zone was lost: 7 hours wrong), design law 5 and 8.
"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, String, TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# SQLite counts only an INTEGER PRIMARY KEY by itself; PostgreSQL gets the wide one.
Identity = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware moment. A naive datetime raises ValueError on the way in, on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant refused: {value!r}")
        return (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MICROSECOND


class Figure(TypeDecorator[Decimal]):
    """A Decimal, digit for digit. A float raises TypeError: it would invent digits nobody typed."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"only Decimal is a figure, not {value!r}")
        if not value.is_finite():
            raise ValueError(f"a figure is finite, not {value!r}")
        return format(value, "f")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)
