"""A first definition from a printed SOP: a stage, actors and recipients for each row, every guess marked.

What a sentence names is taken from it; what it does not name is guessed from the hand-over before it, from
the words of the deed and from the columns, and stands in `inferred`. Source: domain 4.0-4.4.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sop.findings import Finding
from sop.limits import LimitUnit, UnreadableLimit, read_limit
from sop.printed import PrintedSop, PrintedStep
from sop.procedures import YEAR_THEN_QUARTER, FanOut, Stage, Step
from sop.role_names import Named, roles_in

_DEEDS = (
    (Stage.REPEAT, r"kembali ke atas|ulangi dari"),
    (Stage.PARAF, r"\bparaf"),
    (Stage.APPROVE, r"menandatangani|mengesahkan|menyetujui"),
    (Stage.ARCHIVE, r"mengarsip|mendokumentasi"),
    (Stage.DISPATCH, r"mengirim|mendistribusi|kepada pihak"),
    (Stage.MEETING, r"\brapat\b"),
    (Stage.SETUP, r"memberi mandat|menetapkan target|menyusun rencana aksi|menyusun renaksi"),
    (Stage.LOG, r"melaksanakan mandat|mencatat"),
    (Stage.DESIGN, r"menyusun format|merancang format"),
    (Stage.DISPOSE, r"mendisposisi|memerintah|menugaskan"),
    (Stage.ASSIGN, r"mengarahkan|membagi tugas"),
    (Stage.REQUEST, r"meminta|menyampaikan format|menyampaikan permintaan"),
    (Stage.FILL, r"mengisi|memberikan data|melaporkan hasil|menyerahkan (?:bahan|data)|menyampaikan data"),
    (Stage.COLLECT, r"menghimpun|mengumpulkan|menyerahkan"),
    (Stage.CHECK, r"mengoreksi|memeriksa laporan"),
    (Stage.VERIFY, r"memeriksa|meneliti|menganalis|mengevaluasi|memverifikasi|menelaah"),
    (Stage.PROCESS, r"mengolah"),
    (Stage.COMPILE, r"menyusun|mengkompilasi|merekap|membuat laporan"),
)
"""Words of the deed, the first that is found counts."""

_UNIT_ROLES = frozenset(
    {"division_head", "secretary", "technical_unit_head", "section_head", "subsection_head"}
)
_RANKS = (
    ("head",),
    ("secretary", "division_head", "technical_unit_head"),
    ("program_officer", "planner", "finance_officer"),
    ("section_head", "subsection_head"),
    ("subcoordinator", "team_leader", "functional_official"),
    ("staff",),
)
_RANK = {role: rank for rank, roles in enumerate(_RANKS) for role in roles}
_BELOW = frozenset(role for roles in _RANKS[3:] for role in roles)
_USUAL = {
    Stage.DISPOSE: ("head",),
    Stage.ASSIGN: ("division_head", "secretary"),
    Stage.SETUP: ("program_officer", "planner", "secretary"),
    Stage.FILL: ("staff", "functional_official", "subcoordinator"),
    Stage.LOG: ("staff", "functional_official", "subcoordinator"),
    Stage.CHECK: ("section_head", "subsection_head", "division_head"),
    Stage.PROCESS: ("staff", "planner", "program_officer"),
    Stage.APPROVE: ("head",),
    Stage.PARAF: ("secretary",),
}
"""Who usually does a deed; for the others it is whoever compiles."""
_COMPILERS = ("planner", "program_officer", "secretary", "head")
_RECEIVES = re.compile(r"(?:kepada|ke|menugaskan|memerintahkan|mengarahkan) (?:para |seluruh )?$")
_FROM = re.compile(r"dari (?:para |seluruh )?$")
_BY = re.compile(r"oleh (?:masing-masing )?$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Steps that are meant to load, the cycle guessed from them, and everything to be looked at."""

    steps: tuple[Step, ...]
    cycle: str
    findings: tuple[Finding, ...]


