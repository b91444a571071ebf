"""The disposition tree: who got the order, who was told, how each branch stands, and taking one back.

Source: practice 2.1, 3.2, 3.5, 5.5.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import journals
from desk.works import Work
from sop.cases import BundleState
from sop.dispositions import Branch, BranchState, Disposition, tree, visible
from storage import bundles, dispositions
from storage.database import Database
from tests.cases.offices import settled
from tests.forms.offices import Office, labels
from tests.letters.offices import DEFINITIONS, HEAD, PLANNER, SECRETARY, STAFF, office, register, running

AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
KABID, FILLER, OTHER = "KABID-PSDI", "SUBKOR-PSDI", "KABID-WASI"


def branches(found: Office) -> list[tuple[str, str, BranchState]]:
    """From, to and state of every branch, in the order of the tree."""
    codes = {seat.id: seat.code for seat in found.seats()}
    with found.database.reading() as connection:
        every = dispositions.of_case(connection, found.scope, found.case_id)
        work = bundles.of_case(connection, found.scope, found.case_id)
    return [
        (codes[one.disposition.from_seat_id], codes[one.disposition.to_seat_id], one.state)
        for one in tree(every, work)
    ]


def asked(found: Office) -> None:
    """The planner has asked every unit."""
    bundle = found.bundle(PLANNER)
    found.tap(PLANNER, f"1|ok|{bundle.id}|{bundle.revision}|")


@pytest.fixture
def found(database: Database) -> Office:
    begun = office(database)
    register(begun)
    return begun


def test_each_order_is_a_branch_and_the_tree_follows_it_down(found: Office) -> None:
    found.press(HEAD, "Disposisikan")
    assert branches(found) == [(HEAD, SECRETARY, BranchState.SENT)]
    found.press(SECRETARY, "Ubah instruksi")
    assert branches(found) == [(HEAD, SECRETARY, BranchState.READ)]
    found.press(SECRETARY, "Disposisikan")
    asked(found)
    found.press(KABID, "Teruskan")
    seen = branches(found)
    assert seen[:2] == [(HEAD, SECRETARY, BranchState.FORWARDED), (SECRETARY, PLANNER, BranchState.FORWARDED)]
    assert (PLANNER, KABID, BranchState.FORWARDED) in seen
    assert (PLANNER, OTHER, BranchState.SENT) in seen
    assert (KABID, FILLER, BranchState.SENT) in seen
    assert seen.index((PLANNER, KABID, BranchState.FORWARDED)) + 1 == seen.index(
        (KABID, FILLER, BranchState.SENT)
    )


def test_opening_the_letter_counts_as_read(found: Office) -> None:
    found.press(HEAD, "Disposisikan")
    found.press(SECRETARY, "Buka surat")
    assert branches(found) == [(HEAD, SECRETARY, BranchState.READ)]


def test_the_tree_is_shown_as_far_as_the_viewer_may_see(found: Office) -> None:
    found.press(HEAD, "Disposisikan")
    found.press(SECRETARY, "Disposisikan")
    asked(found)
    found.press(SECRETARY, "Lihat disposisi")
    whole = found.last(SECRETARY).text
    assert "Surat agenda 1: Bappeda, permintaan laporan TW III" in whole
    assert f"<b>{found.seat(HEAD).title}</b>\n└ <b>{found.seat(SECRETARY).title}</b>" in whole
    assert found.seat(KABID).title in whole
    assert found.seat(OTHER).title in whole
    found.press(KABID, "Lihat disposisi")
    own = found.last(KABID).text
    assert found.seat(PLANNER).title in own
    assert found.seat(KABID).title in own
    assert found.seat(OTHER).title not in own
    found.press(PLANNER, "Lihat disposisi")
    assert f"{found.seat(OTHER).title}</b> · Siapkan bahan\n" in found.last(PLANNER).text
    assert "menunggu arahan" in found.last(PLANNER).text
    outsider = found.tap(FILLER, found.button(KABID, "Lihat disposisi").data)
    assert "belum sampai kepada Bapak/Ibu" in outsider.text


def test_an_order_nobody_acted_on_is_taken_back_and_given_anew(found: Office) -> None:
    found.press(HEAD, "Disposisikan")
    first = found.bundle(SECRETARY)
    found.press(SECRETARY, "Buka surat")
    found.tap(HEAD, f"1|dtr|{found.case_id}|0|")
    assert "Tarik kembali disposisi" in labels(found.last(HEAD))
    assert "terbuka lagi" in found.press(HEAD, "Tarik kembali disposisi").text
    card = found.last(HEAD)
    assert "Disposisikan" in labels(card)
    assert "Perbaikan" not in card.text
    assert found.bundle(SECRETARY, BundleState.VOID).id == first.id
    assert branches(found) == [(HEAD, SECRETARY, BranchState.RECALLED)]
    found.press(HEAD, "Disposisikan")
    assert found.bundle(SECRETARY).id != first.id
    assert branches(found)[-1] == (HEAD, SECRETARY, BranchState.SENT)
    with found.database.reading() as connection:
        assert journals.differences(Work(connection, found.now), running(found)[0]) == ()


def test_an_order_that_was_acted_on_stays(found: Office) -> None:
    found.press(HEAD, "Disposisikan")
    found.tap(HEAD, f"1|dtr|{found.case_id}|0|")
    data = found.button(HEAD, "Tarik kembali disposisi").data
    assert "Tugas ini untuk" in found.tap(SECRETARY, data).text
    found.press(SECRETARY, "Disposisikan")
    assert "Langkah berikutnya sudah berjalan" in found.tap(HEAD, data).text
    found.tap(HEAD, f"1|dtr|{found.case_id}|0|")
    assert "Tarik kembali disposisi" not in labels(found.last(HEAD))
    assert branches(found)[0][2] is BranchState.FORWARDED


def test_somebody_is_told_by_choice(found: Office) -> None:
    found.press(HEAD, "Tembusan")
    found.press(HEAD, found.seat(OTHER).title)
    found.press(HEAD, "Disposisikan")
    told = found.last(OTHER)
    assert told.text.startswith("<b>Tembusan: Mendisposisi surat masuk · TW III 2026</b>")
    assert "Sekretaris Dinas" in told.text
    assert labels(told) == ["Teruskan dengan catatan", "Buka surat", "Lihat disposisi"]
    found.press(OTHER, "Buka surat")
    assert found.last(OTHER).attachment is not None
    assert (HEAD, OTHER, BranchState.READ) in branches(found)


def test_the_preset_copy_comes_first_and_its_note_goes_to_the_recipients(database: Database) -> None:
    found = settled(database, "lima-puluh-kota", DEFINITIONS)
    found.write(PLANNER, "/status")
    found.press(PLANNER, "Buka TW III")
    found.case_id = running(found)[0].id
    before = len(found.sent(SECRETARY))
    found.press(HEAD, "Disposisikan")
    (copy,) = found.sent(SECRETARY)[before:]
    assert "Tembusan" in copy.text
    assert "Dasar: Disposisi Kepala Dinas Perindustrian" in copy.text
    found.press(SECRETARY, "Teruskan dengan catatan")
    assert (
        "Catatan diteruskan kepada 1 penerima" in found.write(SECRETARY, "mohon dahulukan Bidang PSDI").text
    )
    assert "Catatan Sekretaris Dinas" in found.last("SUBKOR-PROGRAM").text
    assert "mohon dahulukan Bidang PSDI" in found.last("SUBKOR-PROGRAM").text
    assert found.lines("copy_noted")
    toast = found.tap(HEAD, found.button(SECRETARY, "Teruskan dengan catatan").data)
    assert "lama" in toast.text


def with_copies(folder: Path, step: str, roles: str) -> str:
    """The key of the letter's SOP with copies at one more of its steps, kept in a folder of its own."""
    written = (DEFINITIONS / "ordered.toml").read_text(encoding="utf-8")
    copied = written.replace('key = "ordered"', 'key = "copied"', 1)
    copied = copied.replace(f'key = "{step}"', f'key = "{step}"\ncopies = {roles}', 1)
    (folder / "copied.toml").write_text(copied, encoding="utf-8")
    return "copied"


