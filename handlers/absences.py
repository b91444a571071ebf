"""`/delegasi`: who stands in while an official is away, and what becomes of it. Source: practice 2.5."""

from dataclasses import replace
from datetime import date
from typing import Any

from desk import absences, charts, drafts, mail, takeovers
from desk.absences import StandInSet
from desk.works import Refused, Work
from handlers import konseptors
from handlers.takeovers import go_on, number
from screens import absences as screens
from sop.absences import Event, StandIn
from sop.drafts import Draft
from text.catalogue import plain
from text.incoming import Incoming
from text.screens import Screen
from text.taps import Tap

DAYS = "absence_days"  # what a draft waits for


def delegate(work: Work, incoming: Incoming) -> None:
    """`/delegasi`: those who stand in or will, else who is to."""
    standing = absences.standing(work)
    may_name = bool(takeovers.own_seats(work))
    screen = screens.listed(standing, may_name) if standing else _whom(work)
    mail.reply(work, replace(screen, rows=(*screen.rows, *konseptors.rows(work))))


def name(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tunjuk pelaksana harian" below those who are named already."""
    mail.reply(work, _whom(work))
    mail.toast(work, "")


def pick_own_seat(work: Work, incoming: Incoming, tap: Tap) -> None:
    """One of several seats, and further pages of those who may stand in."""
    of, _, page = tap.argument.partition(".")
    office_id = number(of)
    found = absences.candidates(work, office_id, tap.id)
    chart = charts.chart(work, office_id)
    mail.reply(work, screens.pick_stand_in(chart.office, chart.seat(tap.id), found, number(page)))
    mail.toast(work, "")


def pick_stand_in(work: Work, incoming: Incoming, tap: Tap) -> None:
    of, _, stand_in = tap.argument.partition(".")
    office_id = number(of)
    go_on(work, office_id, absences.begun(work, office_id, tap.id, number(stand_in)), own=True)
    mail.toast(work, "")


def ask_days(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah tanggal"."""
    found = absences.chosen(work, number(tap.argument), tap.id)
    _asked(work, found, mail.reply(work, screens.ask_days(found)))
    mail.toast(work, "")


def days(work: Work, incoming: Incoming, draft: Draft) -> None:
    """The new days came; everything is shown before it is saved."""
    kept = drafts.apart(work, draft.office_id, DAYS)
    if kept is None:
        raise Refused("common.old_button")
    found = absences.chosen(work, draft.office_id, int(kept["term"]))
    first, last = absences.read_days(work, found, incoming.text)
    absences.review(work, found, first, last)
    revision = int(kept["revision"]) + 1
    sent = mail.reply(work, screens.review(found, first, last, revision))
    _asked(work, found, sent, revision, first.isoformat(), last.isoformat())


def save(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Simpan" below the new days."""
    kept = _kept(work, tap)
    found = absences.chosen(work, tap.id, int(kept["term"]))
    first, last = (date.fromisoformat(kept[name]) for name in ("first", "last"))
    drafts.answered_apart(work, tap.id)
    absences.move(work, found, first, last)
    mail.toast(work, "")
    mail.reply(work, screens.moved(found, first, last))


def drop(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak jadi"."""
    mail.toast(work, plain("takeovers.dropped"))


def ask_end(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Akhiri sekarang", or "Batalkan" before the first day: one more press is left."""
    found = absences.chosen(work, number(tap.argument), tap.id)
    mail.reply(work, screens.ask_end(found))
    mail.toast(work, "")


def end(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The confirming press: the cards go back at this moment."""
    assert work.person is not None
    found = absences.chosen(work, number(tap.argument), tap.id)
    absences.end(work, found)
    mail.toast(work, plain("absences.ended_toast" if found.running else "absences.called_off_toast"))
    if not found.running or work.person.id != found.official:
        mail.reply(work, screens.over(found))


def tell_set(work: Work, event: StandInSet) -> None:
    """The stand-in and the official hear of it once, but for whoever did it and what a welcome says."""
    now, before = event.now, event.before
    shown = before if before is not None and event.what is Event.CALLED_OFF else now
    writer = work.person.id if work.person else 0
    welcomed = now.running and not (before is not None and before.running)
    if not welcomed and now.term.person_id != writer:
        _tell(work, event, now.term.person_id, screens.told(event.what, shown))
    if now.official not in (None, writer) and event.what is not Event.ENDED:
        _tell(work, event, now.official or 0, screens.told_official(event.what, shown))


def _tell(work: Work, event: StandInSet, person_id: int, screen: Screen) -> None:
    mail.notify(work, person_id, screen, office_id=event.now.office.id, silent=True)


def _whom(work: Work) -> Screen:
    """Who is to stand in; of several seats the one first."""
    seats = takeovers.own_seats(work)
    if not seats:
        raise Refused("absences.nothing_to_name")
    if len(seats) > 1:
        return screens.pick_own_seat(seats)
    office, seat = seats[0]
    return screens.pick_stand_in(office, seat, absences.candidates(work, office.id, seat.id))


def _asked(work: Work, found: StandIn, sent: int, revision: int = 0, first: str = "", last: str = "") -> None:
    body = {"term": found.term.id, "revision": revision, "first": first, "last": last}
    drafts.ask_apart(work, found.office.id, DAYS, sent, body)


def _kept(work: Work, tap: Tap) -> dict[str, Any]:
    """The days as the page of this button showed them."""
    kept = drafts.apart(work, tap.id, DAYS)
    if kept is None or int(kept["revision"]) != tap.revision or not kept["first"]:
        raise Refused("common.old_button")
    return kept


TAPS = {
    screens.NAME: name,
    screens.OWN_SEAT: pick_own_seat,
    screens.STAND_IN: pick_stand_in,
    screens.DAYS: ask_days,
    screens.SAVE: save,
    screens.DROP: drop,
    screens.END: ask_end,
    screens.CONFIRM: end,
}
AWAITED = {DAYS: days}
