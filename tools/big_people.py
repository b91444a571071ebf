"""People of the generated office: the chart is fixed, names, NIPs and ranks are drawn.

One head, one Sekretaris, one Perencana, three Kabid, eight Kasi/Kasubbag, twelve staf, an admin's seat and
three readers outside. Names are put together from parts; serial numbers of NIPs are 9xx, phones +62 8x 0000.
"""

from random import Random

from sop.books import BookStaff, Role

SECRETARIAT = "Sekretariat"
DIVISIONS = (
    ("IKP", "Bidang Informasi dan Komunikasi Publik (IKP)", ("Pengelolaan Informasi", "Kemitraan Media")),
    ("APTIKA", "Bidang Aplikasi Informatika (APTIKA)", ("Pengembangan Aplikasi", "Infrastruktur TIK")),
    ("STATISTIK", "Bidang Statistik dan Persandian (STATISTIK)", ("Statistik Sektoral", "Persandian")),
)
SUBSECTIONS = ("Umum dan Kepegawaian", "Program dan Keuangan")

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
    Role.PLANNER: "Penata (III/c)",
    Role.STAFF: "Penata Muda (III/a)",
    Role.ADMIN: "Pengatur (II/c)",
}


def big_staff(chance: Random) -> tuple[BookStaff, ...]:
    """Every seat with a person, in the order of the chart."""
    seats = [*_top(), *_sections()]
    names = _names(chance, len(seats))
    return tuple(
        _person(chance, number, name, is_woman, seat)
        for number, ((name, is_woman), seat) in enumerate(zip(names, seats, strict=True), 1)
    )


Seat = tuple[str, str, Role, str]  # code, Jabatan, role, unit


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
