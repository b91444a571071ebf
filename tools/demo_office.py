"""The demo office as a workbook: `python -m tools.demo_office FILE.xlsx`. Source: domain 6.

Dinas Perindustrian Kabupaten Nusa Makmur, a place that does not exist. With `--plh` the head travels from
12 to 16 October 2026 and the secretary acts for her.
"""

import argparse
from pathlib import Path

from reports.templates import written
from sop.books import BookAgency, BookOffice, BookRole, Channel, OfficeBook, Role
from tools.demo_indicators import demo_budget, demo_history, demo_indicators
from tools.demo_people import demo_staff, plh_row

SOP_KEY = "lumajang"
# What the SOP calls Kasi is a Sub Koordinator here, and the UPTD's head answers for it like a Kabid.
ROLES = (
    BookRole("division_head", (Role.DIVISION_HEAD, Role.TECHNICAL_UNIT_HEAD)),
    BookRole("section_head", (Role.SUBCOORDINATOR, Role.PROGRAM_OFFICER)),
    BookRole("subsection_head", (Role.SUBSECTION_HEAD,)),
)


def demo_book(sop_key: str = SOP_KEY, plh: bool = False, budget_until: int = 3) -> OfficeBook:
    """The office before TW III is collected; `budget_until` is the last quarter with budget figures."""
    return OfficeBook(
        office=BookOffice(
            code="DISPERIN",
            name="Dinas Perindustrian Kabupaten Nusa Makmur",
            head_title="Kepala Dinas Perindustrian",
            government="Pemerintah Kabupaten Nusa Makmur",
            government_head="Bupati Nusa Makmur",
            address="Jl. Industri No. 1, Nusa Makmur",
            contact="Telepon (0376) 000001 · disperin@nusamakmur.example · 83600",
            city="Nusa Makmur",
            zone="Asia/Makassar",
            year=2026,
            sop_key=sop_key,
            minimize_formula="linear",
            cap_percent=120,
            digest_at="08:15",
            folder_at=("08:30", "13:30"),
        ),
        agencies=(
            BookAgency("BAPPEDA", "Bappeda Kabupaten Nusa Makmur", Channel.TELEGRAM),
            BookAgency("INSPEKTORAT", "Inspektorat Kabupaten Nusa Makmur", Channel.TELEGRAM),
            BookAgency("ORGANISASI", "Bagian Organisasi Sekretariat Daerah", Channel.TELEGRAM),
        ),
        roles=ROLES,
        staff=(*demo_staff(), *([plh_row()] if plh else [])),
        indicators=demo_indicators(),
        programs=demo_budget(budget_until),
        history=demo_history(),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Tulis buku kerja kantor contoh.")
    parser.add_argument("file", type=Path, help="berkas .xlsx yang ditulis")
    parser.add_argument("--sop", default=SOP_KEY, help="kode SOP kantor ini")
    parser.add_argument("--plh", action="store_true", help="Sekretaris menjadi Plh. 12-16 Oktober 2026")
    options = parser.parse_args()
    options.file.write_bytes(written(demo_book(options.sop, options.plh)))
    print(f"{options.file}: kantor contoh siap diimpor")


if __name__ == "__main__":
    main()
