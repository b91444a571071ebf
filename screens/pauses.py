"""A case that stands still: the buttons, what is asked and said, and the card meanwhile."""

from screens.cards import subject
from sop.cases import Case
from sop.pauses import Pause
from sop.sheets import Sheet
from text.catalogue import plain, words
from text.printing import weekday_moment
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.pauses` says who serves them.
PAUSE = "cps"
RESUME = "cpr"


def pause_button(case: Case) -> Button:
    return Button(plain("pauses.pause_button"), packed(Tap(PAUSE, str(case.id))))


def resume_button(case: Case) -> Button:
    return Button(plain("pauses.resume_button"), packed(Tap(RESUME, str(case.id))), Style.SUCCESS)


def ask_pause(title: str) -> Screen:
    return Screen(words("pauses.ask_pause", title=title))


def paused(case: Case, title: str, count: int) -> Screen:
    """It stands still now; the button that lets it go on."""
    return Screen(words("pauses.paused", title=title, count=count), ((resume_button(case),),))


def paused_line(title: str, reason: str) -> Screen:
    """What those hear who have an open card."""
    return Screen(words("pauses.paused_line", title=title, reason=reason))


def resumed_line(title: str) -> Screen:
    return Screen(words("pauses.resumed_line", title=title))


def card(sheet: Sheet, pause: Pause) -> Screen:
    """The card of a bundle while its case stands still: why, and that nothing is lost."""
    since = weekday_moment(pause.at, sheet.office.zone)
    return Screen(words("pauses.card", title=subject(sheet), since=since, reason=pause.reason))
