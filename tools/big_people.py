"""People of the generated offices: the charts are fixed, names, NIPs and ranks are drawn.

Both have one head, one Sekretaris, one Perencana, an admin's seat and two readers outside. Lumajang's has
three Kabid, eight Kasi/Kasubbag and twelve staf; Lombok Timur's four units with eight Sub Koordinator and
functional officials, one staf pengolah and one Kasubag Keuangan. Names are put together from parts; serial
numbers of NIPs are 9xx, phones +62 8x 0000.
"""

from dataclasses import dataclass
from random import Random

from sop.books import BookStaff, Role

SECRETARIAT = "Sekretariat"
DIVISIONS = (
    ("IKP", "Bidang Informasi dan Komunikasi Publik (IKP)", ("Pengelolaan Informasi", "Kemitraan Media")),
    ("APTIKA", "Bidang Aplikasi Informatika (APTIKA)", ("Pengembangan Aplikasi", "Infrastruktur TIK")),
    ("STATISTIK", "Bidang Statistik dan Persandian (STATISTIK)", ("Statistik Sektoral", "Persandian")),
)
SUBSECTIONS = ("Umum dan Kepegawaian", "Program dan Keuangan")
TECHNICAL_UNIT = "UPTD Pusat Data (UPTD-PD)"

_MEN = ("Agus", "Bagus", "Dwi", "Eko", "Hadi", "Joko", "Rahmat", "Slamet", "Teguh", "Wahyu", "Yudi", "Zaenal")
_WOMEN = (
    "Anik",
    "Dewi",
    "Endang",
    "Fitri",
    "Indah",
    "Lilik",
    "Nanik",
    "Ratna",
    "Siti",
    "Tutik",
    "Wiwik",
    "Yuli",
)
_LAST = (
    "Santoso", "Purnomo", "Wijayanto", "Setyawan", "Hartono", "Kuswanto", "Nugroho", "Prasetya", "Subagyo",
    "Utomo", "Handoyo", "Mulyono", "Rahayu", "Lestari", "Suryani", "Wulandari", "Pratiwi", "Astuti",
)  # fmt: skip
_DEGREES = ("S.E.", "S.Kom.", "S.Sos.", "S.T.", "S.AP.", "S.Si.", "A.Md.")
_RANKS = {
    Role.HEAD: "Pembina Utama Muda (IV/c)",
    Role.SECRETARY: "Pembina Tk. I (IV/b)",
    Role.DIVISION_HEAD: "Pembina (IV/a)",
    Role.SECTION_HEAD: "Penata Tk. I (III/d)",
    Role.SUBSECTION_HEAD: "Penata Tk. I (III/d)",
    Role.TECHNICAL_UNIT_HEAD: "Penata Tk. I (III/d)",
    Role.SUBCOORDINATOR: "Penata Tk. I (III/d)",
    Role.FUNCTIONAL_OFFICIAL: "Penata (III/c)",
    Role.FINANCE_OFFICER: "Penata (III/c)",
    Role.PLANNER: "Penata (III/c)",
    Role.STAFF: "Penata Muda (III/a)",
    Role.ADMIN: "Pengatur (II/c)",
}


Seat = tuple[str, str, Role, str]  # code, Jabatan, role, unit


@dataclass(frozen=True, slots=True)
class Size:
    """An office that practice 1 counts: its seats, who fills in, how many figures, how many below target."""

    seats: tuple[Seat, ...]
    fillers: frozenset[Role]
    indicators: int
    below: int


def big_staff(chance: Random, size: Size) -> tuple[BookStaff, ...]:
    """Every seat with a person, in the order of the chart."""
    names = _names(chance, len(size.seats))
    return tuple(
        _person(chance, number, name, is_woman, seat)
        for number, ((name, is_woman), seat) in enumerate(zip(names, size.seats, strict=True), 1)
    )


def _top() -> list[Seat]:
    seats: list[Seat] = [
        ("KADIN", "Kepala Dinas Komunikasi dan Informatika", Role.HEAD, ""),
        ("SEKRETARIS", "Sekretaris Dinas", Role.SECRETARY, SECRETARIAT),
        ("PERENCANA", "Perencana Ahli Muda", Role.PLANNER, SECRETARIAT),
        ("ADMIN", "Admin Aplikasi", Role.ADMIN, SECRETARIAT),
    ]
    for agency in ("BAPPEDA", "INSPEKTORAT"):
        seats.append((f"PENERIMA-{agency}", "Penelaah Laporan Kinerja", Role.RECIPIENT, agency))
    return seats


