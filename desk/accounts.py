"""Connecting Telegram accounts to persons, and what is said to those nobody knows.

Source: telegram 3.8, 3.9; design 4. An account is bound only by a one-time link. Links made in chat ask for
the phone: it equals the workbook's, or an admin of the person's home office confirms with one press. Whatever
is wrong with a link, the answer is the same sentence, at most three times a day.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from desk import charts
from desk import people as desk_people
from desk.works import Refused, Work
from sop.people import Account, AccountBound, AccountsEnded, Invitation, Person, ReachabilityChanged
from storage import accounts, cards, invitations, people, strangers
from storage.database import Scope
from text.incoming import ChatKind, Contact, Incoming

MAX_ACCOUNTS = 3
STRANGER_ANSWERS = 3  # a day
STRANGER_ZONE = ZoneInfo("Asia/Jakarta")  # where nobody is known, neither is an office's zone
GROUP_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bound:
    """The account is connected; `ended` are the person's accounts it took the place of."""

    person: Person
    account_id: int
    telegram_id: int
    ended: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class PhoneWanted:
    """The link is good; the phone number decides."""

    person: Person
    invitation: Invitation


@dataclass(frozen=True, slots=True)
class AdminWanted:
    """The shared number is not the workbook's: an admin of the person's home office is asked."""

    person: Person
    invitation: Invitation
    shared: str
    home_id: int
    admins: tuple[int, ...]


def known(work: Work, telegram_id: int) -> Person | None:
    """The person behind a confirmed, live account."""
    return accounts.owner(work.connection, telegram_id)


def introduce(work: Work, username: str) -> None:
    """Keep the application's own user name in Telegram: links are made of it."""
    if accounts.bot_name(work.connection) != username:
        accounts.keep_bot_name(work.connection, username, work.now)


def own_name(work: Work) -> str:
    """The application's user name; empty until it was told."""
    return accounts.bot_name(work.connection)


def reachability(work: Work, incoming: Incoming) -> None:
    """Somebody blocked the application in their private chat, or let it in again."""
    if incoming.chat_kind is not ChatKind.PRIVATE:
        return
    person_id = accounts.reach(work.connection, incoming.sender_id, incoming.reachable)
    if person_id is not None:
        _reach_changed(work, person_id)


def unreachable(work: Work, chat_id: int) -> None:
    """A message could not be delivered because the chat is closed to us."""
    accounts.reach(work.connection, chat_id, False)
    account = accounts.by_telegram(work.connection, chat_id)
    if account is not None:
        _reach_changed(work, account.person_id)


def _reach_changed(work: Work, person_id: int) -> None:
    charts.changed_for(work, person_id)
    reachable = bool(accounts.reachable(work.connection, person_id))
    work.happened(ReachabilityChanged(person_id, reachable))


def open_link(work: Work, token: str) -> Bound | PhoneWanted | None:
    """Somebody came with a link; None for one that is wrong, used, expired or somebody else's."""
    incoming = _sender(work)
    invitation = invitations.by_hash(work.connection, desk_people.hashed(token))
    if invitation is None or not _is_good(work, invitation, incoming.sender_id):
        return None
    _refuse_taken(work, invitation.person_id, incoming.sender_id)
    person = people.person(work.connection, invitation.person_id)
    assert person is not None
    adds = desk_people.adds_account(token)
    if adds:
        _refuse_full(work, person.id, incoming.sender_id)
    if not invitation.needs_phone:
        return _bind(work, invitation, incoming.sender_id, incoming.sender_name, adds=adds)
    shown_as = f"{desk_people.ADDING if adds else '-'}{incoming.sender_name}"
    scope = Scope(invitation.office_id)
    invitations.open_for(work.connection, scope, invitation.id, incoming.sender_id, shown_as)
    return PhoneWanted(person, invitation)


def share_phone(work: Work, contact: Contact) -> Bound | AdminWanted | None:
    """The number of whoever opened a link; None where no link of theirs waits for one."""
    incoming = _sender(work)
    invitation = invitations.opened_by(work.connection, incoming.sender_id)
    if invitation is None or not _is_good(work, invitation, incoming.sender_id):
        return None
    if contact.user_id != incoming.sender_id:
        raise Refused("people.own_phone_only")
    _refuse_taken(work, invitation.person_id, incoming.sender_id)
    person = people.person(work.connection, invitation.person_id)
    assert person is not None
    if person.phone and digits(contact.phone) == digits(person.phone):
        return _bind_opened(work, invitation)
    home_id = desk_people.home_of(work, person.id)
    admins = desk_people.admins(work, home_id)
    return AdminWanted(person, invitation, digits(contact.phone), home_id, admins)


def confirm(work: Work, invitation_id: int) -> Bound:
    """An admin vouches for the account that opened the link."""
    invitation = _waiting(work, invitation_id)
    desk_people.require_home(work, invitation.office_id, invitation.person_id)
    assert invitation.telegram_id is not None
    _refuse_taken(work, invitation.person_id, invitation.telegram_id)
    return _bind_opened(work, invitation)


