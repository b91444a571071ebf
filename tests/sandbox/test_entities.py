"""Telegram's HTML dialect is read as Telegram reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import read_html, units
from sandbox.refusals import Refusal


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>tebal", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("baris<br>baru", 'Unsupported start tag "br" at byte offset 5'),
        ("é < 3 ", 'Unsupported start tag "" at byte offset 3'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href='x>y</a>", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("Bina Marga & Cipta Karya", 'Unescaped "&" at byte offset 11'),
        ("x &nbsp; y", 'Unescaped "&" at byte offset 2'),
    ],
)
def test_what_telegram_cannot_parse_is_refused_in_its_words(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("biasa", "biasa", []),
        ("  tepi  ", "tepi", []),
        ("&lt;b&gt; &amp; &quot;x&quot; &#8211; &#x41;", '<b> & "x" \N{EN DASH} A', []),
        ("<b>a <i>b</i></b> c", "a b c", ["bold", "italic"]),
        ("<STRONG>a</STRONG>", "a", ["bold"]),
        ("<b></b>x", "x", []),
        ("<blockquote expandable>x</blockquote>", "x", ["expandable_blockquote"]),
        ('<span class="tg-spoiler">x</span>', "x", ["spoiler"]),
        ("<a>x</a>", "x", []),
        ("<b>x</>", "x", ["bold"]),
    ],
)
def test_what_telegram_parses_becomes_text_and_entities(source: str, text: str, kinds: list[str]) -> None:
    found, entities = read_html(source)
    assert found == text
    assert [entity["type"] for entity in entities] == kinds


def test_offsets_count_utf16_units_and_move_with_trimmed_space() -> None:
    _, entities = read_html("  \U0001f4cb <b>Tugas</b> <a href='https://x.id'>ini</a>")
    assert entities == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "text_link", "offset": 9, "length": 3, "url": "https://x.id"},
    ]


def test_code_inside_pre_names_its_language() -> None:
    _, entities = read_html('<pre><code class="language-py">x</code></pre>')
    assert entities == [{"type": "pre", "offset": 0, "length": 1, "language": "py"}]


def test_formatting_beyond_a_hundred_entities_is_ignored() -> None:
    text, entities = read_html("<b>x</b> " * 150)
    assert len(entities) == 100
    assert text.count("x") == 150


@given(st.text())
def test_escaped_text_comes_back_as_it_was_without_the_space_around(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found, entities = read_html(f"<b>{escaped}</b>")
    assert found == text.strip()
    assert sum(entity["length"] for entity in entities) == units(text.strip())


@given(st.text(alphabet="<>/&;ab \"='b"))
def test_any_source_is_either_read_or_refused(source: str) -> None:
    try:
        text, entities = read_html(source)
    except Refusal:
        return
    assert all(entity["offset"] + entity["length"] <= units(text) for entity in entities)
