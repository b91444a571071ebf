"""Cards: every device that shows a bundle is brought to the bundle's present state.

A card that somebody must act on rings as a new message and the older one shrinks to a stub; every other
change is a silent edit. Source: telegram 3.1; law 3.
"""

from dataclasses import dataclass, replace

from desk import mail
from desk.works import Work
from sop.cards import Card, CardKind
from sop.cases import Bundle
from storage import accounts, outbox
from storage import cards as card_rows
from storage.database import Scope
from text.encoding import encoded
from text.incoming import Incoming
from text.screens import Screen


@dataclass(frozen=True, slots=True)
class CardOutdated:
    """Something a card of this bundle shows has changed although no task moved."""

    bundle: Bundle


@dataclass(frozen=True, slots=True)
class CardWanted:
    """A person is to get the card of an open bundle as a new message; other people keep theirs."""

    bundle: Bundle
    person_id: int


@dataclass(frozen=True, slots=True)
class ReminderWanted:
    """A person is to be reminded of one open bundle: these words, with the card's first button below."""

    bundle: Bundle
    person_id: int
    text: str  # HTML


@dataclass(frozen=True, slots=True)
class CardDue:
    """The holder of this bundle must look at it now: its card rings again."""

    bundle: Bundle


@dataclass(frozen=True, slots=True)
class Face:
    """How a bundle looks right now, drawn by the screens: to its holder, and as the stub left behind.

    `prepared` is what everybody but `holder_id` gets: whoever prepares a form decides nothing about it.
    """

    card: Screen
    stub: Screen
    prepared: Screen | None = None
    holder_id: int | None = None

    def to(self, person_id: int) -> Screen:
        """What one reader gets."""
        return self.card if self.prepared is None or person_id == self.holder_id else self.prepared


def ring(work: Work, bundle: Bundle, person_ids: tuple[int, ...], face: Face) -> None:
    """Show the bundle as a new message to these people; older cards of it become stubs."""
    scope = Scope(bundle.office_id)
    older = card_rows.live(work.connection, scope, bundle.id)
    for card in older:
        _edit(work, bundle, card, face.stub)
    card_rows.retire(work.connection, [card.id for card in older])
    for person_id in person_ids:
        _send(work, bundle, person_id, face.to(person_id), CardKind.CARD)


def show(work: Work, bundle: Bundle, person_id: int, face: Face) -> None:
    """Show the bundle to one person as a new message; their older cards of it become stubs."""
    _retire(work, bundle, person_id, face, (CardKind.CARD, CardKind.REMINDER))
    _send(work, bundle, person_id, face.to(person_id), CardKind.CARD)


def remind(work: Work, bundle: Bundle, person_id: int, screen: Screen, face: Face) -> None:
    """A short ringing reply to the card, with buttons of its own; an older reminder becomes a stub."""
    _retire(work, bundle, person_id, face, (CardKind.REMINDER,))
    _send(work, bundle, person_id, screen, CardKind.REMINDER)


def _retire(work: Work, bundle: Bundle, person_id: int, face: Face, kinds: tuple[CardKind, ...]) -> None:
    """Shrink what one person has of a bundle to stubs."""
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    older = [card for card in live if card.person_id == person_id and card.kind in kinds]
    for card in older:
        _edit(work, bundle, card, face.stub)
    card_rows.retire(work.connection, [card.id for card in older])


def redraw(work: Work, bundle: Bundle, face: Face) -> None:
    """Bring every live card of the bundle to its present state, silently."""
    for card in card_rows.live(work.connection, Scope(bundle.office_id), bundle.id):
        _edit(work, bundle, card, face.to(card.person_id) if card.kind is CardKind.CARD else face.stub)


def finish(work: Work, bundle: Bundle, face: Face) -> None:
    """The bundle is closed: every live card shows the final stamp and keeps no buttons."""
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    for card in live:
        _edit(work, bundle, card, face.to(card.person_id) if card.kind is CardKind.CARD else face.stub)
    card_rows.retire(work.connection, [card.id for card in live])


def leave(work: Work, bundle: Bundle, person_id: int, stub: Screen) -> None:
    """The bundle is no longer this person's: their cards of it shrink to a stub."""
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    older = [card for card in live if card.person_id == person_id]
    for card in older:
        _edit(work, bundle, card, stub)
    card_rows.retire(work.connection, [card.id for card in older])


def blank(work: Work, card: Card, screen: Screen, office_id: int) -> None:
    """A card whose bundle is no more shows these words and keeps no buttons."""
    draft = outbox.Draft(
        card.chat_id,
        "edit",
        mail.DECISION,
        "edit",
        encoded(screen),
        work.now,
        office_id=office_id,
        person_id=card.person_id,
        message_id=card.message_id,
    )
    outbox.append(work.connection, draft)


def came_since(work: Work, bundle: Bundle, person_id: int, newest: int) -> bool:
    """Whether every device of a person got a card of the bundle newer than `newest`."""
    chats = {account.chat_id for account in accounts.reachable(work.connection, person_id)}
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    own = {card.chat_id for card in live if card.id > newest and card.kind is CardKind.CARD}
    return bool(chats) and chats <= own


def replied_to(work: Work, incoming: Incoming) -> Card | None:
    """The card a message replies to, at the revision it shows; None for a stub, a stamp or a reminder."""
    if not incoming.reply_to:
        return None
    card = card_rows.of_message(work.connection, incoming.chat_id, incoming.reply_to)
    return card if card is not None and card.live and card.kind is CardKind.CARD else None


def _send(work: Work, bundle: Bundle, person_id: int, screen: Screen, kind: CardKind) -> None:
    scope = Scope(bundle.office_id)
    for account in accounts.reachable(work.connection, person_id):
        chat_id = account.chat_id
        answers = _card_in(work, bundle, chat_id) if kind is CardKind.REMINDER else 0
        card_id = card_rows.add(work.connection, scope, bundle.id, person_id, chat_id, kind)
        priority = mail.DUTY if kind is CardKind.CARD else mail.REMINDER
        said = encoded(mail.headed(work, bundle.office_id, screen))
        row = outbox.Draft(chat_id, "duty", priority, "send", said, work.now, reply_card_id=answers)
        _append(work, bundle, row, card_id, person_id)


def _card_in(work: Work, bundle: Bundle, chat_id: int) -> int:
    """The live card of the bundle in a chat, which a reminder answers; 0 where there is none."""
    live = card_rows.live(work.connection, Scope(bundle.office_id), bundle.id)
    own = (card.id for card in live if card.chat_id == chat_id and card.kind is CardKind.CARD)
    return next(own, 0)


def _edit(work: Work, bundle: Bundle, card: Card, screen: Screen) -> None:
    said = encoded(mail.headed(work, bundle.office_id, screen))
    row = outbox.Draft(card.chat_id, "edit", mail.DECISION, "edit", said, work.now)
    _append(work, bundle, row, card.id, card.person_id)


def _append(work: Work, bundle: Bundle, row: outbox.Draft, card_id: int, person_id: int) -> None:
    """Write a row that shows this bundle at its present revision, as one person's card."""
    addressed = replace(
        row,
        office_id=bundle.office_id,
        card_id=card_id,
        bundle_id=bundle.id,
        revision=bundle.revision,
        seat_id=bundle.seat_id,
        person_id=person_id,
    )
    outbox.append(work.connection, addressed)
