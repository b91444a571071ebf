"""`/tugas`: what waits for a person, by capacity; and the card shown again."""

import pytest

from storage.database import Database
from tests.reminders.offices import Bureau, opened, to

DISPOSED = "2026-10-01 09:00"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    bureau = opened(database, DISPOSED)
    bureau.open_case("letter", "2026")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    return bureau


def test_nothing_to_do_is_one_friendly_sentence(bureau: Bureau) -> None:
    assert bureau.write("KADIS", "/tugas").startswith("Tidak ada tugas yang menunggu.")


def test_one_capacity_needs_no_heading(bureau: Bureau) -> None:
    text = bureau.write("KABID-PSDI", "/tugas")
    assert "ditunggu s.d. Jumat 2 Okt 16.30 WITA" in text
    assert "Sebagai" not in text


def test_a_form_waits_for_its_order(database: Database) -> None:
    bureau = opened(database, DISPOSED)
    bureau.open_case("lumajang", "2026-Q3")
    assert "menunggu perintah" in bureau.write("SUBKOR-PSDI", "/tugas")


def test_several_capacities_are_headed(bureau: Bureau) -> None:
    text = bureau.write("KABID-PIKM", "/tugas")  # also acting head of the UPTD
    assert text.count("<b>Sebagai") == 2
    assert "Plt. Kepala UPTD Rumah Kemasan" in text


def test_the_card_is_shown_again_and_the_older_one_becomes_a_stub(bureau: Bureau) -> None:
    bureau.listen()
    (duty,) = bureau.open_bundles("KABID-PSDI")
    _, said = bureau.press("KABID-PSDI", f"1|top|{duty.id}|{duty.revision}|")
    mine = bureau.person("KABID-PSDI")
    assert "dilanjutkan di bawah" in to(said, mine, "edit")[0]
    assert "Ditunggu s.d." in to(said, mine)[0]
    assert {one.person_id for one in said} == {mine}


@pytest.mark.parametrize("who", ["KABID-WASI", "KADIS", "STAF-PSDI-1"])
def test_a_card_of_somebody_else_is_not_shown(bureau: Bureau, who: str) -> None:
    (duty,) = bureau.open_bundles("KABID-PSDI")
    toast, said = bureau.press(who, f"1|top|{duty.id}|{duty.revision}|")
    assert toast is not None
    assert "Tugas ini untuk Kepala Bidang Pembangunan Sumber Daya Industri" in toast.text
    assert to(said, bureau.person(who)) == []


def test_a_card_of_something_done_says_so(bureau: Bureau) -> None:
    (duty,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{duty.id}|{duty.revision}|")
    toast, said = bureau.press("KABID-PSDI", f"1|top|{duty.id}|{duty.revision}|")
    assert toast is not None
    assert "Sudah diselesaikan" in toast.text
    assert to(said, bureau.person("KABID-PSDI")) == []


def test_a_form_tells_how_many_figures_are_left(database: Database) -> None:
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang")
    bureau.tick()
    text = bureau.write("SUBKOR-PIKM", "/tugas")
    assert "4 dari 4 belum; boleh diisi lebih awal" in text
    assert "Menyerahkan bahan" not in bureau.write("KABID-PIKM", "/tugas")
