"""Every value is escaped, every mistake is loud, and no forbidden word is said."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text import catalogue
from text.catalogue import CatalogueError, Markup, escaped, joined, keys, load, plain, template, words

# Source: practice 3.3, 6. A round is called "Perbaikan ke-1", the product "aplikasi".
FORBIDDEN = ("anda", "bot", "tolak", "paksa", "putaran", "terlambat", "yang wajar")


GREETING = template("cards.greeting", "Yth. <b>{name}</b>, {count} berkas {{baru}}")


def test_values_are_escaped_and_markup_of_the_text_stays() -> None:
    found = GREETING.html({"name": "A & <i>B</i>", "count": 2})
    assert found == "Yth. <b>A &amp; &lt;i&gt;B&lt;/i&gt;</b>, 2 berkas {baru}"
    assert isinstance(found, Markup)


def test_markup_is_inserted_as_it_stands() -> None:
    assert "<b><i>A</i></b>" in GREETING.html({"name": Markup("<i>A</i>"), "count": 1})


def test_a_label_is_not_escaped() -> None:
    assert GREETING.plain({"name": "A & B", "count": 1}) == "Yth. <b>A & B</b>, 1 berkas {baru}"


def test_braces_in_a_value_are_text() -> None:
    assert "{count}" in GREETING.html({"name": "{count}", "count": 1})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": "A"}, "missing values \\['count'\\]"),
        ({"name": "A", "count": 1, "other": 2}, "unused values \\['other'\\]"),
        ({"name": "A", "count": 1.5}, "must be printed"),
        ({"name": "A", "count": Decimal(1)}, "must be printed"),
        ({"name": None, "count": 1}, "must be printed"),
        ({"name": "A", "count": True}, "must be printed"),
    ],
)
def test_mistakes_with_values_are_loud(values: dict[str, object], message: str) -> None:
    for reader in (GREETING.html, GREETING.plain):
        with pytest.raises(CatalogueError, match=message):
            reader(values)


def test_a_key_that_does_not_exist_is_loud() -> None:
    for reader in (words, plain):
        with pytest.raises(CatalogueError, match="no text"):
            reader("cards.never_written")


def test_a_directory_of_files_becomes_keys_by_area(tmp_path: Path) -> None:
    (tmp_path / "cards.toml").write_text('label = "Kirim"\n', encoding="utf-8")
    (tmp_path / "tasks.toml").write_text('label = "Tugas"\n', encoding="utf-8")
    found = load(tmp_path)
    assert sorted(found) == ["cards.label", "tasks.label"]
    assert found["tasks.label"].html({}) == "Tugas"


@pytest.mark.parametrize("text", ["{0}", "{name.upper}", "{name!r}", "{name:>5}", "{", "{}", "{a-b}"])
def test_a_field_is_a_plain_name(text: str) -> None:
    with pytest.raises(CatalogueError):
        template("area.key", text)


def test_a_file_of_texts_is_one_flat_table(tmp_path: Path) -> None:
    (tmp_path / "cards.toml").write_text("[nested]\nlabel = 'Kirim'\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="flat table"):
        load(tmp_path)


@given(st.text(max_size=50))
def test_an_escaped_value_opens_no_tag_and_reads_back(value: str) -> None:
    found = escaped(value)
    assert "<" not in found
    assert ">" not in found
    assert found.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == value
    assert escaped(found) is found


def test_empty_blocks_leave_no_gap() -> None:
    assert joined([Markup("a"), Markup(""), Markup("b")], "\n\n") == "a\n\nb"


def test_every_text_of_the_product_loads() -> None:
    assert all(re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", key) for key in keys())
    assert all(catalogue.known(key) for key in keys())


def spoken_texts() -> list[tuple[str, str]]:
    return [
        (key, " ".join(literal for literal, _ in found.pieces))
        for key, found in catalogue.catalogue().items()
    ]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_official_reads_a_forbidden_word(word: str) -> None:
    saying = [key for key, text in spoken_texts() if re.search(rf"\b{word}\b", text, re.IGNORECASE)]
    assert saying == []


def test_tags_of_every_text_are_telegrams_and_balanced() -> None:
    allowed = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
    for key, text in spoken_texts():
        opened: list[str] = []
        for slash, tag in re.findall(r"<(/?)([a-z-]+)[^<>]*>", text):
            assert tag in allowed, key
            if not slash:
                opened.append(tag)
            else:
                assert opened, key
                assert opened.pop() == tag, key
        assert not opened, key


def test_a_title_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    found = template("t.greeting", "Terima kasih, {name}. Akun ini terhubung.")
    assert found.plain({"name": "Siti Aminah, S.T."}) == "Terima kasih, Siti Aminah, S.T. Akun ini terhubung."
    assert found.plain({"name": "Siti"}) == "Terima kasih, Siti. Akun ini terhubung."
