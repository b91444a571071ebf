"""Letting a case stand still and go on again, for whoever runs it: the buttons are below `/status`."""

from desk import cases, drafts, mail, pauses
from desk.cards import CardDue, CardOutdated
from desk.moves import Moved
from desk.works import Work
from screens import pauses as screens
from sop.cases import Bundle, BundleState
from sop.changes import CasePaused, CaseResumed
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

REASON = "case_pause"  # what a draft waits for


def ask_pause(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Hentikan sementara": the reason comes in one message."""
    case = cases.running(work, tap.id)
    sent = mail.reply(work, screens.ask_pause(cases.title(work, case)))
    drafts.ask(work, cases.anchor(work, case), REASON, sent)
    mail.toast(work, "")


def pause_reason(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The reason came: the case stands still from now on."""
    case = cases.case_of(work, draft.office_id, draft.bundle_id)
    count = len(pauses.asked(work, case))
    moved = pauses.pause(work, case, incoming.text)
    drafts.drop(work, draft)
    mail.reply(work, screens.paused(moved.case, cases.title(work, moved.case), count))


def resume(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lanjutkan kegiatan"."""
    case = cases.managed(work, tap.id)
    pauses.resume(work, case)
    mail.toast(work, plain("pauses.resumed", title=cases.title(work, case)))


def tell_paused(work: Work, moved: Moved, event: CasePaused) -> None:
    """Every card of the case says that it stands still; who has an open one hears why, silently."""
    for bundle in cases.working(work, moved.case):
        work.happened(CardOutdated(bundle))
    _tell(work, moved, event.by, screens.paused_line(cases.title(work, moved.case), event.reason))


def tell_resumed(work: Work, moved: Moved, event: CaseResumed) -> None:
    """The cards open again as they were; one that had not come yet comes now."""
    line = screens.resumed_line(cases.title(work, moved.case))
    _tell(work, moved, event.by, line)
    for bundle in cases.working(work, moved.case):
        work.happened(_again(work, bundle))


def _again(work: Work, bundle: Bundle) -> CardDue | CardOutdated:
    wanted = bundle.state is BundleState.OPEN and pauses.was_asked(work, bundle)
    return CardDue(bundle) if wanted and not pauses.is_shown(work, bundle) else CardOutdated(bundle)


def _tell(work: Work, moved: Moved, by: int, line: Screen) -> None:
    for person_id in pauses.asked(work, moved.case):
        if person_id != by:
            mail.notify(work, person_id, line, silent=True, office_id=moved.case.office_id)


TAPS = {screens.PAUSE: ask_pause, screens.RESUME: resume}
AWAITED = {REASON: pause_reason}
