"""A whole quarter of the demo office, played in chat: what the journal must be able to tell."""

from dataclasses import dataclass

import sqlalchemy as sa

from desk import charts, sops
from desk.works import Work
from sop.cases import Bundle, BundleState, Case
from sop.people import Seat
from sop.procedures import Stage
from storage import bundles, cases
from storage.bundles import BUNDLES
from storage.cards import CARDS
from storage.database import Database
from tests.cases.chats import edited, fill
from tests.forms.offices import Office, opened
from text.taps import Tap, packed


@dataclass
class Quarter:
    """The office and its case of TW III."""

    office: Office

    def case(self) -> Case:
        with self.office.database.reading() as connection:
            found = cases.case(connection, self.office.scope, self.office.case_id)
        assert found is not None
        return found

    def stage(self, bundle: Bundle) -> Stage:
        with self.office.database.reading() as connection:
            return sops.of_case(Work(connection, self.office.now), self.case()).step(bundle.step).stage

    def holder(self, bundle: Bundle) -> str:
        """The code of a seat of whoever holds the bundle."""
        return next(seat.code for seat in self._seats() if seat.id == bundle.seat_id)

    def _seats(self) -> tuple[Seat, ...]:
        with self.office.database.reading() as connection:
            return charts.chart(Work(connection, self.office.now), self.office.scope.office_id).seats

    def waiting(self) -> list[Bundle]:
        with self.office.database.reading() as connection:
            found = bundles.working_in_office(connection, self.office.scope)
        return [bundle for bundle in found if bundle.state is BundleState.OPEN]

    def go_on(self, until: Stage) -> None:
        """Everybody does what is expected, until a stage has opened or nothing more can be done."""
        tried: set[tuple[int, int]] = set()
        while True:
            bundle = next((one for one in self.waiting() if (one.id, one.revision) not in tried), None)
            if bundle is None or self.stage(bundle) is until:
                return
            tried.add((bundle.id, bundle.revision))
            self.expected(bundle)

    def expected(self, bundle: Bundle) -> None:
        code = self.holder(bundle)
        if self.stage(bundle) is Stage.FILL:
            fill(self.office, code)
        else:
            self.office.tap(code, packed(Tap("ok", str(bundle.id), bundle.revision)))

    def deliver(self) -> None:
        """Every card has reached its reader: typed codes act on it from now on."""
        with self.office.database.writing() as connection:
            newest = sa.select(BUNDLES.c.revision).where(BUNDLES.c.id == CARDS.c.bundle_id).scalar_subquery()
            connection.execute(sa.update(CARDS).where(CARDS.c.live).values(revision=newest))


def begun(database: Database) -> Quarter:
    """The case is open; the order has not been given yet."""
    return Quarter(opened(database))


def press_edited(office: Office, code: str, label: str) -> None:
    """Press a button on the newest state of an edited card."""
    rows = edited(office, code)[-1].rows
    office.tap(code, next(button.data for row in rows for button in row if button.label.startswith(label)))
