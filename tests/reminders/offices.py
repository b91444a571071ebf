"""The demo office with everybody connected, a clock moved by hand, and ears in every chat."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.wirings import RECURRING
from desk import cases, charts, offices, sops
from desk.desk import Desk
from desk.works import Work
from handlers import notices, router
from sop.cases import Bundle, BundleState
from sop.people import Chart, Seat
from sop.periods import read_period
from storage import accounts, bundles, inbox
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from storage.rungs import RUNGS
from text.encoding import decoded
from text.incoming import ChatKind, Incoming, Kind
from text.screens import Screen, Toast
from tools.demo_office import demo_book

SOPS = Path(__file__).parents[1] / "engine" / "definitions"
ZONE = ZoneInfo("Asia/Makassar")
CHAT = 70_000  # telegram id = this + person id
_updates = count(1)


def wita(written: str) -> datetime:
    """ "2026-10-01 09:00" on the office's wall."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE).astimezone(ZoneInfo("UTC"))


@dataclass(frozen=True)
class Letter:
    """What the application said: to whom, how it reads, and what it answers."""

    person_id: int
    kind: str
    method: str
    screen: Screen
    reply_card_id: int


@dataclass
class Bureau:
    """Speaks to the desk as the clock and the people do; `now` moves only by hand."""

    database: Database
    now: datetime
    office_id: int = 0
    heard: int = 0  # the last outbox row that was listened to
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.database, router.answer, notices.announce, router.refuse, lambda: "0" * 22)

    @property
    def scope(self) -> Scope:
        return Scope(self.office_id)

    def act(self, deed: Callable[[Work], object]) -> None:
        def done(work: Work) -> int:
            deed(work)
            return 1

        self.desk.act(done, self.now)

    def at(self, written: str) -> list[Letter]:
        """Move the clock and let everything that is due be told; what was said."""
        self.now = wita(written)
        return self.tick()

    def tick(self) -> list[Letter]:
        for recurring in RECURRING:
            while self.desk.act(recurring.deed, self.now):
                pass
        return self.listen()

    def every(self, hours: float, until: str) -> list[Letter]:
        """Tick regularly up to a moment."""
        said: list[Letter] = []
        end = wita(until)
        while self.now + timedelta(hours=hours) <= end:
            self.now += timedelta(hours=hours)
            said += self.tick()
        return said

    def listen(self) -> list[Letter]:
        """Messages (edits too) written since the last time."""
        wanted = sa.select(OUTBOX).where(OUTBOX.c.id > self.heard).order_by(OUTBOX.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(wanted).all()
        self.heard = rows[-1].id if rows else self.heard
        return [
            Letter(row.person_id, row.kind, row.method, decoded(row.payload), row.reply_card_id)
            for row in rows
            if row.method in ("send", "edit")
        ]

    def write(self, who: str, text: str) -> str:
        """Somebody types; the answer's text."""
        said = self._served(who, Kind.TEXT, text=text)
        return next(one.screen.text for one in said if one.kind == "answer")

    def say(self, who: str, text: str) -> list[Letter]:
        """Somebody types; everything that is said then."""
        return self._served(who, Kind.TEXT, text=text)

    def press(self, who: str, data: str) -> tuple[Toast | None, list[Letter]]:
        self.listen()
        toast = self._serve(who, Kind.TAP, data=data)
        return toast, self.listen()

    def _served(self, who: str, kind: Kind, **fields: str) -> list[Letter]:
        self.listen()
        self._serve(who, kind, **fields)
        return self.listen()

    def _serve(self, who: str, kind: Kind, **fields: str) -> Toast | None:
        telegram_id, update_id = CHAT + self.person(who), next(_updates)
        with self.database.writing() as connection:
            arrival = inbox.Arrival(update_id, telegram_id, kind, "{}")
            inbox.keep(connection, 1, (arrival,), update_id + 1, self.now)
        base = Incoming(update_id, kind, telegram_id, ChatKind.PRIVATE, telegram_id, who, self.now)
        return self.desk.serve(1, replace(base, **fields), self.now)  # type: ignore[arg-type]

    def read(self, look: Callable[[Work], object]) -> object:
        with self.database.reading() as connection:
            return look(Work(connection, self.now))

    def chart(self) -> Chart:
        with self.database.reading() as connection:
            return charts.chart(Work(connection, self.now), self.office_id)

    def seat(self, code: str) -> Seat:
        return next(seat for seat in self.chart().seats if seat.code == code)

    def person(self, code: str) -> int:
        holder = self.seat(code).holder_id
        assert holder is not None
        return holder

    def open_bundles(self, code: str) -> list[Bundle]:
        with self.database.reading() as connection:
            found = bundles.working(connection, self.scope, [self.seat(code).id])
        return [bundle for bundle in found if bundle.state is BundleState.OPEN]

    def ladder(self, bundle: Bundle, state: str = "armed") -> list[str]:
        """Rungs of a bundle as "2026-10-02 08:15 before holder"."""
        wanted = (
            sa.select(RUNGS)
            .where(RUNGS.c.bundle_id == bundle.id, RUNGS.c.state == state)
            .order_by(RUNGS.c.at)
        )
        with self.database.reading() as connection:
            rows = connection.execute(wanted).all()
        return [f"{row.at.astimezone(ZONE):%Y-%m-%d %H:%M} {row.kind} {row.audience}" for row in rows]

    def connect(self, *codes: str) -> None:
        """Bind an account to each of these people."""

        def deed(work: Work) -> None:
            for person_id in dict.fromkeys(self.person(code) for code in codes):
                telegram_id = CHAT + person_id
                values = {"person_id": person_id, "telegram_id": telegram_id, "chat_id": telegram_id}
                accounts.add(work.connection, {**values, "ringing": True, "bound_at": self.now})
            charts.changed(work, self.office_id)

        self.act(deed)
        self.listen()

    def open_case(self, sop_key: str, period: str) -> None:
        self.act(lambda work: cases.open_case(work, self.scope, sop_key, read_period(period), by=0))


def opened(database: Database, at: str, *, sop_key: str = "letter", without: tuple[str, ...] = ()) -> Bureau:
    """The demo office at a moment; everybody is connected except `without`."""
    bureau = Bureau(database, wita(at))

    def load(work: Work) -> None:
        sops.keep_definitions(work, (SOPS,))
        bureau.office_id = offices.apply(work, demo_book(sop_key)).office_id

    bureau.act(load)
    held = {seat.code for seat in bureau.chart().seats if seat.holder_id is not None}
    bureau.connect(*sorted(held - set(without)))
    return bureau


def to(said: list[Letter], person_id: int, method: str = "send") -> list[str]:
    """Texts sent to one person."""
    return [one.screen.text for one in said if one.person_id == person_id and one.method == method]


def buttons(letter: Letter) -> dict[str, str]:
    """Label -> data."""
    return {button.label: button.data for row in letter.screen.rows for button in row}


def plain_text(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)
