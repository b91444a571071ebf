"""Which updates are in service at this moment, in a file that outlives the process.

When the process is killed, the file names the updates that may have done it; counting every waiting
update instead buried healthy ones after ten deaths that they had no part in (found by the random kills).
A page of the file's cache survives SIGKILL without a flush; after a power cut it may be empty, and then
nobody is suspected.
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOT = struct.Struct("<q")
NOBODY = 0


class Suspects:
    """`of_last_life` are the update ids that were in service when the last process ended."""

    def __init__(self, file: Path, slots: int) -> None:
        self.of_last_life: frozenset[int] = frozenset()
        self._free = list(range(slots))  # list.pop and append are atomic between threads
        self._page: mmap.mmap | bytearray = bytearray(SLOT.size * slots)
        try:
            self._open(file, SLOT.size * slots)
        except OSError:  # a full or read-only disk: deaths go uncounted, updates are served all the same
            return

    def _open(self, file: Path, size: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        left = file.read_bytes() if file.exists() else b""
        whole = left[: len(left) // SLOT.size * SLOT.size]
        self.of_last_life = frozenset(found for (found,) in SLOT.iter_unpack(whole)) - {NOBODY}
        file.write_bytes(bytes(size))  # real zeros: a hole could not be filled on a full disk
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), size)

    @contextmanager
    def serving(self, update_id: int) -> Iterator[None]:
        """The update is in service until the block ends, by whatever way but the death of the process."""
        slot = self.enter(update_id)
        try:
            yield
        finally:
            self.leave(slot)

    def enter(self, update_id: int) -> int:
        slot = self._free.pop()
        SLOT.pack_into(self._page, slot * SLOT.size, update_id)
        return slot

    def leave(self, slot: int) -> None:
        SLOT.pack_into(self._page, slot * SLOT.size, NOBODY)
        self._free.append(slot)
