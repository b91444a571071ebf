"""What a button carries: an act, a subject and the revision its reader saw; never authority, never data.

Format, at most 64 bytes: `1|act|subject|revision|argument`. Source: telegram 3.3. The first field is the
scheme; an unknown one is answered, never guessed.
"""

from dataclasses import dataclass

SCHEME = "1"
LIMIT_BYTES = 64
ID_DIGITS = 18  # what fits a 64-bit row id


@dataclass(frozen=True, slots=True)
class Tap:
    """`act` picks the route; `subject` is an id (decimal) or a bundle's code; `revision` 0 where none."""

    act: str
    subject: str = ""
    revision: int = 0
    argument: str = ""

    @property
    def id(self) -> int:
        """The subject as a row id; 0 when it is none (forged or foreign data)."""
        written = self.subject
        return int(written) if written.isascii() and written.isdigit() and len(written) <= ID_DIGITS else 0


def packed(tap: Tap) -> str:
    """The wire form. Raises ValueError over 64 bytes: the server would refuse the whole message."""
    data = "|".join((SCHEME, tap.act, tap.subject, str(tap.revision), tap.argument))
    if len(data.encode()) > LIMIT_BYTES:
        raise ValueError(f"button data over {LIMIT_BYTES} bytes: {data}")
    return data


def unpacked(data: str) -> Tap | None:
    """Untrusted data from the wire; None when it is not of this scheme."""
    fields = data.split("|", 4)
    if len(fields) != 5 or fields[0] != SCHEME:
        return None
    revision = fields[3]
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        return None
    return Tap(fields[1], fields[2], int(revision), fields[4])