def proposed(printed: PrintedSop) -> Proposal:
    """A definition for what was read; see `Proposal`."""
    steps: list[Step] = []
    for row in printed.steps:
        steps.append(_step(row, printed, steps))
    steps = _one_fill(steps)
    steps = [_returning(step, steps) for step in steps]
    steps, cycle = _cycled(steps)
    said = " ".join(row.activity for row in printed.steps).lower()
    found = [Finding("", "read_no_cycle")] if "triwulan" not in said else []
    found += [Finding(step.key, "read_deed_unknown") for step in steps if "stage" in step.inferred]
    if not any(step.stage is Stage.FILL for step in steps):
        found.append(Finding("", "read_no_fill"))
    if cycle == YEAR_THEN_QUARTER:
        found.append(Finding("", "read_year_cycle"))
    return Proposal(tuple(steps), cycle, (*printed.findings, *found))


def _step(row: PrintedStep, printed: PrintedSop, before: Sequence[Step]) -> Step:
    known = tuple(role for column in printed.columns for role in column.roles)
    stage, guessed = _stage(row)
    actors, named = _actors(row, stage, known, printed, before)
    recipients = tuple(dict.fromkeys(one.role for one in _joined(row.activity, _RECEIVES)))
    if stage is Stage.DISPOSE and before and set(recipients) & _BELOW and set(actors) & _UNIT_ROLES:
        stage = Stage.ASSIGN  # a head of unit who orders his own people divides the work
    if stage is Stage.CHECK and not set(actors) & (_UNIT_ROLES | {"head"}):
        stage = Stage.VERIFY
    fan_out = _fan_out(row, stage, actors, len(printed.columns))
    inferred = [name for name, holds in (("stage", guessed), ("actors", not named)) if holds]
    inferred += ["fan_out"] if fan_out is not FanOut.NONE else []
    return Step(
        key=row.key,
        raw=row.activity,
        activity=row.activity,
        stage=stage,
        actors=actors,
        recipients=recipients,
        requirement=row.requirement,
        limit=row.limit,
        output=row.output,
        fan_out=fan_out,
        inferred=tuple(inferred),
        notes=(row.remark,) if row.remark else (),
    )


def _stage(row: PrintedStep) -> tuple[Stage, bool]:
    """The stage of a deed; what no word tells is processing, and guessed."""
    said = row.activity.lower()
    found = [(match.start(), stage) for stage, words in _DEEDS if (match := re.search(words, said))]
    return (found[0][1], False) if found else (Stage.PROCESS, True)


def _actors(
    row: PrintedStep, stage: Stage, known: Sequence[str], printed: PrintedSop, before: Sequence[Step]
) -> tuple[tuple[str, ...], bool]:
    """Who acts, and whether the sentence says so."""
    subject = tuple(one.role for one in _subjects(row.activity))
    if subject:
        return subject, True
    marked = tuple(role for place in row.marked for role in printed.columns[place].roles)
    if marked:
        return (_lowest_first(marked, stage), False)
    climbed = _climbed(row, stage, printed, before)
    if climbed:
        return climbed, False
    handed = before[-1].recipients if before else ()
    if handed and stage not in (Stage.APPROVE, Stage.PARAF):
        return handed, False
    usual = [role for role in _USUAL.get(stage, _COMPILERS) if role in known]
    return (tuple(usual[:2] if stage in (Stage.ASSIGN, Stage.CHECK) else usual[:1]), False)


def _climbed(row: PrintedStep, stage: Stage, printed: PrintedSop, before: Sequence[Step]) -> tuple[str, ...]:
    """Who checks what comes from below is the next column up; who corrected a report then draws it up."""
    if not before:
        return ()
    last = before[-1]
    if stage is Stage.COMPILE and last.stage is Stage.CHECK and set(last.actors) <= _UNIT_ROLES:
        return last.actors
    sender = tuple(one.role for one in _joined(row.activity, _FROM))
    if stage is not Stage.CHECK or not (sender or last.stage in (Stage.FILL, Stage.COMPILE)):
        return ()
    rank = _top(sender or last.actors)
    higher = [column.roles for column in printed.columns if column.roles and _top(column.roles) < rank]
    return max(higher, key=_top, default=())


def _top(roles: Sequence[str]) -> int:
    """The highest rank among roles; of nobody it is above everyone, so that nothing climbs from there."""
    return min((_RANK[role] for role in roles), default=0)


