"""The text a holder copies into e-Kinerja BKN: plain words, one line a figure. Source: practice 5.4."""

from screens.figures import measured
from sop.cases import Case
from sop.levels import Level, LevelRow
from sop.periods import Period
from sop.reports import Figure, ReportFigures, ReportRow
from text.catalogue import plain, words
from text.printing import number, percent
from text.screens import Button, Screen
from text.taps import Tap, packed

COPY = "lvc"  # shows the text; `handlers.levels` serves it


def offered(case: Case, period: Period) -> Screen:
    """The silent line after the approval, with the one press."""
    button = Button(plain("levels.copy"), packed(Tap(COPY, str(case.id))))
    return Screen(words("levels.offered", period=period.brief), ((button,),))


def excerpt(figures: ReportFigures, level: Level) -> Screen:
    """The figures of one holder as a block that copies with one touch."""
    known = {row.code: row for row in figures.rows}
    shown = [(said, known[said.code]) for said in level.rows if said.code in known]
    lines = [_line(place, said, row) for place, (said, row) in enumerate(shown, 1)]
    head = plain("levels.head", title=level.title, period=figures.period.title)
    return Screen(words("levels.excerpt", text="\n".join((head, *lines))))


def _line(place: int, said: LevelRow, row: ReportRow) -> str:
    values = {
        "number": place,
        "name": row.name,
        "target": _printed(row.quarter_target, row),
        "realization": _printed(row.quarter_realization, row),
        "achievement": _achieved(row.quarter_achievement),
    }
    told = [plain("levels.line", **values)]
    told += [plain("levels.obstacle", text=said.obstacle)] if said.obstacle else []
    told += [plain("levels.recommendation", text=said.recommendation)] if said.recommendation else []
    return " ".join(told)


def _printed(figure: Figure, row: ReportRow) -> str:
    if figure.value is None:
        return plain("forms.none")
    return measured(number(figure.value, row.precision), row.uom)


def _achieved(figure: Figure) -> str:
    return plain("forms.none") if figure.value is None else percent(figure.value)
