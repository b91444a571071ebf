"""A flow sheet has a place for everything: shapes in lanes, arrows beside them, words in their cells."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from reports.diagram_arrows import CHANNEL, FIRST_CHANNEL
from reports.diagram_rows import ACTIVITY, CELL, NEED, OUTPUT, PAD, Kind, condition_words
from reports.diagrams import Sheet, diagram_png, diagram_svg, laid
from reports.fonts import Measure
from sop.loading import BUILT_IN, load_definitions, load_sop
from sop.procedures import Sop
from tests.engine.samples import FLAT, FOLDER, LETTER, LUMAJANG

SOPS = (*load_definitions(BUILT_IN), *load_definitions(FOLDER))
of_every_sop = pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.key)


def sheet_of(sop: Sop) -> Sheet:
    return laid(sop, Measure(), 40.0)


@of_every_sop
def test_every_step_has_a_row_and_shapes_inside_its_lanes(sop: Sop) -> None:
    sheet = sheet_of(sop)
    rows = [row for section in sheet.sections for row in section.rows]
    assert [row.step.key for row in rows] == [step.key for step in sop.steps]
    for row in rows:
        for shape in row.shapes:
            assert sheet.inner_left <= shape.left < shape.right <= sheet.inner_right
            assert row.top < shape.top < shape.bottom < row.bottom
        assert all(one.right < other.left for one, other in pairwise(row.shapes))


@of_every_sop
def test_rows_follow_each_other_without_overlap(sop: Sop) -> None:
    rows = [row for section in sheet_of(sop).sections for row in section.rows]
    assert all(earlier.bottom <= later.top for earlier, later in pairwise(rows))


@of_every_sop
def test_words_fit_their_cells(sop: Sop) -> None:
    measure = Measure()
    for section in sheet_of(sop).sections:
        for row in section.rows:
            for lines, width in ((row.cells[1], ACTIVITY), (row.cells[2], NEED), (row.cells[4], OUTPUT)):
                assert all(measure.width(line, CELL) <= width - 2 * PAD + 0.01 for line in lines)
            assert max(map(len, row.cells)) * 3.0 <= row.height


@of_every_sop
def test_lines_beside_the_lanes_have_a_channel_each_and_stay_on_the_sheet(sop: Sop) -> None:
    sheet = sheet_of(sop)
    for found in sheet.paths:
        assert len({(route.right, route.channel) for route in found}) == len(found)
        for route in found:
            away = FIRST_CHANNEL + CHANNEL * route.channel
            x = sheet.inner_right + away if route.right else sheet.inner_left - away
            assert sheet.lanes[0].left < x < sheet.lanes[-1].right


@of_every_sop
def test_each_return_inside_a_case_is_drawn(sop: Sop) -> None:
    sheet = sheet_of(sop)
    drawn = sum(len(route.sources) for found in sheet.paths for route in found if route.back)
    diamonds = sum(row.kind is Kind.DECISION for section in sheet.sections for row in section.rows)
    assert drawn == diamonds
    assert diamonds or not any(step.return_to for step in sop.steps)


def test_roles_that_always_act_together_share_a_lane() -> None:
    lanes = [lane.roles for lane in sheet_of(LUMAJANG).lanes]
    assert ("section_head", "subsection_head") in lanes
    assert ("head",) in lanes


def test_an_svg_stands_alone() -> None:
    svg = diagram_svg(LUMAJANG)
    assert svg.startswith("<svg")
    assert "Menugaskan" in svg


def test_a_long_name_makes_the_header_higher_and_moves_the_table() -> None:
    long = replace(LUMAJANG, header=replace(LUMAJANG.header, title="Pengumpulan Data " * 30))
    height = re.compile(r'height="([0-9.]+)mm"')
    tall, usual = height.search(diagram_svg(long)), height.search(diagram_svg(LUMAJANG))
    assert tall is not None
    assert usual is not None
    assert float(tall[1]) > float(usual[1]) + 10


def test_steps_beside_the_flow_neither_begin_it_nor_hold_it_up() -> None:
    sheet = sheet_of(load_sop(FOLDER / "beside.toml"))
    (section,) = sheet.sections
    begins = next(row for row in section.rows if not row.step.beside)
    assert begins.kind is Kind.TERMINAL
    goals = {
        section.rows[place].step.key: section.rows[route.target].step
        for route in sheet.paths[0]
        for place in route.sources
        if section.rows[place].step.beside
    }
    assert goals.keys() == {row.step.key for row in section.rows if row.step.beside}
    assert not any(goal.beside for goal in goals.values())


def test_a_step_that_nobody_is_named_for_spans_all_lanes() -> None:
    nobody = replace(FLAT, steps=tuple(replace(step, actors=()) for step in FLAT.steps))
    assert all(len(row.shapes) == 1 for section in sheet_of(nobody).sections for row in section.rows)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("not quarter 1", "Hanya bila bukan triwulan 1"),
        ("quarter 2 4 and letter", "Hanya bila triwulan 2/4, surat masuk"),
        ("half 2", "Hanya bila semester 2"),
        ("month 6", "Hanya bila bulan 6"),
    ],
)
def test_a_condition_is_said_in_words(condition: str, said: str) -> None:
    assert condition_words(condition) == said


def test_equal_definitions_give_equal_pictures() -> None:
    assert diagram_png(LETTER) == diagram_png(LETTER)
    assert diagram_png(LETTER)[:8] == b"\x89PNG\r\n\x1a\n"
