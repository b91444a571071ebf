"""`/kalender`: the dates on which the office is closed, for its admin."""

from desk import holidays, mail
from desk.works import Work
from handlers.replies import confirm
from screens import holidays as screens
from text.incoming import Incoming
from text.taps import Tap


def calendar(work: Work, incoming: Incoming) -> None:
    """`/kalender` lists; `/kalender 24 Des Cuti bersama` adds a closed day."""
    _, _, written = incoming.text.partition(" ")
    if written.strip():
        changed = holidays.close_day(work, written)
        confirm(work, screens.closed(changed.day, changed.reason, changed.moved))
        return
    _list(work)


def reopen(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Hapus": the office works that day after all."""
    changed = holidays.reopen_day(work, tap.id, tap.argument)
    mail.toast(work, screens.reopened(changed.day, changed.moved))
    _list(work)


def _list(work: Work) -> None:
    listed = [(one.office, one.days, one.decree_wanted) for one in holidays.upcoming(work)]
    mail.reply(work, screens.listed(listed))
