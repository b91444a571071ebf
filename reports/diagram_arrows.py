"""The arrows of a flow sheet: down from step to step, and around the lanes where the flow goes back.

Arrows that lead to the same step share one line beside the lanes; the shortest runs nearest to them, so
that lines do not cross. Lengths are millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.diagram_rows import Kind, Row, Shape
from reports.drawings import Drawing
from reports.palettes import DRAFT_INK, INK
from sop.procedures import FanOut, Stage
from text.catalogue import plain

TURN = 2.4  # below the top of a row: where a line runs sideways
CHANNEL = 2.4  # distance of two lines beside the lanes
FIRST_CHANNEL = 2.2
HEAD_LONG, HEAD_WIDE = 1.9, 0.85
LINE = 0.32
ANSWER_PT = 6.5
BACK_DASHES = "1.3,0.8"
_BUSY = 10_000.0  # the price of a side that another arrow of the same shape needs


@dataclass(frozen=True, slots=True)
class Route:
    """Lines from some rows to one row, around the lanes on one side; `channel` counts from the lanes."""

    sources: tuple[int, ...]
    target: int
    back: bool  # a return is dashed
    right: bool
    channel: int = 0


def routes(rows: Sequence[Row]) -> tuple[Route, ...]:
    """Which lines run beside the lanes of a section, and on which side."""
    chosen: list[Route] = []
    for target, back, sources in _grouped(rows):
        sides = sorted((True, False), key=lambda right: _price(rows, chosen, sources, target, right))
        chosen.append(Route(sources, target, back, sides[0]))
    placed = []
    for right in (True, False):
        side = [route for route in chosen if route.right is right]
        side.sort(key=lambda route: max(abs(source - route.target) for source in route.sources))
        placed += [
            Route(route.sources, route.target, route.back, right, channel)
            for channel, route in enumerate(side)
        ]
    return tuple(placed)


def room(found: Iterable[Route], right: bool) -> float:
    """How wide the outer lane grows on a side."""
    channels = [route.channel for route in found if route.right is right]
    return FIRST_CHANNEL + CHANNEL * max(channels) + 1.4 if channels else 0.0


def _grouped(rows: Sequence[Row]) -> Iterator[tuple[int, bool, tuple[int, ...]]]:
    """Target, whether it is a return, and the rows that lead there."""
    where = {row.step.key: place for place, row in enumerate(rows)}
    groups: dict[tuple[int, bool], list[int]] = {}
    for place, row in enumerate(rows):
        if row.kind is Kind.DECISION:
            groups.setdefault((where[row.step.return_to], True), []).append(place)
        if row.step.stage is Stage.REPEAT and place:
            groups.setdefault((0, False), []).append(place)
        if row.step.beside and (goal := _joins_at(rows, place)) is not None:
            groups.setdefault((goal, False), []).append(place)
    for (target, back), sources in groups.items():
        yield target, back, tuple(sources)


def _joins_at(rows: Sequence[Row], place: int) -> int | None:
    """The step that waits for one beside the flow: the next one of the whole office."""
    later = range(place + 1, len(rows))
    return next(
        (at for at in later if not rows[at].step.beside and rows[at].step.fan_out is FanOut.NONE), None
    )


def _price(
    rows: Sequence[Row], chosen: Sequence[Route], sources: Sequence[int], target: int, right: bool
) -> float:
    """How far the lines run, and whether a shape would both send and receive on this side."""
    lanes = max(shape.right for row in rows for shape in row.shapes)
    far = sum(
        lanes - max(shape.right for shape in rows[place].shapes)
        if right
        else min(shape.left for shape in rows[place].shapes)
        for place in (*sources, target)
    )
    same = [route for route in chosen if route.right is right]
    busy = any(target in route.sources or route.target in sources for route in same)
    return far + (_BUSY if busy else 0.0)


def draw_flow(
    drawing: Drawing, rows: Sequence[Row], found: Sequence[Route], left: float, right: float
) -> None:
    """All arrows of a section; `left` and `right` are the edges of the lanes without the arrows' room."""
    onward = None  # the step the flow has reached; those beside it before its first step begin by themselves
    for row in rows:
        if onward is not None:
            _draw_down(drawing, onward, row)
        onward = onward if row.step.beside else row
    for row in rows:
        for one, other in pairwise(row.shapes):
            drawing.line(one.right, one.centre, other.left, other.centre, INK, LINE)
    for route in found:
        _draw_around(drawing, rows, route, left, right)


