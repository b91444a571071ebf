"""Offices, seats and who sits on them. Source: design 4; practice 2.4-2.6; domain 3.8, 5."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Holding(StrEnum):
    """How a person holds a position. Source: UU 30/2014; domain 3.8."""

    DEFINITIVE = "definitive"
    CARETAKER = "caretaker"  # Pj
    ACTING_VACANT = "acting_vacant"  # Plt
    ACTING_TEMPORARY = "acting_temporary"  # Plh


class UnitKind(StrEnum):
    """What a unit is on the office's chart."""

    OFFICE = "office"
    SECRETARIAT = "secretariat"
    DIVISION = "division"
    SECTION = "section"
    TECHNICAL_UNIT = "technical_unit"


@dataclass(frozen=True, slots=True)
class Office:
    """One office (OPD): letterhead and the choices that its reports and clocks follow."""

    id: int
    code: str
    name: str  # "Dinas Perindustrian Kabupaten Nusa Makmur"
    government: str  # "Pemerintah Kabupaten Nusa Makmur"
    head_title: str  # "Kepala Dinas Perindustrian"
    address: str
    contact: str  # telephone · e-mail · postcode line of the letterhead
    city: str  # place named in the signature block
    zone: str  # IANA zone
    minimize_formula: str  # "linear" (F2) or "reciprocal" (F3)
    cap_percent: int  # achievements above count as this in averages; 0 = none
    revision: int  # rises with every change of units, seats or holders
    digest_at: str = "08:15"
    parent_government_head: str = ""
    sop_key: str = ""
    fiscal_year: int = 0  # of the targets last imported
    folder_at: str = "08:30 13:30"  # local times of the Map Pimpinan, separated by a space
    rating_scale: str = "permendagri-86-2017"  # key of `sop.ratings.SCALES`
    rehearsal_of: int | None = None  # the office whose rehearsal runs here

    @property
    def rehearses(self) -> bool:
        """Whether this is no office but the room in which one rehearses."""
        return self.rehearsal_of is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of the office's chart."""

    id: int
    code: str
    name: str
    kind: UnitKind
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """A human being; stands above the offices. `nip` is empty for non-ASN."""

    id: int
    name: str
    nip: str
    phone: str
    rank: str  # "Pembina Tk. I (IV/b)"


@dataclass(frozen=True, slots=True)
class Account:
    """One of up to three Telegram accounts of a person; `ringing` marks the one that notifies."""

    id: int
    person_id: int
    telegram_id: int
    chat_id: int
    ringing: bool
    reachable: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """A person holds a seat from `starts_at` until before `ends_at`; None is open."""

    id: int
    position_id: int
    person_id: int
    holding: Holding
    starts_at: datetime
    ends_at: datetime | None
    decree: str


@dataclass(frozen=True, slots=True)
class Position:
    """A seat as the office set it up, without who sits on it today."""

    id: int
    code: str
    title: str
    role: str
    unit_id: int
    superior_id: int | None
    konseptor_id: int | None
    pendamping_id: int | None
    ordinal: int


@dataclass(frozen=True, slots=True)
class Agency:
    """A recipient of the report; `person_id` is its reader in the chat, where there is one."""

    id: int
    code: str
    name: str
    channel: str
    person_id: int | None
    address: str
    case_id: int | None = None  # a recipient of this case's report only


