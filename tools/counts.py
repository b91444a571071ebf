"""What a quarter cost people: presses, typed answers and files, and messages, per role against the targets.

Source: practice 1, the tables for Lumajang (3 Kabid, 8 Kasi, 12 staff, 32 indicators) and for Lombok Timur
(4 units, 8 Sub Koordinator/JFT, 24 indicators). An SOP without a table is counted only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sop.books import OfficeBook, Role
from tools.theatre import Theatre


@dataclass(frozen=True, slots=True)
class Count:
    """Presses, typed answers and files, messages received."""

    presses: int = 0
    typed: int = 0
    received: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.presses + other.presses, self.typed + other.typed, self.received + other.received)

    def __sub__(self, other: "Count") -> "Count":
        return Count(self.presses - other.presses, self.typed - other.typed, self.received - other.received)

    def __str__(self) -> str:
        return f"{self.presses}/{self.typed}/{self.received}"


@dataclass(frozen=True, slots=True)
class Targets:
    """What one SOP's quarter may cost: who counts as what, and the most of each."""

    labels: Mapping[Role, str]
    roles: Mapping[str, Count]
    presses: int | None = None  # of the whole office; None: practice 1 counts no such office
    messages: int | None = None


_EVERYWHERE = {
    Role.HEAD: "Kepala Dinas",
    Role.SECRETARY: "Sekretaris",
    Role.DIVISION_HEAD: "Kabid",
    Role.SECTION_HEAD: "Kasi/Kasubbag",
    Role.SUBSECTION_HEAD: "Kasi/Kasubbag",
    Role.SUBCOORDINATOR: "Sub Koordinator/JFT",
    Role.FUNCTIONAL_OFFICIAL: "Sub Koordinator/JFT",
    Role.TECHNICAL_UNIT_HEAD: "Kepala UPTD",
    Role.PROGRAM_OFFICER: "Penyusun Program",
    Role.PLANNER: "Perencana",
    Role.STAFF: "Staf",
    Role.RECIPIENT: "Penerima",
}
_OUTSIDE = {"Penerima": Count(1, 0, 2)}
_LUMAJANG = Targets(
    _EVERYWHERE,
    {
        "Kepala Dinas": Count(3, 0, 6),
        "Sekretaris": Count(5, 1, 10),
        "Kabid": Count(3, 1, 6),
        "Kasi/Kasubbag": Count(2, 1, 5),
        "Staf": Count(2, 5, 8),
        "Perencana": Count(10, 3, 15),
        **_OUTSIDE,
    },
    70,
    190,
)
_LOMBOK_TIMUR = Targets(
    {
        **_EVERYWHERE,
        Role.DIVISION_HEAD: "Kabid/Ka UPTD",
        Role.TECHNICAL_UNIT_HEAD: "Kabid/Ka UPTD",
        Role.STAFF: "Staf pengolah",
        Role.FINANCE_OFFICER: "Kasubag Keuangan",
    },
    {
        "Kepala Dinas": Count(2, 0, 4),
        "Sekretaris": Count(3, 0, 7),
        "Perencana": Count(10, 3, 15),
        "Kabid/Ka UPTD": Count(2, 0, 5),
        "Sub Koordinator/JFT": Count(2, 5, 8),
        "Staf pengolah": Count(3, 2, 5),
        "Kasubag Keuangan": Count(1, 1, 3),
        **_OUTSIDE,
    },
    45,
    125,
)
_UNCOUNTED = Targets(_EVERYWHERE, _OUTSIDE)
_OF_SOP = {"lumajang": _LUMAJANG, "lombok-timur": _LOMBOK_TIMUR}


def targets(book: OfficeBook) -> Targets:
    """Those of the SOP the office plays."""
    return _OF_SOP.get(book.office.sop_key, _UNCOUNTED)


async def counts(stage: Theatre) -> dict[int, Count]:
    """So far, by Telegram id."""
    people = (await stage.sandbox.counters())["people"]
    return {int(telegram_id): _count(found) for telegram_id, found in people.items()}


def _count(found: Mapping[str, int]) -> Count:
    typed = found.get("typed", 0) + found.get("files", 0)
    return Count(found.get("presses", 0), typed, found.get("received", 0))


def table(book: OfficeBook, cast: Mapping[str, int], spent: Mapping[int, Count], held: Targets) -> str:
    """One line a role: how many people, what the busiest of them had, and the target."""
    by_role: dict[str, dict[int, Count]] = {}
    for row in book.staff:
        label = held.labels.get(row.role)
        if label and row.code in cast:
            by_role.setdefault(label, {})[cast[row.code]] = spent.get(cast[row.code], Count())
    lines = [f"{'peran':20}{'orang':>6}  {'terbanyak':>10}  {'sasaran':>9}"]
    for label, people in by_role.items():
        busiest = Count(*(max(getattr(one, name) for one in people.values()) for name in Count.__slots__))
        target = held.roles.get(label)
        lines.append(f"{label:20}{len(people):>6}  {busiest!s:>10}  {target or '–'!s:>9}")
    outside = by_role.get("Penerima", {})
    inside = [one for telegram_id, one in spent.items() if telegram_id not in outside]
    whole = sum(inside, Count())
    lines.append(
        f"seluruh kantor: {whole.presses} tekan{_at_most(held.presses)}, {whole.typed} ketikan, "
        f"{whole.received} pesan{_at_most(held.messages)}"
    )
    return "\n".join(lines)


def _at_most(target: int | None) -> str:
    return "" if target is None else f" (sasaran {target})"
