"""A person is one in all offices: only the home office gives their accounts away in chat."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from desk import accounts as desk_accounts
from desk import charts
from desk import people as desk_people
from desk.works import Refused, Work
from sop.people import Holding
from storage import offices as office_rows
from storage import people
from storage.database import Database, Scope
from tests.people.chats import TOKEN, Chat, Office
from tests.people.demo import NOW, load, person_id
from tools.demo_office import demo_book

HEAD = "Maria"
ADMIN = "Yohanes Kolo"


@dataclass
class Neighbours:
    """The head of `home` sits in `other` as well; the admin of `other` is another person."""

    home: Office
    other: Scope
    guest_id: int
    admin_id: int

    def invited(self) -> None:
        """The admin of the other office asks for a link in chat."""
        with self.home.database.writing() as connection:
            work = Work(connection, NOW, person=people.person(connection, self.admin_id))
            desk_people.invite_in_chat(work, self.other.office_id, self.guest_id, TOKEN, adds=False)

    def confirmed(self, admin_id: int, invitation_id: int) -> None:
        with self.home.database.writing() as connection:
            work = Work(connection, NOW, person=people.person(connection, admin_id))
            desk_accounts.confirm(work, invitation_id)


@pytest.fixture
def neighbours(database: Database) -> Neighbours:
    home = Office(database, Scope(load(database).office_id))
    book = demo_book()
    persons = tuple(replace(one, nip="") for one in book.staff)
    other = Scope(
        load(database, replace(book, office=replace(book.office, code="TETANGGA"), staff=persons)).office_id
    )
    with database.writing() as connection:
        desk_accounts.introduce(Work(connection, NOW), "kinerja_uji_bot")
        work = Work(connection, NOW)
        seats = {seat.role: seat for seat in charts.chart(work, home.scope.office_id).seats}
        guest_id = seats["head"].holder_id
        assert guest_id is not None
        values = {
            "position_id": charts.chart(work, other.office_id).with_role("division_head")[0].id,
            "person_id": guest_id,
            "holding": Holding.ACTING_VACANT,
            "starts_at": NOW - timedelta(days=1),
            "ends_at": None,
            "decree": "",
        }
        people.assign(connection, other, values)
        charts.changed(work, other.office_id)
        (admin_id,) = office_rows.admins(connection, other)
    return Neighbours(home, other, guest_id, admin_id)


def name_of(neighbours: Neighbours) -> str:
    with neighbours.home.database.reading() as connection:
        found = people.person(connection, neighbours.guest_id)
    assert found is not None
    return found.name


def test_another_office_cannot_replace_the_accounts_of_its_guest(neighbours: Neighbours) -> None:
    name = name_of(neighbours)
    neighbours.home.connected(name, 7001)
    with pytest.raises(Refused) as refused:
        neighbours.invited()
    assert refused.value.key == "people.home_invites"
    assert neighbours.home.accounts(name) == [7001]


def test_a_link_made_before_its_guest_connected_at_home_no_longer_works(neighbours: Neighbours) -> None:
    name = name_of(neighbours)
    neighbours.invited()
    neighbours.home.connected(name, 7001)
    stranger = Chat(neighbours.home.database, 666)
    stranger.start(TOKEN)
    stranger.share(neighbours.home.phone(name))
    assert neighbours.home.accounts(name) == [7001]


def test_a_guest_without_an_account_connects_with_the_phone_of_the_home_office(
    neighbours: Neighbours,
) -> None:
    name = name_of(neighbours)
    neighbours.invited()
    guest = Chat(neighbours.home.database, 7002)
    guest.start(TOKEN)
    guest.share(neighbours.home.phone(name))
    assert neighbours.home.accounts(name) == [7002]


def test_for_another_phone_the_admins_of_the_home_office_vouch_and_nobody_else(
    neighbours: Neighbours,
) -> None:
    name = name_of(neighbours)
    neighbours.invited()
    guest = Chat(neighbours.home.database, 7003)
    guest.start(TOKEN)
    guest.share("6281000000")
    with neighbours.home.database.reading() as connection:
        (home_admin,) = office_rows.admins(connection, neighbours.home.scope)
    with pytest.raises(Refused) as refused:
        neighbours.confirmed(neighbours.admin_id, 1)
    assert refused.value.key == "people.admin_only"
    assert neighbours.home.accounts(name) == []
    neighbours.confirmed(home_admin, 1)
    assert neighbours.home.accounts(name) == [7003]


def test_the_admin_of_the_home_office_is_who_was_asked(neighbours: Neighbours) -> None:
    admin = neighbours.home.connected(ADMIN, 7004)
    neighbours.invited()
    guest = Chat(neighbours.home.database, 7005)
    guest.start(TOKEN)
    guest.share("6281000000")
    assert "Konfirmasi akun" in admin.last()
    assert admin.telegram_id in neighbours.home.accounts(ADMIN)
    assert person_id(neighbours.home.database, neighbours.home.scope, ADMIN) != neighbours.admin_id