def test_a_copy_of_a_request_is_told_silently_and_stands_in_the_tree(
    database: Database, tmp_path: Path
) -> None:
    found = settled(database, with_copies(tmp_path, "3", '["head"]'), tmp_path)
    register(found)
    found.press(HEAD, "Disposisikan")
    found.press(SECRETARY, "Disposisikan")
    heard, rang = len(found.sent(HEAD)), len(found.sent(KABID))
    asked(found)
    (copy,) = found.sent(HEAD)[heard:]
    assert copy.text.startswith("<b>Tembusan: Meminta data kinerja kepada bidang · TW III 2026</b>")
    assert "Kepala Bidang" in copy.text
    assert len(found.sent(KABID)) > rang
    assert (PLANNER, HEAD, BranchState.SENT) in branches(found)
    found.press(HEAD, "Teruskan dengan catatan")
    found.write(HEAD, "mohon lengkapi buktinya")
    assert "mohon lengkapi buktinya" in found.last(KABID).text


def test_nobody_gets_a_copy_of_their_own_doing_or_of_another_part(database: Database, tmp_path: Path) -> None:
    found = settled(database, with_copies(tmp_path, "4", '["division_head", "secretary"]'), tmp_path)
    register(found)
    found.press(HEAD, "Disposisikan")
    found.press(SECRETARY, "Disposisikan")
    asked(found)
    before = {code: len(found.sent(code)) for code in (KABID, OTHER, SECRETARY)}
    found.press(KABID, "Teruskan")
    copies = {code: found.sent(code)[count:] for code, count in before.items()}
    assert copies == {
        KABID: [],
        OTHER: [],
        SECRETARY: [],
    }  # one's own doing is no news, another part's neither


def test_where_persons_act_each_of_them_is_a_choice(database: Database) -> None:
    found = settled(database, "addressed", DEFINITIONS)
    (_,) = found.send(STAFF, "surat.pdf", "/surat 1/B, 28 Sep, Bappeda, laporan TW III")
    found.press(STAFF, "Kirim")
    found.case_id = running(found)[0].id
    title = found.seat(OTHER).title
    found.press(HEAD, f"✓ {title}")
    bundle = found.bundle(HEAD)
    found.tap(HEAD, f"1|ok|{bundle.id}|{bundle.revision}|")
    assert found.bundle(KABID).step == "2"
    assert OTHER not in [to for _, to, _ in branches(found)]
    with pytest.raises(IndexError):
        found.bundle(OTHER)


def disposition(number: int, parent: int | None, to: int, *, disputed: bool = False) -> Disposition:
    return Disposition(number, 1, parent, to - 1, to, "x", "", disputed, 1, AT, disputed)


def test_a_parent_that_is_gone_leaves_a_root() -> None:
    (branch,) = tree((disposition(2, 1, 5),), ())
    assert branch == Branch(disposition(2, 1, 5), 0, BranchState.SENT)
    assert visible((branch,), (9,)) == ()


def test_a_disputed_order_says_so() -> None:
    (branch,) = tree((disposition(1, None, 5, disputed=True),), ())
    assert branch.state is BranchState.DISPUTED
