"""What does not go by itself in a quarter: done outside, filled on behalf, corrected, returned.

Each is what a person would do in the chat, written as a script; `tools.plays` lets it take the place of the
expected press once.
"""

import re
from collections.abc import Callable

from sop.books import OfficeBook, Role
from tools.demo_people import PSDI
from tools.plays import FORM, Incident, Play

NEW_KABID = (
    "Kepala Bidang Pembangunan",
    "Rini Astuti, S.E., M.M.",
    "198001012005012991",
    "081255501199",
)
NEW_SUBKOR = (
    "Sub Koordinator Pemberdayaan",
    "Lalu Gede Suparta, S.E.",
    "198506072010011991",
    "081255501188",
)
CHECKED = r"Benar semua.*|Setujui & .*"
DIVISION = r"Teruskan (seperti|\().*"


async def newest(play: Play, who: str, pattern: str) -> str:
    """The label of a visible button that fits, newest message first."""
    for message in reversed(await play.stage.sandbox.messages(play.stage.cast[who])):
        for row in message["rows"]:
            for button in row:
                if re.fullmatch(pattern, button["text"]):
                    return str(button["text"])
    raise LookupError(f"{who} sees no button {pattern}")


def outside(
    who: str,
    label: str = DIVISION,
    words: str = "Dibagi dalam rapat bidang Kamis pagi, notulen ada pada Kabid",
) -> Incident:
    """A step was done at a meeting; it is recorded, not pressed."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Sudah di luar aplikasi")
        await play.stage.say(who, words)

    return Incident(who, label, act)


def on_behalf(owner: str, superior: str) -> Incident:
    """A superior fills the form of somebody in the field; the owner confirms with one press."""

    async def act(play: Play) -> None:
        form = next(
            message
            for message in reversed(await play.stage.sandbox.messages(play.stage.cast[owner]))
            if any(button["text"] == FORM for row in message["rows"] for button in row)
        )
        play.answered[-play.stage.cast[owner]] = form["message"]
        await play.stage.say(superior, "/isi")
        if "Isi atas nama" in str(await play.stage.sandbox.chat(play.stage.cast[superior])):
            await play.stage.press(superior, await newest(play, superior, r"Isi atas nama|1"))
        await play.stage.say(superior, play.list_of(form["text"]))
        await play.form_answered(superior)
        while await play.answer(superior):
            pass
        await play.stage.press(superior, "Minta konfirmasi")

    return Incident(owner, FORM, act)


async def _number(play: Play, who: str, figure: str) -> str:
    """The list number of a figure on the newest message that shows it."""
    for message in reversed(await play.stage.sandbox.messages(play.stage.cast[who])):
        found = re.search(rf"^(\d+)\. {re.escape(figure)}", message["text"], re.MULTILINE)
        if found and message["by_bot"]:
            return found[1]
    raise LookupError(f"{who} sees no {figure}")


def corrected(who: str, figure: str, words: str) -> Incident:
    """A checker corrects one figure: what it should be, and why."""

    async def act(play: Play) -> None:
        number = await _number(play, who, figure)
        await play.stage.press(who, "Koreksi")
        await play.stage.press(who, await newest(play, who, rf"\D*{number}"))
        await play.stage.say(who, words)

    return Incident(who, CHECKED, act, figure)


def returned(who: str, figure: str = "", reason: str = "bukti belum dilampirkan") -> Incident:
    """A checker returns one figure (the first, if none is named); it climbs again, the others stay."""

    async def act(play: Play) -> None:
        number = await _number(play, who, figure) if figure else "1"
        await play.stage.press(who, "Kembalikan")
        await play.stage.say(who, f"{number} {reason}")

    return Incident(who, CHECKED, act, figure)


def last_called(planner: str, filler: str) -> Incident:
    """The planner announces when the report is compiled, while a form is still out; then it comes in."""

    async def act(play: Play) -> None:
        await play.stage.say(planner, "/laporan")
        await play.stage.press(planner, "Panggilan terakhir")
        await play.stage.press(planner, "Kirim")

    return Incident(filler, FORM, act)


def succeeded(seat: str, title: str, newcomer: str, nip: str, phone: str, label: str = CHECKED) -> Incident:
    """Another official takes over a seat while its card waits: the admin answers, the newcomer decides."""

    async def act(play: Play) -> None:
        stage = play.stage
        await stage.say("ADMIN", "/kantor")
        await stage.press("ADMIN", await newest(play, "ADMIN", r"Ganti pejabat.*"))
        while not await _sees(play, "ADMIN", rf"{re.escape(title)}.*"):
            await stage.press("ADMIN", await newest(play, "ADMIN", r".*erikut.*"))
        await stage.press("ADMIN", await newest(play, "ADMIN", rf"{re.escape(title)}.*"))
        for answer in (nip, newcomer, phone, "hari ini", "nomor menyusul"):
            await stage.say("ADMIN", answer)
        await stage.press("ADMIN", "Simpan")
        await stage.succeed(seat, newcomer, phone)

    return Incident(seat, label, act)


async def _sees(play: Play, who: str, pattern: str) -> bool:
    try:
        return bool(await newest(play, who, pattern))
    except LookupError:
        return False


def year_moved(planner: str, figure: str, words: str) -> Incident:
    """One figure of the year is changed before all of them become final."""

    async def act(play: Play) -> None:
        number = await _number(play, planner, figure)
        await play.stage.press(planner, "Ubah angka")
        await play.stage.say(planner, f"{number}) {words}")

    return Incident(planner, r"Semua tetap", act)


def of_demo() -> tuple[Incident, ...]:
    """The demo office's quarter: one of each kind."""
    return (
        last_called("SUBKOR-PROGRAM", "JFT-UPTD"),
        outside("KABID-WASI"),
        on_behalf("SUBKOR-WASI", "KABID-WASI"),
        returned("KABID-PSDI", "Pelaku IKM yang dilatih"),
        corrected("KABID-PIKM", "Sentra IKM aktif", "17; satu sentra baru aktif September"),
        succeeded("KABID-PSDI", *NEW_KABID),
    )


