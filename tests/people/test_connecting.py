"""A person opens a link in the chat and is connected, or nothing is told."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk import accounts as desk_accounts
from desk import charts
from desk import people as desk_people
from desk.works import Work
from sop.cards import CardKind
from sop.people import AccountBound, AccountsEnded, ReachabilityChanged
from storage import accounts, cards
from storage.database import Database, Scope
from tests.delivery.offices import a_desktop
from tests.people.chats import Chat, Office
from tests.people.demo import NOW, load, person_id
from text.catalogue import plain
from text.incoming import ChatKind, Kind
from text.taps import Tap, unpacked

SECRETARY = "Lalu Hendra"
ADMIN = "Yohanes Kolo"


@pytest.fixture
def office(database: Database) -> Office:
    found = load(database)
    with database.writing() as connection:
        desk_accounts.introduce(Work(connection, NOW), "kinerja_uji_bot")
    return Office(database, Scope(found.office_id))


def test_a_link_from_the_command_line_connects_at_once(office: Office) -> None:
    chat = Chat(office.database, 7001)
    chat.start(office.invited(SECRETARY))
    assert chat.last().startswith("Terima kasih, Bapak Lalu Hendra Saputra, S.E., M.M.")
    assert "Sekretaris Dinas" in chat.last()
    assert office.accounts(SECRETARY) == [7001]
    assert AccountBound(person_id(office.database, office.scope, SECRETARY)) in chat.events


def test_only_the_hash_of_a_token_is_stored(office: Office) -> None:
    token = office.invited(SECRETARY)
    with office.database.reading() as connection:
        stored = connection.execute(sa.text("SELECT * FROM invitations")).all()
        journal = connection.execute(sa.text("SELECT body FROM journals")).all()
    assert token not in str(stored)
    assert token not in str(journal)
    assert desk_people.hashed(token) in str(stored)


def test_binding_sets_the_menu_of_the_persons_roles(office: Office) -> None:
    assert "undang" in office.connected(ADMIN, 7100).menu()
    assert "undang" not in office.connected(SECRETARY, 7101).menu()
    assert "bantuan" in office.connected("Siti Aminah", 7102).menu()


@pytest.mark.parametrize("bad", ["wrong", "used", "expired", "somebody_elses"])
def test_whatever_is_wrong_with_a_link_the_answer_is_the_same(office: Office, bad: str) -> None:
    chat = Chat(office.database, 7200)
    token = office.invited(SECRETARY, needs_phone=bad == "somebody_elses")
    if bad in ("used", "somebody_elses"):
        Chat(office.database, 7201).start(token)
    if bad == "expired":
        chat.now = NOW + timedelta(hours=72)
    chat.start("x" * 22 if bad == "wrong" else token)
    assert chat.last() == plain("people.stranger")
    assert 7200 not in office.accounts(SECRETARY)


def test_a_deciders_link_lives_72_hours_and_a_staff_link_14_days(office: Office) -> None:
    with office.database.writing() as connection:
        work = Work(connection, NOW)
        lives = {
            name: desk_people.invite(
                work,
                office.scope.office_id,
                person_id(office.database, office.scope, name),
                f"{number:022d}",
            ).expires_at
            - NOW
            for number, name in enumerate((SECRETARY, "Siti Aminah", "Dewi Lestari"))
        }
    assert list(lives.values()) == [timedelta(hours=72), timedelta(hours=72), timedelta(days=14)]


def test_a_stranger_gets_three_sentences_a_day(office: Office) -> None:
    chat = Chat(office.database, 7300)
    for _ in range(5):
        chat.write("halo")
    assert len(chat.heard()) == 3
    chat.now = NOW + timedelta(days=1)
    chat.write("halo")
    assert len(chat.heard()) == 4


def test_a_strangers_press_is_answered_every_time(office: Office) -> None:
    chat = Chat(office.database, 7301)
    for _ in range(4):
        assert chat.press("1|ok|5|1|") == plain("people.stranger")
    assert chat.heard() == []


def test_a_link_made_in_chat_asks_for_the_phone_and_the_right_one_connects(office: Office) -> None:
    chat = Chat(office.database, 7400)
    chat.start(office.invited(SECRETARY, needs_phone=True))
    assert chat.heard()[-1]["ask_contact"] == plain("people.phone_button")
    assert office.accounts(SECRETARY) == []
    chat.share(office.phone(SECRETARY).lstrip("+"))
    assert office.accounts(SECRETARY) == [7400]


def test_a_forwarded_contact_does_not_count(office: Office) -> None:
    chat = Chat(office.database, 7401)
    chat.start(office.invited(SECRETARY, needs_phone=True))
    chat.share(office.phone(SECRETARY), user_id=99)
    assert chat.last() == plain("people.own_phone_only")
    assert office.accounts(SECRETARY) == []


def test_another_number_waits_for_one_press_of_the_admin(office: Office) -> None:
    admin = office.connected(ADMIN, 7500)
    chat = Chat(office.database, 7501)
    chat.start(office.invited(SECRETARY, needs_phone=True))
    chat.share("6281234567890")
    chat.share("6281234567890")
    assert office.accounts(SECRETARY) == []
    cards = [one for one in admin.heard() if "Konfirmasi akun" in str(one["text"])]
    assert len(cards) == 1
    assert "7890" in str(cards[0]["text"])
    assert "6281234567890" not in str(cards[0]["text"])
    card = admin.buttons()[0]["data"]
    assert admin.press(card) == plain("people.confirmed_toast")
    assert office.accounts(SECRETARY) == [7501]
    assert "Terima kasih" in chat.last()
    assert admin.press(card) == plain("people.already_decided")


def test_bukan_uses_the_link_up(office: Office) -> None:
    admin = office.connected(ADMIN, 7510)
    chat = Chat(office.database, 7511)
    token = office.invited(SECRETARY, needs_phone=True)
    chat.start(token)
    chat.share("6281234567890")
    admin.press(admin.buttons()[1]["data"])
    assert chat.last() == plain("people.refused_told")
    chat.start(token)
    assert chat.last() == plain("people.stranger")
    assert office.accounts(SECRETARY) == []


def test_only_an_admin_of_the_office_confirms(office: Office) -> None:
    other = office.connected("Siti Aminah", 7520)
    chat = Chat(office.database, 7521)
    chat.start(office.invited(SECRETARY, needs_phone=True))
    with office.database.reading() as connection:
        invitation = connection.execute(sa.text("SELECT max(id) FROM invitations")).scalar_one()
    for act in ("cfm", "cfx"):
        assert other.press(f"1|{act}|{invitation}|0|") == plain("people.admin_only")
    assert office.accounts(SECRETARY) == []


def test_a_new_invitation_ends_the_old_binding_and_tells_both_sides(office: Office) -> None:
    old = office.connected(SECRETARY, 7600)
    new = Chat(office.database, 7601)
    new.start(office.invited(SECRETARY, "n" * 22))
    assert office.accounts(SECRETARY) == [7601]
    assert "tidak lagi terhubung" in old.last()
    assert "lama tidak lagi terhubung" in new.last()
    ended = AccountsEnded(person_id(office.database, office.scope, SECRETARY), (7600,))
    assert ended in new.events


def test_a_further_account_keeps_the_first_and_three_are_the_most(office: Office) -> None:
    office.connected(SECRETARY, 7610)
    for telegram_id in (7611, 7612):
        token = office.invited(SECRETARY, f"{telegram_id:022d}", adds=True)
        Chat(office.database, telegram_id).start(token)
    assert office.accounts(SECRETARY) == [7610, 7611, 7612]
    with office.database.reading() as connection:
        person = person_id(office.database, office.scope, SECRETARY)
        rings = [one.ringing for one in accounts.of_person(connection, person)]
    assert rings == [True, False, False]
    token = office.invited(SECRETARY, "z" * 22, adds=True)
    fourth = Chat(office.database, 7613)
    fourth.start(token)
    assert fourth.last() == plain("people.accounts_full")


def test_a_token_cannot_be_turned_from_adding_into_replacing(office: Office) -> None:
    office.connected(SECRETARY, 7620)
    token = office.invited(SECRETARY, "z" * 22, adds=True)
    chat = Chat(office.database, 7621)
    chat.start(token[1:])
    assert chat.last() == plain("people.stranger")


def test_one_telegram_account_stands_for_one_person(office: Office) -> None:
    chat = office.connected(SECRETARY, 7630)
    chat.start(office.invited("Siti Aminah", "s" * 22))
    assert chat.last() == plain("people.account_taken")
    assert office.accounts("Siti Aminah") == []


def test_start_greets_a_known_person_by_title_and_capacity(office: Office) -> None:
    chat = office.connected("Ahmad Zulkarnain", 7640)
    chat.start()
    greeting, help_page = chat.heard()[-2:]
    assert str(greeting["text"]).startswith("Selamat datang, Bapak Ahmad Zulkarnain")
    assert "Plt. Kepala UPTD Rumah Kemasan" in str(greeting["text"])
    assert "/bantuan" in str(help_page["text"])


def test_a_blocked_account_is_noticed_and_so_is_its_return(office: Office) -> None:
    chat = office.connected(SECRETARY, 7650)
    person = person_id(office.database, office.scope, SECRETARY)
    for reachable in (False, True):
        chat.serve(Kind.MEMBERSHIP, reachable=reachable)
        assert ReachabilityChanged(person, reachable) in chat.events
        with office.database.reading() as connection:
            seat = charts.chart(Work(connection, NOW), office.scope.office_id).with_role("secretary")[0]
        assert seat.connected is reachable


def test_undang_lists_pages_and_makes_a_text_for_whatsapp(office: Office) -> None:
    admin = office.connected(ADMIN, 7700)
    admin.write("/undang")
    assert "Belum terhubung" in admin.last()
    first_page = admin.buttons()
    following = next(one for one in first_page if one["label"] == plain("people.next_page"))
    admin.press(following["data"])
    assert admin.buttons()[0]["data"] != first_page[0]["data"]
    admin.write("/undang Lalu Hendra")
    admin.press(admin.buttons()[0]["data"])
    note, letter = admin.heard()[-2:]
    share = note["rows"][0][0]  # type: ignore[index]
    assert share["url"].startswith("https://wa.me/62")
    link = re.search(r"https://t\.me/kinerja_uji_bot\?start=([A-Za-z0-9_-]{22})\n", str(letter["text"]))
    assert link is not None
    chat = Chat(office.database, 7701)
    chat.start(link[1])
    assert "ask_contact" in chat.heard()[-1]


def test_undang_is_for_admins_and_their_own_office_only(office: Office) -> None:
    other = office.connected(SECRETARY, 7710)
    target = person_id(office.database, office.scope, "Siti Aminah")
    other.write("/undang")
    assert other.last() == plain("people.admin_only")
    assert other.press(f"1|ivp|{target}|0|{office.scope.office_id}") == plain("people.admin_only")
    admin = office.connected(ADMIN, 7711)
    assert admin.press(f"1|ivp|{target}|0|{office.scope.office_id + 1}") == plain("people.admin_only")


def test_a_group_gets_one_sentence_an_hour(office: Office) -> None:
    chat = Chat(office.database, 7800)
    for minutes in (0, 10, 59, 60, 70):
        chat.now = NOW + timedelta(minutes=minutes)
        chat.serve(Kind.TEXT, chat_kind=ChatKind.GROUP, text="/tugas")
    assert len(chat.heard()) == 2
    assert chat.buttons()[0]["url"] == "https://t.me/kinerja_uji_bot"


def test_every_tap_of_this_area_fits_and_is_routed(office: Office) -> None:
    from handlers.routes import TAPS

    for act in ("inv", "ivp", "iva", "cfm", "cfx"):
        assert act in TAPS
        assert unpacked(f"1|{act}|1|0|") == Tap(act, "1")


def test_cards_in_an_account_that_was_replaced_follow_nothing_any_more(office: Office) -> None:
    office.connected(SECRETARY, 7605)
    person = person_id(office.database, office.scope, SECRETARY)
    with office.database.writing() as connection:
        desktop = a_desktop(connection, 9_605, "LAIN")
        old, other = (
            cards.add(connection, desktop.scope, desktop.bundle, person, chat, CardKind.CARD)
            for chat in (7605, 7606)
        )
    Chat(office.database, 7607).start(office.invited(SECRETARY, "m" * 22))
    with office.database.reading() as connection:
        found = {one.id for one in cards.live(connection, desktop.scope, desktop.bundle)}
    assert found == {desktop.card, other}
    assert old not in found
