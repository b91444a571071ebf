"""What the machine was like during a run: without it the absolute figures cannot be read."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

COMMITS = 50


def described() -> str:
    """Cores, how busy they were with other work, and what one bare commit to the disk cost."""
    load = os.getloadavg()[0]
    said = f"{os.cpu_count()} cores, load {load:.1f}, one bare SQLite commit {commit_ms():.2f} ms"
    return said if load < 0.5 else f"{said}; the machine is busy, read only the ratios"


def commit_ms() -> float:
    """Median of a commit of one small row, WAL and synchronous=FULL, without any of our code."""
    took: list[float] = []
    with (
        TemporaryDirectory(prefix="kinerja-bench-") as folder,
        closing(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)) as connection,
    ):
        for statement in (
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "CREATE TABLE rows (n INTEGER)",
        ):
            connection.execute(statement)
        for number in range(COMMITS):
            began = perf_counter()
            connection.execute("INSERT INTO rows VALUES (?)", (number,))
            took.append((perf_counter() - began) * 1000)
    return median(took)
