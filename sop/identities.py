"""Numbers of civil servants: NIP (PNS) and NI PPPK, 18 digits, and what they tell.

Source: domain 4.2 no. 17, Appendix A; practice 6 and 7. Digits: birth date (8), year and month of
appointment (PNS) or year and contract code (PPPK), sex (1 or 2), serial (3).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_SEPARATORS = re.compile(r"[\s.\-]+")
_LABEL = re.compile(r"^(?:nip|ni\s*pppk|nipppk)\b[\s.:]*", re.IGNORECASE)
_GROUPS = re.compile(r"([0-9]{8})([0-9]{6})([12])([0-9]{3})")


class IdentityKind(StrEnum):
    """Under which label the number is printed."""

    PNS = "NIP"
    PPPK = "NI PPPK"


class IdentityFault(StrEnum):
    """Why a number is not one."""

    LENGTH = "length"
    BIRTH_DATE = "birth_date"
    APPOINTMENT = "appointment"
    SEX = "sex"


class NotAnIdentity(ValueError):
    """The text is no NIP; `fault` says why, in words of ours."""

    def __init__(self, fault: IdentityFault) -> None:
        super().__init__(f"no NIP: {fault}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Identity:
    """A valid number: its 18 digits and the kind they tell."""

    digits: str
    kind: IdentityKind
    born: date

    @property
    def printed(self) -> str:
        """In groups: "19811224 200604 1 991"."""
        return f"{self.digits[:8]} {self.digits[8:14]} {self.digits[14]} {self.digits[15:]}"


def read_identity(text: str) -> Identity:
    """Read a number in any usual grouping; raises NotAnIdentity."""
    digits = _SEPARATORS.sub("", _LABEL.sub("", text.strip()))
    if not re.fullmatch("[0-9]{18}", digits):
        raise NotAnIdentity(IdentityFault.LENGTH)
    found = _GROUPS.fullmatch(digits)
    if found is None:
        raise NotAnIdentity(IdentityFault.SEX)
    born = _birth_date(found[1])
    year, month = int(found[2][:4]), int(found[2][4:])
    if not born.year + 15 <= year <= born.year + 70 or month == 0:
        raise NotAnIdentity(IdentityFault.APPOINTMENT)
    return Identity(digits, IdentityKind.PNS if month <= 12 else IdentityKind.PPPK, born)


def _birth_date(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise NotAnIdentity(IdentityFault.BIRTH_DATE) from None
