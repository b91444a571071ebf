"""Reading the one line that registers a letter, in any natural order. Source: practice 1.7.

"000.8/123/Bappeda, 28 Sep 2026, Bappeda, permintaan laporan TW III, paling lambat 9 Okt". Pieces stand
between commas, semicolons or line ends, or begin with a word that names them ("tertanggal", "perihal"). What
is read is shown before it counts; a date that cannot be read is said and never guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sop.calendars import Calendar
from sop.dates import read_date
from sop.letters import Field, Priority
from sop.numerals import cleaned
from sop.periods import ROMAN, Period, quarter_of

LONGEST = {Field.NUMBER: 80, Field.SENDER: 120, Field.SUBJECT: 300, Field.AGENDA: 30}  # characters
PRIORITIES = {
    "biasa": Priority.ORDINARY,
    "segera": Priority.URGENT,
    "penting": Priority.URGENT,
    "sangat segera": Priority.IMMEDIATE,
    "kilat": Priority.IMMEDIATE,
}
_LABELS: tuple[tuple[Field, str], ...] = (
    (
        Field.DUE,
        r"(?:dengan )?(?:paling lambat|paling lama|selambat-?lambatnya|batas(?: waktu)?|tenggat(?: waktu)?"
        r"|deadline|ditunggu|sebelum|s\.?/?d\.?)(?: tanggal| tgl\.?| pada)*",
    ),
    (Field.AGENDA, r"(?:no\.? |nomor )?agenda(?: no\.?| nomor)?"),
    (Field.DATED, r"(?:tertanggal|tanggal(?: surat)?|tgl\.?)"),
    (Field.NUMBER, r"(?:nomor(?: surat)?|no\.?(?: surat)?)"),
    (Field.PRIORITY, r"sifat"),
    (Field.SENDER, r"(?:dari|pengirim|asal(?: surat)?)"),
    (Field.SUBJECT, r"(?:perihal|hal|tentang)"),
)
_LABELLED = tuple(
    (name, re.compile(rf"(?:{label})(?:\s*[:=]\s*|\s+)(?P<rest>.+)", re.IGNORECASE))
    for name, label in _LABELS
)
_RUN_ON = re.compile(
    r"\s+(?=(?:nomor|no\.|tertanggal|tanggal|tgl\.?|perihal|paling lambat|selambat-?lambatnya|agenda"
    r"|sifat)\s)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*(?:[;\n]|,(?![0-9])|(?<![0-9]),)\s*")
_WEEKDAY = re.compile(r"\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\s*,\s*(?=[0-9])", re.IGNORECASE)
_LIKE_DATE = re.compile(
    r"[0-9]{1,2}(?: [a-z]{3,12}\.?(?: [0-9]{2,4})?|[/-][0-9]{1,2}[/-][0-9]{2,4})", re.IGNORECASE
)
_LIKE_NUMBER = re.compile(
    r"(?=.*[0-9])[\w.\-]+(?: ?/ ?[\w.\- ]+)+|[0-9]{2,4}(?:\.[0-9]+)+[\w/.\-]*|[A-Z]-[0-9]+\S*"
)
_AGENCY = re.compile(
    r"(?:bappeda|bappelitbangda|bapperida|dinas|badan|bagian|inspektorat|sekretariat|sekda|setda|kantor"
    r"|kecamatan|camat|bupati|gubernur|wali ?kota|kementerian|menteri|deputi|bps|bpkad|bpkp|bkpsdm|bkn|bpk"
    r"|dprd|ombudsman|asisten|biro|pemerintah|pemkab|pemprov|universitas|pt\.?|cv\.?|ketua|kepala)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:tw|tri ?wulan|kuartal|q)\.?[ -]*(?P<quarter>iv|i{1,3}|[1-4])\b"
    r"(?:[ ,/-]*(?:tahun|thn|ta\.?|t\.a\.?)?[ ./-]*(?P<year>20[0-9]{2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A date that cannot be read, as it was written."""

    field: Field
    written: str


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line says; a field it does not mention is None. `unread`: dates that cannot be taken."""

    number: str | None = None
    dated: date | None = None
    sender: str | None = None
    subject: str | None = None
    due: date | None = None
    agenda: str | None = None
    priority: Priority | None = None
    unread: tuple[Unread, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == LineReading()


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    texts: dict[Field, str] = field(default_factory=dict)
    days: dict[Field, date] = field(default_factory=dict)
    bare: list[date] = field(default_factory=list)
    priority: Priority | None = None
    unread: list[Unread] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_line(text: str, now: datetime, calendar: Calendar, agencies: Iterable[str] = ()) -> LineReading:
    """Read a line; `agencies` are names the office knows as senders. Never raises."""
    found = _Found()
    for piece in _pieces(text):
        _sort(piece, found, now, calendar)
    _place_days(found)
    _place_rest(found, tuple(agencies))
    texts = {name: words[: LONGEST[name]] for name, words in found.texts.items()}
    return LineReading(
        number=texts.get(Field.NUMBER),
        dated=found.days.get(Field.DATED),
        sender=texts.get(Field.SENDER),
        subject=texts.get(Field.SUBJECT),
        due=found.days.get(Field.DUE),
        agenda=texts.get(Field.AGENDA),
        priority=found.priority,
        unread=tuple(found.unread),
    )


def read_field(name: Field, text: str, now: datetime, calendar: Calendar) -> LineReading:
    """Read the answer to one question: the whole text is that field."""
    plain = _unlabelled(name, " ".join(cleaned(line) for line in text.splitlines()).strip(" .,;"))
    if name is Field.PRIORITY:
        priority = PRIORITIES.get(plain.lower())
        return LineReading(priority=priority)
    if name in (Field.DATED, Field.DUE):
        found = _Found()
        _take_day(name, plain, found, now, calendar)
        return LineReading(
            dated=found.days.get(Field.DATED), due=found.days.get(Field.DUE), unread=tuple(found.unread)
        )
    text = plain[: LONGEST[name]]
    match name:
        case Field.NUMBER:
            return LineReading(number=text)
        case Field.SENDER:
            return LineReading(sender=text)
        case Field.AGENDA:
            return LineReading(agenda=text)
        case _:
            return LineReading(subject=text)


def is_line(text: str) -> bool:
    """Whether a text says more than one thing."""
    return len(_pieces(text)) > 1


def named_quarters(text: str, on: date) -> tuple[Period, ...]:
    """The quarters a text names; one without a year is the latest of its kind that has begun on that day."""
    found = (_period(match, on) for match in _QUARTER.finditer(cleaned(text)))
    return tuple(dict.fromkeys(found))


def _period(match: re.Match[str], on: date) -> Period:
    written = match["quarter"].upper()
    quarter = int(written) if written.isdigit() else ROMAN.index(written)
    if match["year"]:
        return Period(int(match["year"]), quarter)
    return Period(on.year if quarter <= quarter_of(on).quarter else on.year - 1, quarter)


def _pieces(text: str) -> list[str]:
    """The parts of a line; a sentence without commas is cut before the words that name a part."""
    lines = "\n".join(cleaned(line) for line in text.splitlines())
    pieces = [piece.strip(" .") for piece in _BREAK.split(_WEEKDAY.sub(r"\1 ", lines)) if piece.strip(" .")]
    if len(pieces) < 3:
        pieces = [part.strip(" ,") for piece in pieces for part in _RUN_ON.split(piece) if part.strip(" ,")]
    return pieces


def _sort(piece: str, found: _Found, now: datetime, calendar: Calendar) -> None:
    """Put a piece where it belongs, or with the rest."""
    for name, label in _LABELLED:
        match = label.fullmatch(piece)
        if match is None:
            continue
        if name in (Field.DATED, Field.DUE):
            if name is Field.DUE and not re.search("[0-9]", match["rest"]) and "sebelum" in piece.lower():
                break
            _take_day(name, match["rest"], found, now, calendar)
            return
        if name is Field.PRIORITY:
            found.priority = PRIORITIES.get(match["rest"].lower(), found.priority)
            return
        found.texts.setdefault(name, match["rest"])
        return
    _guess(piece, found, now, calendar)


def _guess(piece: str, found: _Found, now: datetime, calendar: Calendar) -> None:
    """A piece that nothing names."""
    day = read_date(piece, now, calendar).day
    if piece.lower() in PRIORITIES:
        found.priority = PRIORITIES[piece.lower()]
    elif day is not None:
        found.bare.append(day)
    elif _LIKE_DATE.fullmatch(piece):
        found.unread.append(Unread(Field.DATED, piece))
    elif Field.NUMBER not in found.texts and _LIKE_NUMBER.fullmatch(piece):
        found.texts[Field.NUMBER] = piece
    else:
        found.rest.append(piece)


def _take_day(name: Field, written: str, found: _Found, now: datetime, calendar: Calendar) -> None:
    day = read_date(written, now, calendar).day
    if day is None:
        found.unread.append(Unread(name, written[:40]))
    else:
        found.days[name] = day


def _place_days(found: _Found) -> None:
    """Of days that nothing names the first dates the letter; a later one is its deadline."""
    for day in found.bare:
        if Field.DATED not in found.days:
            found.days[Field.DATED] = day
        elif Field.DUE not in found.days and day > found.days[Field.DATED]:
            found.days[Field.DUE] = day


def _place_rest(found: _Found, agencies: tuple[str, ...]) -> None:
    """What is left is the sender, then the subject; an agency is known by its name or its first word."""
    rest = found.rest
    if Field.SENDER not in found.texts and rest:
        known = [piece for piece in rest if _names_agency(piece, agencies)]
        if known or len(rest) > 1 or Field.SUBJECT in found.texts:
            sender = known[0] if known else rest[0]
            rest = [piece for piece in rest if piece is not sender]
            found.texts[Field.SENDER] = sender.removeprefix("surat ").removeprefix("Surat ")
    if rest:
        before = [found.texts[Field.SUBJECT]] if Field.SUBJECT in found.texts else []
        found.texts[Field.SUBJECT] = ", ".join([*before, *rest])


def _names_agency(piece: str, agencies: tuple[str, ...]) -> bool:
    plain = piece.lower().removeprefix("surat ")
    return _AGENCY.match(plain) is not None or any(plain in name.lower() for name in agencies)


def _unlabelled(name: Field, text: str) -> str:
    """The answer without a repeated label: "tanggal 28 Sep" to the question for the date."""
    label = next((label for known, label in _LABELLED if known is name), None)
    match = label.fullmatch(text) if label is not None else None
    return match["rest"] if match is not None else text
