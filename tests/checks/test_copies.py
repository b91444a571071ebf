"""A step that ends with the press on a check sends its copies: first, and silently."""

from pathlib import Path

from desk import sops
from desk.works import Work
from sop.loading import BUILT_IN
from storage.database import Database
from tests.checks.office import KABID, KASI, OTHER_KASI, settled


def test_the_compilation_of_a_section_is_copied_to_its_neighbour(database: Database, tmp_path: Path) -> None:
    office = settled(database)
    written = (BUILT_IN / "lumajang.toml").read_text(encoding="utf-8")
    copied = written.replace("version = 1\n", "version = 2\n", 1).replace(
        'key = "5"\n', 'key = "5"\ncopies = ["section_head"]\n', 1
    )
    (tmp_path / "lumajang-2.toml").write_text(copied, encoding="utf-8")

    def kept(work: Work) -> int:
        return sops.keep_definitions(work, (tmp_path,))

    office.desk.act(kept, office.now)
    office.open()
    office.section_one()
    before = len(office.heard(OTHER_KASI))
    office.press(KASI, "Benar semua")
    ((told, _, silent),) = office.heard(OTHER_KASI)[before:]
    assert silent
    assert told.text.startswith("<b>Tembusan: Menyusun laporan data kinerja seksi · TW III 2026")
    assert office.seat(KASI).title in told.text
    assert office.bundle(KABID).step == "6"
