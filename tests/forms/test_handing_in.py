"""Ajukan: what it takes, what it says, and a form that comes back."""

from decimal import Decimal

import sqlalchemy as sa

from desk import charts, sops
from desk.guards import Held
from desk.journals import differences
from desk.returns import send_figures_back
from desk.works import Work
from sop.cases import BundleState
from sop.indicators import RealizationState
from sop.moves import OpenForms
from sop.people import Person
from storage import cases
from storage.bundles import BUNDLES
from storage.database import Database
from tests.forms.offices import PSDI, UPTD, Office, labels, opened, ready

GOOD = "1) 61,5  2) 104  3) 30"


def returned(office: Office, code: str, indicator: str, reason: str) -> None:
    """A checker returns one figure of a form that was handed in."""
    checker = next(
        one for one in office.seats() if one.id == _open_check(office) and one.holder_id is not None
    )
    seat, item = office.seat(code), office.indicator(indicator)
    bundle = office.bundle(checker.code)

    def deed(work: Work) -> int:
        chart = charts.chart(work, office.scope.office_id)
        case = cases.case(work.connection, office.scope, office.case_id)
        assert case
        sop = sops.of_case(work, case)
        person = Person(checker.holder_id or 0, "", "", "", "")
        held = Held(bundle, case, sop, sop.step(bundle.step), checker, chart, person)
        work.person = person
        send_figures_back(work, held, {item.id: seat.id}, reason)
        return 1

    assert office.desk
    office.desk.act(deed, office.now)


def _open_check(office: Office) -> int:
    statement = sa.select(BUNDLES.c.seat_id).where(
        BUNDLES.c.state == BundleState.OPEN, BUNDLES.c.step.in_(("4", "6"))
    )
    with office.database.reading() as connection:
        return int(connection.execute(statement).scalars().first() or 0)


def test_one_press_hands_in_and_names_the_checker(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    toast = office.press(PSDI, "Ajukan (3/3)")
    assert toast.text.startswith("Diajukan kepada ")
    assert {one.state for code in ("PSDI-1", "PSDI-2", "PSDI-3") if (one := office.said(code))} == {
        RealizationState.SUBMITTED
    }
    assert office.bundle(PSDI, BundleState.DONE).closed_by == office.seat(PSDI).holder_id
    assert (
        "sudah diajukan" in office.write(PSDI, "1) 5").text
        or "tidak ada yang menunggu" in office.last(PSDI).text
    )


def test_the_typed_twin_hands_in_too(database: Database) -> None:
    office = ready(database)
    code = office.deliver_code(PSDI)
    assert "nomor 1, 2, 3" in office.write(PSDI, f"/setuju {code}").text
    office.write(PSDI, GOOD)
    assert office.write(PSDI, f"/setuju {code}").text.startswith("Diajukan kepada ")


def test_skipped_figures_climb_with_their_reason(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "belum ada data")
    office.press(UPTD, "Belum ada data")
    office.press(UPTD, "Ajukan (1/1)")
    said = office.said("PIKM-2")
    assert said
    assert (said.state, said.value, said.note) == (RealizationState.SUBMITTED, None, "belum ada data")
    submitted = office.lines("Submit")[-1]["events"]
    assert any(event["event"] == "ItemsSubmitted" and event["skipped"] for event in submitted)


def test_before_the_order_answers_are_kept_and_ajukan_waits(database: Database) -> None:
    office = opened(database)
    office.act(OpenForms(), "KADIS")
    assert "Pra-isi" in office.last(PSDI).text
    answer = office.write(PSDI, GOOD)
    assert "Ajukan muncul setelah perintah" in answer.text
    assert not [label for label in labels(answer) if label.startswith("Ajukan")]
    code = office.deliver_code(PSDI)
    assert "belum terbit" in office.write(PSDI, f"/setuju {code}").text
    assert office.said("PSDI-1")
    office.order()
    office.write(PSDI, "/isi")
    assert office.press(PSDI, "Ajukan (3/3)").text.startswith("Diajukan")


def test_a_button_from_before_a_change_does_not_hand_in_what_it_never_showed(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    older = office.button(PSDI, "Ajukan").data
    office.write(PSDI, "2) 105")
    toast = office.tap(PSDI, older)
    assert toast.alert
    assert "berubah" in toast.text
    assert office.bundle(PSDI)
    assert office.press(PSDI, "Ajukan").text.startswith("Diajukan")


def test_a_second_press_is_answered(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    data = office.button(PSDI, "Ajukan").data
    office.tap(PSDI, data)
    again = office.tap(PSDI, data)
    assert again.alert
    assert "sudah diajukan" in again.text


def test_the_review_shows_everything_and_edits_any_answer(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 48  2) 104  3) 30")
    office.write(PSDI, "RPIK menunggu DPRD; mengawal jadwal")
    office.press(PSDI, "Tinjau")
    review = office.last(PSDI)
    assert "1. Persentase capaian sasaran RPIK: 48% (target 60)" in review.text
    assert "hambatan: RPIK menunggu DPRD; tindak lanjut: mengawal jadwal" in review.text
    assert labels(review)[0] == "Ajukan (3/3)"
    office.press(PSDI, "Ubah 2")
    assert "PSDI-2 · 2 dari 3" in office.last(PSDI).text
    office.write(PSDI, "110")
    said = office.said("PSDI-2")
    assert said
    assert said.value == Decimal(110)


def test_a_returned_form_lists_only_what_came_back_with_the_reason(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    office.press(PSDI, "Ajukan")
    returned(office, PSDI, "PSDI-2", "angka belum sesuai daftar hadir")
    card = office.last(PSDI)
    assert "Pelaku IKM yang dilatih" in card.text
    checker = next(one.title for one in office.seats() if one.id == _open_check(office))
    assert f"mohon diperbaiki: “angka belum sesuai daftar hadir” (dari {checker})" in card.text
    assert "Persentase capaian sasaran RPIK" not in card.text
    assert "isian: 104 Orang" in card.text
    assert labels(card)[0] == "Angka tetap, ajukan"
    answer = office.write(PSDI, "106")
    said = office.said("PSDI-2")
    assert said
    assert (said.value, said.state) == (Decimal(106), RealizationState.DRAFT)
    assert labels(answer)[0] == "Ajukan (1/1)"
    assert office.press(PSDI, "Ajukan").text.startswith("Diajukan")
    kept = office.said("PSDI-1")
    assert kept
    assert kept.state is RealizationState.SUBMITTED


def test_the_same_figure_typed_again_stands_after_a_return(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, GOOD)
    office.press(PSDI, "Ajukan")
    returned(office, PSDI, "PSDI-2", "mohon dipastikan")
    assert labels(office.write(PSDI, "104"))[0] == "Ajukan (1/1)"


def test_the_journal_alone_tells_every_answer_again(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 48  2) 104  3) 34")
    office.write(PSDI, "1) RPIK menunggu DPRD; mengawal jadwal  3) dua angkatan dari dana pusat")
    office.write(PSDI, "2) 106")
    office.write(UPTD, "belum ada data")
    office.press(UPTD, "Belum ada data")
    office.press(UPTD, "Ajukan")
    office.press(PSDI, "Ajukan")
    with database.reading() as connection:
        case = cases.case(connection, office.scope, office.case_id)
        assert case
        assert differences(Work(connection, office.now), case) == ()
