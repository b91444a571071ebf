"""The demo office with the forms of TW III open; people type and press as their chat shows.

Every message may be served by a desk of its own (`restart`): nothing survives in memory between two messages.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import sqlalchemy as sa

from desk import cases, charts, offices, sops
from desk.desk import Desk
from desk.moves import make
from desk.works import Work
from handlers import notices, router
from sop.books import OfficeBook
from sop.cases import Bundle, BundleState
from sop.indicators import Evidence, Indicator, Realization
from sop.moves import Assign, Dispose, Move
from sop.people import Seat
from sop.periods import read_period
from storage import accounts, bundles, inbox, indicators, journals
from storage.cards import CARDS, shown
from storage.database import Database, Scope
from storage.outbox import OUTBOX
from text.encoding import decoded
from text.incoming import ChatKind, Incoming, IncomingFile, Kind
from text.screens import Button, Screen, Toast
from tools.demo_office import demo_book

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)  # 10.00 WITA, a Monday
BOT = 1
CHAT = 70_000  # + person id
PSDI, WASI, PIKM, UPTD, PROGRAM = "SUBKOR-PSDI", "SUBKOR-WASI", "SUBKOR-PIKM", "JFT-UPTD", "SUBKOR-PROGRAM"
TRAINER = "STAF-PSDI-2"  # konseptor of PSDI-2 and PSDI-3
KABID = "KABID-PSDI"
KABID_PIKM = "KABID-PIKM"  # also Plt. Kepala UPTD: two seats, two forms
HEAD_UPTD = "KEPALA-UPTD"


@dataclass
class Office:
    """The office, its case of TW III, and everybody's chat."""

    database: Database
    scope: Scope
    case_id: int = 0
    now: datetime = NOW
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    desk: Desk | None = None
    last_message_id: int = 0

    # looking

    def seat(self, code: str) -> Seat:
        return next(seat for seat in self.seats() if seat.code == code)

    def chat(self, code: str) -> int:
        return CHAT + (self.seat(code).holder_id or 0)

    def indicator(self, code: str) -> Indicator:
        with self.database.reading() as connection:
            found = indicators.indicators(connection, self.scope)
        return next(one for one in found if one.code == code)

    def said(self, code: str) -> Realization | None:
        with self.database.reading() as connection:
            found = indicators.of_quarter(connection, self.scope, [self.indicator(code).id], 2026, 3)
        return found[0] if found else None

    def bundle(self, code: str, state: BundleState = BundleState.OPEN) -> Bundle:
        """The newest bundle of a seat in a state."""
        with self.database.reading() as connection:
            found = bundles.of_case(connection, self.scope, self.case_id)
        return [one for one in found if one.seat_id == self.seat(code).id and one.state is state][-1]

    def evidence(self, code: str) -> tuple[Evidence, ...]:
        with self.database.reading() as connection:
            found = bundles.of_case(connection, self.scope, self.case_id)
            mine = [one.id for one in found if one.seat_id == self.seat(code).id]
            return indicators.evidences(connection, self.scope, mine)

    def sent(self, code: str) -> list[Screen]:
        """New messages in somebody's chat, oldest first."""
        statement = (
            sa.select(OUTBOX.c.payload)
            .where(OUTBOX.c.chat_id == self.chat(code), OUTBOX.c.method == "send")
            .order_by(OUTBOX.c.id)
        )
        with self.database.reading() as connection:
            return [decoded(payload) for payload in connection.execute(statement).scalars()]

    def last(self, code: str) -> Screen:
        return self.sent(code)[-1]

    def lines(self, action: str) -> list[dict[str, Any]]:
        """Bodies of the journal's lines of a kind; the chain must hold."""
        with self.database.reading() as connection:
            assert journals.broken(connection, self.scope, self.case_id) is None
            chain = journals.chain(connection, self.scope, self.case_id)
        return [json.loads(line.body) for line in chain if line.action == action]

    # acting

    def write(self, code: str, text: str, **rest: Any) -> Screen:
        """Type something; returns the answer, which is exactly one message."""
        before = len(self.sent(code))
        self.serve(code, Kind.TEXT, text=text, **rest)
        answers = self.sent(code)[before:]
        assert len(answers) == 1, [answer.text for answer in answers]
        return answers[0]

    def send(self, code: str, name: str, caption: str = "", **rest: Any) -> list[Screen]:
        """Send a file; returns what was answered."""
        before = len(self.sent(code))
        size, mime = rest.pop("size", 1000), rest.pop("mime", "application/pdf")
        file = IncomingFile(f"file-{name}", f"unique-{name}", name, mime, size)
        self.serve(code, Kind.FILE, text=caption, file=file, **rest)
        return self.sent(code)[before:]

    def press(self, code: str, label: str) -> Toast:
        """Press the button of the newest message that has one beginning so."""
        return self.tap(code, self.button(code, label).data)

    def button(self, code: str, label: str) -> Button:
        for screen in reversed(self.sent(code)):
            for row in screen.rows:
                for button in row:
                    if button.label.startswith(label):
                        return button
        raise AssertionError(f"{code} sees no button {label!r}: {labels(self.last(code))}")

    def tap(self, code: str, data: str) -> Toast:
        toast = self.serve(code, Kind.TAP, data=data)
        assert toast is not None, "a press was silent"
        return toast

    def serve(self, code: str, kind: Kind, **rest: Any) -> Toast | None:
        chat, number = self.chat(code), next(self.numbers)
        self.now += timedelta(seconds=20)
        self.last_message_id = int(rest.pop("message_id", 500_000 + number))
        incoming = Incoming(
            number, kind, chat, ChatKind.PRIVATE, chat, code, self.now, self.last_message_id, **rest
        )
        with self.database.writing() as connection:
            inbox.keep(connection, BOT, [inbox.Arrival(number, chat, "message", "{}")], number + 1, self.now)
        if self.desk is None:
            self.restart()
        assert self.desk is not None
        return self.desk.serve(BOT, incoming, self.now)

    def restart(self) -> None:
        """A new process: a new desk on the same rows."""
        self.desk = Desk(self.database, router.answer, notices.announce, router.refuse, str)

    def deliver(self, code: str) -> int:
        """The newest message reaches the chat; returns its message id."""
        return self.delivered(code, len(self.sent(code)) - 1)

    def delivered(self, code: str, place: int) -> int:
        """A message, counted from the first, reaches the chat; returns its message id."""
        statement = (
            sa.select(OUTBOX.c.id, OUTBOX.c.card_id)
            .where(OUTBOX.c.chat_id == self.chat(code), OUTBOX.c.method == "send")
            .order_by(OUTBOX.c.id)
        )
        with self.database.writing() as connection:
            row = connection.execute(statement).all()[place]
            message = 900_000 + int(row.id)
            sent = sa.update(OUTBOX).where(OUTBOX.c.id == row.id)
            connection.execute(sent.values(message_id=message))
            if row.card_id:
                shown(connection, row.card_id, message, 1)
        return message

    def deliver_code(self, code: str) -> str:
        """The card has reached its reader: its code acts on it from now on."""
        bundle = self.bundle(code)
        with self.database.writing() as connection:
            here = sa.update(CARDS).where(CARDS.c.bundle_id == bundle.id, CARDS.c.live)
            connection.execute(here.values(revision=bundle.revision))
        return bundle.code

    def act(self, move: Move, code: str) -> None:
        person = self.seat(code).holder_id or 0

        def deed(work: Work) -> int:
            make(work, self.scope, self.case_id, move, person)
            return 1

        if self.desk is None:
            self.restart()
        assert self.desk is not None
        self.desk.act(deed, self.now)

    def order(self) -> None:
        """The head disposes and every bidang divides its work: the forms are open."""
        self.act(Dispose(self.bundle("KADIS").id), "KADIS")
        with self.database.reading() as connection:
            found = bundles.of_case(connection, self.scope, self.case_id)
        for bundle in [one for one in found if one.step == "2" and one.state is BundleState.OPEN]:
            self.act(Assign(bundle.id), next(one.code for one in self.seats() if one.id == bundle.seat_id))

    def seats(self) -> tuple[Seat, ...]:
        with self.database.reading() as connection:
            return charts.chart(Work(connection, self.now), self.scope.office_id).seats


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def with_indicator(code: str, **fields: Any) -> OfficeBook:
    """The demo office with some fields of one indicator changed."""
    book = demo_book("lumajang")
    rows = tuple(replace(row, **fields) if row.code == code else row for row in book.indicators)
    return replace(book, indicators=rows)


