"""Definitions load as printed or are refused with file, step and reason."""

import hashlib
from pathlib import Path

import pytest

from sop.faults import InvalidDefinition
from sop.flows import Grain, flow
from sop.linting import lint
from sop.loading import BUILT_IN, load_definitions, load_sop, read_sop
from sop.periods import Cycle
from sop.procedures import NOT_PRINTED, JoinKind, Stage
from tests.engine.samples import FLAT, FOLDER, LETTER, LUMAJANG, QUORUM

LETTER_TEXT = (FOLDER / "letter.toml").read_text(encoding="utf-8")
COMPILE = """
[[steps]]
key = "11"
raw = "Menyusun"
activity = "Menyusun"
stage = "compile"
actors = ["planner"]
"""
FLAT_TEXT = (FOLDER / "flat.toml").read_text(encoding="utf-8")


def test_lumajang_keeps_the_words_of_the_paper() -> None:
    assert LUMAJANG.header.number == "427.53/1/02.26/2022"
    quarterly = [step for step in LUMAJANG.steps if step.printed and not step.cycle]
    assert [step.limit for step in quarterly] == [
        "15 menit", "15 menit", "15 menit", "1 jam", "6 jam", "1 jam", "6 jam", "1 jam", "6 jam",
    ]  # fmt: skip
    assert LUMAJANG.step("3").requirement == "Catatan pebagian tugas"
    assert LUMAJANG.sha256 == hashlib.sha256((BUILT_IN / "lumajang.toml").read_bytes()).hexdigest()


def test_missing_paraf_approval_and_archive_are_added_and_marked() -> None:
    added = [(step.key, step.stage) for step in LUMAJANG.steps if NOT_PRINTED in step.inferred]
    assert added == [
        ("paraf", Stage.PARAF),
        ("approve", Stage.APPROVE),
        ("archive", Stage.ARCHIVE),
        ("paraf-year", Stage.PARAF),
        ("approve-year", Stage.APPROVE),
        ("archive-year", Stage.ARCHIVE),
    ]
    assert [step.key for step in FLAT.steps][-4:] == ["paraf", "9", "10", "archive"]
    assert [step.key for step in QUORUM.steps][-6:] == ["7", "7.2", "7.3", "approve", "archive", "8"]
    assert len(LETTER.steps) == 2


def test_consecutive_steps_of_one_actor_are_one_run() -> None:
    runs = flow(LUMAJANG, "2026-Q3").runs
    assert [[step.key for step in run.steps] for run in runs[:7]] == [
        ["1"], ["2"], ["3"], ["4", "5"], ["6", "7"], ["8"], ["9"],
    ]  # fmt: skip
    assert [run.grain for run in flow(LETTER, "2026").runs] == [Grain.CASE, Grain.PERSON]


def test_steps_of_another_cycle_are_left_out() -> None:
    text = FLAT_TEXT.replace('key = "2"\n', 'key = "2"\ncycle = "year"\n')
    sop = read_sop(text.encode(), "flat.toml")
    assert "2" not in flow(sop, "2026-Q3").where
    assert "2" in flow(sop, "2026").where


def test_a_quorum_is_read() -> None:
    join = QUORUM.step("5").join
    assert (join.kind, join.least) == (JoinKind.AT_LEAST, 2)


