"""An office of Lumajang's size in the middle of a quarter: figures are handed in, cards go up the tiers.

People act by what their chat shows: `press` finds a button on the newest screen that has it, `write` types.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count

import sqlalchemy as sa

from desk import charts, offices, sops
from desk.cases import open_case
from desk.desk import Desk
from desk.moves import make
from desk.works import Work
from handlers import notices, router
from sop.cases import Bundle, BundleState
from sop.indicators import Indicator, Missing, Realization, RealizationState
from sop.moves import Assign, Dispose, Move, Submit
from sop.people import Seat
from sop.periods import read_period
from storage import accounts, bundles, inbox, indicators, journals, realizations
from storage.cards import CARDS
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from text.encoding import decoded
from text.incoming import ChatKind, Incoming, Kind
from text.screens import Screen, Toast
from tools.big_office import big_office

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)  # 09.00 WIB, a Monday
BOT = 1
CHAT = 90_000  # + person id
HEAD, KABID, KASI, OTHER_KASI = "KADIN", "KABID-IKP", "SEKSI-IKP-1", "SEKSI-IKP-2"
FIRST, SECOND, THIRD = "STAF-SEKSI-IKP-1-1", "STAF-SEKSI-IKP-1-2", "STAF-SEKSI-IKP-2-1"

THIRDS = {"IK-06": Decimal(37), "IK-18": Decimal(65), "IK-30": Decimal(55)}

Said = Decimal | tuple[Decimal, Decimal] | Missing


@dataclass
class Office:
    """The office, its case of TW III, and everybody's chat."""

    database: Database
    scope: Scope
    desk: Desk
    case_id: int = 0
    now: datetime = NOW
    updates: Iterable[int] = field(default_factory=lambda: count(1))
    toast: Toast | None = None

    # looking

    def seat(self, code: str) -> Seat:
        with self.database.reading() as connection:
            chart = charts.chart(Work(connection, self.now), self.scope.office_id)
        return next(seat for seat in chart.seats if seat.code == code)

    def chat(self, code: str) -> int:
        return CHAT + (self.seat(code).holder_id or 0)

    def indicator(self, code: str) -> Indicator:
        with self.database.reading() as connection:
            found = indicators.indicators(connection, self.scope)
        return next(one for one in found if one.code == code)

    def said(self, code: str) -> Realization:
        with self.database.reading() as connection:
            (found,) = indicators.of_quarter(connection, self.scope, [self.indicator(code).id], 2026, 3)
        return found

    def bundle(self, code: str, state: BundleState = BundleState.OPEN) -> Bundle:
        """The newest bundle of a seat in a state."""
        with self.database.reading() as connection:
            found = bundles.of_case(connection, self.scope, self.case_id)
        return [one for one in found if one.seat_id == self.seat(code).id and one.state is state][-1]

    def screens(self, code: str) -> list[Screen]:
        """What was sent to somebody's chat or edited in it, oldest first."""
        return [screen for screen, _, _ in self.heard(code)]

    def heard(self, code: str) -> list[tuple[Screen, str, bool]]:
        """Screens with their method and whether they came silently."""
        statement = (
            sa.select(OUTBOX.c.payload, OUTBOX.c.method, OUTBOX.c.silent)
            .where(OUTBOX.c.chat_id == self.chat(code), OUTBOX.c.method.in_(("send", "edit")))
            .order_by(OUTBOX.c.id)
        )
        with self.database.reading() as connection:
            rows = connection.execute(statement).all()
        return [(decoded(row.payload), row.method, row.silent) for row in rows]

    def last(self, code: str) -> Screen:
        return self.screens(code)[-1]

    def card(self, code: str) -> Screen:
        """The newest card of somebody's open bundle."""
        ending = f"/setuju {self.bundle(code).code}"
        return [screen for screen in self.screens(code) if ending in screen.text][-1]

    def journal(self) -> list[tuple[str, dict[str, object]]]:
        with self.database.reading() as connection:
            assert journals.broken(connection, self.scope, self.case_id) is None
            lines = journals.chain(connection, self.scope, self.case_id)
        return [(line.action, json.loads(line.body)) for line in lines]

    # acting

    def press(self, code: str, label: str) -> Toast:
        """Press the newest button whose label begins so."""
        for screen in reversed(self.screens(code)):
            for row in screen.rows:
                for button in row:
                    if button.label.startswith(label):
                        return self.tap(code, button.data)
        raise AssertionError(f"{code} sees no button {label!r}: {self.last(code)}")

    def tap(self, code: str, data: str) -> Toast:
        self._serve(code, Kind.TAP, data=data)
        assert self.toast is not None, "a press was silent"
        return self.toast

    def write(self, code: str, text: str) -> Screen:
        """Type something; returns the answer."""
        self._serve(code, Kind.TEXT, text=text)
        answers = [screen for screen, method, _ in self.heard(code) if method == "send"]
        return answers[-1]

    def _serve(self, code: str, kind: Kind, text: str = "", data: str = "") -> None:
        chat, number = self.chat(code), next(iter(self.updates))
        self.now += timedelta(minutes=1)
        incoming = Incoming(
            number,
            kind,
            chat,
            ChatKind.PRIVATE,
            chat,
            code,
            self.now,
            message_id=number,
            text=text,
            data=data,
        )
        with self.database.writing() as connection:
            inbox.keep(connection, BOT, (inbox.Arrival(number, chat, kind, "{}"),), number + 1, self.now)
        self.toast = self.desk.serve(BOT, incoming, self.now)

    def deliver(self, code: str) -> Bundle:
        """The newest card has reached its reader: typed codes act on it from now on."""
        bundle = self.bundle(code)
        with self.database.writing() as connection:
            statement = sa.update(CARDS).where(CARDS.c.bundle_id == bundle.id, CARDS.c.live)
            connection.execute(statement.values(revision=bundle.revision))
        return bundle

    def act(self, move: Move, by: int) -> None:
        def deed(work: Work) -> int:
            make(work, self.scope, self.case_id, move, by)
            return 1

        self.desk.act(deed, self.now)

    def open(self) -> None:
        """Open TW III and give every order, so that the forms are open."""

        def deed(work: Work) -> int:
            self.case_id = open_case(work, self.scope, "lumajang", read_period("2026-Q3"), by=0).case.id
            return 1

        self.desk.act(deed, self.now)
        self.act(Dispose(self.bundle(HEAD).id), self.seat(HEAD).holder_id or 0)
        for boss in ("SEKRETARIS", KABID, "KABID-APTIKA", "KABID-STATISTIK"):
            self.act(Assign(self.bundle(boss).id), self.seat(boss).holder_id or 0)

    def hand_in(self, code: str, said: Mapping[str, Said] | Mapping[str, Decimal], **words: str) -> None:
        """A filler says figures and hands them in; `words` are fields of the realization, e.g. note."""
        person = self.seat(code).holder_id or 0
        items = {self.indicator(one).id: value for one, value in said.items()}
        bundle = self.bundle(code)

        def deed(work: Work) -> int:
            self._say(work, items, person, words)
            skipped = {item: "menunggu rilis" for item, value in items.items() if isinstance(value, Missing)}
            make(work, self.scope, self.case_id, Submit(bundle.id, tuple(items), skipped), person)
            found = indicators.of_quarter(work.connection, self.scope, items, 2026, 3)
            ids = [one.id for one in found]
            realizations.set_state(work.connection, self.scope, ids, RealizationState.SUBMITTED)
            return 1

        self.now += timedelta(minutes=1)
        self.desk.act(deed, self.now)

    def _say(self, work: Work, items: Mapping[int, Said], person: int, words: Mapping[str, str]) -> None:
        known = {
            one.indicator_id: one
            for one in indicators.of_quarter(work.connection, self.scope, items, 2026, 3)
        }
        fresh = []
        for item, value in items.items():
            blank = Realization(0, item, 2026, 3, RealizationState.DRAFT, 0)
            after = said_as(known.get(item, blank), value, person, words)
            if after.id:
                assert indicators.change_realization(work.connection, self.scope, known[item], after)
            else:
                fresh.append(after)
        realizations.add_all(work.connection, self.scope, fresh)

    def section_one(self, **figures: str) -> None:
        """Both fillers of the first section hand in: three figures each, all on target unless named."""
        good = {"04": "79.9", "16": "78", "28": "80", "05": "60", "17": "40", "29": "80"}
        mine = {f"IK-{number}": Decimal(figures.get(f"ik{number}", value)) for number, value in good.items()}
        for filler in (FIRST, SECOND):
            owned = {code for code in mine if self.indicator(code).owner_seat_id == self.seat(filler).id}
            self.hand_in(filler, {code: mine[code] for code in sorted(owned)})