def two_forms() -> OfficeBook:
    """PIKM-3 with the Kabid himself, PIKM-2 with the head of the UPTD, who is the same person."""
    book = demo_book("lumajang")
    owners = {"PIKM-3": KABID_PIKM, "PIKM-2": HEAD_UPTD}
    rows = tuple(replace(row, owner=owners.get(row.code, row.owner)) for row in book.indicators)
    return replace(book, indicators=rows)


def opened(
    database: Database, book: OfficeBook | None = None, *, unconnected: tuple[str, ...] = ()
) -> Office:
    """The case of TW III open, orders not given yet; everybody connected but those named."""
    with database.writing() as connection:
        work = Work(connection, NOW)
        sops.keep_definitions(work, ())
        scope = Scope(offices.apply(work, book or demo_book("lumajang")).office_id)
        chart = charts.chart(work, scope.office_id)
        silent = {seat.holder_id for seat in chart.seats if seat.code in unconnected}
        for person_id in sorted({seat.holder_id for seat in chart.seats if seat.holder_id} - silent):
            _connect(work, person_id)
        charts.changed(work, scope.office_id)
    office = Office(database, scope)
    office.restart()
    assert office.desk is not None

    def deed(work: Work) -> int:
        office.case_id = cases.open_case(work, scope, "lumajang", read_period("2026-Q3"), by=0).case.id
        return 1

    office.desk.act(deed, NOW)
    return office


def ready(database: Database, book: OfficeBook | None = None, *, unconnected: tuple[str, ...] = ()) -> Office:
    """The same with every order given."""
    office = opened(database, book, unconnected=unconnected)
    office.order()
    return office


def _connect(work: Work, person_id: int) -> None:
    values = {
        "person_id": person_id,
        "telegram_id": CHAT + person_id,
        "chat_id": CHAT + person_id,
        "ringing": True,
        "bound_at": NOW,
    }
    accounts.add(work.connection, values)
