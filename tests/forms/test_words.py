"""Below target one message asks for obstacle and follow-up; unusual figures ask for an explanation."""

from datetime import date
from decimal import Decimal

import pytest

from storage.database import Database
from tests.forms.offices import PIKM, PSDI, UPTD, labels, ready


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """One database is enough here: the same statements run on both in the tests of lists."""
    return sqlite_database


def test_obstacle_and_follow_up_come_in_one_message(database: Database) -> None:
    office = ready(database)
    asked = office.write(UPTD, "74,9")
    assert "belum mencapai target 75; tulis hambatan; tindak lanjut" in asked.text
    answer = office.write(UPTD, "satu mesin diperbaiki dua pekan; menambah jam layanan Sabtu")
    said = office.said("PIKM-2")
    assert said
    assert said.obstacle == "satu mesin diperbaiki dua pekan"
    assert said.follow_up == "menambah jam layanan Sabtu"
    assert said.follow_up_by == "Pembina Industri Ahli Pertama"
    assert said.follow_up_due == date(2026, 12, 31)
    assert labels(answer)[0] == "Ajukan (1/1)"


def test_several_rows_are_explained_by_number(database: Database) -> None:
    office = ready(database)
    office.write(PIKM, "1) 163  2) 262/640  3) 17  4) 10")
    office.write(PIKM, "1) pendataan di 3 kecamatan belum selesai; dituntaskan bersama camat\n2) antrean SNI")
    first, second = office.said("IKU-1"), office.said("IKU-3")
    assert first
    assert first.obstacle == "pendataan di 3 kecamatan belum selesai"
    assert second
    assert (second.obstacle, second.follow_up) == ("antrean SNI", "")
    asked = office.last(PIKM)
    assert "hambatan sudah ada; tulis tindak lanjutnya" in asked.text
    answer = office.write(PIKM, "2) mengajukan uji kolektif 4) kuota turun; geser ke TW IV")
    second = office.said("IKU-3")
    assert second
    assert (second.obstacle, second.follow_up) == ("antrean SNI", "mengajukan uji kolektif")
    assert labels(answer)[0] == "Ajukan (4/4)"


def test_an_unusual_figure_is_kept_with_a_short_explanation_for_the_checker(database: Database) -> None:
    office = ready(database)
    asked = office.write(PSDI, "1) 61  2) 104  3) 34")
    assert "3) Wirausaha industri baru yang terbentuk, 34 Orang: jauh di atas" in asked.text
    assert office.said("PSDI-3")
    answer = office.write(PSDI, "dua angkatan wirausaha dari dana pusat")
    said = office.said("PSDI-3")
    assert said
    assert said.note == "dua angkatan wirausaha dari dana pusat"
    assert labels(answer)[0] == "Ajukan (3/3)"


def test_figures_typed_while_words_are_asked_are_figures(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    answer = office.write(UPTD, "75,9")
    said = office.said("PIKM-2")
    assert said
    assert (said.value, said.obstacle) == (Decimal("75.9"), "")
    assert labels(answer)[0] == "Ajukan (1/1)"


def test_a_figure_that_reaches_its_target_loses_the_cause_of_the_shortfall(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    office.write(UPTD, "mesin rusak; diperbaiki")
    office.write(UPTD, "76")
    said = office.said("PIKM-2")
    assert said
    assert (said.obstacle, said.follow_up, said.follow_up_due) == ("", "", None)
    office.write(UPTD, "74")
    assert office.said("PIKM-2")
    assert "tulis hambatan" in office.last(UPTD).text


def test_a_new_figure_asks_for_a_new_explanation(database: Database) -> None:
    office = ready(database)
    office.write(PSDI, "1) 61  2) 104  3) 34")
    office.write(PSDI, "dua angkatan tambahan dari dana pusat")
    asked = office.write(PSDI, "3) 60")
    said = office.said("PSDI-3")
    assert said
    assert said.note == ""
    assert "mohon penjelasan singkat" in asked.text


def test_words_without_a_number_are_not_guessed_to_a_row(database: Database) -> None:
    office = ready(database)
    office.write(PIKM, "1) 163  2) 262/640  3) 17  4) 10")
    answer = office.write(PIKM, "kuota turun; geser ke TW IV")
    assert "nomornya belum jelas" in answer.text
    assert all(not one.obstacle for code in ("IKU-1", "IKU-3", "PIKM-3") if (one := office.said(code)))


def test_an_explanation_can_be_rewritten_later_by_its_number(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    office.write(UPTD, "mesin rusak; diperbaiki")
    office.write(UPTD, "1) listrik padam tiga hari; genset disewa")
    said = office.said("PIKM-2")
    assert said
    assert (said.obstacle, said.follow_up) == ("listrik padam tiga hari", "genset disewa")


def test_too_many_words_are_refused_and_nothing_is_cut(database: Database) -> None:
    office = ready(database)
    office.write(UPTD, "74,9")
    answer = office.write(UPTD, "mesin rusak; " + "diperbaiki " * 120)
    assert "terlalu panjang" in answer.text
    said = office.said("PIKM-2")
    assert said
    assert said.obstacle == ""
