"""A finished case opens again for a reason; paraf and approval on paper come with their sheet."""

import pytest

from desk import journals
from desk.works import Work
from sop.cases import BundleState, CaseState
from sop.moves import Complete
from sop.procedures import Stage
from storage import cases, indicators, reports
from storage.database import Database
from tests.forms.offices import labels
from tests.laws.quarters import Quarter, begun

PLANNER, HEAD, SECRETARY, FILLER = "PERENCANA", "KADIS", "SEKRETARIS", "SUBKOR-WASI"
WHEN = "diparaf Senin 12 Okt di ruang rapat"


@pytest.fixture
def quarter(database: Database) -> Quarter:
    """The report waits for the Sekretaris's paraf."""
    found = begun(database)
    found.go_on(Stage.PARAF)
    return found


def differences(quarter: Quarter) -> tuple[str, ...]:
    with quarter.office.database.reading() as connection:
        return journals.differences(Work(connection, quarter.office.now), quarter.case())


def ended(quarter: Quarter) -> None:
    """Paraf, approval, dispatch and archive as the law sees them: the case is done."""
    while quarter.case().state is CaseState.OPEN:
        bundle = next(one for one in quarter.waiting())
        if quarter.stage(bundle) in (Stage.PARAF, Stage.APPROVE):
            quarter.expected(bundle)
        else:
            quarter.office.act(Complete(bundle.id), quarter.holder(bundle))


def test_a_paraf_on_paper_needs_its_sheet_and_a_line_beside_it(quarter: Quarter) -> None:
    office = quarter.office
    bundle = office.bundle(SECRETARY)
    office.write(PLANNER, "/status")
    office.press(PLANNER, "Catat di luar")
    assert "foto atau pindaiannya" in office.last(PLANNER).text
    assert "hanya dapat dicatat dengan foto" in office.write(PLANNER, "sudah diparaf").text
    (answer,) = office.send(PLANNER, "paraf.jpg", "")
    assert "keterangan kapan dan di mana" in answer.text
    (answer,) = office.send(PLANNER, "paraf.jpg", WHEN)
    assert "Tercatat beserta lembarnya" in answer.text
    assert office.bundle(SECRETARY, BundleState.DONE).id == bundle.id
    with office.database.reading() as connection:
        (kept,) = indicators.evidences(connection, office.scope, [bundle.id])
    assert kept.name == "paraf.jpg"
    (line,) = office.lines("RecordOutside")
    assert line["events"][0]["reason"] == WHEN
    assert not differences(quarter)


def test_an_approval_on_paper_makes_the_report_official(quarter: Quarter) -> None:
    office = quarter.office
    quarter.go_on(Stage.APPROVE)
    office.write(SECRETARY, "/status")
    office.press(SECRETARY, "Catat di luar")
    office.send(SECRETARY, "persetujuan.pdf", "ditandatangani Kepala Dinas, 13 Okt")
    with office.database.reading() as connection:
        (report,) = reports.approved(connection, office.scope)
    assert report.approved_at is not None
    assert "di luar aplikasi" in office.last(HEAD).text
    assert not differences(quarter)


def test_staff_record_nothing_for_the_secretary(quarter: Quarter) -> None:
    office = quarter.office
    office.write(PLANNER, "/status")
    data = office.button(PLANNER, "Catat di luar").data
    assert office.tap(FILLER, data).alert
    assert not any(label.startswith("Catat di luar") for label in labels(office.write(FILLER, "/status")))


def test_a_finished_case_opens_again_with_its_reason(quarter: Quarter) -> None:
    office = quarter.office
    ended(quarter)
    assert "Buka kembali" in labels(office.write(PLANNER, "/status TW III 2026"))
    office.press(PLANNER, "Buka kembali")
    assert "perlu diperbarui" in office.last(PLANNER).text
    assert "dibuka kembali" in office.write(PLANNER, "angka PDRB direvisi BPS").text
    assert quarter.case().state is CaseState.OPEN
    assert "Alasan: angka PDRB direvisi BPS" in office.last(HEAD).text
    with office.database.reading() as connection:
        assert all(one.outdated for one in reports.of_case(connection, office.scope, office.case_id))
        assert cases.case(connection, office.scope, office.case_id)
    assert not differences(quarter)


def test_a_running_case_needs_no_opening_and_staff_may_not(quarter: Quarter) -> None:
    office = quarter.office
    ended(quarter)
    office.write(PLANNER, "/status TW III 2026")
    data = office.button(PLANNER, "Buka kembali").data
    assert office.tap(FILLER, data).alert
    office.press(PLANNER, "Buka kembali")
    office.write(PLANNER, "angka direvisi")
    assert "masih berjalan" in office.tap(PLANNER, data).text
