"""The five-letter code of a bundle: what a person types instead of pressing.

No I, L, O, U: they are misread or spell words. The code is no secret and gives no right (law 4); it is
derived from what makes the bundle unique, so the same case always gets the same codes.
"""

import hashlib
from collections.abc import Iterator

from sop.cases import Bundle

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 5


def candidates(bundle: Bundle) -> Iterator[str]:
    """Codes to try, the same ones every time, until one is free in the office."""
    what = f"{bundle.case_id}:{bundle.seat_id}:{bundle.step}:{bundle.part}:{bundle.round}"
    attempt = 0
    while True:
        number = int.from_bytes(hashlib.sha256(f"{what}:{attempt}".encode()).digest()[:8])
        letters = []
        for _ in range(LENGTH):
            number, rest = divmod(number, len(LETTERS))
            letters.append(LETTERS[rest])
        yield "".join(letters)
        attempt += 1
