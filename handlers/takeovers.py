"""`/kantor` with "Ganti pejabat": the answers one by one, the welcome. Source: practice 2.5."""

import json
from dataclasses import replace
from typing import Any

from desk import absences, accounts, cards, charts, connections, drafts, mail, takeovers, tasks
from desk.takeovers import SeatTakenOver
from desk.works import Refused, Work
from handlers.people import send_invitation, set_menu
from screens import konseptors as konseptor_screens
from screens import takeovers as screens
from sop.cases import BundleState
from sop.drafts import Draft
from sop.people import Holding
from sop.takeovers import Answers, stands_in
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap

ANSWER = "takeover"  # what a draft waits for


def begin(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ganti pejabat", and its further pages."""
    found = takeovers.seats(work, tap.id)
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    mail.reply(work, screens.pick_seat(charts.chart(work, tap.id).office, found, page))
    mail.toast(work, "")


def pick_seat(work: Work, incoming: Incoming, tap: Tap) -> None:
    office_id = number(tap.argument)
    go_on(work, office_id, takeovers.begun(work, office_id, tap.id), own=False)
    mail.toast(work, "")


def answer(work: Work, incoming: Incoming, draft: Draft) -> None:
    """One of the typed answers."""
    kept = json.loads(draft.body)
    answers, own = takeovers.read(kept["answers"]), bool(kept["own"])
    takeovers.require(work, draft.office_id, answers, own=own)
    taken = takeovers.take(work, draft.office_id, answers, incoming.text)
    go_on(work, draft.office_id, taken, own=own, revision=int(kept["revision"]))


def choose_holding(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Plt.", "Pj." or "Definitif" on the page before saving."""
    kept = _kept(work, tap)
    if tap.argument not in set(Holding):
        raise Refused("common.old_button")
    answers = takeovers.read(kept["answers"])
    chosen = takeovers.choose(work, tap.id, answers, Holding(tap.argument))
    go_on(work, tap.id, chosen, own=False, revision=tap.revision)
    mail.toast(work, "")


def save(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Simpan"; the newcomer's invitation comes at once where one is needed."""
    kept = _kept(work, tap)
    answers, own = takeovers.read(kept["answers"]), bool(kept["own"])
    takeovers.require(work, tap.id, answers, own=own)
    saved = takeovers.save(work, tap.id, answers)
    drafts.answered_apart(work, tap.id)
    seat = charts.chart(work, tap.id).seat(answers.seat_id)
    mail.toast(work, "")
    mail.reply(work, screens.saved_for(seat, answers))
    if not own and accounts.own_name(work) and takeovers.invitable(work, saved.person_id):
        send_invitation(work, tap.id, saved.person_id)
    if stands_in(answers.holding):
        absences.named(work, tap.id, saved.term_id)
    takeovers.take_effect(work)


def drop(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak jadi"."""
    _kept(work, tap)
    drafts.answered_apart(work, tap.id)
    mail.toast(work, plain("takeovers.dropped"))


def tell_taken_over(work: Work, event: SeatTakenOver) -> None:
    """The cards leave the chat of the former holder; the newcomer gets one card about everything."""
    duties = tasks.duties(work, event.open)
    for duty in duties:
        if event.before.holder_id is not None and event.before.holder_id != event.after.holder_id:
            stub = screens.farewell(duty, event.capacity, event.after.holder_name)
            cards.leave(work, duty.bundle, event.before.holder_id, stub)
        work.happened(cards.CardOutdated(duty.bundle))
        if not event.after.connected and duty.bundle.state is BundleState.OPEN:
            connections.holder_unreachable(work, duty.bundle, event.after)
    if event.after.holder_id is not None:
        decided = tasks.duties(work, event.decided)
        before = event.before.holder_name
        screen = screens.welcome(
            event.office, event.capacity, duties, event.figures, before, decided, event.konseptor
        )
        if event.konseptor is not None:
            changing = konseptor_screens.button(event.office, event.after, event.konseptor)
            screen = replace(screen, rows=(*screen.rows, (changing,)))
        mail.notify(work, event.after.holder_id, screen, kind="duty", office_id=event.office.id)
    for person, chat_id in event.chats:
        set_menu(work, person, chat_id)


def go_on(work: Work, office_id: int, answers: Answers, *, own: bool, revision: int = 0) -> None:
    """Ask what is lacking; with everything there, show it all before it is saved."""
    found = charts.chart(work, office_id)
    seat = found.seat(answers.seat_id)
    asked = answers.lacking
    if asked is not None:
        screen = screens.ask(seat, answers, asked)
    else:
        revision += 1
        shown = takeovers.review(work, office_id, answers)
        screen = screens.review(shown.office, seat, answers, shown.ending, revision, own=own)
    body = {"answers": takeovers.written(answers), "own": own, "revision": revision}
    drafts.ask_apart(work, office_id, ANSWER, mail.reply(work, screen), body)


def _kept(work: Work, tap: Tap) -> dict[str, Any]:
    """What was answered, as the page of this button showed it."""
    kept = drafts.apart(work, tap.id, ANSWER)
    if kept is None:
        raise Refused("common.old_button")
    if int(kept["revision"]) != tap.revision or takeovers.read(kept["answers"]).lacking is not None:
        raise Refused("common.old_button")
    return kept


def number(written: str) -> int:
    """An id as a button carries it; 0, which nothing has, for anything else."""
    return int(written) if written.isascii() and written.isdigit() else 0


TAPS = {
    screens.BEGIN: begin,
    screens.SEAT: pick_seat,
    screens.HOLDING: choose_holding,
    screens.SAVE: save,
    screens.DROP: drop,
}
AWAITED = {ANSWER: answer}
