"""Work that serves many offices in one transaction: what fails for one leaves the others alone (law 6).

Each item runs and is announced inside a savepoint of its own. A failure undoes that item only and is logged
under an incident code, ids only (law 12); what becomes of the item is the caller's to say. Trouble of the
database itself is nobody's item: it ends the whole transaction, which is tried again.
"""

import logging
from collections.abc import Callable
from hashlib import sha256

from desk.works import Work
from storage.troubles import is_database_trouble

LOG = logging.getLogger("kinerja.isolations")


def apart(work: Work, step: str, deed: Callable[[Work], int], **ids: int) -> int | None:
    """Do one item and tell whoever is concerned; None where it failed and was undone.

    `step` names the work and `ids` the item in the log.
    """
    own = Work(work.connection, work.now, tell=work.tell)
    try:
        with work.connection.begin_nested():
            done = deed(own)
            own.tell(own, own.events)
    except Exception as error:
        if is_database_trouble(error):
            raise
        report(work, step, error, **ids)
        return None
    work.happened(*own.events)
    return done


def report(work: Work, step: str, error: Exception, **ids: int) -> None:
    """Log a failed item. The code is made of the item and the moment: nobody below the wiring throws dice."""
    seed = f"{step} {sorted(ids.items())} {work.now.isoformat()}"
    code = f"K-{sha256(seed.encode()).hexdigest()[:4].upper()}"
    LOG.error(
        "an item failed and was postponed", exc_info=error, extra={"incident": code, "step": step, **ids}
    )
