"""A printed SOP becomes a first definition: nothing invented without a mark, nothing personal copied."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proposals import definition_text, key_of
from sop.faults import InvalidDefinition
from sop.loading import BUILT_IN, load_definitions, read_sop
from sop.printed import cell_rows, read_printed
from sop.procedures import Stage
from sop.proposals import proposed
from sop.role_names import role_of, roles_in
from tests.definitions.papers import TEXTS

OURS = {sop.key: sop for sop in load_definitions(BUILT_IN)}
of_every_paper = pytest.mark.parametrize("key", TEXTS)

TABLE = (
    "Nama SOP\tPengumpulan Data\n\n"
    "N O\tKegiatan\tPelaksana\t\tMutu Baku\t\t\n"
    "\t\tCamat\tKasi/K asi\tKelengkapan\tWaktu (menit)\tOutput\n"
    "1\tCamat memerintahkan Kasi mengumpulkan data triwulan\t\t\tSurat\t15\tDisposisi\n"
    "5a.\tMengisi data\t\t\tDisposisi\t30\tData\n"
)


PIECES = tuple(line for text in TEXTS.values() for line in text.split("\n"))


def proposal_of(text: str) -> str:
    printed = read_printed(text)
    return definition_text(printed, proposed(printed))


@of_every_paper
def test_steps_limits_and_words_are_those_of_our_definitions(key: str) -> None:
    printed = read_printed(TEXTS[key])
    ours = {step.key: step for step in reversed(OURS[key].steps) if step.printed and step.key.isdigit()}
    assert {step.key: step.limit for step in printed.steps} == {k: step.limit for k, step in ours.items()}
    assert [step.activity for step in printed.steps] == [ours[step.key].raw for step in printed.steps]
    assert [step.output for step in printed.steps] == [ours[step.key].output for step in printed.steps]
    assert [step.requirement for step in printed.steps] == [ours[s.key].requirement for s in printed.steps]


@of_every_paper
def test_the_header_is_found_by_what_it_holds(key: str) -> None:
    found, ours = read_printed(TEXTS[key]).header, OURS[key].header
    assert (found.number, found.title) == (ours.number, ours.title)
    assert (found.created, found.revised, found.effective) == (ours.created, ours.revised, ours.effective)
    assert found.legal_basis == ours.legal_basis
    assert found.warning == ours.warning
    assert found.related == ours.related


@of_every_paper
def test_the_proposal_loads_and_marks_what_it_guessed(key: str) -> None:
    text = proposal_of(TEXTS[key])
    sop = read_sop(text.encode(), f"{key}.toml")
    assert sop.key == key
    named = [step for step in sop.steps if step.printed]
    assert len(named) == len(read_printed(TEXTS[key]).steps)
    assert text.count("# MOHON DIPERIKSA: ") >= 2
    assert sum("actors" in step.inferred for step in named) >= len(named) / 2
    assert sum(step.stage is Stage.FILL for step in named) == 1


@of_every_paper
def test_stages_are_guessed_by_words(key: str) -> None:
    sop = read_sop(proposal_of(TEXTS[key]).encode(), "x.toml")
    alike = [step.stage is OURS[key].step(step.key).stage for step in sop.steps if step.printed]
    assert all(alike)


@of_every_paper
def test_names_and_numbers_of_officials_are_not_copied(key: str) -> None:
    text = proposal_of(TEXTS[key])
    assert "CONTOH" in TEXTS[key]
    assert "CONTOH" not in text
    assert "1980" not in text


def test_the_climb_of_lumajang_is_read_from_its_columns() -> None:
    sop = read_sop(proposal_of(TEXTS["lumajang"]).encode(), "x.toml")
    for key in ("1", "2", "3", "4", "5", "6", "7", "8"):
        assert set(sop.step(key).actors) == set(OURS["lumajang"].step(key).actors), key


def test_sentences_tell_who_and_to_whom() -> None:
    sop = read_sop(proposal_of(TEXTS["lombok-timur"]).encode(), "x.toml")
    assert (sop.step("3").actors, sop.step("3").inferred) == (("planner",), ())
    assert sop.step("4").recipients == ("subcoordinator", "functional_official")
    assert sop.step("9").actors == ("head",)


def test_doubts_of_reading_are_told() -> None:
    found = {key: {one.key for one in read_printed(text).findings} for key, text in TEXTS.items()}
    assert "read_repeated_heading" in found["lombok-timur"]
    assert "read_title_differs" in found["lombok-timur"]
    assert {"read_column", "read_missing_cell"} <= found["lima-puluh-kota"]
    assert {"read_heading_mixed", "read_title_elsewhere"} <= found["sulawesi-tengah"]


def test_units_in_the_heading_lettered_numbers_and_split_headings_are_read() -> None:
    printed = read_printed(TABLE)
    assert printed.limit_unit == "menit"
    assert [(step.key, step.limit) for step in printed.steps] == [("1", "15"), ("5a", "30")]
    assert [column.roles for column in printed.columns] == [("head",), ("section_head",)]
    sop = read_sop(proposal_of(TABLE).encode(), "x.toml")
    assert [step.limit for step in sop.steps if step.printed] == ["15 menit", "30 menit"]
    assert sop.header.office == "(mohon diisi)"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Kabld", ("division_head", True)),
        ("K asubb ag", ("subsection_head", False)),
        ("Kepala Dinas", ("head", False)),
        ("Sub Koordinator Program dan Pelaporan", ("program_officer", False)),
        ("Bupati", ("", False)),
        ("", ("", False)),
    ],
)
def test_role_names_are_forgiven_slips_but_never_invented(name: str, role: tuple[str, bool]) -> None:
    assert role_of(name) == role


def test_the_longest_name_in_a_sentence_counts() -> None:
    said = "Memerintahkan Sub Koordinator Program dan Pelaporan dan Staf"
    assert [one.role for one in roles_in(said)] == ["program_officer", "staff"]


def test_markup_is_stripped_and_a_break_stays_in_its_cell() -> None:
    rows = cell_rows('<p>DINAS A</p> <p>SOP B</p>\tNOMOR\n\t<input type="checkbox">\t**x**\n--\t--\n')
    assert rows == [("DINAS A\nSOP B", "NOMOR"), ("", "☐", "x")]


def test_a_text_without_a_table_has_no_steps_and_says_so() -> None:
    printed = read_printed("Surat edaran\nTentang apel pagi\n")
    assert printed.steps == ()
    assert "read_no_table" in {one.key for one in printed.findings}
    with pytest.raises(InvalidDefinition):
        read_sop(proposal_of("Surat edaran").encode(), "x.toml")


def test_a_check_after_a_step_that_nobody_is_known_for_is_nobodys_either() -> None:
    text = (
        TABLE.replace("Camat\tKasi/K asi", "Juru Bicara\tTim").replace("Kasi", "tim").replace("Camat", "Tim")
    )
    checked = text + "6\tMengoreksi data\t\t\tData\t30\tData\n"
    printed = read_printed(checked)
    assert [step.actors for step in proposed(printed).steps][-1] == ()


def test_signs_that_toml_forbids_reach_neither_a_value_nor_a_comment() -> None:
    text = "STANDAR OPERASIONAL PROSEDUR\nPENGUMPULAN\x01 DATA\x7f\n" + TABLE.replace("Nama SOP", "")
    assert tomllib.loads(proposal_of(text))["header"]["title"] == "PENGUMPULAN DATA"


def test_any_words_become_valid_toml() -> None:
    odd = TABLE.replace("Mengisi data", 'Mengisi "data" \\ dan\x07 = [x] # y')
    assert 'Mengisi "data"' in tomllib.loads(proposal_of(odd))["steps"][1]["raw"]


@given(st.lists(st.sampled_from((*TABLE.split("\n"), *PIECES)), max_size=30), st.text(max_size=40))
def test_any_paper_is_read_without_falling_over(lines: list[str], odd: str) -> None:
    text = "\n".join([*lines, odd, f"7\t{odd}\t\tx\t2 jam\t{odd}"])
    table = tomllib.loads(proposal_of(text))
    assert {"key", "version", "cycle", "header", "trigger"} <= table.keys()


def test_a_key_comes_from_the_region_or_the_office() -> None:
    assert key_of(read_printed("PEMERINTAH KOTA BUKIT TINGGI\n" + TABLE).header) == "bukit-tinggi"
    assert key_of(read_printed(TABLE).header) == "sop-baru"
