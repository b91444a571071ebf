"""A quarter that plays itself: every official does what the buttons in front of them expect.

Nothing here looks into the database: a player reads the chat as a person does, finds a button or a question
and answers it. What does not go by itself (a return, a correction, a form filled for somebody else) is an
`Incident`: it takes the place of the expected act once.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sop.books import OfficeBook
from tools.answers import Answer
from tools.theatre import Theatre

ROUNDS_AT_MOST = 400

EXPECTED = (
    r"Disposisikan",
    r"Teruskan (seperti|\().*",
    r"(Benar, ajukan|Ajukan) \((\d+)/\2\)",
    r"Benar semua.*",
    r"Setujui & .*",
    r"Setujui semua",
    r"Minta data.*",
    r"Kunci format.*",
    r"Serahkan ke .*",
    r"Kirim realisasi",
    r"Selesai",
    r"Selesai diolah",
    r"Rapat selesai",
    r"Catat jawaban",
    r"Verifikasi",
    r"Semua tetap",
    r"Tetapkan angka tahun \d+",
    r"Susun laporan",
    r"Paraf",
    r"Setujui laporan( dan \d+ dokumen)?",
    r"Kirim ke \d+ penerima",
    r"Terima",
)
FORM = "Isi satu per satu"
EXPLANATION = "sudah dicek ulang; sesuai data lapangan"
NUMBER = "Catat nomor surat"
LETTER = "000.8.6.4/217/Perind/2026"
COMMENT = "Beri catatan"
COMMENTED = "sudah dikonfirmasi bidang"
BUDGET = "Kirim realisasi"
RECORD = "Disepakati tanpa perubahan; lembar aslinya ada pada arsip"
_DATED = re.compile(r"misalnya: \S+, (.+?)\. ")
_FLAGGED = re.compile(r"Mohon beri catatan untuk nomor ([\d, ]+): ")
_PROGRAM = re.compile(r"^(\d+)\. (\S+) .*\(([^()]*)\)$", re.MULTILINE)
_ROW = re.compile(r"^(\d+)\. (.*) \([^()]*\)(?: · .*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Incident:
    """What somebody does instead of pressing a button whose label fits, the first time it is there."""

    who: str
    label: str
    act: Callable[["Play"], Awaitable[None]]
    about: str = ""  # words the card must show


@dataclass
class Play:
    """One office on stage with its answers; `done` names the incidents that have happened."""

    stage: Theatre
    answers: Mapping[str, Answer]  # by indicator name
    incidents: tuple[Incident, ...] = ()
    budget_rupiah: Mapping[str, int] = field(default_factory=dict)  # by code, or "code-unit" where shared
    letter: str = ""  # number and date; without it LETTER, dated as the question proposes
    done: set[int] = field(default_factory=set)
    answered: dict[int, int] = field(default_factory=dict)  # Telegram id -> message that was answered
    pressed: set[tuple[int, int, str]] = field(default_factory=set)
    numbered: bool = False
    minutes_between_acts: float = 4
    minutes_of_waiting: float = 480  # so far the clock moves on when everybody waits

    async def run(self) -> None:
        """Play until nobody has anything left to do; the clock moves on when everybody waits for it."""
        idle = 0
        for _ in range(ROUNDS_AT_MOST):
            if await self.round():
                idle = 0
                continue
            idle += 1
            if idle > 3:
                return
            await self.stage.advance(minutes=self.minutes_of_waiting)
        raise RuntimeError("the quarter does not come to an end")

    async def round(self) -> bool:
        """Everybody acts once, in the order of the workbook; False when nobody had anything to do."""
        acted = False
        people = {telegram_id: code for code, telegram_id in reversed(self.stage.cast.items())}
        for code in reversed(people.values()):
            if await self.act(code):
                acted = True
                await self.stage.advance(minutes=self.minutes_between_acts)
        return acted

    async def messages(self, who: str) -> list[dict[str, Any]]:
        """What the application said in somebody's chat, as it reads now."""
        return [one for one in await self.stage.sandbox.messages(self.stage.cast[who]) if one["by_bot"]]

    async def act(self, who: str) -> bool:
        """The next thing this person would do; False when nothing waits for them."""
        messages = await self.messages(who)
        if not messages:
            return False
        if await self.answer(who) or await self._comment(who, messages) or await self._budget(who, messages):
            return True
        for message in reversed(messages):
            for label in _labels(message):
                if await self._press(who, label, message):
                    return True
        return await self._fill(who, messages)

    async def _press(self, who: str, label: str, message: dict[str, Any]) -> bool:
        incident = self._incident(who, label, message["text"])
        if incident is not None:
            await incident.act(self)
            return True
        if label == NUMBER and not self.numbered:
            return await self._number(who)
        button = (self.stage.cast[who], message["message"], label)
        if button in self.pressed or not self.expects(label):
            return False  # old question keyboards stay; nobody presses the same button twice
        self.pressed.add(button)
        await self.stage.press(who, label, message=message["message"])
        return True

    def expects(self, label: str) -> bool:
        """Whether a button is one that people press without a second thought."""
        return any(re.fullmatch(pattern, label) for pattern in EXPECTED)

    def _incident(self, who: str, label: str, text: str) -> Incident | None:
        for number, incident in enumerate(self.incidents):
            fits = incident.who == who and incident.about in text and re.fullmatch(incident.label, label)
            if fits and number not in self.done:
                self.done.add(number)
                return incident
        return None

    async def _number(self, who: str) -> bool:
        self.numbered = True
        await self.stage.press(who, NUMBER)
        asked = next(one["text"] for one in reversed(await self.messages(who)) if _DATED.search(one["text"]))
        dated = _DATED.search(asked)
        assert dated is not None
        await self.stage.say(who, self.letter or f"{LETTER}, {dated[1]}")
        return True

    async def answer(self, who: str) -> bool:
        """Answer the newest message that asks for causes or words, whatever came after it."""
        messages = await self.messages(who)
        asking = next((one for one in reversed(messages) if self.replies(one["text"])), None)
        telegram_id = self.stage.cast[who]
        if asking is None or self.answered.get(telegram_id, 0) >= asking["message"]:
            return False
        self.answered[telegram_id] = asking["message"]
        await self.stage.say(who, "\n".join(self.replies(asking["text"])))
        return True

    def replies(self, text: str) -> list[str]:
        """What a person types to a message that asks for words; empty when it asks for none."""
        _, asked, rest = text.partition("Mohon dilengkapi dalam satu pesan:")
        if not asked:
            return [RECORD] if re.search(r"Mohon kirim (notulen|jawaban)", text) else []
        lines = []
        for number, line in re.findall(r"^(\d+)\) (.*)$", rest.partition("Misalnya:")[0], re.MULTILINE):
            answer = next((one for name, one in self.answers.items() if line.startswith(f"{name}, ")), None)
            lines.append(f"{number}) {answer.cause if answer and answer.cause else EXPLANATION}")
        return lines

    async def _comment(self, who: str, messages: list[dict[str, Any]]) -> bool:
        """Say a word about every flagged figure of a card, as a reply to it."""
        for message in reversed(messages):
            asked = _FLAGGED.search(message["text"])
            if asked and COMMENT in _labels(message) and self._incident_near(who, message) is None:
                words = "  ".join(f"{number}) {COMMENTED}" for number in asked[1].split(", "))
                await self.stage.say(who, words, reply_to=message["message"])
                return True
        return False

    def _incident_near(self, who: str, message: dict[str, Any]) -> Incident | None:
        """What is to happen on a card before anything else."""
        for label in _labels(message):
            for number, incident in enumerate(self.incidents):
                fits = incident.who == who and incident.about in message["text"]
                if fits and number not in self.done and re.fullmatch(incident.label, label):
                    return incident
        return None

    async def _budget(self, who: str, messages: list[dict[str, Any]]) -> bool:
        """Type what every program of an open budget task spent."""
        card = next((one for one in reversed(messages) if BUDGET in _labels(one)), None)
        if card is None or "Mohon ketik realisasi" not in card["text"]:
            return False
        lines = []
        for number, code, unit in _PROGRAM.findall(card["text"]):
            amount = self.budget_rupiah.get(code, self.budget_rupiah.get(f"{code}-{unit}", 0))
            lines.append(f"{number}) {amount:,}".replace(",", "."))
        await self.stage.say(who, "  ".join(lines), reply_to=card["message"])
        return True

    async def _fill(self, who: str, messages: list[dict[str, Any]]) -> bool:
        """Type the whole numbered list of an open form that was not answered yet."""
        telegram_id = self.stage.cast[who]
        form = next((one for one in reversed(messages) if FORM in _labels(one)), None)
        if form is None or self.answered.get(-telegram_id) == form["message"]:
            return False
        self.answered[-telegram_id] = form["message"]
        typed = self.list_of(form["text"])
        if not typed:
            return False
        await self.stage.say(who, typed, reply_to=form["message"])
        return True

    async def form_answered(self, who: str) -> None:
        """The newest form in somebody's chat was answered by other means and is not typed again."""
        for message in await self.messages(who):
            if FORM in _labels(message):
                self.answered[-self.stage.cast[who]] = message["message"]

    def list_of(self, text: str) -> str:
        """The numbered list as a staff member types it: "1) 12  2) 85,5  3) 262/640"."""
        rows = ((number, self.answers.get(name)) for number, name in _ROW.findall(text))
        return "  ".join(f"{number}) {answer.typed}" for number, answer in rows if answer and answer.typed)


def by_name(book: OfficeBook, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers by the indicator's name, as a card shows it."""
    return {one.name: answers[one.code] for one in book.indicators if one.code in answers}


def _labels(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["rows"] for button in row]
