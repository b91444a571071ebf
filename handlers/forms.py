"""The form in chat: its card, its commands and the buttons around it.

Source: practice 1.4-1.6, 2.2; telegram 3.5; design 5 (stage fill).
"""

from collections.abc import Iterable
from dataclasses import replace

from desk import calendars, cards, dialogues, forms, mail
from desk import realizations as answers
from desk.dialogues import Talk
from desk.forms import Filling
from desk.guards import Held
from desk.moves import Moved
from desk.works import Refused, Work
from handlers import edits, evidences, realizations, talks
from handlers.replies import confirm
from screens import forms as screens
from screens import realizations as answer_screens
from screens import sentences
from screens.realizations import Echo, Next
from sop.cases import Bundle
from sop.events import Assigned, Disposed
from sop.forms import Ask, Form, FormRow
from sop.indicators import Missing
from sop.sheets import Sheet
from text.catalogue import plain, words
from text.incoming import Incoming
from text.printing import month_title
from text.screens import Button, Screen
from text.taps import Tap


def card(work: Work, sheet: Sheet) -> Screen:
    form = forms.shown(work, sheet)
    return screens.card(
        sheet, form, forms.ordered(work, sheet.bundle, sheet), forms.enterer_names(work, form)
    )


def prepared_card(work: Work, sheet: Sheet) -> Screen:
    """The same form for whoever prepares it."""
    return screens.prepared(sheet, forms.shown(work, sheet), forms.ordered(work, sheet.bundle, sheet))


def decide(work: Work, held: Held) -> None:
    """The typed twin of "Ajukan". What somebody else typed is shown first and handed in by its button."""
    filling = forms.opened(work, held.bundle)
    if any(person != held.person.id for person in filling.form.enterers) and filling.form.complete:
        _review(work, filling)
    else:
        _submit(work, filling)


def submit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ajukan", on exactly the answers that its message showed."""
    filling = forms.pressed(work, tap.id, tap.revision)
    if tap.argument != str(filling.form.fingerprint):
        raise Refused("forms.answers_changed", filling.held.bundle)
    _submit(work, filling)


