"""What is not kept for ever: served updates, which hold what people typed. Source: telegram 4.4; law 12."""

from datetime import timedelta

from desk.works import Work
from storage import inbox

KEPT = timedelta(days=30)
BATCH = 500


def forget(work: Work) -> int:
    """Forget served updates older than thirty days, some at a time; returns how many."""
    return inbox.prune(work.connection, work.now - KEPT, BATCH)
