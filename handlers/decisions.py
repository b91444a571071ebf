"""Deciding: by the first button of a card, by its typed twin, or by replying "setuju" (law 4)."""

from desk import cards, connections, guards
from desk.guards import Held
from desk.works import Refused, Work
from handlers.stages import route
from text.incoming import Incoming
from text.taps import Tap

AGREEMENT = frozenset({"setuju", "acc", "ok", "oke", "disetujui"})


def press(work: Work, incoming: Incoming, tap: Tap) -> None:
    """The first button of a card: the expected decision."""
    _decide(work, guards.mine(work, tap.id, tap.revision))


def agree(work: Work, incoming: Incoming) -> None:
    """`/setuju KODE`: acts on the revision last delivered to this person."""
    words = incoming.text.split()
    if len(words) < 2:
        raise Refused("common.code_needed")
    held, delivered = guards.by_code(work, words[1])
    _decide(work, guards.decidable(held, delivered))


def send_back(work: Work, incoming: Incoming) -> None:
    """`/kembalikan KODE alasan`: the whole bundle goes back, with the reason."""
    words = incoming.text.split(maxsplit=2)
    if len(words) < 3:
        raise Refused("common.reason_needed")
    held, delivered = guards.by_code(work, words[1])
    guards.decidable(held, delivered)
    back = route(held.step).send_back
    if back is None:
        raise Refused("common.nothing_to_send_back")
    back(work, held, words[2].strip())


def agree_by_words(work: Work, incoming: Incoming) -> bool:
    """Writing "setuju" or "acc" counts as the first button of the card it replies to.

    Without a reply it means the only open card; with several it means none (telegram 2.1). False if these
    are no such words, or nothing of the kind waits.
    """
    if incoming.text.strip().rstrip(".!").casefold() not in AGREEMENT:
        return False
    if not incoming.reply_to:
        return _agree_to_the_only_one(work)
    card = cards.replied_to(work, incoming)
    if card is None:
        return False
    _decide(work, guards.decidable(guards.found(work, card.bundle_id), card.revision))
    return True


def _decide(work: Work, held: Held) -> None:
    route(held.step).decide(work, held)


def _agree_to_the_only_one(work: Work) -> bool:
    assert work.person is not None
    waiting = connections.open_for(work, work.person.id)
    if len(waiting) != 1:
        return False
    held = guards.found(work, waiting[0].id)
    _decide(work, guards.decidable(held, guards.delivered(work, held)))
    return True
