"""The rows and lanes of an SOP's flow sheet: who has a column, where each shape stands, how high a row is.

A lane is a set of roles that always act together, as the merged columns of printed forms are. Lengths are
millimetres. Source: PermenPANRB 35/2012 (form of the flow sheet); domain 4.1.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.fonts import Font, Measure
from sop.conditions import read_condition
from sop.procedures import NOT_PRINTED, ActorRule, FanOut, Sop, Stage, Step
from text.catalogue import plain
from text.roles import role_name, role_names

NUMBER, ACTIVITY, NEED, TIME, OUTPUT, NOTE = 9.0, 56.0, 37.0, 17.0, 36.0, 29.0
LEAST_LANES = 104.0  # all lanes together
LEAST_LANE = 17.5
PAD = 1.8
CLEAR = 5.4  # between a shape and the edge of its row: arrows turn here
SHAPE = 9.0  # height of a shape
DIAMOND = 11.0
NAMED_ROLES = 3  # more than these are not named in the heading of a lane
CELL = Font("", 8, 3.45)
SMALL = Font("", 7, 3.0)
HEADING = Font("B", 8, 3.5)

_ORDER = (
    "head",
    "secretary",
    "division_head",
    "technical_unit_head",
    "program_officer",
    "planner",
    "finance_officer",
    "section_head",
    "subsection_head",
    "subcoordinator",
    "team_leader",
    "functional_official",
    "staff",
)


class Kind(StrEnum):
    """The shape of a step."""

    TERMINAL = "terminal"  # begins or ends the flow
    PROCESS = "process"
    DECISION = "decision"  # may return


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of the Pelaksana part."""

    roles: tuple[str, ...]
    title: str
    left: float = 0.0
    width: float = 0.0

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Shape:
    """A box, oval or diamond; `left` and `right` at its middle height."""

    kind: Kind
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """One step on the sheet: its cells as lines, its lanes, and once it is placed its shapes."""

    step: Step
    cells: tuple[tuple[str, ...], ...]  # number, activity, requirement, limit, output, remark
    lanes: tuple[int, ...]
    kind: Kind
    height: float
    top: float = 0.0
    shapes: tuple[Shape, ...] = ()

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Section:
    """Steps of one cycle that follow each other; `title` is empty where an SOP has only one cycle."""

    title: str
    rows: tuple[Row, ...]
    top: float = 0.0


def lanes_of(steps: Sequence[Step], office: str) -> tuple[Lane, ...]:
    """Roles that act in the same steps share a lane; lanes stand in the order of rank."""
    acting = {
        role: frozenset(place for place, step in enumerate(steps) if role in step.actors) for role in _ORDER
    }
    groups: dict[frozenset[int], list[str]] = {}
    for role, places in acting.items():
        if places:
            groups.setdefault(places, []).append(role)
    found = tuple(Lane(tuple(roles), _lane_title(roles, office)) for roles in groups.values())
    return found or (Lane((), plain("sops.nobody")),)


def _lane_title(roles: Sequence[str], office: str) -> str:
    """The names of the first roles; a lane of many says that there are more."""
    named = " / ".join(role_name(role, office) for role in roles[:NAMED_ROLES])
    return named if len(roles) <= NAMED_ROLES else plain("sops.diagram_and_others", roles=named)


def placed_lanes(lanes: Sequence[Lane], left: float, before: float, after: float) -> tuple[Lane, ...]:
    """The lanes side by side from `left`; the outer two are wider by what arrows need."""
    wide = max(LEAST_LANE, LEAST_LANES / max(len(lanes), 1))
    placed = []
    for place, lane in enumerate(lanes):
        extra = (before if place == 0 else 0.0) + (after if place == len(lanes) - 1 else 0.0)
        placed.append(replace(lane, left=left, width=wide + extra))
        left += wide + extra
    return tuple(placed)


def sections_of(sop: Sop, lanes: Sequence[Lane], measure: Measure) -> tuple[Section, ...]:
    """The steps in their order, cut where the cycle changes."""
    runs: list[list[Step]] = []
    for step in sop.steps:
        if runs and _cycle(sop, step) == _cycle(sop, runs[-1][0]):
            runs[-1].append(step)
        else:
            runs.append([step])
    several = len(runs) > 1
    return tuple(
        Section(
            plain(f"sops.cycle_{_cycle(sop, run[0])}") if several else "",
            tuple(_row(sop, step, _kind(step, run), lanes, measure) for step in run),
        )
        for run in runs
    )


