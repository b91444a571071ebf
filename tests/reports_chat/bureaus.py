"""The demo office with TW III collected, everybody connected, and the drawing done by hand."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.blobs import Blobs
from bot.intakes import INTAKES
from bot.printers import LENGTH_BYTES, PICTURE, REPORT, printed
from desk import cases, charts, offices, reports, shelves, sops
from desk.desk import Desk
from desk.moves import make
from desk.works import Work
from handlers import notices, router
from sop.cases import Bundle, BundleState, Case, TaskState
from sop.indicators import Realization, RealizationState
from sop.moves import Assign, Dispose, EnterLate, Pass, Submit
from sop.people import Seat
from sop.periods import Period
from sop.procedures import Stage
from sop.reports import FrozenReport, ReportState
from storage import accounts, bundles, inbox, indicators, jobs, journals, outbox
from storage import cases as case_rows
from storage import reports as rows
from storage.database import Database, Scope
from storage.tables.columns import table
from storage.tables.messages import Cards
from text.encoding import decoded
from text.incoming import ChatKind, Incoming, IncomingFile, Kind
from text.screens import Button, Screen, Toast
from tools.answers import Answer
from tools.demo_office import demo_book
from tools.demo_quarter import answers

ZONE = ZoneInfo("Asia/Makassar")
PERIOD = Period(2026, 3)
CARDS = table(Cards)
Seen = TypeVar("Seen")
_CHAT = 80_000  # telegram id = this + person id
_updates = count(1)


def wita(written: str) -> datetime:
    """ "2026-10-07 09:00" on the office's wall."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE).astimezone(ZoneInfo("UTC"))


