"""Two buttons only where two readings exist; buttons never carry figures and never act on other ones."""

from decimal import Decimal

from storage.database import Database
from tests.forms.offices import PSDI, UPTD, WASI, labels, ready
from text.taps import Tap, packed, unpacked


def test_two_readings_give_two_buttons_and_nothing_is_stored_before(database: Database) -> None:
    office = ready(database)
    answer = office.write(PSDI, "1) 1.234  2) 104  3) 30")
    assert office.said("PSDI-1") is None
    assert office.said("PSDI-2")
    assert [label for label in labels(answer) if label.startswith("1) ")] == [
        "1) 1.234 (seribu dua ratus tiga puluh empat)",
        "1) 1,234 (satu koma dua tiga empat)",
    ]
    office.press(PSDI, "1) 1,234")
    said = office.said("PSDI-1")
    assert said
    assert said.value == Decimal("1.234")


def test_one_doubtful_reading_asks_benar(database: Database) -> None:
    office = ready(database)
    answer = office.write(UPTD, "ada 76 persen")
    assert "1) Benar: 76 (tujuh puluh enam)" in labels(answer)
    assert office.said("PIKM-2") is None
    office.press(UPTD, "1) Benar")
    said = office.said("PIKM-2")
    assert said
    assert said.value == Decimal(76)


def test_an_older_button_does_not_choose_among_newer_readings(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "1.234")
    older = office.button(UPTD, "1) 1,234").data
    office.write(UPTD, "5.678")
    toast = office.tap(UPTD, older)
    assert toast.alert
    assert "Ada perubahan" in toast.text
    assert office.said("PIKM-2") is None
    office.press(UPTD, "1) 5,678")
    said = office.said("PIKM-2")
    assert said
    assert said.value == Decimal("5.678")


def test_a_typed_figure_settles_what_was_offered(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "1.234")
    older = office.button(UPTD, "1) 1.234").data
    office.write(UPTD, "80")
    assert office.tap(UPTD, older).alert
    said = office.said("PIKM-2")
    assert said
    assert said.value == Decimal(80)


FORGED = ("", "x", "0.0.1", "{other}.0.1", "{own}.7.1", "{own}.0.99", "{own}.-1.1", "{own}", "٣.0.1")


def test_forged_readings_are_refused(sqlite_database: Database) -> None:
    office = ready(sqlite_database)
    office.write(UPTD, "1.234")
    real = unpacked(office.button(UPTD, "1) 1.234").data)
    assert real
    own, other = str(office.indicator("PIKM-2").id), str(office.indicator("WASI-3").id)
    for argument in FORGED:
        forged = packed(Tap("fch", real.subject, real.revision, argument.format(own=own, other=other)))
        assert office.tap(UPTD, forged).alert, argument
    assert office.said("PIKM-2") is None
    assert office.said("WASI-3") is None


ACTS = (
    *("fsu", "fop", "fon", "fba", "fpa", "fho", "fsl", "fsk", "frv"),
    *("fed", "fdi", "fcf", "fev", "fch", "fwh", "fye", "fno"),
)


def test_no_button_works_on_a_form_of_others_or_on_none(sqlite_database: Database) -> None:
    office = ready(sqlite_database)
    bundle, item = office.bundle(UPTD), str(office.indicator("PIKM-2").id)
    for act in ACTS:
        for subject, revision in ((str(bundle.id), bundle.revision), ("999", 1), ("x", 1), ("-1", 1)):
            assert office.tap(WASI, packed(Tap(act, subject, revision, item))).alert, act
        assert office.tap(UPTD, packed(Tap(act, str(bundle.id), bundle.revision + 1, "1"))).alert, act
    assert office.said("PIKM-2") is None
    assert not office.evidence(UPTD)


def test_forged_reasons_are_refused(sqlite_database: Database) -> None:
    office = ready(sqlite_database)
    bundle, own = office.bundle(UPTD), str(office.indicator("PIKM-2").id)
    for argument in ("{own}.r.209913", "{own}.r.abc", "{own}.z", "{own}.r.٢٠٢٦١١"):
        data = packed(Tap("fsk", str(bundle.id), bundle.revision, argument.format(own=own)))
        assert office.tap(UPTD, data).alert, argument
    assert office.said("PIKM-2") is None
