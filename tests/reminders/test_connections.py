"""Holders nobody can reach: others are told once, and the card comes as soon as they connect."""

import pytest

from desk import accounts
from sop.people import AccountBound
from storage.database import Database
from tests.reminders.offices import CHAT, Bureau, Letter, opened, to

AWAY = "KABID-PSDI"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    bureau = opened(database, "2026-10-01 09:00", without=(AWAY,))
    bureau.open_case("letter", "2026")
    bureau.listen()
    return bureau


def dispose(bureau: Bureau) -> list[str]:
    (order,) = bureau.open_bundles("KADIS")
    _, said = bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    return to(said, bureau.person("ADMIN"))


def test_the_admin_hears_once_in_a_case_and_the_head_never(bureau: Bureau) -> None:
    (text,) = dispose(bureau)
    assert (
        "Siti Aminah, S.T., M.T. (Kepala Bidang Pembangunan Sumber Daya Industri) belum dapat dihubungi"
        in text
    )
    said = [one for day in ("02", "05", "06") for one in bureau.at(f"2026-10-{day} 08:15")]
    assert not [text for text in to(said, bureau.person("ADMIN")) if "belum dapat dihubungi" in text]
    assert to(said, bureau.person("KADIS")) == []


def test_the_nearest_superior_hears_of_a_filler(database: Database) -> None:
    bureau = opened(database, "2026-09-24 08:15", sop_key="lumajang", without=("SUBKOR-PSDI",))
    said = bureau.tick()
    told = {one.person_id for one in said if "belum dapat dihubungi" in one.screen.text}
    assert told == {bureau.person("ADMIN"), bureau.person("KABID-PSDI")}


def test_cards_wait_for_the_connection_and_come_with_it(bureau: Bureau) -> None:
    dispose(bureau)
    mine = bureau.person(AWAY)
    assert to(bureau.at("2026-10-05 08:15"), mine) == []
    bureau.connect(AWAY)
    assert ["Menindaklanjuti disposisi" in text for text in to(told_bound(bureau, mine), mine)] == [True]
    assert told_bound(bureau, mine) == []  # once more changes nothing: the card is there


def told_bound(bureau: Bureau, person_id: int) -> list[Letter]:
    bureau.act(lambda work: work.happened(AccountBound(person_id)))
    return bureau.listen()


def test_whoever_blocks_the_application_is_reported_and_gets_the_card_when_back(bureau: Bureau) -> None:
    bureau.connect(AWAY)
    dispose(bureau)
    mine = bureau.person(AWAY)
    bureau.act(lambda work: accounts.unreachable(work, CHAT + mine))
    assert ["belum dapat dihubungi" in text for text in to(bureau.listen(), bureau.person("ADMIN"))] == [True]
    assert to(bureau.at("2026-10-02 08:15"), mine) == []