def keep(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Angka tetap, ajukan": returned figures stand as they are and go up again."""
    filling = forms.pressed(work, tap.id, tap.revision)
    form = filling.form
    if tap.argument != str(form.fingerprint) or not form.keepable:
        raise Refused("forms.answers_changed", filling.held.bundle)
    standing = {row.indicator.id: answers.touched(row) for row in form.unanswered}
    _submit(work, answers.keep(work, filling, standing))


def tell_ordered(work: Work, moved: Moved, event: Disposed | Assigned) -> None:
    """An order was given: forms filled in before it show so, and a complete one can be handed in."""
    for filling in forms.newly_ordered(work, moved, event.bundle_id):
        bundle, seat = filling.held.bundle, filling.held.seat
        work.happened(cards.CardOutdated(bundle))
        if filling.form.complete and seat.holder_id is not None:
            confirming = any(person != seat.holder_id for person in filling.form.enterers)
            screen = screens.order_given(filling.form, confirming)
            dedup = f"ordered:{bundle.id}:{bundle.round}"
            mail.notify(work, seat.holder_id, screen, office_id=bundle.office_id, dedup=dedup)


def isi(work: Work, incoming: Incoming) -> None:
    """`/isi`: the open form, or which one; those of others behind "Isi atas nama"."""
    own, others = forms.own_forms(work), forms.others_forms(work)
    if not own and not others:
        mail.reply(work, sentences.sentence(plain("forms.no_forms")))
    elif len(own) == 1:
        _show(work, forms.opened(work, own[0]), behalf_too=bool(others))
    elif not own and len(others) == 1:
        _show(work, forms.opened(work, others[0]))
    elif own:
        mail.reply(work, screens.choose_form("forms.choose", _listed(work, own), bool(others)))
    else:
        mail.reply(work, screens.choose_form("forms.behalf_choose", _listed(work, others), False))


def lanjut(work: Work, incoming: Incoming) -> None:
    """`/lanjut`: what was begun, with its progress."""
    found: dict[int, Bundle] = {bundle.id: bundle for bundle in forms.own_forms(work)}
    for draft in dialogues.every(work):
        bundle = forms.fill_bundle(work, draft.office_id, draft.bundle_id)
        if bundle is not None:
            found[bundle.id] = bundle
    if not found:
        mail.reply(work, sentences.sentence(plain("forms.nothing_running")))
    elif len(found) == 1:
        talk = dialogues.begun(work, forms.opened(work, next(iter(found.values()))))
        if talk.draft is None:
            _show(work, talk.filling)
        else:
            talks.say(work, talk, Echo())
    else:
        mail.reply(work, screens.choose_form("forms.continue_choose", _listed(work, found.values()), False))


def batal(work: Work, incoming: Incoming) -> None:
    """`/batal`: leaves the question; whatever was answered stays."""
    asking = dialogues.asking(work)
    for draft in asking:
        dialogues.leave(work, draft)
    mail.reply(work, sentences.sentence(plain("forms.left" if asking else "forms.nothing_to_leave")))


def open_form(work: Work, incoming: Incoming, tap: Tap) -> None:
    _show(work, forms.pressed(work, tap.id, tap.revision))
    mail.toast(work, "")


def list_others(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Isi atas nama"."""
    others = forms.others_forms(work)
    if not others:
        raise Refused("forms.no_others")
    mail.reply(work, screens.choose_form("forms.behalf_choose", _listed(work, others), False))
    mail.toast(work, "")


def guide(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Isi satu per satu"."""
    talk = _begun(work, tap)
    talks.say(work, talk.then(dialogue=replace(talk.dialogue, one_by_one=True)), Echo())
    mail.toast(work, "")


def complete(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lengkapi": whatever is missing is asked next."""
    talks.say(work, _begun(work, tap), Echo())
    mail.toast(work, "")


def no_remarks(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak ada": neither failures nor recommendations, for all that were asked."""
    realizations.remark(work, _begun(work, tap), {})
    mail.toast(work, "")


def no_factors(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tidak ada": nothing supported the results that were asked about."""
    realizations.factor(work, _begun(work, tap), {})
    mail.toast(work, "")


def go_back(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The number before this one is asked again."""
    talk = _begun(work, tap)
    row = forms.row(talk.filling, tap.argument)
    before = [one for one in talk.filling.form.open_rows if one.number < row.number]
    _ask_row(work, talk, before[-1] if before else row)


def edit(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Ubah": this number is asked, answered or not."""
    talk = _begun(work, tap)
    _ask_row(work, talk, forms.row(talk.filling, tap.argument))


def pause(work: Work, incoming: Incoming, tap: Tap) -> None:
    talk = _begun(work, tap)
    dialogues.keep(work, talk.then(dialogue=replace(talk.dialogue, one_by_one=False)), "")
    mail.reply(work, sentences.sentence(plain("realizations.paused")))
    mail.toast(work, "")


def explain_method(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Cara hitung"."""
    mail.reply(work, screens.method(forms.pressed(work, tap.id, tap.revision).form))
    mail.toast(work, "")


def review(work: Work, incoming: Incoming, tap: Tap) -> None:
    _review(work, forms.pressed(work, tap.id, tap.revision))
    mail.toast(work, "")


def list_skips(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Lewati dengan alasan": which number, where there are several."""
    form = forms.pressed(work, tap.id, tap.revision).form
    rows = form.open_rows
    mail.reply(work, screens.pick_reason(form, rows[0]) if len(rows) == 1 else screens.pick_skip(form))
    mail.toast(work, "")


def skip(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A reason chip, a month chip, or the number they are asked for."""
    talk = _begun(work, tap)
    which, _, rest = tap.argument.partition(".")
    code, _, month = rest.partition(".")
    row = forms.row(talk.filling, which)
    mail.toast(work, "")
    match code:
        case "":
            mail.reply(work, screens.pick_reason(talk.filling.form, row))
        case screens.NO_DATA:
            realizations.skip(work, talk, row, Missing.NO_DATA_YET, plain("forms.reason_d"))
        case screens.NOT_RELEASED if not month:
            today = calendars.calendar(work.connection, talk.filling.held.bundle.office_id).local_day(
                work.now
            )
            mail.reply(work, screens.pick_month(talk.filling.form, row, today))
        case screens.NOT_RELEASED:
            realizations.skip(work, talk, row, Missing.NOT_RELEASED, _release(month))
        case screens.OTHER:
            name = {"number": row.number, "name": row.indicator.name}
            sent = mail.reply(work, Screen(words("forms.ask_reason", **name)))
            dialogues.keep(work, talk, talks.SKIP, row.indicator.id, sent)
        case _:
            raise Refused("common.old_button")


def ask_confirm(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Somebody prepared the form: its holder gets it as a fresh card (practice 2.2)."""
    filling = forms.pressed(work, tap.id, tap.revision)
    if not filling.form.complete:
        raise Refused("forms.confirm_not_ready", None, numbers=forms.lacking(filling.form))
    work.happened(cards.CardDue(filling.held.bundle))
    confirm(work, plain("forms.confirm_sent", holder=filling.held.seat.holder_name))


def ask_division(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Mohon ditinjau pembagiannya"."""
    talk = _begun(work, tap)
    forms.assigner(work, talk.filling.held)
    title = screens.form_title(talk.filling.form)
    sent = mail.reply(work, Screen(words("forms.ask_division", title=title)))
    dialogues.keep(work, talk, talks.DIVISION, 0, sent)
    mail.toast(work, "")


def _submit(work: Work, filling: Filling) -> None:
    moved = forms.submit(work, filling)
    checker = forms.next_seat(moved)
    mine = work.person is not None and checker is not None and checker.holder_id == work.person.id
    if checker is None or mine:
        confirm(work, plain("forms.submitted_plain"))
    else:
        key = "forms.submitted_own" if filling.own else "forms.submitted"
        confirm(work, plain(key, checker=checker.title))


def _review(work: Work, filling: Filling) -> None:
    talk = dialogues.begun(work, filling)
    now = talks.following(work, talk)
    finish: tuple[Button, ...] = answer_screens.finish(filling.form, now)
    sent = mail.reply(work, screens.review(filling.form, now.behalf, finish))
    talks.remember(work, talk, now, sent)


def _show(work: Work, filling: Filling, *, behalf_too: bool = False) -> None:
    """The list as a message of the conversation: what is typed next answers it."""
    held, form = filling.held, filling.form
    talk = dialogues.begun(work, filling)
    ordered = forms.ordered(work, held.bundle, held)
    screen = screens.listing(form, ordered, "" if filling.own else held.seat.title)
    if behalf_too:
        screen = replace(screen, rows=(*screen.rows, (screens.behalf_button(),)))
    sent = mail.reply(work, screen)
    talks.remember(work, talk, talks.following(work, talk), sent)


def _ask_row(work: Work, talk: Talk, row: FormRow) -> None:
    now = Next(Ask.ONE, (row,), behalf="" if talk.filling.own else talk.filling.held.seat.title)
    sent = mail.reply(work, answer_screens.answered(talk.filling.form, Echo(), now))
    talks.remember(work, talk, now, sent)
    mail.toast(work, "")


def _begun(work: Work, tap: Tap) -> Talk:
    return dialogues.begun(work, forms.pressed(work, tap.id, tap.revision))


def _listed(work: Work, found: Iterable[Bundle]) -> list[tuple[Form, str]]:
    listed = []
    for bundle in found:
        filling = forms.opened(work, bundle)
        listed.append((filling.form, "" if filling.own else filling.held.seat.title))
    work.office_id = 0  # the list is about several
    return listed


def _release(month: str) -> str:
    """ "202611" as words; Refused for anything a button would not carry."""
    if not (month.isascii() and month.isdigit() and len(month) == 6 and 1 <= int(month[4:]) <= 12):
        raise Refused("common.old_button")
    return plain("forms.reason_r_month", month=month_title(int(month[:4]), int(month[4:])))


TAPS = {
    screens.SUBMIT: submit,
    screens.OPEN: open_form,
    screens.GUIDED: guide,
    screens.BACK: go_back,
    screens.PAUSE: pause,
    screens.METHOD: explain_method,
    screens.SKIP_LIST: list_skips,
    screens.SKIP: skip,
    screens.REVIEW: review,
    screens.EDIT: edit,
    screens.DIVISION: ask_division,
    screens.BEHALF: list_others,
    screens.CONFIRM: ask_confirm,
    screens.EVIDENCE: evidences.ask,
    screens.KEEP: keep,
    screens.COMPLETE: complete,
    screens.NO_REMARKS: no_remarks,
    screens.NO_FACTORS: no_factors,
    answer_screens.CHOOSE: realizations.choose,
    answer_screens.WHICH: realizations.place,
    answer_screens.EDIT_YES: edits.accept_edit,
    answer_screens.EDIT_NO: edits.refuse_edit,
}

AWAITED = {
    talks.VALUES: realizations.typed,
    talks.WORDS: realizations.explained,
    talks.EVIDENCE: realizations.proven,
    talks.REMARKS: realizations.remarked,
    talks.FACTORS: realizations.factored,
    talks.SKIP: realizations.reasoned,
    talks.DIVISION: realizations.disputed,
}