def said_as(said: Realization, value: Said, person: int, words: Mapping[str, str]) -> Realization:
    values = {name: getattr(said, name) for name in said.__dataclass_fields__} | dict(words)
    values |= {"entered_by": person, "state": RealizationState.DRAFT}
    values |= {"value": None, "numerator": None, "denominator": None, "missing": None}
    match value:
        case Missing():
            values["missing"] = value
        case (above, below):
            values |= {"numerator": above, "denominator": below}
        case Decimal():
            values["value"] = value
    return Realization(**values)


def settled(database: Database) -> Office:
    """The office loaded, everybody connected, nothing opened yet."""
    with database.writing() as connection:
        work = Work(connection, NOW)
        sops.keep_definitions(work, ())
        scope = Scope(offices.apply(work, big_office().book).office_id)
        chart = charts.chart(work, scope.office_id)
        for person_id in {seat.holder_id for seat in chart.seats if seat.holder_id}:
            _connect(work, person_id)
        charts.changed(work, scope.office_id)
    return Office(database, scope, desk_on(database))


def desk_on(database: Database) -> Desk:
    return Desk(database, router.answer, notices.announce, router.refuse, lambda: "x" * 22)


def _connect(work: Work, person_id: int) -> None:
    values = {
        "person_id": person_id,
        "telegram_id": CHAT + person_id,
        "chat_id": CHAT + person_id,
        "ringing": True,
        "bound_at": NOW,
    }
    accounts.add(work.connection, values)
