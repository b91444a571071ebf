"""Long forms fit Telegram's limits; what a conversation remembers survives the row it is kept in."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from screens import forms as form_screens
from screens import realizations as screens
from screens.realizations import Echo, Next
from sop.cases import Bundle, BundleState, Case, CaseState, TaskState
from sop.dialogues import Album, Dialogue, Edit, Pending, Sent, read, written
from sop.figures import measured
from sop.forms import Ask, Form, FormRow
from sop.indicators import Aggregation, Indicator, Polarity, Realization, RealizationState, Target
from sop.people import Office, Seat
from sop.periods import Period
from sop.procedures import Stage, Step
from sop.typed_answers import Absent, Doubtful, Figure, Rejected, explains, numbered, understand
from text.screens import Screen

NOW = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
LONG = "Persentase pelaku usaha industri kecil & menengah yang memperoleh fasilitasi <sertifikat> halal"
TEXT_LENGTH, BUTTONS, DATA_BYTES = 4096, 100, 64


def row(number: int, value: str | None = "12345678901234.567") -> FormRow:
    """A row with everything about it long."""
    indicator = Indicator(
        number + 9_000_000_000_000,
        f"IK-{number}",
        f"{LONG} di wilayah {number}",
        1,
        "Sertifikat",
        Polarity.MAXIMIZE,
        Aggregation.LAST,
        2,
        7,
        3,
        (1, 2, 3, 4),
        definition=LONG * 4,
        evidence_required=True,
    )
    goal = Decimal("98765432109876.5")
    target = Target(indicator.id, 2026, goal, (goal, goal, goal, goal))
    said = Realization(0, indicator.id, 2026, 3, RealizationState.EMPTY, 0)
    if value is not None:
        said = replace(said, id=number, state=RealizationState.DRAFT, value=Decimal(value), note=LONG * 8)
    year = {3: said} if value is not None else {}
    found = measured(indicator, target, year, 3)
    return FormRow(number, indicator, target, said, year, None, (), found, TaskState.OPEN, 1)


def form(rows: tuple[FormRow, ...]) -> Form:
    office = Office(1, "D", "Dinas", "Pemkab", "Kepala", "", "", "", "Asia/Makassar", "linear", 120, 1)
    case = Case(1, 1, "lumajang", 1, "2026-Q3", CaseState.OPEN, NOW)
    bundle = Bundle(9_000_000_000, 1, 1, 7, "3", 3, 1, BundleState.OPEN, 123, "ABCDE", NOW)
    seat = Seat(7, "S", "Sub Koordinator", "subcoordinator", 3, None, 5, "Nama", None)
    step = Step("3", "", "Menyerahkan bahan laporan kinerja " * 3, Stage.FILL, ("staff",))
    return Form(office, case, Period(2026, 3), step, bundle, seat, rows)


def fits(screen: Screen) -> None:
    buttons = [button for line in screen.rows for button in line]
    assert len(screen.text) <= TEXT_LENGTH
    assert len(buttons) <= BUTTONS
    assert all(len(line) <= 8 for line in screen.rows)
    assert all(len(button.data.encode()) <= DATA_BYTES for button in buttons)
    assert screen.text.count("<b>") == screen.text.count("</b>")


def test_forms_of_eighty_rows_fit_a_message() -> None:
    for count in (1, 12, 13, 40, 80):
        rows = tuple(row(number, "5" if number % 2 else None) for number in range(1, count + 1))
        whole = form(rows)
        fits(form_screens.listing(whole, True, "Sub Koordinator"))
        fits(form_screens.review(whole, "", (form_screens.submit_button(whole, True),)))
        fits(form_screens.method(whole))
        fits(form_screens.pick_skip(whole))
        for ask in Ask:
            now = Next(ask, rows if ask is not Ask.READY else ())
            fits(screens.answered(whole, Echo(stored=rows, worded=rows), now))
            fits(screens.resumed(whole, now))


def test_an_answer_with_everything_wrong_fits_a_message() -> None:
    rows = tuple(row(number) for number in range(1, 41))
    figures = (Figure(Decimal("12345678901234.567")), Figure(Decimal("12345678901234567")))
    echo = Echo(
        stored=rows,
        doubtful=tuple((Doubtful(one, "9" * 90, figures), 12345) for one in rows[: screens.DOUBTFUL_SHOWN]),
        absent=tuple(Absent(one, "no_data_yet") for one in rows[:9]),  # type: ignore[arg-type]
        rejected=tuple(Rejected(one, "<" * 90, "unreadable") for one in rows),
        unread=tuple("&" * 90 for _ in rows),
    )
    screen = screens.answered(form(rows), echo, Next(Ask.WORDS, rows))
    assert len(screen.text.replace("&amp;", "&").replace("&lt;", "<")) <= TEXT_LENGTH
    assert sum(map(len, screen.rows)) <= BUTTONS


def test_a_dialogue_survives_its_row() -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    dice = random.Random(seed)
    for _ in range(200):
        figures = tuple(
            Figure(numerator=Decimal(dice.randrange(10**6)), denominator=Decimal(dice.randrange(1, 99)))
            if dice.random() < 0.5
            else Figure(Decimal(dice.randrange(10**9)) / 1000)
            for _ in range(2)
        )
        dialogue = Dialogue(
            one_by_one=dice.random() < 0.5,
            serial=dice.randrange(99),
            pending={dice.randrange(99): Pending(dice.randrange(9), figures)},
            sent=tuple(Sent(one, "values", (one, 2)) for one in range(dice.randrange(4))),
            edit=Edit(3, "words", "a;“b”\n", (1,)) if dice.random() < 0.5 else None,
            album=Album("x", 0, (1, 2)) if dice.random() < 0.5 else None,
            unplaced="1) 12" if dice.random() < 0.5 else "",
        )
        assert read(written(dialogue)) == dialogue
    assert read("{}") == Dialogue()


def test_only_the_latest_messages_can_still_be_edited() -> None:
    dialogue = Dialogue()
    for message in range(1, 60):
        dialogue = dialogue.remembering(message, "values", (1,))
    assert dialogue.answer_to(59)
    assert dialogue.answer_to(1) is None
    assert len(dialogue.sent) == 20


def test_words_are_cut_only_at_numbers_of_the_list() -> None:
    assert numbered("1) hujan; tambah hari  3) kuota turun", (1, 2, 3)) == {
        1: "hujan; tambah hari",
        3: "kuota turun",
    }
    assert numbered("mesin rusak pada 3. bulan ini", (1, 2)) == {0: "mesin rusak pada 3. bulan ini"}
    assert numbered("1. hujan pada 1) minggu\n2: banjir", (1, 2)) == {1: "hujan pada 1) minggu", 2: "banjir"}
    assert numbered("  ;, ", (1,)) == {}


def test_an_explanation_is_told_from_a_slip_of_a_figure() -> None:
    one = row(1)

    def told(text: str, asked: bool) -> bool:
        part = understand(text, (one,)).of(1)
        return explains(one, text, part, asked=asked)

    assert told("kuota turun; digeser", False)
    assert told("kuota turun", False)
    assert told("dua dari 3 mesin rusak", True)
    assert not told("sekitar 80", True)
    assert not told("sekitar 80", False)
    assert not told("1.5", True)
    assert not told("12", True)
    assert not told("belum ada data", True)
