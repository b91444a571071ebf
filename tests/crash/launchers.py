"""Starting lives, feeding them, and counting what became of everything that was said."""

import asyncio
import multiprocessing
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import sqlalchemy as sa

from sandbox.client import Sandbox
from sandbox.server import Server
from storage.database import Database
from tests.crash.application import EFFECTS, Life, live

# Forked from a server that has the imports behind it, so that a life begins in milliseconds.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.crash.application"])
KILLED = -9
PEOPLE = 5


@dataclass
class Tally:
    """What the table of a crash test shows."""

    name: str
    killed: int = 0
    said: int = 0
    lost: int = 0
    twice: int = 0
    copies: int = 0

    def line(self) -> str:
        counts = (self.killed, self.said, self.lost, self.twice, self.copies)
        return f"{self.name:32}" + "".join(f"{count:>8}" for count in counts)


HEAD = f"{'':32}" + "".join(f"{word:>8}" for word in ("killed", "said", "lost", "twice", "copies"))


@dataclass
class World:
    """A sandbox with a few people, a database, and what the people did."""

    server: Server
    people: Sandbox
    database: Database
    folder: Path
    random: Random
    persons: list[int] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)

    async def open(self) -> None:
        with self.database.writing() as connection:
            connection.execute(sa.text(EFFECTS))
        for number in range(PEOPLE):
            person = await self.people.person(f"Pegawai {number}")
            await self.people.start(person, f"{person}-0")
            self.keys.append((person, f"/start {person}-0"))
            self.persons.append(person)

    def life(self, **rest: object) -> Life:
        url = self.database.engine.url.render_as_string(hide_password=False)
        return Life(self.server.base_url, self.server.token, url, self.folder, **rest)  # type: ignore[arg-type]

    async def run(self, life: Life, acts: int) -> int | None:
        """One life, fed with some acts while it lasts; returns its exit code."""
        process = PROCESSES.Process(target=live, args=(life,))
        process.start()
        for _ in range(acts):
            await self.act()
        while process.is_alive() and life.point:
            await self.act()
            await asyncio.to_thread(process.join, 0.05)
        await asyncio.to_thread(process.join, 60)
        assert not process.is_alive(), "a life did not end"
        return process.exitcode

    async def act(self) -> None:
        """Somebody types, or presses a button of an earlier message."""
        person = self.random.choice(self.persons)
        key = f"{person}-{len(self.keys)}"
        cards = [entry for entry in await self.people.messages(person) if entry["by_bot"]]
        if cards and self.random.random() < 0.3:
            await self.people.press(person, message=cards[-1]["message"], data=key, wait=0)
        else:
            await self.people.say(person, key)
        self.keys.append((person, key))

    async def tally(self, name: str, killed: int) -> Tally:
        """Compare what was done with what is in the database and in the chats."""
        result = Tally(name, killed, len(self.keys))
        with self.database.reading() as connection:
            effects = Counter(connection.scalars(sa.text("SELECT key FROM effects")))
            fired = connection.scalars(sa.text("SELECT fired FROM effects")).all()
        read = {person: await self._read_by(person) for person in self.persons}
        for person, key in self.keys:
            result.lost += effects[key] == 0
            for duty in (f"tugas {key}", f"ingat {key}"):
                copies = read[person][duty]
                result.lost += copies == 0
                result.copies = max(result.copies, copies)
        result.twice = sum(count > 1 for count in effects.values()) + sum(times != 1 for times in fired)
        result.twice += sum(
            count > 1 for texts in read.values() for text, count in texts.items() if text.startswith("jawab")
        )
        return result

    async def _read_by(self, person: int) -> Counter[str]:
        """First lines of the bot's messages: the note under a second copy does not count."""
        entries = await self.people.messages(person)
        return Counter(entry["text"].split("\n")[0] for entry in entries if entry["by_bot"])
