"""Who works in the demo office: fictional people, NIPs (serial 99x) and phone numbers.

Source: domain 6.1. Two officials are missing there and generated here in its manner: the Sub Koordinator
and staff of each bidang. The UPTD has no head; the Kabid PIKM acts for it, which tries acting officials.
"""

from dataclasses import replace
from datetime import date

from sop.books import BookStaff, Role
from sop.people import Holding

SECRETARIAT = "Sekretariat"
PSDI = "Bidang Pembangunan Sumber Daya Industri (PSDI)"
PIKM = "Bidang Pemberdayaan IKM (PIKM)"
WASI = "Bidang Pengawasan dan Informasi Industri (WASI)"
UPTD = "UPTD Rumah Kemasan (UPTD-RK)"

# code, name, NIP, rank, Jabatan, role, unit, superior ("" = by the chart)
_SEATS: tuple[tuple[str, str, str, str, str, Role, str, str], ...] = (
    ("KADIS", "Dr. Ir. Baiq Ratna Wulandari, M.Si", "196904121994032991", "Pembina Utama Muda (IV/c)",
     "Kepala Dinas Perindustrian", Role.HEAD, "", ""),
    ("SEKRETARIS", "Lalu Hendra Saputra, S.E., M.M.", "197208171998031992", "Pembina Tk. I (IV/b)",
     "Sekretaris Dinas", Role.SECRETARY, SECRETARIAT, ""),
    ("PERENCANA", "Nurul Fitriani, S.T.", "198301052008012993", "Penata Tk. I (III/d)",
     "Perencana Ahli Muda", Role.PLANNER, SECRETARIAT, ""),
    ("SUBKOR-PROGRAM", "I Made Suardika, S.Sos.", "197906302005011994", "Penata Tk. I (III/d)",
     "Sub Koordinator Program dan Pelaporan", Role.PROGRAM_OFFICER, SECRETARIAT, ""),
    ("KASUBAG-KEU", "Suryani Puspitasari, S.E.", "198104142006042991", "Penata Tk. I (III/d)",
     "Kepala Sub Bagian Umum dan Keuangan", Role.FINANCE_OFFICER, SECRETARIAT, ""),
    ("PENGOLAH", "Yohanes Kolo, A.Md.", "199409222019031995", "Pengatur (II/c)",
     "Pengolah Data", Role.STAFF, SECRETARIAT, "SUBKOR-PROGRAM"),
    ("KABID-PSDI", "Siti Aminah, S.T., M.T.", "197511032000032996", "Pembina (IV/a)",
     "Kepala Bidang Pembangunan Sumber Daya Industri", Role.DIVISION_HEAD, PSDI, ""),
    ("SUBKOR-PSDI", "I Gusti Ngurah Wirawan, S.T.", "198206112008011992", "Penata Tk. I (III/d)",
     "Sub Koordinator Sumber Daya Industri", Role.SUBCOORDINATOR, PSDI, ""),
    ("STAF-PSDI-1", "Lalu Muhammad Fathurrahman, A.Md.", "199105272015031993", "Pengatur Tk. I (II/d)",
     "Analis Industri", Role.STAFF, PSDI, "SUBKOR-PSDI"),
    ("STAF-PSDI-2", "Dewi Lestari Handayani, S.M.", "199612082022212994", "",
     "Pengelola Pelatihan", Role.STAFF, PSDI, "SUBKOR-PSDI"),
    ("KABID-PIKM", "Ahmad Zulkarnain, S.P.", "197402282001121997", "Pembina (IV/a)",
     "Kepala Bidang Pemberdayaan IKM", Role.DIVISION_HEAD, PIKM, ""),
    ("SUBKOR-PIKM", "Baiq Nurhasanah, S.E.", "198403192009042995", "Penata (III/c)",
     "Sub Koordinator Pemberdayaan IKM", Role.SUBCOORDINATOR, PIKM, ""),
    ("STAF-PIKM-1", "I Ketut Artawan, S.Sos.", "199002142014021996", "Penata Muda (III/a)",
     "Pengelola Data IKM", Role.STAFF, PIKM, "SUBKOR-PIKM"),
    ("STAF-PIKM-2", "Sri Wahyuningsih", "", "",
     "Tenaga Pendamping IKM", Role.STAFF, PIKM, "SUBKOR-PIKM"),
    ("KABID-WASI", "Ni Luh Sukerti, S.H.", "197705192002122998", "Pembina (IV/a)",
     "Kepala Bidang Pengawasan dan Informasi Industri", Role.DIVISION_HEAD, WASI, ""),
    ("SUBKOR-WASI", "Bambang Prasetyo Utomo, S.T.", "198007252006041997", "Penata Tk. I (III/d)",
     "Sub Koordinator Pengawasan Industri", Role.SUBCOORDINATOR, WASI, ""),
    ("STAF-WASI-1", "Lalu Agus Hidayat, S.Kom.", "199308172023211998", "",
     "Pranata Komputer", Role.STAFF, WASI, "SUBKOR-WASI"),
    ("KEPALA-UPTD", "Ahmad Zulkarnain, S.P.", "197402282001121997", "Pembina (IV/a)",
     "Kepala UPTD Rumah Kemasan", Role.TECHNICAL_UNIT_HEAD, UPTD, "KADIS"),
    ("JFT-UPTD", "Ni Wayan Sri Astuti, S.TP.", "198809302011012999", "Penata (III/c)",
     "Pembina Industri Ahli Pertama", Role.FUNCTIONAL_OFFICIAL, UPTD, ""),
    ("ADMIN", "Yohanes Kolo, A.Md.", "199409222019031995", "Pengatur (II/c)",
     "Admin Aplikasi", Role.ADMIN, SECRETARIAT, ""),
    ("PENERIMA-BAPPEDA", "I Made Surya Dharma, S.E.", "", "",
     "Penelaah Laporan Kinerja Bappeda", Role.RECIPIENT, "BAPPEDA", ""),
    ("PENERIMA-INSPEKTORAT", "Raden Agus Setiawan, S.H.", "", "",
     "Auditor Ahli Muda Inspektorat", Role.RECIPIENT, "INSPEKTORAT", ""),
    ("PENERIMA-ORGANISASI", "Lale Syifa Maulida, S.AP.", "", "",
     "Analis Kinerja Bagian Organisasi", Role.RECIPIENT, "ORGANISASI", ""),
)  # fmt: skip


