"""RSUD Melati, a place that does not exist: its head is a Direktur and it reports every half-year."""

from decimal import Decimal

from sop.books import BookAgency, BookIndicator, BookOffice, BookStaff, Channel, OfficeBook, Role
from sop.indicators import Aggregation, Polarity
from tools.answers import Answer

ADMINISTRATION = "Umum dan Keuangan"
MEDICAL = "Pelayanan Medik"
NURSING = "Keperawatan"
EMERGENCY = "Pelayanan Medik > Instalasi Gawat Darurat"
WARDS = "Keperawatan > Instalasi Rawat Inap"

# code, name, title, role, unit
_SEATS = (
    ("DIR", "dr. Ahmad Fauzi, M.Kes.", "Direktur", Role.HEAD, ""),
    ("WADIR", "Citra Lestari, S.E.", "Wakil Direktur Umum dan Keuangan", Role.SECRETARY, ADMINISTRATION),
    ("KABID-YAN", "dr. Dedi Kurnia", "Kepala Bidang Pelayanan Medik", Role.DIVISION_HEAD, MEDICAL),
    ("KABID-WAT", "Eni Marlina, S.Kep.", "Kepala Bidang Keperawatan", Role.DIVISION_HEAD, NURSING),
    ("KA-IGD", "dr. Fani Oktavia", "Kepala Instalasi Gawat Darurat", Role.SECTION_HEAD, EMERGENCY),
    ("KA-RANAP", "Gita Savitri", "Kepala Instalasi Rawat Inap", Role.SECTION_HEAD, WARDS),
    ("STAF-IGD", "Hadi Saputra", "Staf Instalasi Gawat Darurat", Role.STAFF, EMERGENCY),
    ("STAF-RANAP", "Ida Royani", "Staf Instalasi Rawat Inap", Role.STAFF, WARDS),
    ("PER", "Joko Susilo", "Perencana", Role.PLANNER, ADMINISTRATION),
    ("KEU", "Kiki Amalia", "Kepala Sub Bagian Keuangan", Role.FINANCE_OFFICER, ADMINISTRATION),
    ("KASUBAG", "Lala Karmila", "Kepala Sub Bagian Umum", Role.SUBSECTION_HEAD, ADMINISTRATION),
    ("EV-1", "Mira Santika", "Ketua Tim Evaluasi", Role.TEAM_LEADER, ADMINISTRATION),
    ("EV-2", "Nana Suryana", "Evaluator", Role.FUNCTIONAL_OFFICIAL, ADMINISTRATION),
    ("TU", "Oki Pratama", "Staf Tata Usaha", Role.STAFF, ADMINISTRATION),
    ("ADMIN", "Oki Pratama", "Admin Aplikasi", Role.ADMIN, ADMINISTRATION),
)

# code, name, unit of measure, aggregation, targets of the half-years, owner
_INDICATORS = (
    ("IGD-1", "Kunjungan gawat darurat yang ditangani", "Orang", Aggregation.SUM, (500, 500), "STAF-IGD"),
    ("RANAP-1", "Tempat tidur yang terpakai", "Unit", Aggregation.LAST, (70, 75), "STAF-RANAP"),
)

ANSWERS = {"IGD-1": Answer("IGD-1", "510"), "RANAP-1": Answer("RANAP-1", "76")}


def book() -> OfficeBook:
    """The whole workbook of the hospital."""
    return OfficeBook(
        office=BookOffice(
            code="MELATI",
            name="RSUD Melati",
            head_title="Direktur RSUD Melati",
            government="Pemerintah Kabupaten Nusa Makmur",
            government_head="Bupati Nusa Makmur",
            address="Jl. Melati No. 1",
            contact="",
            city="Melati",
            zone="Asia/Jakarta",
            year=2026,
            sop_key="rsud-melati",
            minimize_formula="linear",
            cap_percent=120,
            digest_at="08:15",
            folder_at=("08:30", "13:30"),
        ),
        agencies=(BookAgency("INSPEKTORAT", "Inspektorat", Channel.SRIKANDI),),
        roles=(),
        staff=_staff(),
        indicators=tuple(_indicator(*row) for row in _INDICATORS),
        programs=(),
        history=(),
    )


def _staff() -> tuple[BookStaff, ...]:
    phones: dict[str, str] = {}
    rows = []
    for code, name, title, role, unit in _SEATS:
        phone = phones.setdefault(name, f"+62821000000{len(phones) + 1:02}")
        rows.append(BookStaff(code, name, "", "", phone, title, role, unit))
    return tuple(rows)


def _indicator(
    code: str, name: str, uom: str, aggregation: Aggregation, halves: tuple[int, int], owner: str
) -> BookIndicator:
    first, second = (Decimal(target) for target in halves)
    return BookIndicator(
        code=code,
        objective="Meningkatnya mutu pelayanan",
        name=name,
        uom=uom,
        polarity=Polarity.MAXIMIZE,
        aggregation=aggregation,
        precision=0,
        numerator_label="",
        denominator_label="",
        denominator_fixed=None,
        annual=first + second if aggregation is Aggregation.SUM else second,
        upper=None,
        quarters=(None, first, None, second),
        baseline=None,
        owner=owner,
    )
