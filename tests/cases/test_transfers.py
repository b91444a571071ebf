"""A figure of another unit is moved there in the running case: both units are told once, nothing is lost."""

import pytest

from desk import journals
from desk.works import Work
from sop.cases import BundleState
from sop.indicators import RealizationState
from storage import cases
from storage.database import Database
from tests.cases.chats import edited, fill
from tests.cases.offices import settled
from tests.forms.offices import Office, labels, opened, ready

HEAD, PLANNER, MAKER, SECRETARY = "KADIS", "PERENCANA", "SUBKOR-PROGRAM", "SEKRETARIS"
OLD, KABID, NEW, OTHER_KABID = "SUBKOR-PSDI", "KABID-PSDI", "SUBKOR-PIKM", "KABID-PIKM"
FIGURE = "Pelaku IKM yang dilatih"
WHY = "pelatihan ditangani Bidang PIKM"


def rebuilt(office: Office) -> tuple[str, ...]:
    with office.database.reading() as connection:
        case = cases.case(connection, office.scope, office.case_id)
        assert case is not None
        return journals.differences(Work(connection, office.now), case)


def number(office: Office, who: str, name: str) -> str:
    """The number of a figure on the newest list of a chat."""
    lines = office.last(who).text.splitlines()
    return next(line.strip().split(".")[0] for line in lines if name in line)


def choose(office: Office, who: str) -> None:
    """The unit and the filler."""
    office.press(who, "PIKM")
    office.press(who, office.seat(NEW).holder_name)


@pytest.fixture
def asked(database: Database) -> Office:
    """Lima Puluh Kota: the units were asked; the filler of PSDI says that a figure is not his."""
    office = settled(database, "lima-puluh-kota")
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Buka TW III")
    with database.reading() as connection:
        office.case_id = cases.open_cases(connection, office.scope)[0].id
    office.press(HEAD, "Disposisikan")
    office.press(MAKER, "Kunci format")
    office.press(OLD, "Isi satu per satu")
    office.write(OLD, "61,5")
    office.write(OLD, "88")
    dispute(office)
    return office


def dispute(office: Office) -> None:
    office.press(OLD, "Mohon ditinjau")
    office.write(OLD, WHY)


def pick(office: Office, who: str = MAKER) -> None:
    office.press(who, "Pindahkan indikator")
    office.press(who, number(office, who, FIGURE))


def test_who_asked_the_units_reads_it_and_is_offered_the_units(asked: Office) -> None:
    assert asked.last(MAKER).text.endswith(f": {WHY}")
    pick(asked)
    text = asked.last(MAKER).text
    assert f"<b>{FIGURE}</b>" in text
    assert f"Alasan: {WHY}" in text
    assert "PSDI" not in labels(asked.last(MAKER))
    assert {"PIKM", "WASI"} <= set(labels(asked.last(MAKER)))


def test_the_figure_leaves_one_form_and_joins_the_other(asked: Office) -> None:
    before, other = asked.bundle(OLD), asked.bundle(NEW)
    pick(asked)
    choose(asked, MAKER)
    assert f"{FIGURE} dipindahkan kepada {asked.seat(NEW).holder_name}" in asked.last(MAKER).text
    assert asked.bundle(OLD).id == before.id
    assert asked.bundle(NEW).id == other.id
    asked.write(OLD, "/isi")
    assert FIGURE not in asked.last(OLD).text
    asked.write(NEW, "/isi")
    listed = asked.last(NEW).text
    assert FIGURE in listed
    assert f"dari Bidang Pembangunan Sumber Daya Industri: “{WHY}”" in listed
    assert "88" in listed
    assert "Perbaikan" not in listed
    (line,) = asked.lines("TransferItems")
    assert any(one.get("reason") == WHY for one in line["events"])
    assert not rebuilt(asked)


def test_both_units_are_told_once(asked: Office) -> None:
    pick(asked)
    before = {code: len(asked.sent(code)) for code in (OLD, KABID, NEW, OTHER_KABID, "KABID-WASI")}
    choose(asked, MAKER)
    told = {code: asked.sent(code)[count:] for code, count in before.items()}
    assert {code: len(screens) for code, screens in told.items()} == {
        OLD: 1,
        KABID: 1,
        NEW: 1,
        OTHER_KABID: 1,
        "KABID-WASI": 0,
    }
    assert "dipindahkan ke Bidang Pemberdayaan IKM" in told[OLD][0].text
    assert "kini diisi di unit Bapak/Ibu" in told[NEW][0].text
    assert WHY in told[OTHER_KABID][0].text


def test_what_was_entered_stays_until_the_other_unit_has_looked_at_it(asked: Office) -> None:
    pick(asked)
    choose(asked, MAKER)
    said = asked.said("PSDI-2")
    assert said is not None
    assert (said.state, str(said.value)) == (RealizationState.RETURNED, "88")
    assert said.entered_by == asked.seat(OLD).holder_id
    fill(asked, NEW)
    after = asked.said("PSDI-2")
    assert after is not None
    assert after.state is RealizationState.SUBMITTED
    assert not rebuilt(asked)


