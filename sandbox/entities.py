"""Telegram's HTML dialect: a strict reader that gives plain text and entities or refuses in Telegram's words.

Offsets and lengths are UTF-16 units, as everywhere in the Bot API; places in refusals are UTF-8 bytes.
One deliberate sharpening: Telegram's server lets a bare `&` pass although its documentation forbids it. Here
it is refused, because it always means that somebody's value was not escaped.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from sandbox.refusals import Refusal, bad_request

ENTITY_LIMIT = 100  # formatting beyond this is ignored, as Telegram does

_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "u": "underline", "ins": "underline", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_PLAIN = re.compile(r"[^<&]+")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.\-]+)(?=[\s>])))?""")

Entity = dict[str, Any]


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    entity: Entity | None


def units(text: str) -> int:
    """Length in UTF-16 units; astral characters count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def read_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities; raises a Refusal "can't parse entities: ..."."""
    if "<" not in source and "&" not in source:
        return trimmed(source, [])
    reader = _Reader(source)
    reader.read()
    return trimmed("".join(reader.parts), reader.entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """White space around a message is dropped; entities move along and empty ones vanish."""
    stripped = text.strip()
    if len(stripped) == len(text) and not entities:
        return text, entities
    lead = units(text[: len(text) - len(text.lstrip())])
    end = units(stripped)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    kept.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return stripped, kept[:ENTITY_LIMIT]


class _Reader:
    """One pass over the source, with a stack of open tags."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.length = 0  # UTF-16 units written so far
        self.parts: list[str] = []
        self.entities: list[Entity] = []
        self._stack: list[_Open] = []

    def read(self) -> None:
        while self.place < len(self.source):
            sign = self.source[self.place]
            if sign == "&":
                self._reference()
            elif sign == "<":
                self._tag()
            else:
                found = _PLAIN.match(self.source, self.place)
                assert found is not None
                self._write(found.group())
                self.place = found.end()
        if self._stack:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self._stack[-1].tag}"')

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def _bytes(self, place: int) -> int:
        return len(self.source[:place].encode())

    def _reference(self) -> None:
        found = _REFERENCE.match(self.source, self.place)
        if found is None:
            raise _refuse(f'Unescaped "&" at byte offset {self._bytes(self.place)}')
        self._write(unescape(found.group()))
        self.place = found.end()

    def _tag(self) -> None:
        begin = self.place
        if self.source.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        found = re.compile(r"<([^\s>]*)").match(self.source, begin)
        assert found is not None
        tag = found.group(1).lower()
        if found.end() == len(self.source):
            raise _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if tag not in _TYPES:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {self._bytes(begin)}')
        self.place = found.end()
        attributes = self._attributes(tag, begin)
        self._stack.append(_Open(tag, self._entity(tag, attributes, begin)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Reads up to and including the closing bracket."""
        attributes: dict[str, str] = {}
        while True:
            rest = re.compile(r"\s*>").match(self.source, self.place)
            if rest is not None:
                self.place = rest.end()
                return attributes
            found = _ATTRIBUTE.match(self.source, self.place)
            if self.source.find(">", self.place) < 0:
                raise _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if found is None:
                raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {self._bytes(begin)}')
            rest_text = self.source[found.end() :].lstrip()
            if rest_text.startswith("=") and rest_text[1:].lstrip()[:1] in ("'", '"'):
                raise _refuse(f"Unclosed start tag at byte offset {self._bytes(begin)}")
            if rest_text.startswith("="):
                raise _refuse(f"Unexpected end of name token at byte offset {self._bytes(found.end())}")
            value = next((part for part in found.groups()[1:] if part is not None), "")
            attributes[found.group(1).lower()] = unescape(value)
            self.place = found.end()

    def _entity(self, tag: str, attributes: dict[str, str], begin: int) -> Entity | None:
        kind = _TYPES[tag]
        entity: Entity = {"type": kind, "offset": self.length, "length": 0}
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._bytes(begin)}')
        if tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if tag == "a":
            entity["url"] = attributes.get("href", "")
            return entity if entity["url"] else None
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        if tag == "code" and self._stack and self._stack[-1].tag == "pre":
            outer = self._stack[-1].entity
            language = attributes.get("class", "").removeprefix("language-")
            if outer is not None and language:
                outer["language"] = language
            return None
        return entity

    def _end_tag(self, begin: int) -> None:
        found = re.compile(r"</([^\s>]*)\s*").match(self.source, begin)
        assert found is not None
        if not self._stack:
            raise _refuse(f"Unexpected end tag at byte offset {self._bytes(begin)}")
        if not self.source.startswith(">", found.end()):
            raise _refuse(f"Unclosed end tag at byte offset {self._bytes(begin)}")
        top = self._stack.pop()
        name = found.group(1).lower()
        if name and name != top.tag:
            where = f'at byte offset {self._bytes(begin)}, expected "</{top.tag}>", found "</{name}>"'
            raise _refuse(f"Unmatched end tag {where}")
        if top.entity is not None:
            top.entity["length"] = self.length - top.entity["offset"]
            self.entities.append(top.entity)
        self.place = found.end() + 1


def _refuse(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")
