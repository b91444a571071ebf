"""Passing a duty down to a subordinate, below `/status`: to whom, with a note, and back again."""

import json

from desk import delegations, drafts, guards, mail, tasks
from desk.delegations import Passing
from desk.moves import Moved
from desk.works import Work
from screens import delegations as screens
from sop.changes import BundleClosed
from sop.delegations import Delegation
from sop.drafts import Draft
from sop.events import BundleReassigned
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap

NOTE = "delegation_note"  # what a draft waits for


def begin(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tugaskan", and its further pages: a note may be typed before the choice."""
    found = delegations.passing(work, tap.id, tap.revision)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    _pick(work, found, _noted(work, found), page)
    mail.toast(work, "")


def note(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The note came; the choice is left."""
    asked = json.loads(draft.body)
    found = delegations.passing(work, int(asked["bundle"]), int(asked["revision"]))
    _pick(work, found, incoming.text.strip()[: delegations.LONGEST_NOTE])


def give(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A name was pressed: the subordinate gets the card."""
    found = delegations.passing(work, tap.id, tap.revision)
    said = _noted(work, found)
    _, bundle = delegations.pass_down(work, found, tap.argument, said)
    if drafts.apart(work, bundle.office_id, NOTE) is not None:
        drafts.answered_apart(work, bundle.office_id)
    mail.toast(work, "")
    mail.reply(work, screens.given(tasks.duty(work, bundle)))


def take_back(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ambil kembali"."""
    delegations.take_back(work, tap.id)
    mail.toast(work, plain("delegations.taken_back"))


def tell_given(work: Work, moved: Moved, event: BundleReassigned, given: Delegation) -> None:
    """The subordinate hears from whom it comes and what was said about it."""
    seat = moved.chart.seat(event.to_seat_id)
    bundle = next(one for one in moved.after.bundles if one.id == event.to_bundle_id)
    superior = moved.chart.seat(given.from_seat)
    named = guards.capacity(superior, work.person) if work.person else superior.title
    screen = screens.arrived(tasks.duty(work, bundle), named, given.note)
    mail.notify(work, seat.holder_id or 0, screen, office_id=moved.case.office_id)


def tell_done(work: Work, moved: Moved, event: BundleClosed) -> None:
    """Everyone who passed the duty down gets one silent line."""
    for given in delegations.waiting_for(work, moved.case, event):
        holder = moved.chart.seat(given.from_seat).holder_id
        if holder not in (None, event.by):
            bundle = next(one for one in moved.after.bundles if one.id == event.bundle_id)
            screen = screens.done(tasks.duty(work, bundle))
            mail.notify(work, holder or 0, screen, silent=True, office_id=moved.case.office_id)


def _pick(work: Work, found: Passing, said: str, page: int = 0) -> None:
    bundle = found.held.bundle
    sent = mail.reply(work, screens.pick(tasks.duty(work, bundle), found.candidates, said, page))
    body = {"bundle": bundle.id, "revision": bundle.revision, "note": said}
    drafts.ask_apart(work, bundle.office_id, NOTE, sent, body)


def _noted(work: Work, found: Passing) -> str:
    """The note typed for this duty; "" where none was."""
    kept = drafts.apart(work, found.held.bundle.office_id, NOTE) or {}
    return str(kept["note"]) if kept.get("bundle") == found.held.bundle.id else ""


TAPS = {screens.BEGIN: begin, screens.GIVE: give, screens.TAKE_BACK: take_back}
AWAITED = {NOTE: note}