def _sections() -> list[Seat]:
    """Three Kabid, six Kasi, two Kasubbag and their staff."""
    seats: list[Seat] = []
    homes: list[tuple[str, str, str, Role]] = [
        (f"SUBBAG-{number}", name, f"{SECRETARIAT} > Sub Bagian {name}", Role.SUBSECTION_HEAD)
        for number, name in enumerate(SUBSECTIONS, 1)
    ]
    for code, unit, sections in DIVISIONS:
        title = unit.partition(" (")[0].removeprefix("Bidang ")
        seats.append((f"KABID-{code}", f"Kepala Bidang {title}", Role.DIVISION_HEAD, unit))
        homes += [
            (f"SEKSI-{code}-{number}", name, f"{unit} > Seksi {name}", Role.SECTION_HEAD)
            for number, name in enumerate(sections, 1)
        ]
    for index, (code, name, unit, role) in enumerate(homes):
        word = "Kepala Seksi" if role is Role.SECTION_HEAD else "Kepala Sub Bagian"
        seats.append((code, f"{word} {name}", role, unit))
        for number in range(2 if index % 2 == 0 else 1):
            seats.append((f"STAF-{code}-{number + 1}", f"Pengelola {name} {number + 1}", Role.STAFF, unit))
    return seats


def _officials() -> list[Seat]:
    """Three bidang and a UPTD, each with two who fill in; the Sekretariat only processes."""
    finance = "Kepala Sub Bagian Umum dan Keuangan"
    seats: list[Seat] = [
        ("KASUBAG-KEU", finance, Role.FINANCE_OFFICER, SECRETARIAT),
        ("PENGOLAH", "Pengolah Data", Role.STAFF, SECRETARIAT),
    ]
    for code, unit, (first, second) in DIVISIONS:
        title = unit.partition(" (")[0].removeprefix("Bidang ")
        seats += [
            (f"KABID-{code}", f"Kepala Bidang {title}", Role.DIVISION_HEAD, unit),
            (f"SUBKOR-{code}", f"Sub Koordinator {first}", Role.SUBCOORDINATOR, unit),
            (f"JFT-{code}", f"Pranata {second}", Role.FUNCTIONAL_OFFICIAL, unit),
        ]
    return [
        *seats,
        ("KEPALA-UPTD", "Kepala UPTD Pusat Data", Role.TECHNICAL_UNIT_HEAD, TECHNICAL_UNIT),
        ("JFT-UPTD-1", "Pranata Komputer Ahli Muda", Role.FUNCTIONAL_OFFICIAL, TECHNICAL_UNIT),
        ("JFT-UPTD-2", "Pranata Komputer Ahli Pertama", Role.FUNCTIONAL_OFFICIAL, TECHNICAL_UNIT),
    ]


LUMAJANG = Size((*_top(), *_sections()), frozenset({Role.STAFF}), 32, 8)
LOMBOK_TIMUR = Size(
    (*_top(), *_officials()), frozenset({Role.SUBCOORDINATOR, Role.FUNCTIONAL_OFFICIAL}), 24, 6
)


def _names(chance: Random, count: int) -> list[tuple[str, bool]]:
    pairs = [(first, last) for first in (*_MEN, *_WOMEN) for last in _LAST]
    return [
        (f"{first} {last}, {chance.choice(_DEGREES)}", first in _WOMEN)
        for first, last in chance.sample(pairs, count)
    ]


def _person(chance: Random, number: int, name: str, is_woman: bool, seat: Seat) -> BookStaff:
    code, title, role, unit = seat
    is_outside = role is Role.RECIPIENT
    born = chance.randint(1968, 1994)
    day = f"{born}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    since = f"{born + chance.randint(23, 28)}{chance.randint(1, 12):02}"
    return BookStaff(
        code=code,
        name=name,
        nip="" if is_outside else f"{day}{since}{2 if is_woman else 1}{900 + number}",
        rank=_RANKS.get(role, ""),
        phone=f"+6285000000{number:03}",
        title=title,
        role=role,
        unit=unit,
    )
