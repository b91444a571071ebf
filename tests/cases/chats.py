"""What a chat shows beyond its newest message."""

import re

import sqlalchemy as sa

from storage import forms
from storage.outbox import OUTBOX
from tests.forms.offices import Office
from text.encoding import decoded
from text.screens import Screen
from tools.demo_quarter import answers

EXPLAINED = "ada dua angkatan tambahan"


def edited(office: Office, code: str) -> list[Screen]:
    """What older messages of a chat were changed to, oldest first."""
    statement = (
        sa.select(OUTBOX.c.payload)
        .where(OUTBOX.c.chat_id == office.chat(code), OUTBOX.c.method == "edit")
        .order_by(OUTBOX.c.id)
    )
    with office.database.reading() as connection:
        return [decoded(payload) for payload in connection.execute(statement).scalars()]


def fill(office: Office, code: str) -> None:
    """A filler types the figures of the demo quarter, explains what is asked for, and hands in."""
    bundle = office.bundle(code)
    with office.database.reading() as connection:
        rows = forms.rows(connection, office.scope, bundle.id)
    known = {number: answers()[indicator.code] for number, (_, indicator, _) in enumerate(rows, 1)}
    typed = office.write(code, "  ".join(f"{number}) {one.typed}" for number, one in known.items()))
    asked = [
        int(number) for number in re.findall(r"^(\d+)\) .*: .*(?:hambatan|mohon)", typed.text, re.MULTILINE)
    ]
    if asked:
        office.write(code, "\n".join(f"{number}) {known[number].cause or EXPLAINED}" for number in asked))
    office.press(code, "Ajukan")
