"""Saying what became of an answer and asking what comes next: one message, one draft row.

Every handler of the form ends here, so that the conversation is the same however somebody came to it.
"""

from dataclasses import replace

from desk import connections, dialogues, forms, mail
from desk.dialogues import Talk
from desk.works import Work
from screens import realizations as screens
from screens.realizations import Echo, Next
from sop.forms import Ask, next_ask

VALUES, WORDS, EVIDENCE, SKIP, DIVISION = (
    "form",
    "form_words",
    "form_evidence",
    "form_skip",
    "form_division",
)
REMARKS = "form_remarks"
FACTORS = "form_factors"
_WAITING = {Ask.WORDS: WORDS, Ask.EVIDENCE: EVIDENCE, Ask.FACTORS: FACTORS, Ask.REMARKS: REMARKS}


def say(work: Work, talk: Talk, echo: Echo, after: int = 0) -> None:
    """Echo and next question; `after` is the number just answered in a guided round.

    Figures whose readings or reasons stand on buttons of this very message are not asked a second time.
    """
    shown = [part.row for part, _ in echo.doubtful] + [part.row for part in echo.absent]
    now = following(work, talk, after)
    if now.ask in (Ask.ONE, Ask.VALUES) and shown:
        offered = {row.indicator.id for row in shown}
        now = replace(now, rows=tuple(row for row in now.rows if row.indicator.id not in offered))
    sent = mail.reply(work, screens.answered(talk.filling.form, echo, now))
    remember(work, talk, now if now.rows else replace(now, rows=tuple(shown)), sent)


def ask_again(work: Work, talk: Talk) -> None:
    """The present question once more, after a pause."""
    now = following(work, talk)
    sent = mail.reply(work, screens.resumed(talk.filling.form, now))
    remember(work, talk, now, sent)


def remember(work: Work, talk: Talk, now: Next, sent: int) -> None:
    """A single figure that is asked about is the cursor: a number without a marker answers it."""
    cursor = now.rows[0].indicator.id if len(now.rows) == 1 else 0
    dialogues.keep(work, talk, _WAITING.get(now.ask, VALUES), cursor, sent)


def following(work: Work, talk: Talk, after: int = 0) -> Next:
    """What the form asks for now, and how it can be handed in."""
    filling = talk.filling
    form, held = filling.form, filling.held
    ask, rows = next_ask(form, talk.dialogue.one_by_one, after)
    ready = ask in (Ask.READY, Ask.REPAIR)
    return Next(
        ask=ask,
        rows=rows,
        ordered=forms.ordered(work, held.bundle, held) if ready else True,
        behalf="" if filling.own else held.seat.title,
        holder_connected=held.seat.connected or not filling.whole,
        titled=len(connections.waiting_for(work, held.person.id)) > 1,
        confirming=filling.own and any(person != held.person.id for person in form.enterers),
    )
