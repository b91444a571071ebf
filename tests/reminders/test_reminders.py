"""What people are told, how often, and what they are spared. Source: practice 3.1; telegram 2.3, 3.1."""

import pytest

from storage.database import Database
from tests.reminders.offices import Bureau, buttons, opened, plain_text, to

DAYS = ("2026-10-05", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09", "2026-10-12", "2026-10-13")


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """A letter was disposed on Thursday 1 October at 09.00 to the Sekretaris and three Kabid."""
    bureau = opened(database, "2026-10-01 09:00")
    bureau.open_case("letter", "2026")
    (order,) = bureau.open_bundles("KADIS")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    return bureau


def test_one_duty_is_a_short_reply_to_its_card_with_its_first_button(bureau: Bureau) -> None:
    (letter,) = [one for one in bureau.at("2026-10-02 08:15") if one.person_id == bureau.person("KABID-PSDI")]
    assert plain_text(letter.screen.text) == (
        "Pengingat\nMenindaklanjuti disposisi · 2026\nditunggu hari ini s.d. 16.30 WITA"
    )
    assert list(buttons(letter)) == ["Selesai"]
    assert letter.reply_card_id


def test_the_buttons_of_a_reminder_work_like_those_of_the_card(bureau: Bureau) -> None:
    said = bureau.at("2026-10-02 08:15")
    (letter,) = [one for one in said if one.person_id == bureau.person("KABID-PSDI")]
    toast, _ = bureau.press("KABID-PSDI", buttons(letter)["Selesai"])
    assert toast is not None
    assert "Tercatat" in toast.text
    assert bureau.open_bundles("KABID-PSDI") == []


def test_a_later_reminder_leaves_a_stub_of_the_one_before(bureau: Bureau) -> None:
    bureau.at("2026-10-02 08:15")
    said = bureau.at("2026-10-05 08:15")
    mine = bureau.person("KABID-PSDI")
    assert ["dilanjutkan di bawah" in text for text in to(said, mine, "edit")] == [True]
    (again,) = to(said, mine)
    assert "melewati waktu tunggu sejak Jumat 2 Okt" in again


def test_what_is_done_is_not_reminded_of(bureau: Bureau) -> None:
    (duty,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KABID-PSDI", f"1|ok|{duty.id}|{duty.revision}|")
    for day in DAYS:
        assert to(bureau.at(f"{day} 08:15"), bureau.person("KABID-PSDI")) == []


def test_several_duties_are_one_message_with_a_button_each(bureau: Bureau) -> None:
    said = [one for day in DAYS[:2] for one in bureau.at(f"{day} 08:15")]
    (digest,) = [one for one in said if "Mohon bantuan" in one.screen.text]
    assert digest.person_id == bureau.person("SEKRETARIS")
    assert digest.screen.text.count("melewati waktu tunggu") == 4  # his own, and three Kabid
    assert list(buttons(digest)) == ["Buka 1", "Lihat status"]
    _, shown = bureau.press("SEKRETARIS", buttons(digest)["Buka 1"])
    assert "Ditunggu s.d." in to(shown, bureau.person("SEKRETARIS"))[0]
    _, status = bureau.press("SEKRETARIS", buttons(digest)["Lihat status"])
    assert "Sedang ditunggu" in status[-1].screen.text


def test_nobody_gets_two_reminders_on_one_day(bureau: Bureau) -> None:
    for day in DAYS:
        said = bureau.at(f"{day} 08:15") + bureau.every(1, until=f"{day} 17:00")
        people = [one.person_id for one in said if one.method == "send"]
        assert len(people) == len(set(people))


def test_a_second_reminder_of_the_day_comes_with_the_next_working_days_digest(bureau: Bureau) -> None:
    mine = bureau.person("KABID-PSDI")
    assert to(bureau.at("2026-10-02 08:15"), mine)
    bureau.open_case("letter", "2027")
    (order,) = bureau.open_bundles("KADIS")
    (first,) = bureau.open_bundles("KABID-PSDI")
    bureau.press("KADIS", f"1|ok|{order.id}|{order.revision}|")
    assert to(bureau.at("2026-10-05 08:15"), mine)  # both bundles are due that Monday: one message
    assert bureau.open_bundles("KABID-PSDI")[0] == first
    assert to(bureau.at("2026-10-05 13:00"), mine) == []


def test_the_head_is_never_reminded_and_aide_and_secretary_are_asked_for_help(database: Database) -> None:
    bureau = opened(database, "2026-10-01 09:00")
    bureau.open_case("letter", "2026")
    bureau.open_case("letter", "2027")
    assert len(to(bureau.listen(), bureau.person("KADIS"))) == 2  # the cards themselves
    said = [one for day in DAYS for one in bureau.at(f"{day} 08:15")]
    wanted = (
        "Mohon bantuan menyampaikan: 2 berkas menunggu arahan Ibu Kepala Dinas Perindustrian sejak Kamis."
    )
    for helper in ("SEKRETARIS", "PENGOLAH"):
        assert to(said, bureau.person(helper)) == [wanted, wanted]
    assert to(said, bureau.person("KADIS")) == []
    assert not any("terlambat" in one.screen.text for one in said)


def test_superiors_are_told_once_a_level_and_never_the_head(bureau: Bureau) -> None:
    said = [one for day in DAYS for one in bureau.at(f"{day} 08:15") + bureau.every(3, until=f"{day} 16:00")]
    helped = [one.person_id for one in said if "Mohon bantuan" in one.screen.text]
    assert helped == [bureau.person("SEKRETARIS")]
    assert not to(said, bureau.person("KADIS"))


def test_outside_office_hours_nothing_is_said(bureau: Bureau) -> None:
    assert bureau.at("2026-10-02 06:00") == []
    assert bureau.at("2026-10-03 10:00") == []  # Saturday: what was due on Friday waits for Monday
    told = bureau.at("2026-10-05 07:30")
    assert len(to(told, bureau.person("KABID-PSDI"))) == 1


def test_a_late_reminder_says_when_it_should_have_come(bureau: Bureau) -> None:
    (text,) = to(bureau.at("2026-10-02 11:00"), bureau.person("KABID-PSDI"))
    assert text.endswith("Pengingat ini tertunda; seharusnya tiba Jumat 2 Okt 08.15 WITA.")
