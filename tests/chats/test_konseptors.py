"""A new official finds the konseptor of the seat and names another. Source: practice 2.2, 2.5."""

from pathlib import Path
from typing import Any

from storage import people
from storage.database import Scope
from tests.chats.scripts import last_words, play
from tools.theatre import Theatre

ADMIN, HEAD, SECRETARY, PLANNER, CONCEPT = "ADMIN", "KADIS", "SEKRETARIS", "PERENCANA", "SUBKOR-PROGRAM"


async def offered(stage: Theatre, who: str) -> list[dict[str, Any]]:
    """The buttons of the newest message in somebody's chat."""
    newest = (await stage.sandbox.messages(stage.cast[who]))[-1]
    return [button for row in newest["rows"] for button in row]


async def press(stage: Theatre, who: str, words: str) -> None:
    """Press the button of the newest message whose label holds these words."""
    await stage.press(who, next(one["text"] for one in await offered(stage, who) if words in one["text"]))


def test_the_newcomer_names_another_konseptor(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await stage.tick()
        everyone = stage.read(lambda work: people.with_seats(work.connection, Scope(stage.office_id)))
        secretary = next(one.nip for one in everyone if one.name.startswith("Lalu Hendra"))
        await stage.say(ADMIN, "/kantor")
        await stage.press(ADMIN, "Ganti pejabat")
        await press(stage, ADMIN, "Kepala Dinas")
        for answer in (secretary, "hari ini", "nomor menyusul"):
            await stage.say(ADMIN, answer)
        await stage.press(ADMIN, "Simpan")
        await stage.tick()
        assert "Konseptor jabatan ini: I Made Suardika" in await last_words(stage, SECRETARY)
        await press(stage, SECRETARY, "Ganti konseptor")
        await press(stage, SECRETARY, "Nurul Fitriani")
        assert "kini konseptor Kepala Dinas" in await last_words(stage, SECRETARY)
        assert "ditunjuk sebagai konseptor Kepala Dinas" in await last_words(stage, PLANNER)
        assert "sebagai konseptor Kepala Dinas" in await last_words(stage, CONCEPT)
        assert "sudah berakhir" in await last_words(stage, CONCEPT)

    play(script, tmp_path)
