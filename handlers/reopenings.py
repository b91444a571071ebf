"""Opening a finished case again: the button is below `/status`. Source: law 9."""

import json

from desk import cases, drafts, mail, reopenings, reports
from desk.moves import Moved
from desk.works import Work
from screens import reopenings as screens
from screens import sentences
from sop.changes import CaseReopened
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap

REASON = "case_reopen"  # what a draft waits for


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Buka kembali": the reason comes in one message."""
    case = reopenings.finished(work, tap.id)
    sent = mail.reply(work, screens.ask(cases.title(work, case)))
    drafts.ask_apart(work, case.office_id, REASON, sent, {"case": case.id})
    mail.toast(work, "")


def reason(work: Work, incoming: Incoming, draft: Draft) -> None:
    case = reopenings.finished(work, int(json.loads(draft.body)["case"]))
    reopenings.reopen(work, case, incoming.text)
    drafts.answered_apart(work, case.office_id)
    mail.reply(work, sentences.sentence(plain("reopenings.done", title=cases.title(work, case))))


def tell(work: Work, moved: Moved, event: CaseReopened) -> None:
    """Its report and later ones are outdated (law 9); Sekretaris and head hear why."""
    reports.outdate(work, moved.case)
    person = work.person.name if work.person else ""
    screen = screens.line(cases.title(work, moved.case), person, event.reason)
    for seat in cases.superiors(moved.chart):
        if seat.holder_id not in (None, event.by):
            mail.notify(work, seat.holder_id or 0, screen, silent=True, office_id=moved.case.office_id)


TAPS = {screens.REOPEN: ask}
AWAITED = {REASON: reason}
