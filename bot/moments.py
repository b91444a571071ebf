"""Office time for a command that asks once: from CLOCK_URL where it is set, else the machine's (law 5)."""

from datetime import UTC, datetime

import httpx

from bot.refusals import Refusal
from bot.settings import Settings

WAIT_SECONDS = 10


def office_now(settings: Settings) -> datetime:
    """Aware UTC; raises Refusal where CLOCK_URL does not tell a time with its offset."""
    if not settings.clock_url:
        return datetime.now(UTC)
    try:
        told = httpx.get(settings.clock_url, timeout=WAIT_SECONDS).raise_for_status().text.strip()
        moment = datetime.fromisoformat(told)
    except (httpx.HTTPError, ValueError) as error:
        raise Refusal("CLOCK_URL tidak menjawab waktu ISO 8601: periksa alamatnya.") from error
    if moment.tzinfo is None:
        raise Refusal("CLOCK_URL menjawab waktu tanpa zona: tambahkan selisihnya, misalnya +07:00.")
    return moment.astimezone(UTC)
