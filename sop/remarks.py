"""What a report of a person says beside its figures: failures and recommendations, "jika ada".

Source: domain 4.3 step 4 and peculiarity 17: a failure is not an obstacle. Pure.
"""

import re
from dataclasses import dataclass

_LABEL = re.compile(r"(?:^|[\s;,.])(?P<label>kegagalan|gagal|rekomendasi|saran)\s*[:=]\s*", re.IGNORECASE)
_FAILURES = frozenset({"kegagalan", "gagal"})


@dataclass(frozen=True, slots=True)
class Remarks:
    """Both halves; an empty one was not given."""

    failure: str
    recommendation: str


def read_remarks(text: str) -> Remarks:
    """Read "kegagalan: …; rekomendasi: …", or two halves with a semicolon between them."""
    found = list(_LABEL.finditer(text))
    if not found:
        failure, _, recommendation = text.partition(";")
        return Remarks(_trimmed(failure), _trimmed(recommendation))
    ends = [*(one.start() for one in found[1:]), len(text)]
    said = {"failure": "", "recommendation": ""}
    for one, end in zip(found, ends, strict=True):
        name = "failure" if one["label"].lower() in _FAILURES else "recommendation"
        said[name] = _trimmed(text[one.end() : end])
    return Remarks(**said)


def _trimmed(text: str) -> str:
    return text.strip(" \t\n;,")
