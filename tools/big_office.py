"""A generated office of the size that practice 1 counts: `python -m tools.big_office FILE.xlsx`.

Source: practice 1, Lumajang (3 Kabid, 8 Kasi/Kasubbag, 12 staf, 32 indicators, 8 below target) and Lombok
Timur (4 units, 8 Sub Koordinator/JFT, 24 indicators, 6 below target). One seed, one office: people, targets
and answers of TW III follow from it alone. The place does not exist.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path
from random import Random

from reports.templates import written
from sop.books import BookAgency, BookHistory, BookIndicator, BookOffice, Channel, OfficeBook
from tools.answers import Answer
from tools.big_figures import SPENT_PERCENT, big_budget, big_indicators
from tools.big_people import LOMBOK_TIMUR, LUMAJANG, big_staff

SEED = 2026
SOP_KEY = "lumajang"
SIZES = {"lombok-timur": LOMBOK_TIMUR}  # by SOP; every other is played in an office of Lumajang's size


@dataclass(frozen=True, slots=True)
class BigOffice:
    """The workbook and what its people type for TW III."""

    book: OfficeBook
    answers: tuple[Answer, ...]


def big_office(seed: int = SEED, sop_key: str = SOP_KEY, budget_until: int = 3) -> BigOffice:
    """People, indicators, budget and answers, the same for the same seed."""
    chance = Random(seed)
    size = SIZES.get(sop_key, LUMAJANG)
    staff = big_staff(chance, size)
    made = big_indicators(chance, staff, size)
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
        programs=big_budget(chance, budget_until),
        history=history,
    )
    return BigOffice(book, tuple(one.answer for one in made))


def spent_rupiah(book: OfficeBook, quarter: int) -> dict[str, int]:
    """What every program spends in a quarter, for whoever tells it in chat."""
    return {one.code: int(one.ceiling_rupiah * SPENT_PERCENT[quarter - 1] / 100) for one in book.programs}


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
