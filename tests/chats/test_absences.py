"""An official comes back early: the stand-in's days end at that moment. Source: practice 2.5."""

from datetime import datetime
from pathlib import Path

from tests.chats.scripts import play
from tools.theatre import Theatre

HEAD, SECRETARY = "KADIS", "SEKRETARIS"
FRIDAY = datetime.fromisoformat("2026-10-02T09:00:00+08:00")
EVENING = datetime.fromisoformat("2026-10-02T20:00:00+08:00")
TUESDAY = datetime.fromisoformat("2026-10-06T08:00:00+08:00")


async def named(stage: Theatre) -> None:
    """The order lies before the head, who is away from Friday to Monday."""
    await stage.tick()
    await stage.say(HEAD, "/delegasi")
    labels = [
        button["text"]
        for row in (await stage.sandbox.messages(stage.cast[HEAD]))[-1]["rows"]
        for button in row
    ]
    await stage.press(HEAD, next(one for one in labels if "Sekretaris" in one))
    await stage.say(HEAD, "2–5 Okt")
    await stage.press(HEAD, "Simpan")


async def texts(stage: Theatre, who: str, begins: str) -> list[str]:
    """Messages of the application in somebody's chat that begin so, as they read now."""
    said = [one["text"] for one in await stage.sandbox.messages(stage.cast[who]) if one["by_bot"]]
    return [text for text in said if text.startswith(begins)]


def test_the_cards_come_back_at_once_and_both_are_told_once(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await named(stage)
        await stage.at(FRIDAY)
        assert len(await texts(stage, SECRETARY, "Selamat bertugas\nSebagai Plh. Kepala Dinas")) == 1
        await stage.press(SECRETARY, "Buka 1")
        await stage.at(EVENING)
        await stage.say(HEAD, "/delegasi")
        page = (await stage.sandbox.messages(stage.cast[HEAD]))[-1]
        assert "sedang berjalan" in page["text"]
        await stage.press(HEAD, "Akhiri sekarang (1)")
        assert "diakhiri" in (await stage.press(HEAD, "Ya, akhiri sekarang")).toast
        assert len(await texts(stage, HEAD, "Selamat bertugas\nSebagai Kepala Dinas")) == 1
        assert len(await texts(stage, SECRETARY, "Masa Bapak/Ibu sebagai Plh. Kepala Dinas")) == 1
        card = await texts(stage, SECRETARY, "Menugaskan")
        assert card
        assert all("dilanjutkan" in text for text in card)
        await stage.advance(minutes=1)
        await stage.press(HEAD, "Buka 1")
        assert "Terkirim" in (await stage.press(HEAD, "Disposisikan")).toast
        await stage.at(TUESDAY)
        assert len(await texts(stage, HEAD, "Selamat bertugas")) == 1

    play(script, tmp_path)


def test_a_running_term_gets_another_last_day(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await named(stage)
        await stage.at(FRIDAY)
        await stage.say(HEAD, "/delegasi")
        await stage.press(HEAD, "Ubah tanggal (1)")
        await stage.say(HEAD, "6 Okt")
        page = (await stage.sandbox.messages(stage.cast[HEAD]))[-1]
        assert "Menjadi 2 Oktober 2026 s.d. 6 Oktober 2026" in page["text"]
        await stage.press(HEAD, "Simpan")
        assert len(await texts(stage, SECRETARY, "Masa Bapak/Ibu sebagai Plh. Kepala Dinas")) == 1
        await stage.at(TUESDAY)
        assert not await texts(stage, HEAD, "Selamat bertugas")
        await stage.advance(days=1)
        assert len(await texts(stage, HEAD, "Selamat bertugas")) == 1

    play(script, tmp_path)
