"""The year's end played by every official: TW IV, the figures made final, the annual report."""

import asyncio
import re
from pathlib import Path

from tools.play import end_of_year, piece, played


def test_the_year_ends_with_its_own_report(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (tmp_path / "data").mkdir()
    year = end_of_year("lumajang")
    printed = asyncio.run(played(piece("demo", "lumajang"), tmp_path / "data", out, False, year))
    planner = (out / "SUBKOR-PROGRAM.txt").read_text(encoding="utf-8")
    assert "seharusnya 35" in planner
    assert "Angka tahun 2026 ditetapkan" in planner
    assert (out / "berkas" / "Laporan Kinerja 2026 - Dinas Perindustrian.pdf").exists()
    assert "ada gangguan" not in "".join(file.read_text(encoding="utf-8") for file in out.glob("*.txt"))
    head = re.search(r"laporan tahunan\n.*?Kepala Dinas +1 +(\d+)/(\d+)/", printed, re.DOTALL)
    assert head is not None
    assert int(head[1]) <= 6  # two cases, three presses each
    assert int(head[2]) == 0
