"""Names as people read them: the short form of a unit, and a title that was printed in capitals."""

import re

_SHORT_NAME = re.compile(r"\(([^()]+)\)\s*$")
_SMALL_WORDS = {"Dan": "dan", "Di": "di", "Untuk": "untuk", "Pada": "pada", "Dari": "dari", "Yang": "yang"}


def short_name(name: str) -> str:
    """A unit as charts and narrow columns print it: the short form in brackets, where it has one."""
    found = _SHORT_NAME.search(name)
    return found[1] if found else name


def calm_title(title: str) -> str:
    """ "PENGUMPULAN DAN PELAPORAN DATA KINERJA" as a sentence carries it; other spellings stay."""
    if title != title.upper():
        return title
    return " ".join(_SMALL_WORDS.get(word, word) for word in title.title().split(" "))
