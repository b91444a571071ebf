"""Numbers, money, dates and quarters as Indonesian offices print them.

Source: domain 2.4 (rounding), telegram 3.7, 7.2 (zones). This is the one place where a figure is rounded,
half up; everything before it works on unrounded decimals (law 8).
"""

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Context, Decimal
from zoneinfo import ZoneInfo

MINUS = "\u2212"
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_ROMAN = ("", "I", "II", "III", "IV")
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    *("", "Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_SHORT_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
MAX_WORDED = Decimal(10**15)


def rounded(value: Decimal, precision: int) -> Decimal:
    """The value with so many decimals, half up and never a negative zero."""
    return _WIDE.plus(value.quantize(Decimal(1).scaleb(-precision), context=_WIDE))


def number(value: Decimal, precision: int = 2) -> str:
    """1234.5 with precision 2 is "1.234,50"."""
    return _grouped(format(rounded(value, precision), "f"))


def exact(value: Decimal) -> str:
    """Every digit the value has and no more: "1.234,5", "85". For echoing what was typed."""
    plain = format(value, "f")
    return _grouped(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def percent(value: Decimal, precision: int = 2) -> str:
    return f"{number(value, precision)}%"


def rupiah(value: Decimal) -> str:
    """Whole rupiah: "Rp2.500.000"."""
    amount = number(value, 0)
    return f"{MINUS}Rp{amount.removeprefix(MINUS)}" if amount.startswith(MINUS) else f"Rp{amount}"


def in_words(value: Decimal) -> str:
    """The value read aloud: "dua juta lima ratus ribu", "dua belas koma lima"; digits from 10^15 on."""
    if abs(value) >= MAX_WORDED:
        return exact(value)
    whole, _, decimals = format(abs(value), "f").partition(".")
    decimals = decimals.rstrip("0")
    words = _whole_in_words(int(whole))
    if decimals:
        words += " koma " + " ".join(_DIGITS[int(digit)] for digit in decimals)
    return f"minus {words}" if value < 0 else words


def roman(quarter: int) -> str:
    """1 to 4 as I to IV."""
    if not 1 <= quarter <= 4:
        raise ValueError(f"no quarter {quarter}")
    return _ROMAN[quarter]


def long_date(day: date) -> str:
    """ "20 November 2026"."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def short_date(day: date) -> str:
    """ "20 Nov 2026"."""
    return f"{day.day} {_SHORT_MONTHS[day.month]} {day.year}"


def month_title(year: int, month: int) -> str:
    """ "November 2026"."""
    return f"{_MONTHS[month]} {year}"


def weekday_date(day: date) -> str:
    """ "Jumat, 20 November 2026"."""
    return f"{_WEEKDAYS[day.weekday()]}, {long_date(day)}"


def short_weekday_date(day: date) -> str:
    """ "Jumat 20 Nov": for a day of the coming weeks."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_SHORT_MONTHS[day.month]}"


def moment(instant: datetime, zone: str) -> str:
    """A UTC instant in the office's zone: "20 Nov 2026 14.03 WITA"."""
    local = _local(instant, zone)
    return f"{short_date(local)} {_clock(local)} {_zone_name(local, zone)}"


def clock(instant: datetime, zone: str) -> str:
    """ "14.03 WITA"."""
    local = _local(instant, zone)
    return f"{_clock(local)} {_zone_name(local, zone)}"


def weekday_moment(instant: datetime, zone: str) -> str:
    """ "Rabu 7 Okt 16.00 WITA": how a card names its limit."""
    local = _local(instant, zone)
    return f"{short_weekday_date(local)} {_clock(local)} {_zone_name(local, zone)}"


def _grouped(plain: str) -> str:
    """Western digits to Indonesian ones: dots between thousands, comma before decimals, a real minus."""
    negative = plain.startswith("-")
    whole, _, decimals = plain.removeprefix("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return (MINUS if negative else "") + grouped + (f",{decimals}" if decimals else "")


def _whole_in_words(value: int) -> str:
    """Cardinals up to below 10^15."""
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(value) or f"{_DIGITS[value - 10]} belas"
    if value < 100:
        return _joined(f"{_DIGITS[value // 10]} puluh", value % 10)
    if value < 1000:
        return _joined("seratus" if value < 200 else f"{_DIGITS[value // 100]} ratus", value % 100)
    size, name = next((size, name) for size, name in _SCALES if value >= size)
    lead = "seribu" if 1000 <= value < 2000 else f"{_whole_in_words(value // size)} {name}"
    return _joined(lead, value % size)


def _joined(lead: str, rest: int) -> str:
    return f"{lead} {_whole_in_words(rest)}" if rest else lead


def _local(instant: datetime, zone: str) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("a moment without a time zone is not printed")
    return instant.astimezone(_zone(zone))


def _zone(zone: str) -> tzinfo:
    return ZoneInfo(zone)  # cached by the library


def _zone_name(local: datetime, zone: str) -> str:
    return _ZONES.get(zone) or local.tzname() or ""


def _clock(local: datetime) -> str:
    return f"{local.hour:02}.{local.minute:02}"
