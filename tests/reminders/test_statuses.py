"""`/status`: who may see what. Source: practice 3.2."""

import pytest

from storage.database import Database
from tests.reminders.offices import Bureau, opened

OWN = "I Gusti Ngurah Wirawan"  # the filler of PSDI
OTHER = "Bambang Prasetyo Utomo"  # the filler of WASI
DECIDER = "Ni Luh Sukerti"  # Kabid WASI, who has not divided the work


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """TW III on Tuesday 6 October: PSDI and UPTD fill in, Kabid WASI still has to divide the work."""
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang")
    bureau.tick()
    bureau.at("2026-10-01 08:15")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    (division,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{division.id}|{division.revision}|")
    bureau.at("2026-10-06 09:00")
    return bureau


@pytest.mark.parametrize(
    ("viewer", "sees", "never"),
    [
        ("SEKRETARIS", (OWN, DECIDER, "melewati waktu tunggu", "WASI"), ()),
        ("KADIS", ("0 dari 3", "0 dari 4", "Sedang ditunggu: "), (OWN, DECIDER, "melewati")),
        ("PERENCANA", (OWN, "menunggu arahan"), (DECIDER,)),
        ("KABID-PSDI", (OWN, "0 dari 3"), (DECIDER, "WASI")),
        ("SUBKOR-PSDI", (OWN, "0 dari 3"), (DECIDER, "WASI")),
        ("STAF-PSDI-1", ("0 dari 3",), (OWN, DECIDER, "melewati", "WASI")),
        ("STAF-WASI-1", ("0 dari 4",), (OWN, DECIDER, "melewati", "PSDI")),
        ("PENERIMA-BAPPEDA", (), ("Menyerahkan", OWN, "TW III")),
    ],
)
def test_each_viewer_sees_what_is_theirs(
    bureau: Bureau, viewer: str, sees: tuple[str, ...], never: tuple[str, ...]
) -> None:
    text = bureau.write(viewer, "/status")
    assert [words for words in sees if words not in text] == []
    assert [words for words in never if words in text] == []


def test_names_stand_behind_rincian_for_the_head_alone(bureau: Bureau) -> None:
    case_id = bureau.open_bundles("SUBKOR-PSDI")[0].case_id
    _, said = bureau.press("KADIS", f"1|sri|{case_id}|0|")
    assert OWN in said[-1].screen.text
    assert DECIDER in said[-1].screen.text
    _, said = bureau.press("STAF-WASI-1", f"1|sri|{case_id}|0|")
    assert OWN not in said[-1].screen.text
    toast, said = bureau.press("PENERIMA-BAPPEDA", f"1|sri|{case_id}|0|")
    assert toast is not None
    assert said == []


def test_early_forms_name_nobody_as_awaited(database: Database) -> None:
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang")
    bureau.tick()
    text = bureau.write("SEKRETARIS", "/status")
    assert "0 dari 3" in text
    assert "Sedang ditunggu" not in text


def test_steps_carry_marks(bureau: Bureau) -> None:
    text = bureau.write("SEKRETARIS", "/status")
    assert "✓ 1. Menugaskan Kepala Bidang" in text
    assert "● 2. Membagi tugas" in text
    assert "● 3. Menyerahkan bahan" in text
    assert "○ 4. Mengoreksi bahan" in text
    assert "○ Membubuhkan paraf" in text  # a step the paper does not have carries no number


@pytest.mark.parametrize("written", ["TW III", "tw 3", "III", "3", "2026-Q3", "TW III 2026"])
def test_a_period_may_be_written_as_people_do(bureau: Bureau, written: str) -> None:
    assert "Triwulan III Tahun 2026" in bureau.write("SEKRETARIS", f"/status {written}")


@pytest.mark.parametrize(
    ("written", "answer"), [("TW I", "Belum ada"), ("TW IX", "belum terbaca"), ("kemarin", "belum terbaca")]
)
def test_what_is_no_period_is_said(bureau: Bureau, written: str, answer: str) -> None:
    assert answer in bureau.write("SEKRETARIS", f"/status {written}")
