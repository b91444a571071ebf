"""How a step of a case stands, in one small line; the chat and its picture say it alike.

Source: practice 3.2: whoever may not see a name finds a date, and nothing here says that a leader is late.
"""

from text.catalogue import known, plain

PASSED, RUNNING, OUTSIDE = "passed", "running", "outside"


def standing(
    mark: str, *, by: str, moment: str, reason: str, done: int, parts: int, alone: bool = False
) -> str:
    """By whom and when, why it was passed, or how many units are through.

    `moment` "": not over yet. `alone`: the reader sees one unit only, which may be through before others.
    """
    if mark == PASSED:
        key = f"statuses.passed_{reason}"
        return plain(key if known(key) else "statuses.passed_by")
    counts = plain("statuses.parts", done=done, parts=parts) if parts > 1 else ""
    if not moment:
        return counts if mark == RUNNING else ""
    did = plain("statuses.did_by", person=by, moment=moment) if by else plain("statuses.did", moment=moment)
    if mark == OUTSIDE:
        did = plain("statuses.did_outside", did=did)
    if mark != RUNNING:
        return did
    return plain("statuses.did_here", did=did) if alone else f"{counts} · {did}"
