"""What a quarter cost people: presses, typed answers and files, and messages, per role against the targets.

Source: practice 1, the table for Lumajang (3 Kabid, 8 Kasi, 12 staff, 32 indicators).
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


LABELS = {
    Role.HEAD: "Kepala Dinas",
    Role.SECRETARY: "Sekretaris",
    Role.DIVISION_HEAD: "Kabid",
    Role.SECTION_HEAD: "Kasi/Kasubbag",
    Role.SUBSECTION_HEAD: "Kasi/Kasubbag",
    Role.SUBCOORDINATOR: "Sub Koordinator",
    Role.PROGRAM_OFFICER: "Penyusun Program",
    Role.PLANNER: "Perencana",
    Role.STAFF: "Staf",
    Role.RECIPIENT: "Penerima",
}
TARGETS = {
    "Kepala Dinas": Count(3, 0, 6),
    "Sekretaris": Count(5, 1, 10),
    "Kabid": Count(3, 1, 6),
    "Kasi/Kasubbag": Count(2, 1, 5),
    "Staf": Count(2, 5, 8),
    "Perencana": Count(10, 3, 15),
    "Penerima": Count(1, 0, 2),
}
WHOLE_OFFICE_PRESSES, WHOLE_OFFICE_MESSAGES = 70, 190


async def counts(stage: Theatre) -> dict[int, Count]:
    """So far, by Telegram id."""
    people = (await stage.sandbox.counters())["people"]
    return {int(telegram_id): _count(found) for telegram_id, found in people.items()}


def _count(found: Mapping[str, int]) -> Count:
    typed = found.get("typed", 0) + found.get("files", 0)
    return Count(found.get("presses", 0), typed, found.get("received", 0))


def table(book: OfficeBook, cast: Mapping[str, int], spent: Mapping[int, Count]) -> str:
    """One line a role: how many people, what the busiest of them had, and the target."""
    by_role: dict[str, dict[int, Count]] = {}
    for row in book.staff:
        label = LABELS.get(row.role)
        if label and row.code in cast:
            by_role.setdefault(label, {})[cast[row.code]] = spent.get(cast[row.code], Count())
    lines = [f"{'peran':18}{'orang':>6}  {'terbanyak':>10}  {'sasaran':>9}"]
    for label, people in by_role.items():
        busiest = Count(*(max(getattr(one, name) for one in people.values()) for name in Count.__slots__))
        target = TARGETS.get(label)
        lines.append(f"{label:18}{len(people):>6}  {busiest!s:>10}  {target or '–'!s:>9}")
    outside = by_role.get("Penerima", {})
    inside = [one for telegram_id, one in spent.items() if telegram_id not in outside]
    whole = sum(inside, Count())
    lines.append(
        f"seluruh kantor: {whole.presses} tekan (sasaran {WHOLE_OFFICE_PRESSES}), {whole.typed} ketikan, "
        f"{whole.received} pesan (sasaran {WHOLE_OFFICE_MESSAGES})"
    )
    return "\n".join(lines)
