"""Recording a paraf or an approval given on paper, with its sheet. Source: practice 2.3."""

from desk import drafts, mail, outsides, sheets
from desk.works import Work
from screens import outsides as screens
from screens import sentences
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap

SHEET = "outside_sheet"  # what a draft waits for


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Catat di luar aplikasi": the sheet comes as a photo or file with a line beside it."""
    held = outsides.recording(work, tap.id, tap.revision)
    sent = mail.reply(work, screens.ask(sheets.sheet(work, held.bundle)))
    drafts.ask(work, held.bundle, SHEET, sent, body={"revision": tap.revision})
    mail.toast(work, "")


def sheet(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The sheet came; without one nothing is recorded."""
    held = outsides.recording(work, draft.bundle_id, drafts.seen(draft))
    outsides.record(work, held, incoming.file, incoming.text)
    drafts.drop(work, draft)
    mail.reply(work, sentences.sentence(plain("outsides.kept", holder=held.seat.title)))


TAPS = {screens.RECORD: ask}
AWAITED = {SHEET: sheet}