def refuse(work: Work, invitation_id: int) -> Invitation:
    """An admin says that this is somebody else: the link is used up."""
    invitation = _waiting(work, invitation_id)
    invitations.use(work.connection, Scope(invitation.office_id), invitation.id, work.now)
    body: dict[str, object] = {"invitation": invitation.id, "person": invitation.person_id}
    desk_people.record(work, invitation.office_id, "account_refused", body)
    return invitation


def bind_founder(work: Work, office_id: int, person_id: int, telegram_id: int) -> Bound:
    """The account that set the first office up is one of its admins from now on."""
    person = people.person(work.connection, person_id)
    assert person is not None
    account_id = _add(work, person_id, telegram_id, "", True)
    charts.changed_for(work, person_id)
    work.happened(AccountBound(person_id))
    body: dict[str, object] = {"person": person_id, "account": account_id}
    desk_people.record(work, office_id, "founder_bound", body)
    return Bound(person, account_id, telegram_id, ())


def may_answer_stranger(work: Work) -> bool:
    """Whether this unknown sender still gets a sentence today; counts it."""
    day = work.now.astimezone(STRANGER_ZONE).date()
    return strangers.may_answer(work.connection, _sender(work).sender_id, day, STRANGER_ANSWERS)


def may_speak_in_group(work: Work) -> bool:
    return strangers.may_speak(work.connection, _sender(work).chat_id, work.now, GROUP_PAUSE)


def digits(phone: str) -> str:
    """A number as Telegram writes it: country code first, no plus; a leading 0 is Indonesia's."""
    found = re.sub(r"\D", "", phone)
    return f"62{found[1:]}" if found.startswith("0") else found


def _is_good(work: Work, invitation: Invitation, telegram_id: int) -> bool:
    unused = invitation.used_at is None and work.now < invitation.expires_at
    if invitation.needs_phone and desk_people.reaches_abroad(
        work, invitation.office_id, invitation.person_id
    ):
        return False
    return unused and invitation.telegram_id in (None, telegram_id)


def _waiting(work: Work, invitation_id: int) -> Invitation:
    """An invitation that waits for this admin's word; Refused otherwise."""
    found = desk_people.invitation_of(work, invitation_id)
    if found.used_at is not None or found.telegram_id is None:
        raise Refused("people.already_decided")
    return found


def _refuse_taken(work: Work, person_id: int, telegram_id: int) -> None:
    """One Telegram account stands for one person only."""
    owner = accounts.owner(work.connection, telegram_id)
    if owner is not None and owner.id != person_id:
        raise Refused("people.account_taken")


def _refuse_full(work: Work, person_id: int, telegram_id: int) -> None:
    live = accounts.of_person(work.connection, person_id)
    if len(live) >= MAX_ACCOUNTS and telegram_id not in {account.telegram_id for account in live}:
        raise Refused("people.accounts_full")


def _bind_opened(work: Work, invitation: Invitation) -> Bound:
    """Bind the account that opened the link; whether it adds was written down when it did."""
    assert invitation.telegram_id is not None
    adds, display = invitation.display[:1] == desk_people.ADDING, invitation.display[1:]
    if adds:
        _refuse_full(work, invitation.person_id, invitation.telegram_id)
    return _bind(work, invitation, invitation.telegram_id, display, adds=adds)


def _bind(work: Work, invitation: Invitation, telegram_id: int, display: str, *, adds: bool) -> Bound:
    if not invitations.use(work.connection, Scope(invitation.office_id), invitation.id, work.now):
        raise Refused("people.already_decided")
    live = accounts.of_person(work.connection, invitation.person_id)
    same = next((account for account in live if account.telegram_id == telegram_id), None)
    ended = () if adds else tuple(account for account in live if account is not same)
    for account in ended:
        accounts.end(work.connection, account.id, work.now)
    rings = not any(account.ringing for account in live if account not in ended)
    account_id = same.id if same else _add(work, invitation.person_id, telegram_id, display, rings)
    if rings:
        accounts.ring(work.connection, account_id)
    person = people.person(work.connection, invitation.person_id)
    assert person is not None
    _told(work, invitation, Bound(person, account_id, telegram_id, ended))
    return Bound(person, account_id, telegram_id, ended)


def _add(work: Work, person_id: int, telegram_id: int, display: str, rings: bool) -> int:
    """In a private chat the chat's id is the person's."""
    return accounts.add(
        work.connection,
        {
            "person_id": person_id,
            "telegram_id": telegram_id,
            "chat_id": telegram_id,
            "display": display,
            "ringing": rings,
            "bound_at": work.now,
        },
    )


def _told(work: Work, invitation: Invitation, bound: Bound) -> None:
    charts.changed_for(work, bound.person.id)
    work.happened(AccountBound(bound.person.id))
    if bound.ended:
        left = tuple(account.chat_id for account in bound.ended)
        cards.retire_in(work.connection, bound.person.id, left)
        work.happened(AccountsEnded(bound.person.id, left))
    body: dict[str, object] = {
        "person": bound.person.id,
        "account": bound.account_id,
        "invitation": invitation.id,
        "ended": [account.id for account in bound.ended],
    }
    desk_people.record(work, invitation.office_id, "account_bound", body)


def _sender(work: Work) -> Incoming:
    assert work.incoming is not None
    return work.incoming
