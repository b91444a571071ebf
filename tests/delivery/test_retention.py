"""Served updates are forgotten after thirty days; what is unserved or set aside is never forgotten."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from desk.retentions import forget
from desk.works import Work
from storage import inbox
from storage.database import Database
from storage.inbox import INBOX, Arrival

BOT = 7
NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def test_only_what_was_served_long_ago_is_forgotten(database: Database) -> None:
    with database.writing() as connection:
        arrivals = [Arrival(number, 1, "message", "{}") for number in (1, 2, 3)]
        inbox.keep(connection, BOT, arrivals, 4, NOW)
        inbox.done(connection, BOT, 1, NOW - timedelta(days=31))
        inbox.done(connection, BOT, 2, NOW - timedelta(days=29))
    with database.writing() as connection:
        assert forget(Work(connection, NOW)) == 1
        assert forget(Work(connection, NOW)) == 0
    with database.reading() as connection:
        left = connection.execute(sa.select(INBOX.c.update_id).order_by(INBOX.c.update_id)).scalars().all()
    assert left == [2, 3]
