"""Compiling the report in chat: the card, the last call, going on without the rest, returning figures."""

import json
from collections.abc import Mapping, Sequence

from desk import closings, compilations, drafts, guards, mail, report_figures, reports, sheets
from desk.compilations import Entry, LastCallGiven, Progress
from desk.guards import Held
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import closings as closing_screens
from screens import compilations as screens
from screens import reports as report_screens
from screens import sentences
from sop.answers import read_numbers_and_reason
from sop.drafts import Draft
from sop.reports import FrozenReport
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain
from text.incoming import Incoming, Kind
from text.printing import number, weekday_moment
from text.screens import Rows, Screen
from text.taps import Tap


def compile_card(work: Work, sheet: Sheet, below: Markup | None = None, expected: Rows = ()) -> Screen:
    """`below`: a line under the completeness; `expected`: first buttons of a step that does more."""
    found = compilations.progress(work, sheet.case, sheet.bundle.part)
    figures = compilations.has_figures(sheet) and not sheet.bundle.part
    summary = _summary(work, sheet) if figures else Markup("")
    reason = reports.fix_reason(work, sheet.bundle)
    label = "compilations.compile" if compilations.drafts_here(work, sheet) else "compilations.forward"
    first = expected or screens.expected(sheet, label)
    told = joined((joined((summary, closed(work, sheet))), below or Markup("")), "\n\n")
    return screens.compile_card(sheet, completeness(found), reason, told, first, bool(found.arrived))


def _summary(work: Work, sheet: Sheet) -> Markup:
    figures = report_figures.figures(work, sheet.case)
    before = report_figures.average_before(work, sheet.case.office_id, sheet.period)
    return report_screens.summary(figures, before)


def closed(work: Work, sheet: Sheet) -> Markup:
    """Why figures are missing, for whoever works on the figures of the whole office."""
    return Markup("") if sheet.bundle.part else closing_screens.line(closings.closing(work, sheet.case))


def compile_report(work: Work, held: Held) -> None:
    """Freeze the draft; one that came back is compiled with a line about what was repaired."""
    if needs_repair_line(work, held):
        ask_repair(work, held)
        return
    confirm(work, compiled(reports.compile_report(work, held)))


def needs_repair_line(work: Work, held: Held) -> bool:
    """Whether the draft came back and nobody has said yet what was repaired."""
    if held.bundle.round == 1 or not compilations.drafts_here(work, sheets.sheet(work, held.bundle)):
        return False
    asked = reports.repair(work, held.bundle)
    return bool(asked.reason and not asked.answer)


def ask_repair(work: Work, held: Held) -> None:
    sent = mail.reply(work, screens.ask_repair(reports.fix_reason(work, held.bundle)))
    drafts.ask(work, held.bundle, "report_repair", sent, body={"revision": held.bundle.revision})
    if work.incoming is not None and work.incoming.kind is Kind.TAP:
        mail.toast(work, "")


def repaired(work: Work, incoming: Incoming, draft: Draft) -> None:
    """What was repaired, typed; the draft is compiled with it."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    report = reports.compile_repaired(work, held, incoming.text)
    drafts.answered(work, held.bundle)
    mail.reply(work, sentences.sentence(compiled(report)))


def compiled(report: FrozenReport | None) -> str:
    if report is None:
        return plain("compilations.forwarded")
    return plain("compilations.compiled", version=report.version)


def send_back(work: Work, held: Held, reason: str) -> None:
    """`/kembalikan KODE 3, 5 alasan`: single figures by their numbers."""
    numbers, why = _read(reason)
    _return(work, held, numbers, why)


def ask_unit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kembalikan data": whose figures; with one unit only its list."""
    held = guards.mine(work, tap.id, tap.revision)
    units = compilations.units(work, held)
    if len(units) == 1:
        _ask_figures(work, held, units[0][0])
        return
    every = compilations.entries(work, held.case)
    lines = _lines(every)
    sent = mail.reply(work, screens.pick_unit(sheets.sheet(work, held.bundle), units, lines))
    if screens.is_listed(lines):
        _await_numbers(work, held, sent, every)
    mail.toast(work, "")


