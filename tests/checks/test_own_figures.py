"""Whoever corrected a figure entered it; a check that others recorded is told to its holder (law 9)."""

from decimal import Decimal

from desk import charts, sops
from desk.works import Work
from screens import orders as order_screens
from sop.changes import TasksEntered
from sop.flows import Flow, flow
from sop.histories import history
from sop.ratings import GOOD_TO_POOR
from storage import bundles, cases, journals, offices
from tests.checks.office import FIRST, KABID, KASI, SECOND, Office
from text.taps import Tap, packed


def corrected(office: Office) -> None:
    office.section_one()
    office.press(KASI, "Koreksi")
    office.press(KASI, "1")
    office.write(KASI, "85,5; salah ketik")


def test_a_correction_makes_the_corrector_the_enterer(office: Office) -> None:
    corrected(office)
    kasi = office.seat(KASI).holder_id
    item = office.indicator("IK-04").id
    with office.database.reading() as connection:
        (task,) = [
            one
            for one in bundles.tasks_of(connection, office.scope, _form(office))
            if one.indicator_id == item
        ]
        lines = journals.chain(connection, office.scope, office.case_id)
    assert task.closed_by == kasi
    moved = [body for action, body in office.journal() if action == "Correct"]
    assert [one["events"] for one in moved] == [
        [{"event": TasksEntered.__name__, "task_ids": [task.id], "by": kasi}]
    ]
    told = history(_steps(office), lines)
    assert told.case.tasks[task.id] == task


def test_whoever_handed_a_figure_in_still_hears_of_the_second_correction(office: Office) -> None:
    corrected(office)
    office.press(KASI, "Koreksi")
    office.press(KASI, "1")
    office.write(KASI, "86; salah lagi")
    lines = [screen.text for screen in office.screens(FIRST) if "86" in screen.text]
    assert lines
    office.press(FIRST, "Keberatan")
    assert "objection" in [action for action, _ in office.journal()]


def test_a_check_that_somebody_else_recorded_is_told_to_its_holder_silently(office: Office) -> None:
    office.hand_in(FIRST, {"IK-04": Decimal("79.9")})
    bundle = office.bundle(KASI)
    office.tap("SEKRETARIS", packed(Tap(order_screens.OUTSIDE, str(bundle.id), bundle.revision)))
    office.write("SEKRETARIS", "rapat 5 Oktober, diparaf di kertas")
    text, _, silent = next(
        (screen.text, method, silent)
        for screen, method, silent in reversed(office.heard(KASI))
        if "di luar aplikasi" in screen.text and "rapat 5 Oktober" in screen.text and method == "send"
    )
    assert silent
    assert "dicatat oleh" in text


def test_the_office_rates_with_its_own_scale(office: Office) -> None:
    with office.database.writing() as connection:
        offices.choose(connection, office.scope, {"rating_scale": GOOD_TO_POOR.key}, office.now)
        charts.changed(Work(connection, office.now), office.scope.office_id)
    office.section_one()
    assert office.seat(SECOND).holder_id
    office.press(KASI, "Benar semua")
    text = office.card(KABID).text
    assert "Sangat Baik" in text
    assert "Sangat Tinggi" not in text


def _form(office: Office) -> int:
    with office.database.reading() as connection:
        every = bundles.of_case(connection, office.scope, office.case_id)
    return next(one.id for one in every if one.seat_id == office.seat(FIRST).id)


def _steps(office: Office) -> Flow:
    with office.database.reading() as connection:
        work = Work(connection, office.now)
        case = cases.case(connection, office.scope, office.case_id)
        assert case is not None
        return flow(sops.of_case(work, case), case.period)