def _lowest_first(marked: Sequence[str], stage: Stage) -> tuple[str, ...]:
    """Everyone marked fills or logs; of other deeds the head only decides, so the others come first."""
    if stage in (Stage.FILL, Stage.LOG, Stage.SETUP) or set(marked) == {"head"}:
        return tuple(marked)
    return tuple(role for role in marked if role != "head")


def _subjects(activity: str) -> Iterator[Named]:
    """Roles a sentence begins with ("Jafung Perencana Meminta …") or names after "oleh"."""
    plain = " ".join(activity.lower().split())
    end = 0
    for one in roles_in(plain):
        leads = plain[end : one.start].strip() in ("", "/", "dan", "atau") and (end > 0 or one.start == 0)
        acts = re.match(r"(?: dinas)? me\w+| ?/| dan | atau ", plain[one.end :])
        if leads and acts:
            end = one.end
            yield one
        elif _BY.search(plain[: one.start]):
            yield one


def _joined(activity: str, word: re.Pattern[str]) -> Iterator[Named]:
    """Roles after a word such as "kepada", and those joined to them by a stroke or "dan"."""
    plain = " ".join(activity.lower().split())
    end = -1
    for one in roles_in(plain):
        joined = end >= 0 and plain[end : one.start].strip() in ("/", "dan", "atau", ",")
        if joined or word.search(plain[: one.start]):
            yield one
            end = one.end


def _fan_out(row: PrintedStep, stage: Stage, actors: Sequence[str], columns: int) -> FanOut:
    everyone = columns > 2 and len(row.marked) == columns
    if stage is Stage.LOG or (stage in (Stage.FILL, Stage.SETUP) and everyone):
        return FanOut.PERSON
    if stage in (Stage.ASSIGN, Stage.FILL):
        return FanOut.UNIT
    if stage in (Stage.CHECK, Stage.COMPILE) and set(actors) <= _UNIT_ROLES and set(actors) != {"secretary"}:
        return FanOut.UNIT
    return FanOut.NONE


def _one_fill(steps: Sequence[Step]) -> list[Step]:
    """One step fills: the strongest words; others that sounded alike gather, or ask before it."""
    chosen = min((step for step in steps if step.stage is Stage.FILL), key=_weakness, default=None)
    if chosen is None:
        return list(steps)
    filled = [step.key for step in steps].index(chosen.key)
    return [
        step if step is chosen else _beside_fill(step, place > filled) for place, step in enumerate(steps)
    ]


def _weakness(step: Step) -> int:
    """How little the words of a step say that somebody fills in figures."""
    words = ("mengisi", "memberikan data", "melaporkan hasil", "menyerahkan")
    return next((at for at, word in enumerate(words) if word in step.raw.lower()), len(words))


def _beside_fill(step: Step, after: bool) -> Step:
    if step.stage is Stage.FILL:
        stage = Stage.COLLECT if after else Stage.REQUEST
    elif step.stage is Stage.CHECK and not after:
        stage = Stage.VERIFY
    else:
        return step
    inferred = tuple(name for name in step.inferred if name != "fan_out")
    return replace(step, stage=stage, fan_out=FanOut.NONE, inferred=(*inferred, "stage"))


def _returning(step: Step, steps: Sequence[Step]) -> Step:
    """Checking may return to the filling before it."""
    fill = next((other.key for other in steps if other.stage is Stage.FILL), "")
    places = [other.key for other in steps]
    looks = step.stage in (Stage.CHECK, Stage.VERIFY)
    if looks and fill and places.index(fill) < places.index(step.key):
        return replace(step, return_to=fill, inferred=(*step.inferred, "return_to"))
    return step


def _cycled(steps: Sequence[Step]) -> tuple[list[Step], str]:
    """An SOP that returns to its top after a step for the beginning of the year has two kinds of cases."""
    yearly = [step for step in steps if _bound_to_year(step)]
    if not yearly or not any(step.stage is Stage.REPEAT for step in steps):
        return list(steps), "quarter"
    bound = [
        replace(step, cycle="year", inferred=(*step.inferred, "cycle")) if step in yearly else step
        for step in steps
    ]
    return bound, YEAR_THEN_QUARTER


def _bound_to_year(step: Step) -> bool:
    try:
        return read_limit(step.limit).unit is LimitUnit.START_OF_YEAR
    except UnreadableLimit:
        return False
