"""The words an official reads, by key. One flat TOML file per area: `text/id/cases.toml` holds "cases.…".

`words` gives HTML in which every inserted value was escaped; `plain` gives labels, toasts and file names,
where nothing is escaped because nothing is parsed. A key that does not exist, a value that is missing and a
value that no field asks for are mistakes of ours and raise CatalogueError at once.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

DIRECTORY = Path(__file__).parent / "id"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class CatalogueError(LookupError):
    """A text or one of its values is missing, unused or of the wrong kind."""


class Markup(str):
    """HTML that is already safe: it is inserted as it stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A text cut at its fields: literal, field name ("" at the end), literal, field name …"""

    key: str
    pieces: tuple[tuple[str, str], ...]
    fields: frozenset[str]

    def html(self, values: Mapping[str, object]) -> Markup:
        return Markup(self._filled({name: escaped(value) for name, value in values.items()}))

    def plain(self, values: Mapping[str, object]) -> str:
        return self._filled({name: _checked(value) for name, value in values.items()})

    def _filled(self, values: dict[str, str]) -> str:
        if self.fields != values.keys():
            missing, unused = sorted(self.fields - values.keys()), sorted(values.keys() - self.fields)
            raise CatalogueError(f"{self.key}: missing values {missing}, unused values {unused}")
        said = ""
        for literal, name in self.pieces:
            said += _after(said, literal) + (values[name] if name else "")
        return said


def _after(said: str, literal: str) -> str:
    """A text after a value: a title that ends in a full stop ("S.T.") needs no second one."""
    doubled = said.endswith(".") and literal.startswith(".") and not literal.startswith("..")
    return literal[1:] if doubled else literal


def words(key: str, /, **values: object) -> Markup:
    """The HTML of a key with its values escaped; a Markup value is inserted as it stands."""
    return find(key).html(values)


def plain(key: str, /, **values: object) -> str:
    """The text of a key for places that know no markup: button labels, toasts, file names."""
    return find(key).plain(values)


def escaped(value: object) -> Markup:
    """A value as HTML, safe to insert."""
    return value if isinstance(value, Markup) else Markup(_checked(value).translate(_ESCAPES))


def joined(parts: Iterable[Markup], separator: str = "\n") -> Markup:
    """Blocks of safe HTML put together; empty ones leave no gap."""
    return Markup(separator.join(part for part in parts if part))


def known(key: str) -> bool:
    """Whether a text exists: for keys built from data, such as the reasons of a refusal."""
    return key in catalogue()


def keys() -> tuple[str, ...]:
    return tuple(sorted(catalogue()))


def find(key: str) -> Template:
    """The text of a key; its `fields` are the names of the values it asks for."""
    try:
        return catalogue()[key]
    except KeyError:
        raise CatalogueError(f"no text {key!r}") from None


@cache
def catalogue() -> dict[str, Template]:
    """Every text, read once."""
    return load(DIRECTORY)


def load(directory: Path) -> dict[str, Template]:
    """Read the files of a directory; refuses nested tables, other types and fields beyond plain names."""
    found: dict[str, Template] = {}
    for file in sorted(directory.glob("*.toml")):
        for name, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            key = f"{file.stem}.{name}"
            if not isinstance(text, str):
                raise CatalogueError(f"{key} is no text; a file of texts is one flat table")
            found[key] = template(key, text)
    return found


def template(key: str, text: str) -> Template:
    """Cut a text at its `{name}` fields; "{{" and "}}" are braces."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise CatalogueError(f"{key}: {error}") from None
    for _, name, layout, conversion in parsed:
        if name is not None and (not name.isidentifier() or layout or conversion):
            raise CatalogueError(f"{key}: a field is a plain name, not {{{name}}}")
    pieces = tuple((literal, name or "") for literal, name, _, _ in parsed)
    return Template(key, pieces, frozenset(name for _, name in pieces if name))


def _checked(value: object) -> str:
    """Text or a whole number; figures and dates were printed by text.printing before they come here."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise CatalogueError(f"{value!r} must be printed before it is inserted")
    return str(value)
