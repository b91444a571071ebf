"""Targets per holder: agreed, asked to be changed, or left; never in the way. Source: domain 4.3 step 1."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desk import offices
from sop.agreements import AgreementState, Proposal, Unread, read_proposal, year_of
from sop.indicators import Aggregation, Target
from storage import agreements, indicators
from storage.database import Database
from tests.reminders.offices import buttons, opened
from tests.year.chats import SOP, Chats, holds_the_case_first, january, statements
from tools.demo_office import demo_book

HOLDER, SUPERIOR = "SUBKOR-WASI", "KABID-WASI"
HOLDERS = ("SUBKOR-PIKM", "SUBKOR-PROGRAM", "SUBKOR-PSDI", "JFT-UPTD", "SUBKOR-WASI")


@pytest.fixture
def chats(database: Database) -> Chats:
    return january(database)


def states(chats: Chats, year: int = 2026) -> set[AgreementState]:
    with chats.bureau.database.reading() as connection:
        return {one.state for one in agreements.of_year(connection, chats.bureau.scope, year).values()}


def target(chats: Chats, name: str, year: int = 2026) -> Target:
    with chats.bureau.database.reading() as connection:
        found = indicators.indicators(connection, chats.bureau.scope)
        one = next(one for one in found if one.name == name)
        return indicators.targets(connection, chats.bureau.scope, year)[one.id]


TENS = (Decimal(10), Decimal(20), Decimal(30), Decimal(40))
COMPLAINTS = "Pengaduan industri yang tidak selesai tepat waktu"


def test_every_holder_agrees_with_one_press_and_the_plan_comes_next(chats: Chats) -> None:
    for who in HOLDERS:
        chats.press(who, "Setuju")
    assert states(chats) == {AgreementState.AGREED}
    assert any("Menyusun rencana aksi" in text for text in chats.texts("SUBKOR-PROGRAM"))


def test_another_target_is_asked_for_decided_and_confirmed_again(chats: Chats) -> None:
    chats.press(HOLDER, "Usulkan perubahan")
    sent = chats.write(HOLDER, "3) 2/2/2/2; kasus lama masih banyak")
    assert "disampaikan kepada Kepala Bidang Pengawasan" in sent
    (asked,) = chats.texts(SUPERIOR)
    assert "kasus lama masih banyak" in asked
    assert "TW I 2" in asked
    toast = chats.press(HOLDER, "Setuju")
    assert toast is not None
    assert "masih menunggu keputusan" in toast.text
    chats.press(SUPERIOR, "Terima usulan")
    assert target(chats, COMPLAINTS).annual == Decimal(8)
    assert any("mohon dikonfirmasi kembali" in text for text in chats.texts(HOLDER))
    chats.press(HOLDER, "Setuju")
    assert [bundle.step for bundle in chats.bureau.open_bundles(HOLDER)] == ["3"]


def test_a_target_that_is_kept_stays_and_is_confirmed_again(chats: Chats) -> None:
    chats.press(HOLDER, "Usulkan perubahan")
    chats.write(HOLDER, "3) 2/2/2/2; kasus lama masih banyak")
    chats.press(SUPERIOR, "Target tetap")
    assert target(chats, COMPLAINTS).annual == Decimal(4)
    assert any("tetap" in text for text in chats.texts(HOLDER))
    toast = chats.press(SUPERIOR, "Terima usulan")
    assert toast is not None
    assert "sudah diputuskan" in toast.text


def test_a_decision_waits_for_its_case(postgres_database: Database) -> None:
    chats = january(postgres_database)
    chats.press(HOLDER, "Usulkan perubahan")
    chats.write(HOLDER, "3) 2/2/2/2; kasus lama masih banyak")
    with statements(postgres_database) as seen:
        chats.press(SUPERIOR, "Target tetap")
    assert holds_the_case_first(seen, "agreements")


def test_nobody_but_a_superior_decides(chats: Chats) -> None:
    chats.press(HOLDER, "Usulkan perubahan")
    chats.write(HOLDER, "3) 2/2/2/2; kasus lama masih banyak")
    data = chats.labels[chats.bureau.person(SUPERIOR)]["Terima usulan"]
    toast, _ = chats.bureau.press("KABID-PIKM", data)
    assert toast is not None
    assert toast.alert
    assert target(chats, COMPLAINTS).annual == Decimal(4)


def test_an_agreement_nobody_gave_holds_nothing_up(chats: Chats) -> None:
    chats.press(HOLDER, "Setuju")
    chats.at("2026-02-27 16:00")
    assert states(chats) == {AgreementState.AGREED}
    chats.at("2026-03-02 08:20")
    assert states(chats) == {AgreementState.AGREED, AgreementState.UNCONFIRMED}
    assert any("Menyusun rencana aksi" in text for text in chats.texts("SUBKOR-PROGRAM"))


def test_a_new_year_begins_with_the_targets_of_the_last(database: Database) -> None:
    chats = Chats(opened(database, "2027-01-04 08:20", sop_key=SOP))
    chats.at("2027-01-04 08:20")
    assert states(chats, 2027) == {AgreementState.PROVISIONAL}
    assert target(chats, COMPLAINTS, 2027).quarters == target(chats, COMPLAINTS).quarters
    assert any("target sementara" in text for text in chats.texts(HOLDER))
    assert chats.bureau.open_bundles(HOLDER)[-1].step == "3"


def test_the_workbook_of_the_new_year_ends_what_last_years_targets_stood_in_for(database: Database) -> None:
    chats = Chats(opened(database, "2027-01-04 08:20", sop_key=SOP))
    chats.at("2027-01-04 08:20")
    book = demo_book(SOP)
    chats.bureau.act(lambda work: offices.apply(work, replace(book, office=replace(book.office, year=2027))))
    assert states(chats, 2027) == {AgreementState.WAITING}
    (card,) = [one for one in chats.bureau.listen() if one.person_id == chats.bureau.person(HOLDER)]
    assert card.method == "edit"  # redrawn at once: nothing else has to touch it
    assert "target sementara" not in card.screen.text
    assert "Setuju" in buttons(card)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2) 10/20/30/40; kuota turun", Proposal(2, TENS, "kuota turun")),
        ("-/-/-/4,5; sekali setahun", Proposal(0, (None, None, None, Decimal("4.5")), "sekali setahun")),
        ("10/20/30; alasan", Unread.FOUR_QUARTERS),
        ("10/20/30/40", Unread.NO_REASON),
        ("10/20/x1/40; alasan", Unread.UNREADABLE),
        ("-/-/-/-; alasan", Unread.EMPTY),
        (f"1/2/3/4; {'a' * 301}", Unread.LONG_REASON),
    ],
)
def test_a_proposal_is_read_or_refused_with_its_reason(typed: str, read: Proposal | Unread) -> None:
    assert read_proposal(typed) == read


def test_quarters_lead_to_the_year_by_their_aggregation() -> None:
    quarters = (Decimal(10), None, Decimal(20), Decimal(31))
    assert year_of(Aggregation.SUM, 0, quarters) == Decimal(61)
    assert year_of(Aggregation.LAST, 0, quarters) == Decimal(31)
    assert year_of(Aggregation.AVERAGE, 2, quarters) == Decimal("20.33")
    assert year_of(Aggregation.SUM, 0, (None, None, None, None)) is None
