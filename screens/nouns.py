"""What a task is about, as a noun inside a sentence: "pembagian tugas TW III 2026"."""

from sop.procedures import Stage
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
}


def about(sheet: Sheet) -> str:
    """The noun of the sheet's step; what has no word of its own is a follow-up."""
    return plain(f"nouns.{_NOUNS.get(sheet.step.stage, 'process')}", period=period_of(sheet))


def period_of(sheet: Sheet) -> str:
    """ "TW III 2026", or the year."""
    return sheet.period.brief