def _draw_down(drawing: Drawing, earlier: Row, later: Row) -> None:
    """From the bottom of one step to the top of the next: straight where one stands above the other."""
    source, target = _nearest(earlier.shapes, later.shapes)
    start, end = source.middle, target.middle
    if _within(source, target.middle):
        start = target.middle
    elif _within(target, source.middle):
        end = source.middle
    if abs(start - end) < 0.01:
        points = [(start, source.bottom), (end, target.top)]
    else:
        turn = later.top + TURN
        points = [(start, source.bottom), (start, turn), (end, turn), (end, target.top)]
    drawing.path(points, INK, LINE)
    _draw_head(drawing, end, target.top, 0, 1, INK)
    if source.kind is Kind.DECISION:
        drawing.text(start + 0.9, source.bottom + 2.2, plain("sops.diagram_yes"), ANSWER_PT, INK)


def _nearest(sources: Sequence[Shape], targets: Sequence[Shape]) -> tuple[Shape, Shape]:
    pairs = [(source, target) for source in sources for target in targets]
    return min(pairs, key=lambda pair: abs(pair[0].middle - pair[1].middle))


def _within(shape: Shape, x: float) -> bool:
    """Whether an arrow may touch the shape's top or bottom there: a diamond only at its point."""
    if shape.kind is Kind.DECISION:
        return abs(shape.middle - x) < 0.01
    corner = (shape.bottom - shape.top) / 2 if shape.kind is Kind.TERMINAL else 2.0
    return shape.left + corner <= x <= shape.right - corner


def _draw_around(drawing: Drawing, rows: Sequence[Row], route: Route, left: float, right: float) -> None:
    """Sideways out of each source, along the channel, and sideways into the target."""
    colour, dashes = (DRAFT_INK, BACK_DASHES) if route.back else (INK, "")
    away = FIRST_CHANNEL + CHANNEL * route.channel
    channel = right + away if route.right else left - away
    farthest = max(route.sources, key=lambda place: abs(place - route.target))
    goal, goal_y = _side(rows[route.target].shapes, route.right)
    for place in route.sources:
        if route.back:
            _draw_no(drawing, rows[place].shapes, route.right)
        x, y = _side(rows[place].shapes, route.right)
        points = [(x, y), (channel, y)]
        if place == farthest:
            points += [(channel, goal_y), (goal, goal_y)]
        drawing.path(points, colour, LINE, dashes)
    _draw_head(drawing, goal, goal_y, -1 if route.right else 1, 0, colour)


def _draw_no(drawing: Drawing, shapes: Sequence[Shape], right: bool) -> None:
    """The word beside the way back."""
    x, y = _side(shapes, right)
    no = plain("sops.diagram_no")
    at, aside = ("start", -2.0) if right else ("end", 2.0)
    drawing.text(x + aside, y - 2.6, no, ANSWER_PT, DRAFT_INK, at=at)


def _side(shapes: Sequence[Shape], right: bool) -> tuple[float, float]:
    shape = max(shapes, key=lambda one: one.right) if right else min(shapes, key=lambda one: one.left)
    return (shape.right if right else shape.left), shape.centre


def _draw_head(drawing: Drawing, x: float, y: float, to_right: int, down: int, colour: str) -> None:
    """An arrow's head with its point at (x, y)."""
    back_x, back_y = x - to_right * HEAD_LONG, y - down * HEAD_LONG
    wide_x, wide_y = HEAD_WIDE * abs(down), HEAD_WIDE * abs(to_right)
    points = [(x, y), (back_x - wide_x, back_y - wide_y), (back_x + wide_x, back_y + wide_y)]
    drawing.polygon(points, colour, colour, 0.1)
