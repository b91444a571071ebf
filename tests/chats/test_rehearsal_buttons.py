"""Whatever is pressed on a message of a rehearsal is answered under its heading, toasts and refusals too."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sandbox.client import SandboxError
from text.catalogue import plain
from tools.play import piece
from tools.rehearsals import LATIHAN, RehearsalPlay
from tools.theatre import theatre

ENDS_IT = (plain("cases.confirm_cancel_button"),)
OPENING = datetime.fromisoformat("2026-10-05T10:00:00+08:00")


@dataclass
class Curious(RehearsalPlay):
    """Presses every button once before doing what is expected, and leaves whatever is asked then."""

    tried: set[tuple[str, str]] = field(default_factory=set)
    silent: list[str] = field(default_factory=list)
    unheaded: list[tuple[str, str]] = field(default_factory=list)

    async def act(self, who: str) -> bool:
        for message in await self.messages(who):
            for label in [button["text"] for row in message["rows"] for button in row]:
                if (who, label) not in self.tried and not self.expects(label) and label not in ENDS_IT:
                    self.tried.add((who, label))
                    await self.press_and_leave(who, label, message["message"])
        return await super().act(who)

    async def press_and_leave(self, who: str, label: str, message: int) -> None:
        before = await self.said(who)
        try:
            pressed = await self.stage.press(who, label, message=message)
        except SandboxError:  # an earlier press has changed the message
            return
        if not pressed.answered:
            self.silent.append(label)
        said = [text for _, text in sorted(await self.said(who) - before)]
        words = [*said, *filter(None, [pressed.toast])]
        self.unheaded += [(label, one) for one in words if not one.startswith(LATIHAN)]
        await self.stage.say(who, "/batal")

    async def said(self, who: str) -> set[tuple[int, str]]:
        every = await self.stage.sandbox.messages(self.stage.cast[who])
        return {(one["message"], one["text"]) for one in every if one["by_bot"]}


def test_every_button_is_answered_under_the_heading(tmp_path: Path) -> None:
    async def run() -> Curious:
        chosen = piece("demo", "lombok-timur")
        async with theatre(tmp_path, OPENING) as stage:
            await stage.open_office(chosen.book)
            play = Curious(stage, chosen.answers, (), chosen.budget_rupiah)
            await play.begin()
            await play.run()
            return play

    play = asyncio.run(run())
    assert len(play.tried) > 150
    assert play.silent == []
    assert play.unheaded == []