def ask_figures(work: Work, incoming: Incoming, tap: Tap) -> None:
    held = guards.mine(work, tap.id, tap.revision)
    _ask_figures(work, held, int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0)


def returned(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Numbers and a reason, typed for a list of figures."""
    held = guards.found(work, draft.bundle_id)
    guards.decidable(held, drafts.seen(draft))
    numbers, why = _read(incoming.text)
    shown = json.loads(draft.body).get("shown", {})
    _return(work, held, numbers, why, {int(number): item for number, item in shown.items()})


def last_call(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Panggilan terakhir": to whom it goes and what it says; nothing is sent yet."""
    case, chart = compilations.running(work, tap.id)
    call = compilations.prepared(work, case, chart)
    mail.toast(work, "")
    mail.reply(work, screens.ask_call(case.id, call.until, chart.office.zone, call.fillers, call.heads))


def leave_call(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Batal": nothing was told to anybody."""
    mail.toast(work, plain("compilations.call_left"))


def send_call(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Kirim" below it: the call goes out."""
    case, chart = compilations.running(work, tap.id)
    until = compilations.last_call(work, case, chart)
    words = plain("compilations.call_given", until=weekday_moment(until, chart.office.zone))
    mail.toast(work, words, alert=True)


def tell_last_call(work: Work, event: LastCallGiven) -> None:
    """Fillers and their heads hear of it in the name of the Sekretariat; outside office hours silently."""
    silent = not event.office_is_open
    for one in event.outstanding:
        names = ", ".join(one.names)
        screen = screens.last_call(
            event.period, event.until, event.zone, one.unit, one.count, names, one.forms
        )
        mail.notify(
            work,
            one.person_id,
            screen,
            priority=mail.REMINDER,
            office_id=event.case.office_id,
            silent=silent,
        )


def progress(work: Work, office_id: int, zone: str) -> list[tuple[Progress, Markup]]:
    """The running collections of an office, as /laporan shows them."""
    return [
        (
            found,
            screens.progress(
                found.period, completeness(found), found.called_until, found.is_over(work.now), zone
            ),
        )
        for found in compilations.collecting(work, office_id)
    ]


def completeness(found: Progress) -> screens.Completeness:
    return screens.Completeness(found.due, found.arrived, found.missing)


def _ask_figures(work: Work, held: Held, unit_id: int) -> None:
    every = compilations.entries(work, held.case)
    mine = [entry for entry in every if entry.fill.part == unit_id]
    if not mine:
        raise Refused("compilations.nothing_to_return")
    sent = mail.reply(work, screens.pick_figures(held.chart.unit(unit_id).name, _lines(mine)))
    _await_numbers(work, held, sent, every)
    mail.toast(work, "")


def _await_numbers(work: Work, held: Held, sent: int, every: Sequence[Entry]) -> None:
    """The next message names figures by the numbers they have now."""
    shown = {entry.number: entry.indicator.id for entry in every}
    body = {"revision": held.bundle.revision, "shown": shown}
    drafts.ask(work, held.bundle, "report_return", sent, body=body)


def _lines(entries: Sequence[Entry]) -> list[screens.Line]:
    return [(entry.number, entry.indicator.name, _printed(entry)) for entry in entries]


def _printed(entry: Entry) -> str:
    if entry.value is None:
        return plain("compilations.no_value")
    return number(entry.value, entry.indicator.precision)


def _read(text: str) -> tuple[tuple[int, ...], str]:
    found = read_numbers_and_reason(text)
    if found is None:
        raise Refused("compilations.number_needed")
    return found


def _return(
    work: Work, held: Held, numbers: tuple[int, ...], why: str, shown: Mapping[int, int] | None = None
) -> None:
    if not why:
        raise Refused("checks.reason_missing")
    chosen = compilations.return_figures(work, held, numbers, why, shown)
    drafts.answered(work, held.bundle)
    names = ", ".join(entry.indicator.name for entry in chosen)
    mail.reply(work, sentences.sentence(plain("compilations.returned", names=names)))


TAPS = {
    screens.RETURN: ask_unit,
    screens.UNIT: ask_figures,
    screens.CALL: last_call,
    screens.CALL_SEND: send_call,
    screens.CALL_LEAVE: leave_call,
}
AWAITED = {"report_return": returned, "report_repair": repaired}
