"""A small front instead of the office: it answers what it is told, so that only delivery is under test."""

from dataclasses import dataclass, field

from bot.app import Wiring
from desk import mail
from desk.works import Refused, Work
from storage import outbox
from storage.inbox import Outage
from text.encoding import encoded
from text.incoming import Incoming, Kind
from text.screens import Button, Screen, Style, Toast

NOTE = "(kirim ulang bila belum terbaca)"


class Broken(Exception):
    """What a programming mistake raises; the message holds what the person typed."""


@dataclass
class EchoFront:
    """`said` lists what was answered, by transaction, rolled back or not."""

    said: list[str] = field(default_factory=list)
    outages: list[Outage] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def wiring(self) -> Wiring:
        return Wiring(
            self.answer,
            self.announce,
            self.refuse,
            apology=lambda code: Screen(f"Mohon maaf ({code})."),
            resend_note=NOTE,
            outage=lambda connection, outage: self.outages.append(outage),
            unreachable=lambda connection, chat_id, now: self.gone.append(chat_id),
        )

    def answer(self, work: Work, incoming: Incoming) -> None:
        self.said.append(incoming.text or incoming.data or incoming.kind)
        if incoming.kind is Kind.MEMBERSHIP:
            return
        if incoming.kind is Kind.TAP:
            work.toast = Toast(f"Tercatat: {incoming.data}" if incoming.data else "")
        elif incoming.text.startswith("rusak"):
            mail.reply(work, Screen("setengah jalan"))
            raise Broken(incoming.text)
        elif incoming.text.startswith("tolak"):
            mail.reply(work, Screen("setengah jalan"))
            raise Refused("not_yours", holder="Sekretaris")
        elif incoming.text.startswith("tombol"):
            mail.reply(work, Screen("Pilih", ((Button("Setujui", "ya", Style.SUCCESS),),)))
        else:
            mail.reply(work, Screen(f"kembali: {incoming.text or incoming.kind}"))

    def announce(self, work: Work, events: list[object]) -> None:
        pass

    def refuse(self, work: Work, incoming: Incoming, refusal: Refused) -> None:
        mail.reply(work, Screen(f"ditolak: {refusal.key}"))


def letter(work: Work, chat_id: int, words: str, **rest: object) -> int:
    """Any outbox row; by default a duty of one sentence."""
    values: dict[str, object] = {
        "kind": "duty",
        "priority": 1,
        "method": "send",
        "payload": encoded(Screen(words)),
        "made_at": work.now,
    }
    return outbox.append(work.connection, outbox.Draft(chat_id=chat_id, **{**values, **rest}))  # type: ignore[arg-type]
