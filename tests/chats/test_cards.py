"""Cards in chat: one bundle, every device, every way a press can go. Source: telegram 3.1-3.3; law 4."""

import re
from pathlib import Path

from storage import journals
from storage.database import Scope
from tests.chats.scripts import heard, last_words, open_letter, play
from tools.theatre import Theatre

HEAD, SECRETARY, KABID = "KADIS", "SEKRETARIS", "KABID-PSDI"


async def code_on(stage: Theatre, who: str) -> str:
    found = re.search(r"Kode ([A-Z]{5})", await last_words(stage, who))
    assert found, await last_words(stage, who)
    return found[1]


def test_a_disposed_letter_reaches_every_addressee_as_one_card(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        assert "Disposisikan" in str(await stage.sandbox.chat(stage.cast[HEAD]))
        pressed = await stage.press(HEAD, "Disposisikan")
        assert "Terkirim" in pressed.toast
        assert "selesai oleh Dr. Ir. Baiq" in await last_words(stage, HEAD)
        assert "Menindaklanjuti disposisi" in await last_words(stage, SECRETARY)
        assert "Menindaklanjuti disposisi" in await last_words(stage, KABID)

    play(script, tmp_path)


def test_a_second_press_says_that_it_was_done_and_does_nothing(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        head = stage.cast[HEAD]
        first = await stage.press(HEAD, "Disposisikan")
        again = await stage.sandbox.press(head, None, message=first.message, data=first.data)
        await stage.settle()
        assert again.alert
        assert "Sudah Bapak/Ibu selesaikan" in again.toast

    play(script, tmp_path)


def test_somebody_elses_press_is_answered_and_changes_nothing(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        messages = await stage.sandbox.messages(stage.cast[HEAD])
        data = messages[-1]["rows"][0][0]["callback_data"]
        theirs = await stage.sandbox.messages(stage.cast[KABID])
        pressed = await stage.sandbox.press(stage.cast[KABID], None, message=theirs[-1]["message"], data=data)
        await stage.settle()
        assert pressed.alert
        assert "Tugas ini untuk Kepala Dinas" in pressed.toast
        assert "Disposisikan" in str(await stage.sandbox.chat(stage.cast[HEAD]))

    play(script, tmp_path)


def test_a_press_on_an_older_state_gets_the_present_card(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        head = stage.cast[HEAD]
        messages = await stage.sandbox.messages(head)
        card, data = messages[-1]["message"], messages[-1]["rows"][0][0]["callback_data"]
        scheme, act, bundle, revision, argument = data.split("|")
        stale = "|".join((scheme, act, bundle, str(int(revision) + 7), argument))
        pressed = await stage.sandbox.press(head, None, message=card, data=stale)
        await stage.settle()
        assert "kartu terbaru" in pressed.toast

    play(script, tmp_path)


def test_forged_and_foreign_data_is_answered(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        head = stage.cast[HEAD]
        card = (await stage.sandbox.messages(head))[-1]["message"]
        for data in ("", "x", "1|ok|99999|1|", "2|ok|1|1|", "1|zz|1|1|", "1|ok|-1|1|", "1|ok|1|x|"):
            pressed = await stage.sandbox.press(head, None, message=card, data=data or "1")
            await stage.settle()
            assert pressed.answered
            assert "Tombol ini sudah lama" in pressed.toast

    play(script, tmp_path)


def test_the_typed_code_does_what_the_button_does(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        code = await code_on(stage, HEAD)
        await stage.say(HEAD, f"/setuju {code.lower()}")
        assert "Terkirim kepada" in await last_words(stage, HEAD)
        await stage.say(HEAD, f"/setuju {code}")
        assert "Sudah Bapak/Ibu selesaikan" in await last_words(stage, HEAD)

    play(script, tmp_path)


def test_a_code_of_nobody_or_of_somebody_else_is_refused(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        code = await code_on(stage, HEAD)
        await stage.say(KABID, f"/setuju {code}")
        assert "Tugas ini untuk Kepala Dinas" in await last_words(stage, KABID)
        await stage.say(HEAD, "/setuju ZZZZZ")
        assert "tidak ditemukan" in await last_words(stage, HEAD)
        await stage.say(HEAD, "/setuju")
        assert "sertakan kodenya" in await last_words(stage, HEAD)

    play(script, tmp_path)


def test_replying_setuju_to_a_card_counts(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        card = (await stage.sandbox.messages(stage.cast[HEAD]))[-1]["message"]
        await stage.say(HEAD, "Acc", reply_to=card)
        assert "Terkirim kepada" in await last_words(stage, HEAD)

    play(script, tmp_path)


def test_an_oral_order_is_recorded_and_may_be_disputed(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        await stage.say(SECRETARY, "/status")
        await stage.press(SECRETARY, "Catat perintah lisan")
        await stage.say(SECRETARY, "Kepala Dinas saat apel Kamis pagi: segera tindak lanjuti")
        assert await heard(stage, SECRETARY, "atas perintah lisan")
        assert "Perintah lisan" in await last_words(stage, HEAD)
        assert "Menindaklanjuti disposisi" in await last_words(stage, KABID)
        pressed = await stage.press(HEAD, "Bukan perintah saya")
        assert "diberi tahu" in pressed.toast
        lines = stage.read(lambda work: journals.chain(work.connection, Scope(stage.office_id), 1))
        assert lines[-1].action == "order_disputed"

    play(script, tmp_path)


def test_a_bare_acc_counts_for_the_only_open_card(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        await stage.say(KABID, "acc")
        assert "tidak ada yang menunggu" in await last_words(stage, KABID)
        await stage.say(HEAD, "acc")
        assert "Terkirim kepada" in await last_words(stage, HEAD)
        await stage.say(HEAD, "terima kasih")
        assert "tidak ada yang menunggu" in await last_words(stage, HEAD)
        await stage.say(KABID, "terima kasih")
        assert "Ada 1 kartu yang menunggu" in await last_words(stage, KABID)

    play(script, tmp_path)


def test_every_device_of_a_person_shows_the_final_state(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        second = await stage.second_device(HEAD)
        await open_letter(stage)
        await stage.press(HEAD, "Disposisikan")
        said = [entry["text"] for entry in await stage.sandbox.messages(second) if entry["by_bot"]]
        assert any("selesai oleh" in text for text in said)
        assert "Disposisikan" not in str((await stage.sandbox.chat(second))["entries"][-1].get("rows"))

    play(script, tmp_path)


def test_instruction_and_note_travel_with_the_order(tmp_path: Path) -> None:
    async def script(stage: Theatre) -> None:
        await open_letter(stage)
        await stage.press(HEAD, "Ubah instruksi")
        await stage.press(HEAD, "Siapkan bahan")
        await stage.press(HEAD, "Beri catatan")
        await stage.say(HEAD, "Mohon data dukung dilengkapi")
        await stage.press(HEAD, "Disposisikan")
        card = await last_words(stage, KABID)
        assert "Instruksi: Siapkan bahan" in card
        assert "Catatan: Mohon data dukung dilengkapi" in card

    play(script, tmp_path)
