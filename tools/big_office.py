"""A generated office of Lumajang's size: `python -m tools.big_office FILE.xlsx`.

Source: practice 1 (3 Kabid, 8 Kasi/Kasubbag, 12 staf, 32 indicators, 8 below target). One seed, one office:
people, targets and answers of TW III follow from it alone. The place does not exist.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.templates import written
from sop.books import BookAgency, BookHistory, BookIndicator, BookOffice, Channel, OfficeBook
from tools.answers import Answer
from tools.big_figures import big_budget, big_indicators
from tools.big_people import big_staff

SEED = 2026
SOP_KEY = "lumajang"


@dataclass(frozen=True, slots=True)
class BigOffice:
    """The workbook and what its people type for TW III."""

    book: OfficeBook
    answers: tuple[Answer, ...]


def big_office(seed: int = SEED, sop_key: str = SOP_KEY) -> BigOffice:
    """Thirty-two indicators; eight of the answers lie below target, the same for the same seed."""
    chance = Random(seed)
    staff = big_staff(chance)
    made = big_indicators(chance, staff)
    indicators: tuple[BookIndicator, ...] = tuple(one.indicator for one in made)
    history: tuple[BookHistory, ...] = tuple(row for one in made for row in one.history)
    book = OfficeBook(
        office=_office(sop_key),
        agencies=(
            BookAgency("BAPPEDA", "Bappeda Kabupaten Wana Raharja", Channel.TELEGRAM),
            BookAgency("INSPEKTORAT", "Inspektorat Kabupaten Wana Raharja", Channel.TELEGRAM),
            BookAgency(
                "ORGANISASI", "Bagian Organisasi Sekretariat Daerah", Channel.EMAIL, "org@wana.example"
            ),
        ),
        roles=(),
        staff=staff,
        indicators=indicators,
        programs=big_budget(chance),
        history=history,
    )
    return BigOffice(book, tuple(one.answer for one in made))


def _office(sop_key: str) -> BookOffice:
    return BookOffice(
        code="DISKOMINFO",
        name="Dinas Komunikasi dan Informatika Kabupaten Wana Raharja",
        head_title="Kepala Dinas Komunikasi dan Informatika",
        government="Pemerintah Kabupaten Wana Raharja",
        government_head="Bupati Wana Raharja",
        address="Jl. Alun-alun Timur No. 7, Wana Raharja",
        contact="Telepon (0334) 000007 · diskominfo@wana.example · 67300",
        city="Wana Raharja",
        zone="Asia/Jakarta",
        year=2026,
        sop_key=sop_key,
        minimize_formula="linear",
        cap_percent=120,
        digest_at="08:15",
        folder_at=("08:30", "13:30"),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Tulis buku kerja kantor besar.")
    parser.add_argument("file", type=Path, help="berkas .xlsx yang ditulis")
    parser.add_argument("--sop", default=SOP_KEY, help="kode SOP kantor ini")
    parser.add_argument(
        "--seed", type=int, default=SEED, help="benih; benih yang sama memberi kantor yang sama"
    )
    options = parser.parse_args()
    options.file.write_bytes(written(big_office(options.seed, options.sop).book))
    print(f"{options.file}: kantor besar siap diimpor (benih {options.seed})")


if __name__ == "__main__":
    main()