def _cycle(sop: Sop, step: Step) -> str:
    return step.cycle or sop.own_cycle


def _kind(step: Step, run: Sequence[Step]) -> Kind:
    if step.return_to and step.return_to in {other.key for other in run}:
        return Kind.DECISION
    begins = next((other for other in run if not other.beside), run[0])
    return Kind.TERMINAL if step in (run[0], begins, run[-1]) else Kind.PROCESS


def _row(sop: Sop, step: Step, kind: Kind, lanes: Sequence[Lane], measure: Measure) -> Row:
    office = sop.header.office
    number = "+" if NOT_PRINTED in step.inferred else step.key
    limit = step.limit or plain("sops.diagram_default_limit")
    widths = (NUMBER, ACTIVITY, NEED, TIME, OUTPUT)
    texts = (number, step.activity, step.requirement, limit, step.output)
    cells = [
        measure.lines(text, CELL, width - 2 * PAD) if text else ()
        for text, width in zip(texts, widths, strict=True)
    ]
    remarks = [line for said in _remarks(step, office) for line in measure.lines(said, SMALL, NOTE - 2 * PAD)]
    highest = max(max(len(lines) for lines in cells) * CELL.lead_mm, len(remarks) * SMALL.lead_mm)
    shape = DIAMOND if kind is Kind.DECISION else SHAPE
    return Row(
        step=step,
        cells=(*cells, tuple(remarks)),
        lanes=_acting(step, lanes),
        kind=kind,
        height=max(highest + 2 * PAD + 0.8, shape + 2 * CLEAR),
    )


def _acting(step: Step, lanes: Sequence[Lane]) -> tuple[int, ...]:
    """The lanes of a step: of everyone who acts in a unit of his own, else of the first role."""
    everyone = step.fan_out is not FanOut.NONE or step.actor_rule is ActorRule.ALL
    roles = step.actors if everyone else step.actors[:1]
    return tuple(place for place, lane in enumerate(lanes) if set(lane.roles) & set(roles))


def _remarks(step: Step, office: str) -> Iterable[str]:
    """What the remark column says: origin, spread, alternatives."""
    if not step.printed:
        yield plain("sops.diagram_not_printed")
    elif "actors" in step.inferred:
        yield plain("sops.diagram_inferred")
    if step.fan_out is not FanOut.NONE:
        yield plain(f"sops.diagram_{step.fan_out}")
    if step.actor_rule is ActorRule.ALL:
        yield plain("sops.diagram_all")
    elif step.fan_out is FanOut.NONE and len(step.actors) > 1:
        yield plain("sops.diagram_or", role=", ".join(role_name(role, office) for role in step.actors[1:]))
    if step.copies:
        yield plain("sops.diagram_copies", roles=role_names(step.copies, office))
    if step.beside:
        yield plain("sops.diagram_beside")
    if step.condition:
        yield condition_words(step.condition)
    if step.return_to:
        yield plain("sops.diagram_return", step=step.return_to)
    if step.stage is Stage.REPEAT:
        yield plain("sops.diagram_repeat")


def condition_words(condition: str) -> str:
    """In which cases a step belongs to the flow: "Hanya bila bukan triwulan 1"."""
    said = []
    for clause in read_condition(condition):
        numbers = "/".join(str(number) for number in clause.numbers)
        name = plain(f"sops.trigger_{clause.word}" if clause.about_trigger else f"sops.part_{clause.word}")
        what = " ".join(part for part in (name, numbers) if part)
        said.append(plain("sops.condition_not", what=what) if clause.denied else what)
    return plain("sops.condition", what=", ".join(said))


def shaped(row: Row, lanes: Sequence[Lane], inner_left: float, inner_right: float) -> Row:
    """The row with its shapes: one for each stretch of neighbouring lanes, kept off the arrows' room."""
    high = DIAMOND if row.kind is Kind.DECISION else SHAPE
    top = row.top + (row.height - high) / 2
    shapes = []
    for stretch in _stretches(row.lanes or range(len(lanes))):
        left = max(lanes[stretch[0]].left, inner_left) + 2.6
        right = min(lanes[stretch[-1]].right, inner_right) - 2.6
        shapes.append(Shape(row.kind, left, right, top, top + high))
    return replace(row, shapes=tuple(shapes))


def _stretches(places: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for place in places:
        if found and found[-1][-1] == place - 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found