def demo_staff() -> tuple[BookStaff, ...]:
    """One row per seat; the acting head of the UPTD and the admin are second seats of their people."""
    phones: dict[str, str] = {}
    rows = []
    for code, name, nip, rank, title, role, unit, superior in _SEATS:
        phone = phones.setdefault(name, f"+6281{len(phones) % 10}000000{len(phones) + 1:02}")
        rows.append(BookStaff(code, name, nip, rank, phone, title, role, unit, superior))
    return tuple(_completed(row) for row in rows)


def _completed(row: BookStaff) -> BookStaff:
    if row.code == "KADIS":
        return replace(row, konseptor="SUBKOR-PROGRAM", pendamping="PENGOLAH")
    if row.code == "KEPALA-UPTD":
        decree = "800/117/BKPSDM/2026"
        return replace(row, holding=Holding.ACTING_VACANT, starts=date(2026, 3, 2), decree=decree)
    return row


def plh_row() -> BookStaff:
    """The secretary acts for the travelling head, 12 to 16 October 2026."""
    head, secretary = demo_staff()[:2]
    return replace(
        secretary,
        code="KADIS-PLH",
        title=head.title,
        role=head.role,
        unit=head.unit,
        holding=Holding.ACTING_TEMPORARY,
        starts=date(2026, 10, 12),
        ends=date(2026, 10, 16),
        decree="800/412/DISPERIN/2026",
    )
