"""The letter's sender gets the report: marked where it is a recipient anyway, offered where it is none."""

from datetime import date

import pytest

from sop.dispatches import is_from
from sop.letters import Letter, LetterState, Priority
from sop.people import Agency
from storage import letters, offices
from tests.reports_chat.bureaus import Bureau, wita

PLANNER = "PERENCANA"
AGENCY = Agency(1, "BAPPEDA", "Bappeda Kabupaten Nusa Makmur", "telegram", None, "")


def letter_from(bureau: Bureau, sender: str) -> None:
    """The case stands on a letter of this sender."""
    with bureau.database.writing() as connection:
        values = {
            "case_id": bureau.case_id,
            "state": LetterState.SENT,
            "agenda_no": "1",
            "agenda_year": 2026,
            "agenda_count": 1,
            "sender": sender,
            "subject": "permintaan laporan",
            "dated": date(2026, 9, 28),
            "priority": Priority.ORDINARY,
            "recorded_by": bureau.person("PENGOLAH"),
            "recorded_at": bureau.now,
        }
        letters.add(connection, bureau.scope, values)
    bureau.press(PLANNER, "Buka berkas")


def card(bureau: Bureau) -> str:
    bureau.write(PLANNER, "/tugas")
    bureau.press(PLANNER, "Buka")
    return bureau.card(PLANNER).text


def test_a_sender_who_is_a_recipient_is_marked(approved: Bureau) -> None:
    letter_from(approved, "Bappeda")
    shown = card(approved)
    assert "Bappeda Kabupaten Nusa Makmur (pengirim surat): belum dikirim" in shown
    assert "belum terdaftar" not in shown
    approved.press(PLANNER, "Kirim ke 3 penerima")


def test_another_sender_is_offered_with_a_channel(approved: Bureau) -> None:
    letter_from(approved, "Ombudsman Perwakilan NTB")
    assert "Ombudsman Perwakilan NTB (pengirim surat): belum terdaftar sebagai penerima" in card(approved)
    approved.press(PLANNER, "Kirim juga ke Ombudsman")
    approved.press(PLANNER, "antar langsung")
    shown = approved.card(PLANNER).text
    assert "Ombudsman Perwakilan NTB (pengirim surat): antar langsung, belum dicatat" in shown
    approved.press(PLANNER, "Kirim ke 3 penerima")
    approved.press(PLANNER, "Ombudsman Perwakilan NTB: sudah dikirim")
    assert "antar langsung, dicatat" in approved.card(PLANNER).text
    assert "recipient_added" in approved.journal()
    with approved.database.reading() as connection:
        assert len(offices.agencies(connection, approved.scope)) == 3  # of this report only


def test_a_sender_is_added_once(approved: Bureau) -> None:
    letter_from(approved, "Ombudsman Perwakilan NTB")
    card(approved)
    approved.press(PLANNER, "Kirim juga ke Ombudsman")
    approved.press(PLANNER, "SRIKANDI")
    toast = approved.press(PLANNER, "pos-el")
    assert toast is not None
    assert "lama" in toast.text


@pytest.mark.parametrize(
    ("sender", "same"),
    [
        ("Bappeda", True),
        ("BAPPEDA Kabupaten Nusa Makmur", True),
        ("Bappeda Kabupaten Nusa Makmur, Bidang Evaluasi", True),
        ("Dinas Kesehatan", False),
        ("Kabupaten", False),
        ("B", False),
        ("", False),
    ],
)
def test_a_sender_is_known_by_whole_words(sender: str, same: bool) -> None:
    now = wita("2026-10-05 09:00")
    kept = (
        None,
        LetterState.SENT,
        "1",
        2026,
        1,
        "",
        sender,
        "x",
        None,
        None,
        Priority.ORDINARY,
        "",
        1,
        1,
        now,
    )
    assert is_from(Letter(1, 1, *kept), AGENCY) is same
