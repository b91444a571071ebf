"""How often unknown senders and groups were answered: enough is enough."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from storage.tables.clocks import Settings
from storage.tables.columns import table
from storage.tables.people import Strangers

STRANGERS = table(Strangers)
SETTINGS = table(Settings)

_ANSWERED = sa.select(STRANGERS.c.answered).where(
    STRANGERS.c.telegram_id == bindparam("telegram"), STRANGERS.c.day == bindparam("on_day")
)
_FIRST = sa.insert(STRANGERS)
_NEXT = (
    sa.update(STRANGERS)
    .where(STRANGERS.c.telegram_id == bindparam("telegram"), STRANGERS.c.day == bindparam("on_day"))
    .values(answered=STRANGERS.c.answered + 1)
)
_FORGET = sa.delete(STRANGERS).where(
    STRANGERS.c.telegram_id == bindparam("telegram"), STRANGERS.c.day < bindparam("on_day")
)
_SPOKEN = sa.select(SETTINGS.c.at).where(SETTINGS.c.name == bindparam("group"))
_SPEAK = sa.insert(SETTINGS)
_SPEAK_AGAIN = sa.update(SETTINGS).where(SETTINGS.c.name == bindparam("group")).values(at=bindparam("moment"))


def may_answer(connection: Connection, telegram_id: int, day: date, most: int) -> bool:
    """Counts one more answer to a stranger on a local day; False when `most` were given already."""
    values = {"telegram": telegram_id, "on_day": day.isoformat()}
    answered = connection.execute(_ANSWERED, values).scalar()
    if answered is None:
        connection.execute(_FORGET, values)
        row = {"telegram_id": telegram_id, "day": day.isoformat(), "answered": 1}
        connection.execute(_FIRST, row)
        return most > 0
    if answered >= most:
        return False
    connection.execute(_NEXT, values)
    return True


def may_speak(connection: Connection, chat_id: int, now: datetime, pause: timedelta) -> bool:
    """Whether a group was left in peace for `pause`; if so it is spoken to now."""
    name = f"group:{chat_id}"
    spoken = connection.execute(_SPOKEN, {"group": name}).scalar()
    if spoken is None:
        connection.execute(_SPEAK, {"name": name, "value": "", "at": now, "number": chat_id})
        return True
    if now - spoken < pause:
        return False
    connection.execute(_SPEAK_AGAIN, {"group": name, "moment": now})
    return True
