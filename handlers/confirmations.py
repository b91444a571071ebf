"""The Sekretaris confirms inferred actors on one page: all in one press, or each step by another role."""

from desk import confirmations, mail
from desk.confirmations import PageDue
from desk.works import Refused, Work
from screens import confirmations as screens
from sop.confirmations import Line, Page
from text.catalogue import plain
from text.incoming import Incoming
from text.taps import Tap


def tell_due(work: Work, event: PageDue) -> None:
    """The page comes when cards may arrive, if it is still waited for."""
    seen = confirmations.held(work, event.notice)
    if seen is not None:
        person_id = event.notice.person_id
        dedup = f"{confirmations.KIND}:{seen.confirmation.id}:{person_id}"
        mail.notify(work, person_id, screens.page(seen), kind="duty", priority=mail.DUTY, dedup=dedup)


def agree(work: Work, incoming: Incoming, tap: Tap) -> None:
    """`Semua sesuai`."""
    done = confirmations.confirm(work, confirmations.waiting(work, tap.id))
    mail.toast(work, plain("confirmations.agreed_toast"))
    mail.reply(work, screens.confirmed(done))


def change(work: Work, incoming: Incoming, tap: Tap) -> None:
    """`Ubah 4`: who could do it instead."""
    seen = confirmations.waiting(work, tap.id)
    mail.reply(work, screens.pick(seen, _line(seen, tap.argument), confirmations.candidates(work, seen)))
    mail.toast(work, "")


def pick(work: Work, incoming: Incoming, tap: Tap) -> None:
    """Another role; the page comes again with it."""
    step, _, role = tap.argument.rpartition(".")
    changed = confirmations.choose(work, confirmations.waiting(work, tap.id), step, role)
    mail.toast(work, plain("confirmations.changed_toast"))
    mail.reply(work, screens.page(changed))


def _line(seen: Page, step: str) -> Line:
    found = next((line for line in seen.lines if line.stretch.first.key == step and not line.owners), None)
    if found is None:
        raise Refused("common.old_button")
    return found


TAPS = {screens.AGREE: agree, screens.CHANGE: change, screens.PICK: pick}
