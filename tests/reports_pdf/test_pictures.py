"""The picture for the chat."""

import struct
from dataclasses import replace

from reports.pictures import PIXELS, summary_picture
from sop.reports import ReportState
from tests.reports_pdf.offices import of_groups, sample


def size(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_picture_is_as_wide_as_a_phone_shows_well() -> None:
    width, height = size(summary_picture(sample()))
    assert width == PIXELS == 1200
    assert 900 < height < 1600


def test_equal_figures_give_an_equal_picture_and_a_draft_differs() -> None:
    assert summary_picture(sample()) == summary_picture(sample())
    assert summary_picture(sample()) != summary_picture(sample(ReportState.DRAFT))


def test_without_anything_below_target_the_list_is_left_out() -> None:
    figures = sample()
    fine = of_groups(
        tuple(
            replace(group, rows=tuple(row for row in group.rows if not row.below_target))
            for group in figures.groups
        )
    )
    assert size(summary_picture(fine))[1] < size(summary_picture(figures))[1]


def test_long_names_and_causes_are_shortened_not_lost() -> None:
    figures = sample()
    groups = tuple(
        replace(
            group, rows=tuple(replace(row, name=row.name * 6, obstacle="sebab " * 90) for row in group.rows)
        )
        for group in figures.groups
    )
    assert size(summary_picture(of_groups(groups)))[1] < 1700


def test_an_empty_office_has_a_picture() -> None:
    assert size(summary_picture(replace(of_groups(()), units=(), distribution=())))[0] == PIXELS