@pytest.mark.parametrize(
    ("old", "new", "step", "reason"),
    [
        ('stage = "process"', 'stage = "proses"', "2", "unknown_stage"),
        ('actors = ["head"]', 'actors = ["kadis"]', "1", "unknown_role"),
        ('limit = "2 hari"', 'limit = "secepatnya"', "2", "unreadable_limit"),
        ('fan_out = "person"', 'fan_out = "orang"', "2", "unknown_fan_out"),
        ('key = "2"', 'key = "1"', "1", "key_twice"),
        ('output = "Disposisi"', 'return_to = "2"', "1", "return_to_later_step"),
        ('output = "Disposisi"', 'return_to = "9"', "1", "unknown_return"),
        ('stage = "process"', 'stage = "check"', "2", "unreachable"),
        ('fan_out = "person"', 'join = "at_least 3"', "2", "endless"),
        ('fan_out = "person"', 'join = "sebagian"', "2", "unknown_join"),
        ('fan_out = "person"', 'warna = "merah"', "2", "unknown_field"),
        ('activity = "Mendisposisi surat masuk"', 'activity = ""', "1", "missing_field"),
        ('stage = "dispose"', 'stage = "repeat"', "2", "unreachable"),
        ('kinds = ["letter"]', 'kinds = ["merpati"]', "", "unknown_trigger"),
        ('cycle = "once"', 'cycle = "weekly"', "", "unknown_cycle"),
        ('kinds = ["letter"]', 'kinds = ["letter"]\nopens = "kapan saja"', "", "unknown_opening"),
        ('kinds = ["letter"]', 'kinds = ["letter"]\nwaktu = "pagi"', "", "unknown_field"),
        ('fan_out = "person"', 'condition = "triwulan 4"', "2", "unreadable_condition"),
        ('fan_out = "person"', 'condition = "quarter 5"', "2", "unreadable_condition"),
        ('fan_out = "person"', 'condition = "letter and not letter"', "2", "unreachable"),
        ('fan_out = "person"', 'documents = ["skripsi"]', "2", "unknown_document"),
        ('fan_out = "person"', 'subject = "gaji"', "2", "unknown_subject"),
        ('fan_out = "person"', 'actor_rule = "semua"', "2", "unknown_rule"),
        ('fan_out = "person"', 'copies = ["sekda"]', "2", "unknown_role"),
        ('fan_out = "person"', 'beside = "ya"', "2", "not_a_truth"),
        ('fan_out = "person"', 'beside = true\nfan_out = "unit"', "2", "beside_unfit"),
        ('stage = "process"', 'stage = "approve"\nactor_rule = "all"', "2", "rule_unfit"),
        ('stage = "process"', 'stage = "approve"', "2", "fan_out_unfit"),
        ('stage = "process"', 'stage = "fill"\ncopies = ["secretary"]', "2", "copies_unfit"),
        ('key = "letter"', "", "", "missing_field"),
        ('key = "letter"', 'key = "surat masuk"', "", "key_unfit"),
        ("version = 1", 'version = "1"', "", "not_a_number"),
        ("defaults = false", 'defaults = "false"', "", "not_a_truth"),
        ('limit = "2 hari"', 'limit = "15"', "2", "limit_without_unit"),
        ('fan_out = "person"', 'inferred = ["aktor"]', "2", "unknown_field"),
        ("[header]", "[header", "", "unreadable_file"),
    ],
)
def test_a_definition_that_cannot_run_is_refused_with_file_step_and_reason(
    old: str, new: str, step: str, reason: str
) -> None:
    assert old in LETTER_TEXT
    text = LETTER_TEXT.replace(old, new, 1)
    with pytest.raises(InvalidDefinition) as refused:
        read_sop(text.encode(), "surat.toml")
    assert refused.value.file == "surat.toml"
    assert (step, reason) in {(fault.step, fault.reason) for fault in refused.value.faults}
    assert "surat.toml" in str(refused.value)


def faults_of(text: str) -> list[tuple[str, str, str]]:
    """Step, reason, and the line of the file each fault points to."""
    with pytest.raises(InvalidDefinition) as refused:
        read_sop(text.encode(), "surat.toml")
    lines = ["", *text.splitlines()]
    return [(fault.step, fault.reason, lines[fault.line]) for fault in refused.value.faults]


