"""The demo office with everybody connected and nothing opened yet."""

from pathlib import Path

from desk import charts, offices, sops
from desk.works import Work
from sop.books import OfficeBook
from storage import accounts
from storage.database import Database, Scope
from tests.forms.offices import CHAT, NOW, Office
from tools.demo_office import demo_book


def settled(
    database: Database, sop_key: str = "lumajang", *folders: Path, book: OfficeBook | None = None
) -> Office:
    """Load the office and connect every holder of a seat; `folders` hold definitions of its own."""
    with database.writing() as connection:
        work = Work(connection, NOW)
        sops.keep_definitions(work, folders)
        scope = Scope(offices.apply(work, book or demo_book(sop_key)).office_id)
        seats = charts.chart(work, scope.office_id).seats
        for person_id in sorted({seat.holder_id for seat in seats if seat.holder_id}):
            _connect(work, person_id)
        charts.changed(work, scope.office_id)
    office = Office(database, scope)
    office.restart()
    return office


def _connect(work: Work, person_id: int) -> None:
    chat = CHAT + person_id
    values = {"person_id": person_id, "telegram_id": chat, "chat_id": chat, "ringing": True}
    accounts.add(work.connection, {**values, "bound_at": NOW})
