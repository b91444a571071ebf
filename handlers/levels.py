"""The text for e-Kinerja in chat: offered once the report is approved, shown with one press."""

from desk import levels, mail
from desk.works import Work
from screens import levels as screens
from sop.cases import Case
from sop.periods import read_period
from text.incoming import Incoming
from text.taps import Tap


def offer(work: Work, case: Case) -> None:
    """Every holder gets one silent line with the press that shows the text."""
    screen = screens.offered(case, read_period(case.period))
    for person_id in levels.holders(work, case):
        dedup = f"levels:{case.id}:{person_id}"
        mail.notify(work, person_id, screen, silent=True, dedup=dedup, office_id=case.office_id)


def copy(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Teks e-Kinerja"."""
    for found in levels.excerpts(work, tap.id):
        mail.reply(work, screens.excerpt(found.figures, found.level))
    mail.toast(work, "")


TAPS = {screens.COPY: copy}