def test_every_fault_of_a_file_is_told_at_once_in_its_order() -> None:
    text = FLAT_TEXT.replace("[header]", '[header]\nwarna = "biru"').replace('title = "', 'title_ = "')
    text = text.replace('limit = "2 Hari"', 'limit = "sebentar"').replace(
        'stage = "request"', 'stage = "minta"\njoin = "sebagian"'
    )
    text = text.replace('key = "10"', 'raw_ = ""').replace('actors = ["head"]', 'actors = ["raja"]', 1)
    assert faults_of(text) == [
        ("", "unknown_field", 'warna = "biru"'),
        ("", "unknown_field", 'title_ = "Pengumpulan dan pelaporan data kinerja"'),
        ("1", "unknown_role", 'actors = ["raja"]'),
        ("3", "unknown_stage", 'stage = "minta"'),
        ("3", "unknown_join", 'join = "sebagian"'),
        ("7", "unreadable_limit", 'limit = "sebentar"'),
        ("", "missing_field", "[[steps]]"),
        ("", "unknown_field", 'raw_ = ""'),
    ]


def test_what_follows_from_one_fault_is_not_told_beside_it() -> None:
    misread = FLAT_TEXT.replace('stage = "fill"', 'stage = "isi"')  # no check would come after the filling
    assert [reason for _, reason, _ in faults_of(misread)] == ["unknown_stage"]
    mistyped = FLAT_TEXT.replace('stage = "fill"', 'stgae = "fill"')
    assert [reason for _, reason, _ in faults_of(mistyped)] == ["unknown_field"]
    headless = FLAT_TEXT.replace("[header]", "[kepala]")
    assert [reason for _, reason, _ in faults_of(headless)] == ["missing_field", "unknown_field"]
    twice = LETTER_TEXT.replace('key = "2"', 'key = "1"')
    assert faults_of(twice) == [("1", "key_twice", 'key = "1"')]


def test_faults_that_leave_the_order_readable_stand_beside_those_of_the_order() -> None:
    text = LETTER_TEXT.replace('stage = "process"', 'stage = "check"').replace(
        'limit = "2 hari"', 'limit = "nanti"'
    )
    assert {reason for _, reason, _ in faults_of(text)} == {
        "unreadable_limit",
        "fan_out_unfit",
        "unreachable",
    }


def test_the_same_version_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("satu.toml", "dua.toml"):
        (tmp_path / name).write_text(LETTER_TEXT, encoding="utf-8")
    with pytest.raises(InvalidDefinition, match="version twice"):
        load_definitions(BUILT_IN, tmp_path)


def test_a_missing_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(InvalidDefinition, match="unreadable file"):
        load_sop(tmp_path / "tidak-ada.toml")


def test_the_lint_lists_what_looks_wrong_in_lumajang() -> None:
    found = {(finding.step, finding.key) for finding in lint(LUMAJANG)}
    assert found >= {
        ("3", "typo"),
        ("", "blank_header"),
        ("", "no_approve"),
        ("", "no_archive"),
        ("5", "same_output"),
        ("1", "inferred_actor"),
    }


def test_the_lint_names_missing_actors_unmade_papers_and_other_offices() -> None:
    text = FLAT_TEXT.replace('actors = ["staff"]', 'actors = []\nrequirement = "Catatan pembagian tugas"')
    text = text.replace('raw = "Menandatangani"', 'raw = "Menandatangani oleh Kepala Dinas PMD"')
    found = {(finding.step, finding.key, finding.value) for finding in lint(read_sop(text.encode(), "x"))}
    assert found >= {
        ("7", "missing_actor", ""),
        ("7", "nobody_makes", "Catatan pembagian tugas"),
        ("9", "foreign_office", "PMD"),
        ("", "incomplete_number", " / /CONTOH/2024"),
    }
    assert ("2a", "limit_typo") in {(finding.step, finding.key) for finding in lint(QUORUM)}


