"""Charts to run the engine on: an office like the demo's, with vacancies and double holders on request."""

from collections.abc import Mapping

from sop.people import Chart, Holding, Office, Seat, Unit, UnitKind
from sop.slices import Item

ROLES: Mapping[str, tuple[str, ...]] = {
    "section_head": ("subcoordinator",),
    "subsection_head": ("program_officer",),
    "finance_officer": ("program_officer",),
}

HEAD, SECRETARY, PLANNER, PROGRAM, SEK_STAFF = 1, 2, 3, 4, 5
KABID_A, SUB_A1, SUB_A2, STAFF_A1, STAFF_A2, STAFF_A3 = 10, 11, 12, 13, 14, 15
KABID_B, SUB_B, STAFF_B1, STAFF_B2 = 20, 21, 22, 23
SEK, PART_A, PART_B = 2, 3, 4

_SEATS = (
    (HEAD, "head", 1, None),
    (SECRETARY, "secretary", SEK, HEAD),
    (PLANNER, "planner", SEK, SECRETARY),
    (PROGRAM, "program_officer", SEK, SECRETARY),
    (SEK_STAFF, "staff", SEK, PROGRAM),
    (KABID_A, "division_head", PART_A, HEAD),
    (SUB_A1, "subcoordinator", PART_A, KABID_A),
    (SUB_A2, "subcoordinator", PART_A, KABID_A),
    (STAFF_A1, "staff", PART_A, SUB_A1),
    (STAFF_A2, "staff", PART_A, SUB_A2),
    (STAFF_A3, "staff", PART_A, SUB_A1),
    (KABID_B, "division_head", PART_B, HEAD),
    (SUB_B, "subcoordinator", PART_B, KABID_B),
    (STAFF_B1, "staff", PART_B, SUB_B),
    (STAFF_B2, "staff", PART_B, KABID_B),
)

ITEMS = (
    Item(101, PART_A, STAFF_A1),
    Item(102, PART_A, STAFF_A1),
    Item(103, PART_A, STAFF_A2),
    Item(104, PART_A, STAFF_A3),
    Item(201, PART_B, STAFF_B1),
    Item(202, PART_B, STAFF_B1),
    Item(203, PART_B, STAFF_B2),
    Item(301, SEK, SEK_STAFF),
)

LATER = (
    Item(105, PART_A, STAFF_A1),
    Item(106, PART_A, SUB_A2),
    Item(204, PART_B, STAFF_B2),
    Item(302, SEK, PROGRAM),
)
"""Figures that a collection gains only after it has begun."""

OFFICE = Office(
    id=1,
    code="DISPERIN",
    name="Dinas Perindustrian Kabupaten Nusa Makmur",
    government="Pemerintah Kabupaten Nusa Makmur",
    head_title="Kepala Dinas Perindustrian",
    address="Jl. Industri No. 1",
    contact="",
    city="Nusa Makmur",
    zone="Asia/Makassar",
    minimize_formula="linear",
    cap_percent=120,
    revision=1,
)

UNITS = (
    Unit(1, "DINAS", "Dinas", UnitKind.OFFICE, None),
    Unit(SEK, "SEK", "Sekretariat", UnitKind.SECRETARIAT, 1),
    Unit(PART_A, "A", "Bidang A", UnitKind.DIVISION, 1),
    Unit(PART_B, "B", "Bidang B", UnitKind.DIVISION, 1),
)


def person(seat_id: int) -> int:
    """Who holds a seat on a chart without vacancies and double holders."""
    return 1000 + seat_id


def chart(vacant: tuple[int, ...] = (), holders: Mapping[int, int] | None = None) -> Chart:
    """The office; `vacant` seats have no holder, `holders` sets other persons on seats."""
    others = holders or {}
    seats = tuple(
        _seat(seat_id, role, unit, above, None if seat_id in vacant else others.get(seat_id, person(seat_id)))
        for seat_id, role, unit, above in _SEATS
    )
    return Chart(OFFICE, UNITS, seats)


def _seat(seat_id: int, role: str, unit: int, above: int | None, holder: int | None) -> Seat:
    return Seat(
        id=seat_id,
        code=f"J{seat_id}",
        title=role,
        role=role,
        unit_id=unit,
        superior_id=above,
        holder_id=holder,
        holder_name=f"Pejabat {holder}",
        holding=Holding.DEFINITIVE if holder is not None else None,
    )


def wide(parts: int, items: int) -> tuple[Chart, tuple[Item, ...]]:
    """A big office: each part with a head, a section and one staff who owns all its items."""
    units = [UNITS[0], *(Unit(100 + n, f"U{n}", f"Bidang {n}", UnitKind.DIVISION, 1) for n in range(parts))]
    rows: list[tuple[int, str, int, int | None]] = [(1, "head", 1, None), (2, "secretary", 100, 1)]
    rows += [(3, "planner", 100, 2)]
    due = []
    for n in range(parts):
        base = 1000 + 10 * n
        rows += [(base, "division_head", 100 + n, 1), (base + 1, "subcoordinator", 100 + n, base)]
        rows += [(base + 2, "staff", 100 + n, base + 1)]
        due += [Item(10_000 * (n + 1) + k, 100 + n, base + 2) for k in range(items)]
    seats = tuple(_seat(*row, person(row[0])) for row in rows)
    return Chart(OFFICE, tuple(units), seats), tuple(due)
