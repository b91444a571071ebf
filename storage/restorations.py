"""What must be true after a restore: the world has moved on while the rows went back.

Source: reliability 4.10. The person's answers themselves stay as they were kept.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from storage import journals
from storage.database import Scope
from storage.tables.cases import Bundles
from storage.tables.columns import table
from storage.tables.drafts import Drafts
from storage.tables.messages import Outbox
from storage.tables.people import Offices

REVISION_LEAP = 1000

_bundles, _drafts, _outbox, _offices = table(Bundles), table(Drafts), table(Outbox), table(Offices)


def restored(connection: Connection, now: datetime, taken_at: datetime) -> None:
    """Make rows of `taken_at` safe to work with at `now`, and say so in every office's journal.

    A bundle leaps a thousand revisions: cards seen since the copy carry numbers that the bundle would
    count up to again, and a stale press must not meet one of them. Rows that were being sent end as
    unknown, the same as after a crash; rungs collapse by themselves in the next sweep.
    """
    connection.execute(sa.update(_bundles).values(revision=_bundles.c.revision + REVISION_LEAP))
    connection.execute(
        sa.update(_outbox)
        .where(_outbox.c.state == "new", _outbox.c.valid_until < now)
        .values(state="cancelled", error="restored")
    )
    connection.execute(sa.update(_drafts).values(waiting="", cursor=0, body="{}", asked_at=None))
    for office_id in connection.scalars(sa.select(_offices.c.id).order_by(_offices.c.id)).all():
        journals.append(
            connection,
            Scope(office_id),
            journals.OFFICE_CHAIN,
            at=now,
            person_id=0,
            capacity="",
            action="restored",
            body={"taken_at": taken_at},
        )
