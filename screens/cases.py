"""Running a case: the buttons below `/status`, and the two steps of cancelling one."""

from collections.abc import Sequence

from sop.cases import Bundle, Case
from sop.duties import Duty
from sop.periods import Period
from text.catalogue import plain, words
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.cases` says who serves them.
OPEN = "cop"
CANCEL = "cca"
CONFIRM = "ccy"
KEEP = "ccn"
WITHDRAW = "cwd"
LONGEST_LABEL = 60  # characters


def open_buttons(office_id: int, periods: Sequence[Period]) -> Rows:
    """Quarters that may be opened; the period is checked again at the press."""
    return tuple(
        (
            Button(
                plain("cases.open_button", period=period.brief),
                packed(Tap(OPEN, str(office_id), argument=str(period))),
            ),
        )
        for period in periods
    )


def first_opening(rows: Rows) -> Screen:
    """An office has had no case yet; these may be opened."""
    return Screen(words("cases.none_yet"), rows)


def cancel_button(case: Case) -> Button:
    return Button(plain("cases.cancel_button"), packed(Tap(CANCEL, str(case.id))))


def withdraw_button(duty: Duty) -> Button:
    """Takes a handed-in form back."""
    about = f"{duty.title} · {duty.part}" if duty.part else duty.title
    label = plain("cases.withdraw_button", duty=about)[:LONGEST_LABEL]
    return Button(label, packed(Tap(WITHDRAW, str(duty.bundle.id), duty.bundle.revision)))


def ask_cancel(title: str) -> Screen:
    return Screen(words("cases.ask_cancel", title=title))


def confirm_cancel(case: Case, title: str, reason: str, working: Sequence[Bundle]) -> Screen:
    """What cancelling does, and one press that does it."""
    text = words("cases.confirm_cancel", title=title, reason=reason, count=len(working))
    confirming = packed(Tap(CONFIRM, str(case.id)))
    keeping = packed(Tap(KEEP, str(case.id)))
    rows = (
        (Button(plain("cases.confirm_cancel_button"), confirming, Style.DANGER),),
        (Button(plain("cases.keep_button"), keeping),),
    )
    return Screen(text, rows)


def cancelled_line(title: str, person: str, reason: str) -> Screen:
    """What the superiors of the office are told."""
    return Screen(words("cases.cancelled_line", title=title, person=person, reason=reason))