def test_a_refusal_names_the_line() -> None:
    text = FLAT_TEXT.replace('limit = "2 Hari"', 'limit = "sebentar"')
    with pytest.raises(InvalidDefinition) as refused:
        read_sop(text.encode(), "x.toml")
    assert text.splitlines()[refused.value.faults[0].line - 1] == 'limit = "sebentar"'
    with pytest.raises(InvalidDefinition) as refused:
        read_sop(b'key = "x"\nversion = = 1\n', "x.toml")
    assert refused.value.faults[0].line == 2


def test_a_number_alone_takes_the_unit_of_the_heading() -> None:
    text = FLAT_TEXT.replace('limit = "2 Jam"', 'limit = "15"').replace(
        "[header]", '[header]\nlimit_unit = "menit"'
    )
    sop = read_sop(text.encode(), "x.toml")
    assert (sop.step("3").limit, sop.step("4").limit, sop.step("10").limit) == (
        "15 menit",
        "1 Jam",
        "15 menit",
    )


def test_conditions_leave_steps_out_by_period_and_by_what_opened_the_case() -> None:
    text = FLAT_TEXT.replace('key = "2"\n', 'key = "2"\ncondition = "not quarter 1 and letter"\n')
    sop = read_sop(text.encode(), "x.toml")
    assert "2" not in flow(sop, "2026-Q1").where
    assert "2" in flow(sop, "2026-Q2").where
    assert "2" in flow(sop.started_by("letter"), "2026-Q2").where
    assert "2" not in flow(sop.started_by("oral_order"), "2026-Q2").where


def test_each_cycle_has_its_own_steps_and_its_own_defaults() -> None:
    text = FLAT_TEXT.replace('cycle = "quarter"', 'cycle = "month"').replace(
        'key = "2"\n', 'key = "2"\ncycle = "every"\n'
    )
    extra = COMPILE.replace('"compile"', '"compile"\ncycle = "half_year"')
    sop = read_sop((text + extra).encode(), "x.toml")
    assert sop.cycles == (Cycle.MONTH, Cycle.HALF_YEAR)
    assert list(flow(sop, "2026-H1").where) == [
        "2",
        "11",
        "paraf-half_year",
        "approve-half_year",
        "archive-half_year",
    ]
    assert "11" not in flow(sop, "2026-M07").where
    assert flow(sop, "2026").runs == ()


def test_the_year_and_its_quarters_are_cases_of_their_own() -> None:
    sop = load_sop(BUILT_IN / "sulawesi-tengah.toml")
    assert list(flow(sop, "2026").where) == ["1", "2", "2a"]
    assert list(flow(sop, "2026-Q1").where) == ["3", "4", "4a", "5", "paraf", "approve", "6", "archive"]
    assert next(iter(flow(sop, "2026-Q2").where)) == "2b"


def test_design_and_request_of_one_seat_are_one_card() -> None:
    sop = load_sop(BUILT_IN / "lima-puluh-kota.toml")
    assert [[step.key for step in run.steps] for run in flow(sop, "2026-Q1").runs] == [
        ["1"], ["2", "3"], ["4"], ["5", "6", "7"], ["paraf"], ["approve"], ["archive"],
    ]  # fmt: skip


def test_a_byte_order_mark_of_an_editor_is_no_fault() -> None:
    assert read_sop(b"\xef\xbb\xbf" + LETTER_TEXT.encode(), "surat.toml").key == "letter"


def test_a_file_of_another_encoding_is_named_as_such() -> None:
    with pytest.raises(InvalidDefinition, match="not utf8"):
        read_sop("key = 'é'".encode("latin-1"), "surat.toml")


def test_a_return_to_a_step_of_another_kind_of_case_is_refused_as_that() -> None:
    text = FLAT_TEXT.replace('key = "2"\n', 'key = "2"\nreturn_to = "1"\n', 1)
    text = text.replace('key = "1"\n', 'key = "1"\ncycle = "year"\n', 1)
    with pytest.raises(InvalidDefinition, match="return elsewhere"):
        read_sop(text.encode(), "flat.toml")