async def _listed(play: Play, who: str, figure: str) -> str:
    """The number of a figure on a list below the card, each on one line."""
    for message in reversed(await play.stage.sandbox.messages(play.stage.cast[who])):
        found = re.search(rf"^(\d+)\. {re.escape(figure)}", message["text"], re.MULTILINE)
        if found and message["by_bot"]:
            return found[1]
    raise LookupError(f"{who} sees no {figure}")


def processed_and_returned(
    who: str, unit: str, figure: str, label: str = r"Selesai diolah", reason: str = "bukti belum dilampirkan"
) -> Incident:
    """Whoever looks at all figures returns one of them to its unit; the others stay."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Minta perbaikan data")
        await play.stage.press(who, unit)
        await play.stage.say(who, f"{await _listed(play, who, figure)} {reason}")

    return Incident(who, label, act)


def returned_together(
    who: str,
    figures: tuple[str, ...],
    label: str = r"Selesai diolah",
    reason: str = "bukti belum dilampirkan",
) -> Incident:
    """Whoever looks at all figures returns some of several units with one message."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Minta perbaikan data")
        numbers = [await _listed(play, who, figure) for figure in figures]
        await play.stage.say(who, f"{', '.join(numbers)} {reason}")

    return Incident(who, label, act)


def office_corrected(who: str, figure: str, words: str, label: str = r"Verifikasi") -> Incident:
    """Whoever verifies writes the right figure over a written one."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Koreksi")
        await play.stage.press(who, await _listed(play, who, figure))
        await play.stage.say(who, words)

    return Incident(who, label, act)


def enclosed(who: str, *titles: tuple[str, str], label: str = r"Verifikasi") -> Incident:
    """Documents (kind, title) go up with the report."""

    async def act(play: Play) -> None:
        await play.stage.press(who, await newest(play, who, r"Lampirkan dokumen.*"))
        for kind, title in titles:
            await play.stage.press(who, kind)
            await play.stage.send(who, f"{title}.pdf", paper(title), title)

    return Incident(who, label, act)


def paper(title: str) -> bytes:
    """A page of paper with nothing but its title."""
    drawn = f"BT /F1 18 Tf 72 760 Td ({title}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def files_opened(who: str, label: str) -> Incident:
    """Somebody opens the files before deciding."""

    async def act(play: Play) -> None:
        await play.stage.press(who, "Buka berkas")

    return Incident(who, label, act)


def foreign(filler: str, planner: str, figure: str, unit: str, title: str) -> Incident:
    """A filler says that a figure is another unit's; the planner moves it to a seat there, by its title."""

    async def act(play: Play) -> None:
        await play.stage.press(filler, "Mohon ditinjau pembagiannya")
        await play.stage.say(filler, f"{figure} kini ditangani bidang lain")
        await play.stage.press(planner, "Pindahkan indikator")
        await play.stage.press(planner, await _number(play, planner, figure))
        await play.stage.press(planner, unit)
        await play.stage.press(planner, await newest(play, planner, rf".*\({title}.*"))

    return Incident(filler, FORM, act)


