"""The file store: every file lies under its SHA-256 in DATA_DIR/blobs, written whole or not at all."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile


class Blobs:
    """Files by content. The same bytes are kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file lies; raises ValueError for what is no SHA-256, since names come from rows."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256")
        return self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        return self.path(sha256).read_bytes()

    def keep(self, content: bytes) -> str:
        """Store the bytes and return their SHA-256; on disk before this returns."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(target)
        return sha256
