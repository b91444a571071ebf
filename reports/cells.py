"""One cell's content read as what its column holds; anything else is refused with the name of a sentence.

Source: documents 7.4 (numbers), domain 3.0 (NIP), practice 7 (NI PPPK). Excel's own traps are met here: a
NIP kept as a number has lost its last digits, "5%" is stored as 0.05, a phone loses its leading zero.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from reports.columns import Column, Kind
from sop.identities import NotAnIdentity, read_identity

TEXT_LENGTH = 300
LONG_LENGTH = 2000
_FIGURE_LIMIT = Decimal(10) ** 15

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+(,[0-9]+)?")
_POINT = re.compile(r"-?[0-9]+\.[0-9]+")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
_DAY = re.compile(r"([0-9]{1,2})[\s/.-]+([0-9]{1,2}|[a-z]+)[\s/.-]+([0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_LOOKS = {"aug": "agu", "ags": "agu", "may": "mei", "oct": "okt", "dec": "des", "nop": "nov", "peb": "feb"}


class UnreadableCellError(Exception):
    """A cell that does not hold what its column asks for."""

    def __init__(self, problem: str, **values: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.values = tuple(values.items())


def cell_value(column: Column, content: object, number_format: str = "General") -> object:
    """The value for the record, None when the cell is empty; raises UnreadableCellError."""
    if isinstance(content, str):
        content = cleaned(content)
    if content is None or content == "":
        return None
    return _READERS[column.kind](column, content, number_format)


def cleaned(text: str) -> str:
    """Text without invisible characters (zero width, direction, control), blanks at the ends or in rows."""
    visible = "".join(
        char if char == "\n" or unicodedata.category(char)[0] != "C" else " " if char in "\t\r" else ""
        for char in text
    )
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return "\n".join(lines).strip()


def _words(content: object) -> str:
    """The content as an official sees it."""
    if isinstance(content, bool):
        return "Ya" if content else "Tidak"
    if isinstance(content, float) and content.is_integer():
        return str(int(content))
    if isinstance(content, datetime):
        return content.strftime("%d-%m-%Y")
    return str(content)


def _text(column: Column, content: object, _: str) -> str:
    text = _words(content)
    limit = LONG_LENGTH if column.kind is Kind.LONG else TEXT_LENGTH
    if len(text) > limit:
        raise UnreadableCellError("text_long", limit=str(limit), length=str(len(text)))
    return text if column.kind is Kind.LONG else text.replace("\n", " ")


def _code(column: Column, content: object, _: str) -> str:
    text = _words(content)
    if not _CODE.fullmatch(text):
        raise UnreadableCellError("code_unreadable")
    return text


def _figure(column: Column, content: object, number_format: str) -> Decimal:
    if isinstance(content, bool | date | time):
        raise UnreadableCellError("number_unreadable")
    if isinstance(content, int | float):
        figure = _of_number(content)
        figure = figure * 100 if "%" in number_format else figure
    else:
        figure = _of_text(str(content))
    if column.kind is not Kind.FIGURE and figure < 0:
        raise UnreadableCellError("number_negative")
    if column.kind is Kind.RUPIAH and figure != figure.to_integral_value():
        raise UnreadableCellError("rupiah_broken")
    if abs(figure) >= _FIGURE_LIMIT:
        raise UnreadableCellError("number_large")
    return figure


def _of_number(content: float) -> Decimal:
    """What Excel shows: 15 significant digits; never NaN or infinite."""
    figure = Decimal(content) if isinstance(content, int) else Decimal(f"{content:.15g}")
    if not figure.is_finite():
        raise UnreadableCellError("number_unreadable")
    return (
        figure.quantize(Decimal(1))
        if figure == figure.to_integral_value() and abs(figure) < 10**18
        else figure
    )


def _of_text(text: str) -> Decimal:
    """Indonesian writing; "1.250" is a thousand, "12.5" a decimal; "Rp" and "%" are dropped."""
    bare = re.sub(r"^rp\.?\s*|\s*%$|\s+", "", text.casefold().replace("−", "-"))
    if _THOUSANDS.fullmatch(bare) or _COMMA.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _POINT.fullmatch(bare):
        return Decimal(bare)
    raise UnreadableCellError("number_unreadable")


def _whole(column: Column, content: object, number_format: str) -> int:
    figure = _figure(column, content, number_format)
    low, high = (2015, 2100) if column.kind is Kind.YEAR else (0, 6)
    if figure != figure.to_integral_value() or not low <= figure <= high:
        raise UnreadableCellError("number_outside", low=str(low), high=str(high))
    return int(figure)


def _nip(column: Column, content: object, _: str) -> str:
    if isinstance(content, int | float):
        raise UnreadableCellError("nip_number")
    try:
        return read_identity(str(content)).digits
    except NotAnIdentity as trouble:
        raise UnreadableCellError(f"nip_{trouble.fault.value}") from None


def _phone(column: Column, content: object, _: str) -> str:
    """+62 and the number: "0812 …", "62812 …", "812…" (Excel dropped the zero) are the same."""
    digits = re.sub(r"[\s().\-]", "", _words(content))
    digits = re.sub(r"^(\+62|0062|62|0)0?", "", digits)
    if not re.fullmatch(r"[1-9][0-9]{7,11}", digits):
        raise UnreadableCellError("phone_unreadable")
    return f"+62{digits}"


def _date(column: Column, content: object, _: str) -> date:
    if isinstance(content, datetime):
        return content.date()
    if isinstance(content, date):
        return content
    try:
        return _written_date(str(content).casefold())
    except ValueError:
        raise UnreadableCellError("date_unreadable") from None


def _written_date(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return date.fromisoformat(text)
    parts = _DAY.fullmatch(text)
    if not parts:
        raise ValueError(text)
    word = parts[2]
    month = int(word) if word.isdigit() else _MONTHS.index(_LOOKS.get(word[:3], word[:3])) + 1
    return date(int(parts[3]), month, int(parts[1]))


def _time(column: Column, content: object, _: str) -> str:
    if isinstance(content, time | datetime):
        return content.strftime("%H:%M")
    parts = _CLOCK.fullmatch(_words(content))
    if not parts:
        raise UnreadableCellError("time_unreadable")
    return f"{int(parts[1]):02}:{parts[2]}"


def _times(column: Column, content: object, number_format: str) -> tuple[str, ...]:
    if isinstance(content, time | datetime):
        return (content.strftime("%H:%M"),)
    parts = re.split(r"[,;]|\bdan\b", _words(content))
    return tuple(_time(column, part.strip(), number_format) for part in parts if part.strip())


def _choice(column: Column, content: object, _: str) -> object:
    assert column.words is not None
    value = column.words.value(_words(content))
    if value is None:
        raise UnreadableCellError("choice_unknown", choices=" · ".join(column.words.offered))
    return value


def _choices(column: Column, content: object, number_format: str) -> tuple[object, ...]:
    parts = [part.strip() for part in re.split("[,;]", _words(content))]
    return tuple(_choice(column, part, number_format) for part in parts if part)


_READERS: dict[Kind, Callable[[Column, object, str], object]] = {
    Kind.CODE: _code,
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.NIP: _nip,
    Kind.PHONE: _phone,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.TIMES: _times,
    Kind.FIGURE: _figure,
    Kind.COUNT: _figure,
    Kind.RUPIAH: _figure,
    Kind.YEAR: _whole,
    Kind.DIGITS: _whole,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
}
