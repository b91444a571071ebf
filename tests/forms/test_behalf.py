"""Isi atas nama: somebody prepares, the owner confirms with one press, both names are kept."""

from decimal import Decimal

from sop.cases import BundleState
from storage.database import Database
from tests.forms.offices import KABID, PSDI, TRAINER, UPTD, WASI, labels, ready
from text.taps import Tap, packed

GOOD = "1) 61,5  2) 104  3) 30"


def test_a_konseptor_sees_only_the_rows_that_name_him(database: Database) -> None:
    office = ready(database)
    form = office.write(TRAINER, "/isi")
    assert "Atas nama Sub Koordinator Sumber Daya Industri" in form.text
    assert "2. Pelaku IKM yang dilatih" in form.text
    assert "Persentase capaian sasaran RPIK" not in form.text
    answer = office.write(TRAINER, "1) 99  2) 104  3) 30")
    assert "nomornya belum jelas" in answer.text
    assert office.said("PSDI-1") is None
    said = office.said("PSDI-2")
    assert said
    assert (said.entered_by, said.on_behalf) == (office.seat(TRAINER).holder_id, True)
    assert labels(answer)[0] == "Minta konfirmasi"
    assert office.lines("answer")[-1]["on_behalf"] is True


def test_the_owner_confirms_with_one_press_and_both_names_are_kept(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    office.write(KABID, GOOD)
    assert "Dikirim kepada" in office.press(KABID, "Minta konfirmasi").text
    card = office.last(PSDI)
    assert "Diisi oleh Siti Aminah, S.T., M.T. atas nama Bapak/Ibu" in card.text
    assert "isian: 104 Orang" in card.text
    assert labels(card)[0] == "Benar, ajukan (3/3)"
    assert office.press(PSDI, "Benar, ajukan").text.startswith("Diajukan")
    said = office.said("PSDI-2")
    assert said
    assert (said.entered_by, said.on_behalf) == (office.seat(KABID).holder_id, True)
    done = office.bundle(PSDI, BundleState.DONE)
    assert done.closed_by == office.seat(PSDI).holder_id


def test_whoever_prepared_cannot_hand_in_for_a_connected_owner(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    answer = office.write(KABID, GOOD)
    assert not [label for label in labels(answer) if "jukan" in label]
    bundle = office.bundle(PSDI)
    print_ = sum(one.revision for code in ("PSDI-1", "PSDI-2", "PSDI-3") if (one := office.said(code)))
    toast = office.tap(KABID, packed(Tap("fsu", str(bundle.id), bundle.revision, str(print_))))
    assert toast.alert
    assert office.bundle(PSDI)


def test_a_change_after_the_confirmation_card_must_be_seen_first(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    office.write(KABID, GOOD)
    office.press(KABID, "Minta konfirmasi")
    office.write(KABID, "2) 120")
    assert "berubah" in office.press(PSDI, "Benar, ajukan").text
    assert office.bundle(PSDI)
    office.write(PSDI, "/isi")
    assert "isian: 120 Orang" in office.last(PSDI).text


def test_the_typed_twin_shows_what_others_typed_before_it_hands_in(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    office.write(KABID, GOOD)
    code = office.bundle(PSDI).code
    office.deliver_code(PSDI)
    shown = office.write(PSDI, f"/setuju {code}")
    assert "2. Pelaku IKM yang dilatih: 104 Orang" in shown.text
    assert office.bundle(PSDI)
    assert office.press(PSDI, "Benar, ajukan").text.startswith("Diajukan")


def test_the_owner_changes_what_was_prepared(database: Database) -> None:
    office = ready(database)
    office.write(KABID, "/isi")
    office.write(KABID, GOOD)
    office.press(KABID, "Minta konfirmasi")
    office.write(PSDI, "2) 110")
    said = office.said("PSDI-2")
    assert said
    assert (said.value, said.entered_by, said.on_behalf) == (
        Decimal(110),
        office.seat(PSDI).holder_id,
        False,
    )


def test_for_an_owner_without_an_account_the_superior_hands_in(database: Database) -> None:
    office = ready(database, unconnected=(PSDI,))
    office.write(KABID, "/isi")
    answer = office.write(KABID, GOOD)
    assert labels(answer)[0] == "Ajukan (3/3)"
    assert office.press(KABID, "Ajukan").text.startswith("Diajukan")
    assert office.bundle(PSDI, BundleState.DONE).closed_by == office.seat(KABID).holder_id
    said = office.said("PSDI-2")
    assert said
    assert said.on_behalf


def test_strangers_to_a_form_find_nothing_to_fill(database: Database) -> None:
    office = ready(database)
    assert "SIINas" not in office.write(UPTD, "/isi").text
    assert "Atas nama" not in office.write(WASI, "/isi").text


def test_superiors_pick_among_the_forms_of_their_people(database: Database) -> None:
    office = ready(database)
    listed = office.write("KADIS", "/isi")
    assert "a.n. Sub Koordinator Sumber Daya Industri: 0 dari 3 terisi" in listed.text
    assert "a.n. Sub Koordinator Pengawasan Industri: 0 dari 4 terisi" in listed.text
