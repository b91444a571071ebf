"""Every definition survives a thousand random histories, and the walks would notice if it did not."""

import pytest

from sop.loading import BUILT_IN, load_definitions
from sop.periods import Cycle
from sop.procedures import Sop
from tests.engine.planted import BUGS, Bug
from tests.engine.samples import BESIDE, FLAT, HANDOVER, LETTER, LUMAJANG, QUORUM
from tests.engine.walks import walk

CHUNK = 250
CHUNKS = [
    *(
        (sop, cycle, first)
        for sop in load_definitions(BUILT_IN)
        for cycle in sop.cycles
        for first in range(0, 1000, CHUNK)
    ),
    # shapes made for the tests only: one chunk is enough beside their planted bugs
    *((sop, sop.cycles[0], 0) for sop in (FLAT, LETTER, QUORUM, HANDOVER, BESIDE)),
]
SEEDS_FOR_A_BUG = 60


@pytest.mark.parametrize(
    ("sop", "cycle", "first"), CHUNKS, ids=lambda value: getattr(value, "key", str(value))
)
def test_every_walk_comes_to_an_end_with_every_invariant_kept(sop: Sop, cycle: Cycle, first: int) -> None:
    for seed in range(first, first + CHUNK):
        try:
            walk(sop, seed, cycle)
        except Exception as error:
            error.add_note(f"walk of {sop.key} in a {cycle} with seed {seed}")
            raise


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_the_walks_notice_a_planted_bug(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    right = vars(bug.owner)[bug.attribute]
    monkeypatch.setattr(bug.owner, bug.attribute, bug.spoil(right))
    assert _noticed(), f"no walk notices that {bug.name}"


def _noticed() -> bool:
    for seed in range(SEEDS_FOR_A_BUG):
        for sop in (LUMAJANG, FLAT, QUORUM, LETTER, HANDOVER, BESIDE):
            try:
                walk(sop, seed, sop.cycles[0])
            except Exception:
                return True
    return False


def test_a_walk_is_told_by_its_seed_alone() -> None:
    one, other = walk(LUMAJANG, 5), walk(LUMAJANG, 5)
    assert one.desk.events == other.desk.events
