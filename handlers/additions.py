"""Adding rows to a running collection, by a touch or by numbers; the units hear of it once."""

import json
import re

from desk import additions, cases, closings, compilations, drafts, mail
from desk.moves import Moved
from desk.works import Refused, Work
from handlers.replies import confirm
from screens import additions as screens
from screens import sentences
from sop.drafts import Draft
from sop.events import ItemsAdded
from sop.periods import read_period
from text.incoming import Incoming
from text.taps import Tap

NUMBERS = "addition_numbers"  # what a draft waits for


def pick(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The press "Tambah indikator": what could join, and the numbers may be typed."""
    case, chart = compilations.running(work, tap.id)
    found = additions.offer(work, case, chart)
    if not found.rows:
        raise Refused("additions.nothing")
    sent = mail.reply(work, screens.pick(found))
    shown = {one.number: one.indicator.id for one in found.rows[: screens.SHOWN]}
    drafts.ask(work, cases.anchor(work, case), NUMBERS, sent, body={"shown": shown})
    mail.toast(work, "")


def add(work: Work, incoming: Incoming, tap: Tap) -> None:
    """A number of the list, or all that the list shows."""
    case, chart = compilations.running(work, tap.id)
    found = additions.offer(work, case, chart).rows[: screens.SHOWN]
    wanted = [one.indicator.id for one in found if tap.argument in (screens.EVERY, str(one.indicator.id))]
    if not wanted:
        raise Refused("cases.item_present")
    additions.add(work, case, chart, wanted)
    confirm(work, screens.added(len(wanted), additions.version(work, case)))


def typed(work: Work, incoming: Incoming, draft: Draft) -> None:
    """Numbers of the list, typed: "1, 3"."""
    case, chart = closings.asked(work, draft.office_id, draft.bundle_id)
    shown = {int(number): item for number, item in json.loads(draft.body).get("shown", {}).items()}
    numbers = [int(one) for one in re.findall(r"\d{1,4}", incoming.text)]
    if not numbers or any(number not in shown for number in numbers):
        raise Refused("additions.unread")
    wanted = [shown[number] for number in dict.fromkeys(numbers)]
    additions.add(work, case, chart, wanted)
    drafts.answered(work, cases.anchor(work, case))
    words = screens.added(len(wanted), additions.version(work, case))
    mail.reply(work, sentences.sentence(words))


def tell_added(work: Work, moved: Moved, event: ItemsAdded) -> None:
    """One message for each person concerned, naming the new rows; a form that opens anew rings itself."""
    period, version = read_period(moved.case.period), additions.version(work, moved.case)
    for one in additions.told(work, moved, event):
        screen = screens.told(period, one.names, version, one.form)
        mail.notify(work, one.person_id, screen, office_id=moved.case.office_id)


TAPS = {screens.PICK: pick, screens.ADD: add}
AWAITED = {NUMBERS: typed}