@dataclass(frozen=True, slots=True)
class Seat:
    """A position and who holds it at the moment asked about: what work is addressed to (law 7)."""

    id: int
    code: str
    title: str
    role: str
    unit_id: int
    superior_id: int | None
    holder_id: int | None  # person
    holder_name: str
    holding: Holding | None
    konseptor_id: int | None = None  # person who may prepare or fill in the holder's name
    pendamping_id: int | None = None  # aide who sees that something waits and cannot decide
    connected: bool = False  # the holder has a confirmed, reachable account


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole office at one moment: units and seats, resolved. Built once per office revision.

    The indexes are derived when the chart is made, so that the engine may ask for lines and parts freely.
    """

    office: Office
    units: tuple[Unit, ...]
    seats: tuple[Seat, ...]
    _seats: Mapping[int, Seat] = field(init=False, repr=False, compare=False)
    _lines: Mapping[int, tuple[Seat, ...]] = field(init=False, repr=False, compare=False)
    _parts: Mapping[int, Unit] = field(init=False, repr=False, compare=False)
    _held: Mapping[int | None, tuple[Seat, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        seats = {seat.id: seat for seat in self.seats}
        units = {unit.id: unit for unit in self.units}
        object.__setattr__(self, "_seats", seats)
        object.__setattr__(self, "_lines", {seat.id: _line(seats, seat) for seat in self.seats})
        object.__setattr__(self, "_parts", {unit.id: _part(units, unit) for unit in self.units})
        held: dict[int | None, tuple[Seat, ...]] = {}
        for seat in self.seats:
            held[seat.holder_id] = (*held.get(seat.holder_id, ()), seat)
        object.__setattr__(self, "_held", held)

    def seat(self, seat_id: int) -> Seat:
        return self._seats[seat_id]

    def unit(self, unit_id: int) -> Unit:
        return next(unit for unit in self.units if unit.id == unit_id)

    def with_role(self, *roles: str) -> tuple[Seat, ...]:
        """Seats that carry one of the roles, in the order of the roles asked for, then of the chart."""
        return tuple(seat for role in roles for seat in self.seats if seat.role == role)

    def held_by(self, person_id: int) -> tuple[Seat, ...]:
        return self._held.get(person_id, ())

    def superiors(self, seat_id: int) -> tuple[Seat, ...]:
        """The line above a seat, nearest first."""
        return self._lines[seat_id]

    def part_of(self, unit_id: int) -> Unit:
        """The unit directly below the root that contains a unit: the part a collection fans out to."""
        return self._parts[unit_id]

    def parts(self) -> tuple[int, ...]:
        """The units directly below the root, in the chart's order."""
        roots = {unit.id for unit in self.units if unit.parent_id is None}
        return tuple(unit.id for unit in self.units if unit.parent_id in roots)


def _line(seats: Mapping[int, Seat], seat: Seat) -> tuple[Seat, ...]:
    line: list[Seat] = []
    above = seat.superior_id
    while above is not None and above in seats and above not in {other.id for other in line}:
        line.append(seats[above])
        above = line[-1].superior_id
    return tuple(line)


def _part(units: Mapping[int, Unit], unit: Unit) -> Unit:
    while unit.parent_id is not None and units[unit.parent_id].parent_id is not None:
        unit = units[unit.parent_id]
    return unit


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link to bind an account; only the token's hash is kept."""

    id: int
    person_id: int
    office_id: int
    expires_at: datetime
    needs_phone: bool  # made in chat: the shared phone equals the workbook or an admin confirms
    used_at: datetime | None
    telegram_id: int | None = None  # who opened the link and has yet to share a phone
    display: str = ""


@dataclass(frozen=True, slots=True)
class AccountBound:
    """A person is connected from now on: waiting cards can be delivered."""

    person_id: int


@dataclass(frozen=True, slots=True)
class AccountsEnded:
    """Accounts of a person were put aside because a new one took their place."""

    person_id: int
    chat_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReachabilityChanged:
    """A person blocked the application in one of their accounts, or came back."""

    person_id: int
    reachable: bool


@dataclass(frozen=True, slots=True)
class ChartChanged:
    """Units, seats, holders or connections of an office changed in this unit of work."""

    office_id: int


def is_woman(nip: str) -> bool | None:
    """From the 15th digit of a NIP or NI PPPK: 1 is a man, 2 a woman; None where it does not tell.

    Source: practice 6.
    """
    return {"1": False, "2": True}.get(nip[14:15]) if len(nip) == 18 else None