def of_lombok_timur() -> tuple[Incident, ...]:
    """One of each kind where the planner asks the units and a staff member processes."""
    return (
        last_called("PERENCANA", "JFT-UPTD"),
        outside("KABID-WASI"),
        succeeded("KABID-PSDI", *NEW_KABID, label=DIVISION),
        on_behalf("SUBKOR-WASI", "KABID-WASI"),
        processed_and_returned("PENGOLAH", PSDI, "Pelaku IKM yang dilatih"),
        office_corrected("PERENCANA", "Sentra IKM aktif", "17; satu sentra baru aktif September"),
    )


def of_lima_puluh_kota() -> tuple[Incident, ...]:
    """One of each kind where one official asks, gathers, analyses and compiles."""
    return (
        outside("KADIS", r"Disposisikan", "Diperintahkan lisan pada apel Kamis pagi"),
        foreign("SUBKOR-PSDI", "SUBKOR-PROGRAM", "Wirausaha industri baru", "WASI", "Sub Koordinator"),
        last_called("SUBKOR-PROGRAM", "JFT-UPTD"),
        succeeded("SUBKOR-PIKM", *NEW_SUBKOR, label=FORM),
        processed_and_returned("SUBKOR-PROGRAM", PSDI, "Pelaku IKM yang dilatih", r"Susun laporan"),
        office_corrected("SUBKOR-PROGRAM", "Sentra IKM aktif", "17; satu sentra baru", r"Susun laporan"),
    )


def one_return_each(book: OfficeBook) -> tuple[Incident, ...]:
    """One return by the head of every division."""
    return tuple(returned(row.code) for row in book.staff if row.role is Role.DIVISION_HEAD and row.name)


def one_return_a_unit(book: OfficeBook) -> tuple[Incident, ...]:
    """Whoever processes returns the first figure of every unit; the PK goes up with the report."""
    units = {row.code: row.unit for row in book.staff}
    first: dict[str, str] = {}
    for one in book.indicators:
        first.setdefault(units[one.owner], one.name)
    return (
        returned_together("PENGOLAH", tuple(first.values())),
        enclosed("PERENCANA", ("Perjanjian Kinerja", "PK 2026")),
    )


BIG_OF_SOP: dict[str, Callable[[OfficeBook], tuple[Incident, ...]]] = {"lombok-timur": one_return_a_unit}
"""What is returned in the generated office under each SOP; in the others `one_return_each`."""
OF_SOP: dict[str, Callable[[], tuple[Incident, ...]]] = {
    "lombok-timur": of_lombok_timur,
    "lima-puluh-kota": of_lima_puluh_kota,
}
"""What happens in the demo office under each SOP; the others play as `of_demo` says."""
