"""Connecting, inviting, greeting and helping people; and what is said to those nobody knows."""

from desk import accounts, mail, menus, people
from desk.accounts import AdminWanted, Bound, PhoneWanted
from desk.people import Invitee
from desk.works import Refused, Work
from screens import people as screens
from sop.people import Person
from text.catalogue import plain
from text.incoming import Incoming, Kind
from text.taps import Tap


def start(work: Work, incoming: Incoming) -> None:
    """`/start`: connects by a link, greets whoever is connected, and tells a stranger nothing."""
    _, _, token = incoming.text.partition(" ")
    outcome = accounts.open_link(work, token.strip()) if token.strip() else None
    match outcome:
        case Bound():
            _welcome(work, outcome)
        case PhoneWanted():
            seated = _seated(work, outcome.person.id)
            mail.reply(work, screens.phone_wanted(outcome.person, seated))
        case None if work.person is not None:
            mail.reply(work, screens.greeting(work.person, _seated(work, work.person.id)))
            set_menu(work, work.person, incoming.chat_id)
            help_me(work, incoming)
        case None:
            stranger(work, incoming)


def contact(work: Work, incoming: Incoming) -> None:
    """A shared phone number; it counts only after a link was opened."""
    assert incoming.contact is not None
    outcome = accounts.share_phone(work, incoming.contact)
    match outcome:
        case Bound():
            _welcome(work, outcome)
        case AdminWanted():
            _ask_admins(work, outcome, incoming.sender_name)
            mail.reply(work, screens.phone_differs())
        case None if work.person is not None:
            mail.reply(work, screens.already_connected())
        case None:
            stranger(work, incoming)


def confirm(work: Work, incoming: Incoming, tap: Tap) -> None:
    """An admin confirms the account that opened an invitation."""
    bound = accounts.confirm(work, tap.id)
    mail.toast(work, plain("people.confirmed_toast"))
    tell_bound(work, bound)


def refuse(work: Work, incoming: Incoming, tap: Tap) -> None:
    """An admin says that the account is somebody else's."""
    invitation = accounts.refuse(work, tap.id)
    mail.toast(work, plain("people.refused_toast"))
    if invitation.telegram_id is not None:
        menus.say(work, invitation.telegram_id, screens.refused_told())


def invite(work: Work, incoming: Incoming) -> None:
    """`/undang`, or `/undang Siti`: whom to invite."""
    _, _, wanted = incoming.text.partition(" ")
    if wanted.strip():
        found = people.matching(work, wanted.strip())
        mail.reply(work, screens.invite_found(_rows(found), wanted.strip()))
        return
    mail.reply(work, screens.invite_list(_rows(people.unconnected(work)), 0))


def invite_page(work: Work, incoming: Incoming, tap: Tap) -> None:
    page = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    mail.reply(work, screens.invite_list(_rows(people.unconnected(work)), page))


def invite_person(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A link that connects somebody, in place of the accounts they may have had."""
    _invite(work, tap, adds=False)


def invite_further(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A link for a further account of somebody who keeps the others."""
    _invite(work, tap, adds=True)


def help_me(work: Work, incoming: Incoming) -> None:
    """`/bantuan`: what this person can do here, in a few lines."""
    groups = people.groups(work, work.person.id) if work.person else frozenset({"everyone"})
    mail.reply(work, screens.help_page(sorted(groups), commands_for(groups)))


def stranger(work: Work, incoming: Incoming) -> None:
    """One polite sentence that tells nothing, three times a day; a press is always answered."""
    if incoming.kind is Kind.TAP:
        mail.toast(work, plain("people.stranger"), alert=True)
    elif accounts.may_answer_stranger(work):
        mail.reply(work, screens.stranger())


def group(work: Work, incoming: Incoming) -> None:
    """In a group: one sentence with the way to the private chat, hourly at most."""
    if incoming.kind is Kind.TAP:
        mail.toast(work, plain("people.group_plain"), alert=True)
    elif accounts.may_speak_in_group(work):
        mail.reply(work, screens.group(accounts.own_name(work)))


def commands_for(groups: frozenset[str]) -> list[tuple[str, str]]:
    """The commands shown to somebody of these groups, with what they do."""
    from handlers.routes import COMMANDS  # the list names this module's functions

    return [(name, one.does) for name, one in COMMANDS.items() if one.shown_to & groups]


def set_menu(work: Work, person: Person, chat_id: int) -> None:
    """The command menu of one chat, made for its person."""
    menus.post(work, chat_id, commands_for(people.groups(work, person.id)))


def _welcome(work: Work, bound: Bound) -> None:
    """Whoever is writing was connected just now."""
    work.person = bound.person
    tell_bound(work, bound)


def tell_bound(work: Work, bound: Bound) -> None:
    """Tell the account that is connected, and those it took the place of."""
    seated = _seated(work, bound.person.id)
    replaced = bool(bound.ended)
    menus.say(work, bound.telegram_id, screens.bound(bound.person, seated, replaced))
    set_menu(work, bound.person, bound.telegram_id)
    for account in bound.ended:
        menus.say(work, account.chat_id, screens.ended(bound.person))
        menus.post(work, account.chat_id, commands_for(frozenset({"everyone"})))


def _ask_admins(work: Work, wanted: AdminWanted, display: str) -> None:
    invitation = wanted.invitation
    seated = [(one.seat, one.office) for one in people.capacities(work, wanted.person.id)]
    of_office = [pair for pair in seated if pair[1].id == invitation.office_id]
    card = screens.confirm_ask(wanted.person, of_office, display, wanted.shared, invitation.id)
    for admin_id in wanted.admins:
        dedup = f"confirm:{invitation.id}"
        mail.notify(work, admin_id, card, dedup=dedup, office_id=wanted.home_id)


def _invite(work: Work, tap: Tap, *, adds: bool) -> None:
    office_id = int(tap.argument) if tap.argument.isascii() and tap.argument.isdigit() else 0
    send_invitation(work, office_id, tap.id, adds=adds)


def send_invitation(work: Work, office_id: int, person_id: int, *, adds: bool = False) -> None:
    """Make a link for somebody and show its text, ready to be forwarded."""
    username = accounts.own_name(work)
    if not username:
        raise Refused("people.not_ready")
    made = people.invite_in_chat(work, office_id, person_id, work.token(), adds=adds)
    address = f"https://t.me/{username}?start={made.token}"
    link = screens.Link(made.invitee.office, made.invitee.person, made.expires_at, address)
    for screen in screens.invite_made(link):
        mail.reply(work, screen)


def _seated(work: Work, person_id: int) -> screens.Seated:
    return [(one.seat, one.office) for one in people.capacities(work, person_id)]


def _rows(invitees: tuple[Invitee, ...]) -> list[screens.Row]:
    return [screens.Row(one.office, one.person, one.seats, one.connected) for one in invitees]


TAPS = {
    "inv": invite_page,
    "ivp": invite_person,
    "iva": invite_further,
    "cfm": confirm,
    "cfx": refuse,
}
