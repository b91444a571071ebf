"""After an outage: people with open cards hear that presses of that time were lost (telegram 4.5)."""

from datetime import datetime

from desk import mail, outages
from desk.works import Work
from screens import sentences
from text.printing import clock


def tell(work: Work, from_at: datetime, until_at: datetime) -> None:
    """One notice to each of them; typed messages were kept by Telegram, presses were not."""
    for office, person_ids in outages.affected(work):
        screen = sentences.outage(clock(from_at, office.zone), clock(until_at, office.zone))
        for person_id in person_ids:
            dedup = f"outage:{until_at.isoformat()}:{person_id}"
            mail.notify(work, person_id, screen, priority=mail.DUTY, dedup=dedup, office_id=office.id)
