"""Kecamatan Sukamaju, a place that does not exist: its head is a Camat and it reports every month."""

from decimal import Decimal

from sop.books import BookAgency, BookIndicator, BookOffice, BookRole, BookStaff, Channel, OfficeBook, Role
from sop.indicators import Aggregation, Polarity
from tools.answers import Answer

SECRETARIAT = "Sekretariat Kecamatan"
GOVERNANCE = "Seksi Pemerintahan"
WELFARE = "Seksi Kesejahteraan Masyarakat"

# code, name, title, role, unit, superior
_SEATS = (
    ("CAMAT", "Rahmat Hidayatullah, S.STP.", "Camat Sukamaju", Role.HEAD, "", ""),
    ("SEKCAM", "Endang Purwanti, S.Sos.", "Sekretaris Kecamatan", Role.SECRETARY, SECRETARIAT, ""),
    ("KASUBBAG", "Wayan Sudarma, S.E.", "Kasubbag Program", Role.PROGRAM_OFFICER, SECRETARIAT, ""),
    ("STAF-SEK", "Siti Rohani", "Pengadministrasi", Role.STAFF, SECRETARIAT, "SEKCAM"),
    ("KASI-PEM", "Hasan Basri, S.IP.", "Kepala Seksi Pemerintahan", Role.SECTION_HEAD, GOVERNANCE, "CAMAT"),
    ("STAF-PEM", "Dian Anggraini", "Pengelola Pemerintahan", Role.STAFF, GOVERNANCE, ""),
    ("KASI-KESRA", "Maria Goreti, S.H.", "Kepala Seksi Kesra", Role.SECTION_HEAD, WELFARE, "CAMAT"),
    ("STAF-KESRA", "Arif Budiman", "Pengelola Kesejahteraan", Role.STAFF, WELFARE, ""),
    ("ADMIN", "Siti Rohani", "Admin Aplikasi", Role.ADMIN, SECRETARIAT, ""),
    ("PENERIMA", "Gusti Ayu Kartika", "Analis Bagian Organisasi", Role.RECIPIENT, "ORGANISASI", ""),
)  # fmt: skip

# code, name, unit of measure, quarters, owner
_INDICATORS = (
    ("ADM-1", "Surat yang dilayani", "Surat", (300, 300, 300, 300), "STAF-SEK"),
    ("PEM-1", "Desa yang dibina", "Desa", (3, 3, 3, 3), "STAF-PEM"),
    ("KESRA-1", "Keluarga penerima yang diverifikasi", "Keluarga", (50, 50, 50, 50), "STAF-KESRA"),
)

ANSWERS = {
    "ADM-1": Answer("ADM-1", "310"),
    "PEM-1": Answer("PEM-1", "3"),
    "KESRA-1": Answer("KESRA-1", "52"),
}


def book() -> OfficeBook:
    """The whole workbook of the kecamatan."""
    return OfficeBook(
        office=BookOffice(
            code="SUKAMAJU",
            name="Kecamatan Sukamaju",
            head_title="Camat Sukamaju",
            government="Pemerintah Kabupaten Nusa Makmur",
            government_head="Bupati Nusa Makmur",
            address="Jl. Raya Sukamaju No. 5",
            contact="",
            city="Sukamaju",
            zone="Asia/Jakarta",
            year=2026,
            sop_key="kecamatan-sukamaju",
            minimize_formula="linear",
            cap_percent=120,
            digest_at="08:15",
            folder_at=("08:30", "13:30"),
        ),
        agencies=(BookAgency("ORGANISASI", "Bagian Organisasi Sekretariat Daerah", Channel.TELEGRAM),),
        roles=(BookRole("section_head", (Role.SECTION_HEAD,)),),
        staff=_staff(),
        indicators=tuple(_indicator(*row) for row in _INDICATORS),
        programs=(),
        history=(),
    )


def _staff() -> tuple[BookStaff, ...]:
    phones: dict[str, str] = {}
    rows = []
    for code, name, title, role, unit, superior in _SEATS:
        phone = phones.setdefault(name, f"+62820000000{len(phones) + 1:02}")
        rows.append(BookStaff(code, name, "", "", phone, title, role, unit, superior))
    return tuple(rows)


def _indicator(code: str, name: str, uom: str, quarters: tuple[int, ...], owner: str) -> BookIndicator:
    first, second, third, fourth = (Decimal(target) for target in quarters)
    return BookIndicator(
        code=code,
        objective="Meningkatnya pelayanan kecamatan",
        name=name,
        uom=uom,
        polarity=Polarity.MAXIMIZE,
        aggregation=Aggregation.SUM,
        precision=0,
        numerator_label="",
        denominator_label="",
        denominator_fixed=None,
        annual=Decimal(sum(quarters)),
        upper=None,
        quarters=(first, second, third, fourth),
        baseline=None,
        owner=owner,
    )
