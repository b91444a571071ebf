"""Enclosing documents in chat, and the files of those enclosed. Source: domain 4.1 step 9."""

import json

from desk import charts, drafts, enclosures, mail
from desk.cards import CardOutdated
from desk.moves import Moved
from desk.works import Refused, Work
from screens import enclosures as screens
from sop.cases import BundleState, Case
from sop.drafts import Draft
from sop.enclosures import Enclosure, EnclosureUnusable
from sop.events import EnclosureChanged
from sop.periods import read_period
from sop.sheets import Sheet
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Button, Rows, Screen
from text.taps import Tap

FILE = "enclosure_file"  # what a draft waits for


def below(work: Work, sheet: Sheet) -> Rows:
    """The way to the documents, on the cards of those who prepare the report."""
    return ((button(work, sheet.case),),) if enclosures.offered(sheet) else ()


def button(work: Work, case: Case) -> Button:
    return screens.button(case, len(enclosures.waiting(work, case)))


def page(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lampirkan dokumen"."""
    case, _ = enclosures.preparing(work, tap.id)
    mail.reply(work, screens.page(case, enclosures.kinds(work, case), enclosures.waiting(work, case)))
    mail.toast(work, "")


def ask(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A kind was chosen, or is to be replaced."""
    if not tap.argument:
        raise Refused("common.old_button")
    case, _ = enclosures.preparing(work, tap.id, tap.argument)
    sent = mail.reply(work, screens.ask(tap.argument))
    drafts.ask_apart(work, case.office_id, FILE, sent, {"case": case.id, "kind": tap.argument})
    mail.toast(work, "")


def file(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The document came."""
    if incoming.file is None:
        raise Refused("enclosures.file_missing")
    kept = json.loads(draft.body)
    found = enclosures.attach(work, int(kept["case"]), str(kept["kind"]), incoming.file, incoming.text)
    drafts.answered_apart(work, draft.office_id)
    case, _ = enclosures.preparing(work, found.case_id)
    there = {one.kind for one in enclosures.waiting(work, case)}
    others = [kind for kind in enclosures.kinds(work, case) if kind not in there]
    mail.reply(work, screens.echo(case, found, others))


def remove(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Hapus"."""
    found = enclosures.remove(work, tap.id)
    mail.toast(work, plain("enclosures.removed", kind=screens.kind_name(found.kind)))


def files(work: Work, case: Case, found: tuple[Enclosure, ...]) -> tuple[Screen, ...]:
    """The files of a case's documents, each as its own message."""
    zone = charts.chart(work, case.office_id).office.zone
    return screens.documents(found, read_period(case.period).brief, zone)


def tell_changed(work: Work, moved: Moved, event: EnclosureChanged) -> None:
    """The cards of those who prepare the report count what is enclosed; the deciders' follow the move."""
    for bundle in moved.after.bundles:
        prepares = not bundle.part and moved.sop.step(bundle.step).stage in enclosures.PREPARING
        if prepares and bundle.state is BundleState.OPEN:
            work.happened(CardOutdated(bundle))


def tell_unusable(work: Work, event: EnclosureUnusable) -> None:
    """Whoever sent a file that cannot be kept hears of it."""
    mail.notify(work, event.enclosure.person_id, screens.unusable(event), office_id=event.office_id)


TAPS = {screens.LIST: page, screens.KIND: ask, screens.REMOVE: remove}
AWAITED = {FILE: file}
