"""Who was affected when the application did not listen (telegram 4.5)."""

from desk import charts
from desk.works import Work
from sop.people import Office
from storage import bundles, offices
from storage.database import Scope


def affected(work: Work) -> tuple[tuple[Office, tuple[int, ...]], ...]:
    """Each office with the people who hold an unfinished bundle: a press of theirs may have been lost."""
    return tuple((office, _holders(work, office)) for office in offices.every(work.connection))


def _holders(work: Work, office: Office) -> tuple[int, ...]:
    chart = charts.chart(work, office.id)
    waiting = bundles.working_in_office(work.connection, Scope(office.id))
    seats = (chart.seat(bundle.seat_id) for bundle in waiting)
    return tuple(dict.fromkeys(seat.holder_id for seat in seats if seat.holder_id is not None))
