"""Saying something: every word leaves as an outbox row in the transaction that caused it (law 3)."""

from dataclasses import replace
from datetime import timedelta

from desk import charts
from desk.works import Work
from storage import accounts, outbox
from text.catalogue import plain, words
from text.encoding import encoded
from text.incoming import Incoming
from text.screens import Screen, Toast

# Priorities between chats: whoever is writing gets the answer first. Source: telegram 4.4.
ANSWER, DUTY, DECISION, REMINDER, DIGEST = range(5)


def headed(work: Work, office_id: int | None, screen: Screen) -> Screen:
    """A screen about a rehearsal says so in its first line; any other stays as it is."""
    if not rehearses(work, office_id):
        return screen
    return replace(screen, text=f"{words('rehearsals.heading')}\n{screen.text}".rstrip())


def rehearses(work: Work, office_id: int | None) -> bool:
    """Whether what is said about an office is said about a rehearsal."""
    return bool(office_id) and charts.chart(work, office_id or 0).office.rehearses


def about(work: Work, incoming: Incoming) -> int:
    """The office a pressed message is about: what answers the press is about it too, a refusal as well."""
    return outbox.office_of(work.connection, incoming.chat_id, incoming.message_id)


def reply(work: Work, screen: Screen, *, kind: str = "answer") -> int:
    """Answer the person who is writing, in the chat they wrote in; returns the outbox row's id."""
    assert work.incoming is not None
    return outbox.append(
        work.connection,
        outbox.Draft(
            chat_id=work.incoming.chat_id,
            kind=kind,
            priority=ANSWER,
            method="send",
            payload=encoded(headed(work, work.office_id, screen)),
            made_at=work.now,
            person_id=work.person.id if work.person else 0,
            office_id=work.office_id or None,
        ),
    )


def toast(work: Work, text: str, *, alert: bool = False) -> None:
    """The short words that answer a tap; shown after the commit."""
    if text and rehearses(work, work.office_id):
        text = plain("rehearsals.toast", said=text)
    work.toast = Toast(text, alert)


def notify(
    work: Work,
    person_id: int,
    screen: Screen,
    *,
    kind: str = "info",
    priority: int = DECISION,
    dedup: str = "",
    office_id: int | None = None,
    valid_for: timedelta | None = None,
    silent: bool = False,
) -> None:
    """Tell another person, on every account of theirs that can be reached."""
    about = office_id or work.office_id or None
    screen = headed(work, about, screen)
    for account in accounts.reachable(work.connection, person_id):
        outbox.append(
            work.connection,
            outbox.Draft(
                chat_id=account.chat_id,
                kind=kind,
                priority=priority,
                method="send",
                payload=encoded(screen),
                made_at=work.now,
                person_id=person_id,
                office_id=about,
                dedup=f"{dedup}:{account.id}" if dedup else None,
                silent=silent or not account.ringing,
                valid_until=work.now + valid_for if valid_for else None,
            ),
        )