@dataclass
class Bureau:
    """Speaks to the desk as people do; `now` moves only by hand."""

    database: Database
    blobs: Blobs
    now: datetime = field(default_factory=lambda: wita("2026-10-05 09:00"))
    sop_key: str = "lumajang"
    budget_until: int = 3  # the last quarter whose budget came with the workbook
    definitions: tuple[Path, ...] = ()  # folders with SOPs beside those that come with the application
    office_id: int = 0
    case_id: int = 0
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

    def open(self, plh: bool = False, missing: tuple[str, ...] = ()) -> None:
        """Load the office, open TW III, and let everybody hand in, but for the `missing` figures."""

        def load(work: Work) -> None:
            self.office_id = offices.apply(work, demo_book(self.sop_key, plh, self.budget_until)).office_id
            sops.keep_definitions(work, self.definitions)

        self.act(load)
        for person_id in {seat.holder_id for seat in self.seats()} - {None}:
            assert person_id is not None
            self.act(lambda work, who=person_id: self._connect(work, who))  # type: ignore[misc]

        def begin(work: Work) -> None:
            self.case_id = cases.open_case(work, self.scope, self.sop_key, PERIOD, 0).case.id

        self.act(begin)
        self.act(lambda work: self._say(work, missing))
        self.climb(missing)

    def climb(self, missing: tuple[str, ...] = ()) -> None:
        """Everything below the compilation is decided as expected, but for the `missing` figures."""
        while self._step(missing):
            pass

    def _connect(self, work: Work, person_id: int) -> None:
        chat = _CHAT + person_id
        accounts.add(
            work.connection,
            {
                "person_id": person_id,
                "telegram_id": chat,
                "chat_id": chat,
                "display": "",
                "ringing": True,
                "bound_at": work.now,
            },
        )
        charts.changed(work, self.office_id)

    def _say(self, work: Work, missing: tuple[str, ...]) -> None:
        known = {one.code: one for one in indicators.indicators(work.connection, self.scope)}
        for code, answer in answers().items():
            if code not in missing:
                said = _realization(known[code].id, answer)
                indicators.add_realization(work.connection, self.scope, said)

    def _step(self, missing: tuple[str, ...]) -> bool:
        """Make the expected move on one bundle below the compilation; False when nothing is left."""
        sop = self.look(lambda work: sops.of_case(work, self.case(work)))
        for bundle in self.working():
            if bundle.state is not BundleState.OPEN:
                continue
            stage = sop.step(bundle.step).stage
            if stage in (Stage.DISPOSE, Stage.ASSIGN, Stage.CHECK):
                move = {Stage.DISPOSE: Dispose, Stage.ASSIGN: Assign, Stage.CHECK: Pass}[stage](bundle.id)
            elif stage is Stage.FILL and (items := self._ready(bundle, missing)):
                move = Submit(bundle.id, items)
            else:
                continue
            by = self.look(lambda work, b=bundle: reports.seat_of(work, b)).holder_id  # type: ignore[misc]
            self.act(lambda work, m=move, who=by: make(work, self.scope, self.case_id, m, who or 0))  # type: ignore[misc]
            return True
        return False

    def _ready(self, bundle: Bundle, missing: tuple[str, ...]) -> tuple[int, ...]:
        with self.database.reading() as connection:
            codes = {one.id: one.code for one in indicators.indicators(connection, self.scope)}
            tasks = bundles.tasks_of(connection, self.scope, bundle.id)
        waiting = [task.indicator_id for task in tasks if task.state is TaskState.OPEN]
        return tuple(item for item in waiting if codes[item] not in missing)

    def hand_in(self, *codes: str) -> None:
        """What was missing or returned comes in after all and climbs."""

        def say(work: Work) -> None:
            known = {one.code: one for one in indicators.indicators(work.connection, self.scope)}
            for code in codes:
                old = indicators.of_quarter(work.connection, self.scope, [known[code].id], 2026, 3)
                said = _realization(known[code].id, answers()[code])
                if old:
                    indicators.change_realization(work.connection, self.scope, old[0], said)
                else:
                    indicators.add_realization(work.connection, self.scope, said)

        self.act(say)
        self.climb()

    def enter_late(self, code: str) -> None:
        """A figure that was "menyusul" is taken in."""
        with self.database.reading() as connection:
            every = indicators.indicators(connection, self.scope)
        item, by = next(one.id for one in every if one.code == code), self.person("SUBKOR-PSDI")

        def enter(work: Work) -> None:
            said = _realization(item, answers()[code])
            indicators.add_realization(work.connection, self.scope, said)
            make(work, self.scope, self.case_id, EnterLate((item,)), by)

        self.act(enter)

    def look(self, see: Callable[[Work], Seen]) -> Seen:
        with self.database.reading() as connection:
            return see(Work(connection, self.now))

    def case(self, work: Work) -> Case:
        found = case_rows.case(work.connection, self.scope, self.case_id)
        assert found is not None
        return found

    def seats(self) -> tuple[Seat, ...]:
        with self.database.reading() as connection:
            return charts.chart(Work(connection, self.now), self.office_id).seats

    def person(self, code: str) -> int:
        holder = next(seat for seat in self.seats() if seat.code == code).holder_id
        assert holder is not None
        return holder

    def working(self) -> tuple[Bundle, ...]:
        with self.database.reading() as connection:
            return bundles.working_in_office(connection, self.scope)

    def bundle(self, step: str) -> Bundle:
        """The newest bundle of a step."""
        with self.database.reading() as connection:
            found = bundles.of_case(connection, self.scope, self.case_id)
        return [bundle for bundle in found if bundle.step == step][-1]

    def changed(self) -> tuple[Bundle, ...]:
        """Something happened to every open bundle that its reader has not seen; the bundles as they stand."""
        table = bundles.BUNDLES
        with self.database.writing() as connection:
            statement = sa.update(table).where(table.c.state == BundleState.OPEN)
            connection.execute(statement.values(revision=table.c.revision + 1))
        return tuple(self.working())

    def report(self) -> FrozenReport:
        with self.database.reading() as connection:
            return rows.of_case(connection, self.scope, self.case_id)[-1]

    def draw(self) -> int:
        """Do the drawing jobs here and now; returns how many there were."""
        with self.database.writing() as connection:
            kinds = (reports.DRAWING, shelves.DRAWING_PICTURE)
            claimed = jobs.claim(connection, kinds, self.now, self.now, 10)
        for job in claimed:
            order = json.loads(job.body)
            self.act(
                lambda work, o=order, k=job.kind: self._drawn(work, o, k)  # type: ignore[misc]
            )
            with self.database.writing() as connection:
                jobs.done(connection, job.id)
        return len(claimed)

    def _drawn(self, work: Work, order: dict[str, object], kind: str) -> None:
        if kind == shelves.DRAWING_PICTURE:
            pipe = printed(PICTURE, str(order["figures"]))
            person, chat = int(str(order["person"])), int(str(order["chat"]))
            sha256 = self.blobs.keep(pipe[LENGTH_BYTES:])
            found = shelves.PictureDrawn(self.office_id, person, chat, PERIOD, sha256)
            shelves.picture_drawn(work, found, len(pipe))
            return
        report = reports.wanted(work.connection, self.office_id, int(str(order["report"])))
        assert report is not None
        pipe = printed(REPORT, report.figures)
        length = int.from_bytes(pipe[:LENGTH_BYTES])
        paper, picture = pipe[LENGTH_BYTES : LENGTH_BYTES + length], pipe[LENGTH_BYTES + length :]
        files = reports.Drawn(self.blobs.keep(paper), len(paper), self.blobs.keep(picture), len(picture))
        reports.drawn(work, self.office_id, report.id, ReportState(str(order["state"])), files)

    def rows(self, code: str) -> list[sa.Row[Any]]:
        """The rows of the outbox for somebody, oldest first."""
        chat = _CHAT + self.person(code)
        sent = sa.select(outbox.OUTBOX).where(outbox.OUTBOX.c.chat_id == chat).order_by(outbox.OUTBOX.c.id)
        with self.database.reading() as connection:
            return list(connection.execute(sent).all())

    def heard(self, code: str) -> list[Screen]:
        """Everything sent to somebody, cards in their present state, oldest first."""
        return [decoded(row.payload) for row in self.rows(code) if row.method in ("send", "edit")]

    def last(self, code: str) -> Screen:
        return self.heard(code)[-1]

    def card(self, code: str) -> Screen:
        """The last message with buttons about a bundle."""
        return next(screen for screen in reversed(self.heard(code)) if screen.rows and not screen.attachment)

    def files(self, code: str) -> list[str]:
        """Names of the files somebody got."""
        return [screen.attachment.name for screen in self.heard(code) if screen.attachment]

    def write(self, code: str, text: str) -> Screen:
        """Somebody types; the answer."""
        self._serve(code, Kind.TEXT, text=text)
        return self.last(code)

    def press(self, code: str, label: str) -> Toast | None:
        """Press the newest button whose label begins so."""
        for screen in reversed(self.heard(code)):
            for row in screen.rows:
                for button in row:
                    if button.label.startswith(label):
                        return self.tap(code, button)
        raise AssertionError(f"{code} has no button {label!r}")

    def send(self, code: str, name: str, caption: str = "", mime: str = "application/pdf") -> Screen:
        """Somebody sends a file; the answer."""
        file = IncomingFile(f"file-{name}", f"unique-{name}", name, mime, 1_400_000)
        self._serve(code, Kind.FILE, text=caption, file=file)
        return self.last(code)

    def fetch(self, kind: str, content: bytes) -> None:
        """Telegram hands out every file of a kind that is waited for, with this content."""
        intake = INTAKES[kind]
        with self.database.writing() as connection:
            claimed = jobs.claim(connection, (kind,), self.now, self.now, 10)
            for job in claimed:
                jobs.done(connection, job.id)
        flaw, sha256 = intake.flaw(content), self.blobs.keep(content)

        def taken_in(work: Work) -> None:
            for job in claimed:
                row = int(json.loads(job.body)[intake.row])
                if flaw:
                    intake.unusable(work, self.office_id, row, flaw)
                else:
                    intake.fetched(work, self.office_id, row, sha256, len(content))

        self.act(taken_in)

    def tap(self, code: str, button: Button) -> Toast | None:
        return self._serve(code, Kind.TAP, data=button.data)

    def _serve(self, code: str, kind: Kind, **fields: object) -> Toast | None:
        telegram_id, update_id = _CHAT + self.person(code), next(_updates)
        with self.database.writing() as connection:
            arrival = inbox.Arrival(update_id, telegram_id, kind, "{}")
            inbox.keep(connection, 1, (arrival,), update_id + 1, self.now)
        base = Incoming(update_id, kind, telegram_id, ChatKind.PRIVATE, telegram_id, code, self.now)
        return self.desk.serve(1, replace(base, **fields), self.now)  # type: ignore[arg-type]

    def deliver(self) -> None:
        """Telegram took every message: cards know their message and their revision was delivered."""
        with self.database.writing() as connection:
            newest = (
                sa.select(bundles.BUNDLES.c.revision)
                .where(bundles.BUNDLES.c.id == CARDS.c.bundle_id)
                .scalar_subquery()
            )
            connection.execute(sa.update(CARDS).where(CARDS.c.live).values(revision=newest))

    def journal(self) -> list[str]:
        """The actions of the case, and proof that the chain holds."""
        with self.database.reading() as connection:
            assert journals.broken(connection, self.scope, self.case_id) is None
            return [line.action for line in journals.chain(connection, self.scope, self.case_id)]

    def states(self) -> dict[str, RealizationState]:
        """How far the figures of the quarter have come, by indicator."""
        with self.database.reading() as connection:
            codes = {one.id: one.code for one in indicators.indicators(connection, self.scope)}
            said = indicators.realizations(connection, self.scope, 2026)
        return {codes[one.indicator_id]: one.state for one in said if one.quarter == 3}


def bureau(database: Database, folder: Path, *, plh: bool = False, missing: tuple[str, ...] = ()) -> Bureau:
    found = Bureau(database, Blobs(folder / "blobs"))
    found.open(plh, missing)
    return found


def _realization(indicator_id: int, answer: Answer) -> Realization:
    typed = answer.typed.replace(",", ".")
    numerator, slash, denominator = typed.partition("/")
    return Realization(
        id=0,
        indicator_id=indicator_id,
        year=2026,
        quarter=3,
        state=RealizationState.SUBMITTED,
        revision=1,
        value=None if slash else Decimal(typed),
        numerator=Decimal(numerator) if slash else None,
        denominator=Decimal(denominator) if slash else None,
        obstacle=answer.obstacle,
        follow_up=answer.follow_up,
        follow_up_by=answer.by,
        follow_up_due=date.fromisoformat(answer.due) if answer.due else None,
    )
