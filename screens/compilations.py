"""The card of a compilation, the last call, and returning single figures. Source: practice 3.4, 6."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from screens import forms
from screens.cards import button, card, in_rows, ok, report_name
from screens.checked_rows import SHORT_NAME, shortened
from sop.cases import Bundle
from sop.periods import Period
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import weekday_moment
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

RETURN = "crt"
UNIT = "cru"
CALL = "rlc"
CALL_SEND = "rls"
CALL_LEAVE = "rll"
PROCEED = "rpr"

LISTED_AT_MOST = 40  # figures on one message
Line = tuple[int, str, str]  # number, name, value


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much is in, as a screen shows it."""

    due: int
    arrived: int
    missing: Sequence[tuple[str, int]]


def compile_card(
    sheet: Sheet, completeness: Completeness, reason: str, summary: Markup, expected: Rows, returnable: bool
) -> Screen:
    """Completeness, why it is open again, the summary; one press freezes the draft."""
    rows = expected
    if returnable:
        rows = (*rows, (button(sheet, plain("compilations.send_back"), RETURN),))
    counted = arrived(completeness, names=not summary)  # the summary says whose figures are to follow
    return card(sheet, joined((to_fix(reason), counted, summary), "\n\n"), rows)


def expected(sheet: Sheet, label_key: str) -> Rows:
    return ((ok(sheet, label_key),),)


def to_fix(reason: str) -> Markup:
    """Why it is open again; nothing the first time."""
    return words("compilations.to_fix", reason=reason) if reason else Markup("")


def ask_repair(reason: str) -> Screen:
    """What was repaired: one line that goes up with the draft."""
    return Screen(joined((to_fix(reason), words("compilations.ask_repair")), "\n\n"))


def arrived(found: Completeness, *, names: bool = True) -> Markup:
    """How much is in; `names`: and of which units the rest is."""
    if not found.due:
        return Markup("")
    if not found.missing:
        return words("compilations.complete", due=found.due)
    missing = words("compilations.missing", units=_units(found)) if names else Markup("")
    return joined((words("compilations.arrived", arrived=found.arrived, due=found.due), missing))


def is_listed(lines: Sequence[Line]) -> bool:
    """Whether all figures fit on one message, so that several units are answered at once."""
    return len(lines) <= LISTED_AT_MOST


def pick_unit(sheet: Sheet, units: Sequence[tuple[int, str]], lines: Sequence[Line]) -> Screen:
    """Whose figures go back; a short list stands there whole, for numbers of several units."""
    rows = in_rows((button(sheet, name[:60], UNIT, str(unit_id)) for unit_id, name in units), 1)
    title = report_name(sheet)
    if not is_listed(lines):
        return Screen(words("compilations.pick_unit", title=title), rows)
    example = ", ".join(str(number) for number, _, _ in lines[::4][:2])
    shown = _figures((number, shortened(name, SHORT_NAME), value) for number, name, value in lines)
    return Screen(words("compilations.pick_listed", title=title, lines=shown, example=example), rows)


def pick_figures(unit: str, lines: Sequence[Line]) -> Screen:
    """The figures of one unit; the answer is numbers and a reason."""
    example = ", ".join(str(number) for number, _, _ in lines[:2])
    return Screen(words("compilations.pick_figures", unit=unit, lines=_figures(lines), example=example))


def _figures(lines: Iterable[Line]) -> Markup:
    return joined(
        words("compilations.figure_line", number=number, name=name, value=value)
        for number, name, value in lines
    )


def progress(period: Period, found: Completeness, until: datetime | None, over: bool, zone: str) -> Markup:
    """The running collection in a line or three."""
    lines = [words("compilations.progress", period=period.brief, arrived=found.arrived, due=found.due)]
    if found.missing:
        lines.append(words("compilations.missing", units=_units(found)))
    if until is not None:
        key = "compilations.called_over" if over else "compilations.called_line"
        lines.append(words(key, until=weekday_moment(until, zone)))
    return joined(lines)


def _units(found: Completeness) -> str:
    parts = (plain("compilations.missing_unit", unit=unit, count=count) for unit, count in found.missing)
    return ", ".join(parts)


def progress_buttons(case_id: int, called: bool) -> tuple[tuple[Button, ...], ...]:
    """The last call; once given, going on without the rest."""
    act, key = (PROCEED, "compilations.proceed_button") if called else (CALL, "compilations.last_call_button")
    return ((Button(plain(key), packed(Tap(act, str(case_id)))),),)


def ask_call(case_id: int, until: datetime, zone: str, fillers: int, heads: int) -> Screen:
    """The call before it is given: to how many it goes and what it says."""
    key = "compilations.ask_call" if heads else "compilations.ask_call_fillers"
    text = words(
        key, fillers=fillers, until=weekday_moment(until, zone), **({"heads": heads} if heads else {})
    )
    send = Button(plain("compilations.call_send"), packed(Tap(CALL_SEND, str(case_id))), Style.SUCCESS)
    leave = Button(plain("compilations.call_leave"), packed(Tap(CALL_LEAVE, str(case_id))))
    return Screen(text, ((send, leave),))


def last_call(
    period: Period,
    until: datetime,
    zone: str,
    unit: str,
    count: int,
    names: str,
    open_forms: Sequence[Bundle] = (),
) -> Screen:
    """What the Sekretariat tells: to a filler of the own figures, to a Kabid of the people by name."""
    values = {
        "period": period.short,
        "until": weekday_moment(until, zone),
        "unit": unit,
        "count": count,
    }
    if names:
        return Screen(words("compilations.call_to_head", **values, names=names))
    rows = tuple(
        (forms.button(bundle, plain("compilations.open_form"), forms.OPEN),) for bundle in open_forms
    )
    return Screen(words("compilations.call_to_filler", **values), rows)
