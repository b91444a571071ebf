"""What people do about enclosed documents, and what their chats show."""

import json
from typing import Any

from desk import enclosures
from sop.enclosures import Enclosure
from storage import enclosures as rows
from storage import journals
from tests.reports_chat.bureaus import Bureau
from text.encoding import decoded
from text.screens import Screen

COMPILER, PLANNER, SECRETARY, HEAD = "SUBKOR-PROGRAM", "PERENCANA", "SEKRETARIS", "KADIS"
CONTENT = b"%PDF-1.7\n1 0 obj\n"


def content(said: str) -> bytes:
    return CONTENT + said.encode()


def attach(
    office: Bureau, kind: str, caption: str = "", *, who: str = COMPILER, said: bytes = CONTENT
) -> Screen:
    """Press, choose, send; the file is fetched. Returns the echo."""
    office.write(who, "/status")
    office.press(who, "Lampirkan dokumen")
    office.press(who, kind)
    office.send(who, f"{kind.lower()}.pdf", caption)
    echo = sent(office, who)[-1]
    office.fetch(enclosures.FETCH, said)
    return echo


def sent(office: Bureau, who: str) -> list[Screen]:
    """New messages in somebody's chat, oldest first."""
    return [decoded(row.payload) for row in office.rows(who) if row.method == "send"]


def every(office: Bureau) -> tuple[Enclosure, ...]:
    with office.database.reading() as connection:
        return rows.of_case(connection, office.scope, office.case_id)


def newest(office: Bureau, step: str) -> int:
    """The revision of a step's newest bundle."""
    return office.bundle(step).revision


def to_paraf(office: Bureau) -> None:
    office.press(COMPILER, "Susun laporan")
    office.draw()


def to_approval(office: Bureau) -> None:
    to_paraf(office)
    office.press(SECRETARY, "Paraf")


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def told(office: Bureau, action: str) -> list[dict[str, Any]]:
    """Bodies of the journal's lines of a kind; the chain must hold."""
    with office.database.reading() as connection:
        assert journals.broken(connection, office.scope, office.case_id) is None
        chain = journals.chain(connection, office.scope, office.case_id)
    return [json.loads(line.body) for line in chain if line.action == action]
