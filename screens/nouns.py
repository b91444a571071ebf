"""What a task is about, as a noun inside a sentence: "pembagian tugas TW III 2026"."""

from sop.procedures import Stage, Subject
from sop.sheets import Sheet
from text.catalogue import plain

_NOUNS = {
    Stage.DISPOSE: "dispose",
    Stage.ASSIGN: "assign",
    Stage.FILL: "fill",
    Stage.CHECK: "check",
    Stage.COLLECT: "compile",
    Stage.COMPILE: "compile",
    Stage.PARAF: "paraf",
    Stage.APPROVE: "approve",
    Stage.DISPATCH: "dispatch",
    Stage.ARCHIVE: "dispatch",
    Stage.DESIGN: "request",
    Stage.REQUEST: "request",
    Stage.LOG: "log",
    Stage.PROCESS: "process",
    Stage.VERIFY: "verify",
    Stage.MEETING: "meeting",
    Stage.EXTERNAL: "external",
}
_OF_SUBJECTS = {
    Subject.BUDGET: "budget",
    Subject.PLAN: "plan",
    Subject.TARGETS: "targets",
    Subject.ANNUAL: "annual",
}
_ABOUT_THE_SUBJECT = (Stage.SETUP, Stage.PROCESS, Stage.VERIFY)


def about(sheet: Sheet) -> str:
    """The noun of what the sheet's step works on, else of its stage; what has neither is a follow-up."""
    stage = sheet.step.stage
    of_subject = _OF_SUBJECTS.get(sheet.step.subject) if stage in _ABOUT_THE_SUBJECT else None
    return plain(f"nouns.{of_subject or _NOUNS.get(stage, 'follow_up')}", period=period_of(sheet))


def period_of(sheet: Sheet) -> str:
    """ "TW III 2026", or the year."""
    return sheet.period.brief
