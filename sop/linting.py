"""What looks wrong in an SOP but does not stop it: the "catatan impor" of a definition.

Findings are keys and values; the words for them are said elsewhere. Source: domain 4.1-4.5.
"""

from sop.findings import Finding
from sop.header_remarks import header_remarks
from sop.limits import LimitUnit, read_limit
from sop.procedures import Sop, Stage, Step
from sop.step_remarks import step_remarks, typos

__all__ = ["Finding", "lint"]

_PERIODS = ("triwulan", "bulan", "semester", "tahun")
_CHECKS = frozenset({Stage.CHECK, Stage.VERIFY})


def lint(sop: Sop) -> tuple[Finding, ...]:
    """All remarks on a definition, header first, then in the order of its steps, the whole last."""
    header = sop.header
    lines = (*header.legal_basis, *header.qualifications, *header.related, header.warning, header.recording)
    found = header_remarks(sop) + typos("", " ".join(lines))
    for place, step in enumerate(sop.steps):
        if step.printed:
            found += step_remarks(sop, step, sop.steps[:place])
    return (*found, *_whole(tuple(step for step in sop.steps if step.printed)))


def _whole(steps: tuple[Step, ...]) -> list[Finding]:
    """What only shows when the printed steps are seen together."""
    stages = {step.stage for step in steps}
    found = [
        Finding("", f"no_{stage.value}") for stage in (Stage.APPROVE, Stage.ARCHIVE) if stage not in stages
    ]
    said = " ".join(f"{step.raw} {step.output}" for step in steps).lower()
    if Stage.FILL in stages and not any(word in said for word in _PERIODS):
        found.append(Finding("", "no_period"))
    if Stage.FILL in stages and not stages & _CHECKS:
        found.append(Finding("", "no_check"))
    return found + _collecting(steps) + _signing(steps) + _windows(steps)


def _collecting(steps: tuple[Step, ...]) -> list[Finding]:
    """A fill norm of hours although collecting may take days: the later end is the real one."""
    fill = next((step for step in steps if step.stage is Stage.FILL), None)
    collect = next((step for step in steps if step.stage is Stage.COLLECT), None)
    if fill is None or collect is None:
        return []
    hours = read_limit(fill.limit).unit is LimitUnit.WORKING_TIME
    days = read_limit(collect.limit).unit is LimitUnit.WORKING_DAYS
    return [Finding(fill.key, "filled_until_collected", fill.limit, collect.key)] if hours and days else []


def _signing(steps: tuple[Step, ...]) -> list[Finding]:
    """A signature under other papers than the one the steps before it make."""
    made = any("triwulan" in step.raw.lower() for step in steps if step.stage is Stage.FILL)
    return [
        Finding(step.key, "signs_other_papers", step.raw)
        for step in steps
        if step.stage is Stage.APPROVE and made and "triwulan" not in f"{step.raw} {step.output}".lower()
    ]


def _windows(steps: tuple[Step, ...]) -> list[Finding]:
    """Targets that may be set until the end of a month in which the quarter already runs."""
    setting = next((step for step in steps if read_limit(step.limit).unit is LimitUnit.START_OF_YEAR), None)
    running = next((step for step in steps if read_limit(step.limit).unit is LimitUnit.QUARTER_END), None)
    if setting is None or running is None:
        return []
    return [Finding(setting.key, "targets_while_running", setting.limit, running.key)]