def test_a_form_that_was_handed_in_opens_again_with_the_figure_alone(asked: Office) -> None:
    fill(asked, NEW)
    pick(asked)
    choose(asked, MAKER)
    again = asked.bundle(NEW)
    assert again.round == 2
    card = next(screen.text for screen in reversed(asked.sent(NEW)) if again.code in screen.text)
    assert FIGURE in card
    assert "IKM binaan" not in card
    assert not [screen for screen in asked.sent(NEW) if "kini diisi" in screen.text]


def test_only_who_runs_the_collection_moves_it_and_only_to_what_is_offered(asked: Office) -> None:
    pick(asked)
    unit = asked.button(MAKER, "PIKM").data
    assert "Perencana" in asked.tap(KABID, unit).text
    asked.tap(MAKER, unit)
    seat = asked.button(MAKER, asked.seat(NEW).holder_name).data
    own = f"{seat.rpartition('.')[0]}.{asked.seat(OLD).id}"
    assert "sudah lama" in asked.tap(MAKER, own).text
    assert not asked.lines("TransferItems")
    asked.tap(SECRETARY, seat)
    assert asked.lines("TransferItems")


def test_nothing_moves_once_the_report_is_compiled(asked: Office) -> None:
    pick(asked)
    asked.press(MAKER, "PIKM")
    seat = asked.button(MAKER, asked.seat(NEW).holder_name).data
    for code in (OLD, NEW, "SUBKOR-WASI", "JFT-UPTD", MAKER):
        fill(asked, code)
    asked.press(MAKER, "Susun laporan")
    assert "tidak dapat dipindahkan lagi" in asked.tap(MAKER, seat).text
    assert not asked.lines("TransferItems")


def test_a_superior_without_the_right_passes_it_on(database: Database) -> None:
    office = ready(database)
    dispute(office)
    office.press(KABID, "Teruskan ke Perencana")
    assert f"untuk ditinjau pembagiannya: {WHY}" in office.last(PLANNER).text
    assert "sudah lama" in office.tap("KABID-WASI", office.button(KABID, "Teruskan ke").data).text
    pick(office, PLANNER)
    choose(office, PLANNER)
    assert not rebuilt(office)


def test_a_unit_whose_only_figure_goes_has_nothing_left_to_divide(database: Database) -> None:
    office = opened(database)
    office.press(HEAD, "Disposisikan")
    kabid = office.bundle("KEPALA-UPTD")
    office.press("KEPALA-UPTD", "Ubah pembagian")
    office.press("KEPALA-UPTD", "Bukan indikator")
    office.write("KEPALA-UPTD", "1) rumah kemasan dikelola PIKM")
    other = office.bundle(KABID)
    office.press(PLANNER, "Pindahkan: ")
    office.press(PLANNER, "PSDI")
    office.press(PLANNER, office.seat(OLD).holder_name)
    assert office.bundle("KEPALA-UPTD", BundleState.DONE).id == kabid.id
    assert "sudah tidak diperlukan" in edited(office, "KEPALA-UPTD")[-1].text
    assert office.bundle(KABID).revision > other.revision
    office.write(PLANNER, "/status")
    assert not rebuilt(office)
    office.press(KABID, "Ubah pembagian")
    assert "Utilisasi rumah kemasan" in office.last(KABID).text


def test_who_runs_the_collection_begins_it_from_the_board(database: Database) -> None:
    office = ready(database)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Kelengkapan")
    office.press(PLANNER, "Pindahkan indikator")
    assert "PSDI (3)" in labels(office.last(PLANNER))
    office.press(PLANNER, "PSDI (3)")
    which = number(office, PLANNER, FIGURE)
    assert "satu nomor" in office.write(PLANNER, which).text
    assert "satu nomor" in office.write(PLANNER, f"99 {WHY}").text
    assert f"Alasan: {WHY}" in office.write(PLANNER, f"{which} {WHY}").text
    choose(office, PLANNER)
    (line,) = office.lines("division_disputed")
    assert line["figures"] == {str(office.indicator("PSDI-2").id): WHY}
    assert any("dipindahkan ke Bidang Pemberdayaan IKM" in screen.text for screen in office.sent(OLD))
    assert not rebuilt(office)


def test_the_board_offers_nothing_to_move_once_the_report_is_compiled(asked: Office) -> None:
    asked.write(MAKER, "/status")
    asked.press(MAKER, "Kelengkapan")
    data = asked.button(MAKER, "Pindahkan indikator").data
    for code in (OLD, NEW, "SUBKOR-WASI", "JFT-UPTD", MAKER):
        fill(asked, code)
    asked.press(MAKER, "Susun laporan")
    assert "tidak dapat dipindahkan lagi" in asked.tap(MAKER, data).text
