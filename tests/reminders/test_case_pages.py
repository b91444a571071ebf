"""The page of a case: what is said of each step, several cases, long pages, and the picture. Practice 3.2."""

import json
import struct
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.printers import CASE, LENGTH_BYTES, printed
from desk import statuses
from reports.statuses import PIXELS, case_picture
from screens import statuses as screens
from sop.copies import dump, load
from sop.periods import Period
from sop.statuses import Mark, Status, StepStatus, UnitStatus
from storage.database import Database
from storage.jobs import JOBS
from tests.reminders.offices import Bureau, Letter, buttons, opened

OWN = "I Gusti Ngurah Wirawan"
DECIDER = "Ni Luh Sukerti"
HEAD = "Baiq Ratna Wulandari"
MOST = 4096  # characters of a Telegram message


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """TW III: ordered on Thursday, divided in PSDI alone, looked at on the Tuesday after."""
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang")
    bureau.tick()
    bureau.at("2026-10-01 08:15")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    (division,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{division.id}|{division.revision}|")
    bureau.at("2026-10-06 09:00")
    return bureau


def page_of(bureau: Bureau, who: str) -> Status:
    """What the picture of one person is drawn from: the record in the job that was ordered."""
    case_id = bureau.open_bundles("SUBKOR-PSDI")[0].case_id
    toast, _ = bureau.press(who, f"1|spi|{case_id}|0|")
    assert toast is not None
    assert not toast.alert, toast.text
    newest = sa.select(JOBS.c.body).where(JOBS.c.kind == statuses.DRAWING).order_by(JOBS.c.id.desc())
    with bureau.database.reading() as connection:
        return load(Status, json.loads(connection.execute(newest).scalars().first() or "")["page"])


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def step(text: str, number: str) -> str:
    """A step of the page with the small line below it."""
    lines = text.split("\n")
    at = next(place for place, line in enumerate(lines) if line[2:].startswith(f"{number}. "))
    return "\n".join(lines[at : at + 2])


def test_a_finished_step_says_by_whom_and_when_to_those_who_may_know(bureau: Bureau) -> None:
    assert HEAD in step(bureau.write("SEKRETARIS", "/status"), "1")
    for who in ("KADIS", "PERENCANA", "KABID-PSDI", "STAF-WASI-1"):
        said = step(bureau.write(who, "/status"), "1")
        assert "Kamis 1 Okt 08.15 WITA" in said
        assert HEAD not in said


def test_a_step_over_units_counts_them_and_a_unit_sees_its_own(bureau: Bureau) -> None:
    assert "1 dari 5 unit selesai" in step(bureau.write("SEKRETARIS", "/status"), "2")
    own = step(bureau.write("KABID-PSDI", "/status"), "2")
    assert "di unit ini: Siti Aminah" in own
    assert "unit selesai" not in own
    assert "<i>" not in step(bureau.write("STAF-WASI-1", "/status"), "2")  # WASI has not divided yet


def test_what_is_held_says_since_when_and_the_order_stands_above(bureau: Bureau) -> None:
    text = bureau.write("SEKRETARIS", "/status")
    assert "Dasar: Disposisi Kepala Dinas" in text
    held = next(line for line in text.split("\n") if OWN in line)
    assert "diminta Kamis 1 Okt" in held
    assert "3 dari 3 belum" in held


def test_a_repair_says_its_round(bureau: Bureau) -> None:
    page = page_of(bureau, "SEKRETARIS")
    awaited = replace(page.awaited[0], duty=replace(page.awaited[0].duty, repairs=1))
    assert "Perbaikan ke-1" in screens.page(replace(page, awaited=(awaited,))).text


@pytest.mark.parametrize(
    ("mark", "reason", "said"),
    [
        (Mark.PASSED, "vacant", "belum terisi"),
        (Mark.PASSED, "same_person", "sama dengan langkah sebelumnya"),
        (Mark.PASSED, "something_new", "dilewati sesuai ketentuan"),
        (Mark.OUTSIDE, "", "di luar aplikasi: selesai"),
    ],
)
def test_a_step_that_went_another_way_says_so(bureau: Bureau, mark: Mark, reason: str, said: str) -> None:
    page = page_of(bureau, "SEKRETARIS")
    other = StepStatus("3", "3", "Menyerahkan bahan", mark, at=bureau.now, reason=reason)
    assert said in screens.page(replace(page, steps=(other,))).text


def test_an_order_recorded_as_oral_stands_as_done_outside(database: Database) -> None:
    bureau = opened(database, "2026-10-01 08:15", sop_key="lumajang")
    bureau.tick()
    label = next(one for one in buttons(status(bureau, "PERENCANA")) if "lisan" in one.lower())
    bureau.press("PERENCANA", buttons(status(bureau, "PERENCANA"))[label])
    bureau.write("PERENCANA", "Kepala Dinas, 1 Oktober, pada apel pagi")
    assert "di luar aplikasi" in step(bureau.write("SEKRETARIS", "/status"), "1")


def status(bureau: Bureau, who: str) -> Letter:
    bureau.listen()
    bureau.write(who, "/status")
    bureau.heard -= 1
    return bureau.listen()[-1]


def test_two_years_at_once_are_a_short_list_first(bureau: Bureau) -> None:
    bureau.open_case("lumajang", "2027-Q1")
    said = status(bureau, "SEKRETARIS")
    assert "Beberapa kegiatan sedang berjalan" in said.screen.text
    assert "1. Pengumpulan Data Kinerja Triwulan I Tahun 2027" in said.screen.text
    assert "2. Pengumpulan Data Kinerja Triwulan III Tahun 2026" in said.screen.text
    assert OWN not in said.screen.text
    _, answers = bureau.press("SEKRETARIS", buttons(said)["Buka 2"])
    assert "Triwulan III Tahun 2026" in answers[-1].screen.text
    assert OWN in answers[-1].screen.text


def test_a_quarter_without_its_year_is_the_last_one_that_has_a_case(bureau: Bureau) -> None:
    bureau.open_case("lumajang", "2027-Q1")
    assert "Triwulan III Tahun 2026" in bureau.write("SEKRETARIS", "/status TW III")
    assert "Triwulan I Tahun 2027" in bureau.write("SEKRETARIS", "/status TW I")
    assert "Belum ada pengumpulan data" in bureau.write("SEKRETARIS", "/status TW II")


def test_a_long_page_is_cut_between_lines_and_loses_none(bureau: Bureau) -> None:
    page = page_of(bureau, "SEKRETARIS")
    long = replace(
        page,
        steps=tuple(
            replace(one, key=str(number), number=str(number), activity=f"Langkah {number} " + "kata " * 20)
            for number, one in enumerate(page.steps * 3)
        ),
        units=tuple(UnitStatus(f"Bidang {number}", 1, 2) for number in range(60)),
        awaited=page.awaited * 4,
    )
    texts, at = [], 0
    while True:
        screen = screens.page(long, at)
        texts.append(screen.text)
        turns = [button for row in screen.rows for button in row if button.label.endswith("›")]
        if not turns:
            break
        at += 1
    assert len(texts) > 1
    assert all(len(text) <= MOST for text in texts)
    whole = "\n".join(texts)
    assert all(f"Langkah {number} " in whole for number in range(len(long.steps)))
    assert all(f"Bidang {number}:" in whole for number in range(60))
    assert screens.page(long, 99).text == texts[-1]


def test_the_picture_is_ordered_drawn_and_sent(bureau: Bureau) -> None:
    page = page_of(bureau, "SEKRETARIS")
    pipe = printed(CASE, dump(page))
    assert int.from_bytes(pipe[:LENGTH_BYTES]) == 0
    assert pipe[LENGTH_BYTES:] == case_picture(page)
    drawn = statuses.CasePictureDrawn(
        bureau.office_id, bureau.person("SEKRETARIS"), page.title, page.period, "a" * 64
    )
    bureau.act(lambda work: statuses.picture_drawn(work, drawn, 10))


@pytest.mark.parametrize("who", ["SEKRETARIS", "KADIS", "PERENCANA", "KABID-PSDI", "STAF-PSDI-1"])
def test_a_picture_fits_a_phone_and_holds_no_name_its_viewer_may_not_see(bureau: Bureau, who: str) -> None:
    page = page_of(bureau, who)
    width, height = size(case_picture(page))
    assert width == PIXELS == 1080
    assert height < 2500
    named = {one.duty.seat.holder_name for one in page.awaited if one.named}
    sees_deciders = who == "SEKRETARIS"
    assert any(DECIDER in name for name in named) is sees_deciders
    assert page.hidden == (5 if who == "KADIS" else 0)
    assert not (who == "KADIS" and page.awaited)


def test_a_decider_who_is_not_named_leaves_no_trace_in_the_picture(bureau: Bureau) -> None:
    page = page_of(bureau, "PERENCANA")
    assert not all(one.named for one in page.awaited)
    other = tuple(
        one
        if one.named
        else replace(one, duty=replace(one.duty, seat=replace(one.duty.seat, holder_name="X")))
        for one in page.awaited
    )
    assert case_picture(replace(page, awaited=other)) == case_picture(page)


def test_the_longest_picture_is_one_that_telegram_takes(bureau: Bureau) -> None:
    """Width and height together at most 10 000 pixels; the application refuses nothing it drew itself."""
    page = page_of(bureau, "SEKRETARIS")
    long = replace(
        page,
        period=Period(2026, 4),
        seen_at=bureau.now + timedelta(days=30),
        steps=page.steps * 2,
        units=tuple(UnitStatus(f"Bidang {number} (B{number})", number % 7, 6) for number in range(60)),
    )
    assert sum(size(case_picture(long))) < 10_000


def test_a_recipient_gets_no_picture(bureau: Bureau) -> None:
    case_id = bureau.open_bundles("SUBKOR-PSDI")[0].case_id
    toast, said = bureau.press("PENERIMA-BAPPEDA", f"1|spi|{case_id}|0|")
    assert toast is not None
    assert said == []
