"""What `check` looks at: each finding is one line; what is wrong says what to do. Source: reliability 5."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

import httpx
from sqlalchemy import Connection

from bot import databases
from bot.definitions import definitions
from bot.moments import office_now
from bot.refusals import Refusal
from bot.settings import Settings, settings_from
from desk import journals as desk_journals
from desk import sops
from desk.works import Work
from storage import journals, offices, schema
from storage.database import Database
from storage.migrations.guards import TRIGGERS

FULL_PERCENT = 90
SKEW_SECONDS = 30
SAMPLE = 2  # newest cases of an office that are rebuilt from their journals
WAIT_SECONDS = 10


class Verdict(StrEnum):
    """Whether the application can work."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


MARKS = {Verdict.GOOD: "[baik]", Verdict.WARNING: "[perhatikan]", Verdict.BAD: "[salah]"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    subject: str
    verdict: Verdict
    sentence: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Look at everything in turn; a check that refuses becomes a bad finding and the next one follows."""
    looks: tuple[tuple[str, Callable[[Settings], tuple[Verdict, str]]], ...] = (
        ("Setelan", configured),
        ("Basis data", database_sound),
        ("Disk", disk_free),
        ("SOP", sops_readable),
        ("Telegram dan jam", telegram_and_clock),
    )
    for subject, look in looks:
        try:
            yield Finding(subject, *look(settings))
        except Refusal as refusal:
            yield Finding(subject, Verdict.BAD, str(refusal))


def configured(settings: Settings) -> tuple[Verdict, str]:
    settings_from({"BOT_TOKEN": settings.bot_token}, needs_token=True)
    return Verdict.GOOD, f"DATA_DIR {settings.data_dir}, basis data {databases.place(settings)}."


def database_sound(settings: Settings) -> tuple[Verdict, str]:
    """Schema, every page, the journal's triggers and every chain of the journal."""
    database = databases.opened(settings)
    try:
        return Verdict.GOOD, _inspected(database, settings)
    finally:
        database.close()


def _inspected(database: Database, settings: Settings) -> str:
    with database.reading() as connection:
        if schema.damage(connection):
            raise Refusal(databases.DAMAGED.format(place=databases.place(settings)))
        if not schema.triggers(connection).issuperset(TRIGGERS):
            raise Refusal("Penjaga jurnal hilang dari basis data: pulihkan cadangan terakhir.")
        _rows_told(connection)
        chains = journals.every_chain(connection)
        for scope, case_id in chains:
            if (line := journals.broken(connection, scope, case_id)) is not None:
                raise Refusal(
                    f"Jurnal kantor {scope.office_id}, berkas {case_id}, baris {line.id} tidak cocok dengan "
                    "baris sebelumnya: bandingkan dengan cadangan."
                )
    return f"susunan {schema.head()}, utuh, {len(chains)} rantai jurnal utuh."


def _rows_told(connection: Connection) -> None:
    """The newest cases of every office are what their journals tell (law 11)."""
    work = Work(connection, datetime.now(UTC))
    named = next(desk_journals.sampled(work, SAMPLE), None)
    if named is not None:
        raise Refusal(f"Data kegiatan tidak cocok dengan jurnalnya ({named}): bandingkan dengan cadangan.")


def disk_free(settings: Settings) -> tuple[Verdict, str]:
    folder = _existing(settings.data_dir)
    usage = shutil.disk_usage(folder)
    used = 100 - 100 * usage.free // usage.total
    said = f"terpakai {used} persen, sisa {usage.free / 1e9:.1f} GB".replace(".", ",") + "."
    if used >= FULL_PERCENT:
        return Verdict.WARNING, f"{said} Kosongkan ruang atau pindahkan DATA_DIR."
    return Verdict.GOOD, said


def sops_readable(settings: Settings) -> tuple[Verdict, str]:
    """Every definition runs, and every office's own SOP is among them."""
    found = definitions(settings)
    said = f"{len(found)} SOP dapat dijalankan."
    for code, key in _without_sop(settings, {sop.key for sop in found}):
        return Verdict.BAD, (
            f"{said} Kantor {code} memakai SOP {key}, yang tidak ada: isi SOP_DIR dengan folder berkasnya, "
            "atau perbaiki baris SOP pada buku kerja."
        )
    return Verdict.GOOD, said


def _without_sop(settings: Settings, there: set[str]) -> list[tuple[str, str]]:
    """Codes and SOPs of offices whose SOP is in no file and was not kept; none without a database."""
    try:
        database = databases.opened(settings)
    except Refusal:
        return []  # said where the database is looked at
    try:
        with database.reading() as connection:
            work = Work(connection, datetime.now(UTC))
            chosen = [(one.code, one.sop_key) for one in offices.every(connection) if one.sop_key]
            return [
                (code, key) for code, key in chosen if key not in there and sops.newest(work, key) is None
            ]
    finally:
        database.close()


def telegram_and_clock(settings: Settings) -> tuple[Verdict, str]:
    """Ask Telegram who we are; its Date header tells how far our clock is off."""
    if not settings.bot_token:
        raise Refusal("tidak dapat diperiksa tanpa BOT_TOKEN.")
    answer = _asked(settings)
    if answer.status_code in (401, 404):
        raise Refusal("BOT_TOKEN ditolak Telegram: salin ulang token dari @BotFather.")
    name = _username(answer)
    if not name:
        raise Refusal(
            f"BOT_API_URL menjawab tidak seperti Telegram ({answer.status_code}): periksa alamatnya."
        )
    behind = abs((office_now(settings) - _told_time(answer)).total_seconds())
    if not settings.clock_url and behind > SKEW_SECONDS:
        return (
            Verdict.BAD,
            f"@{name} tersambung, tetapi jam komputer berbeda {behind:.0f} detik: nyalakan NTP.",
        )
    source = "jam dari CLOCK_URL" if settings.clock_url else f"selisih jam {behind:.0f} detik"
    return Verdict.GOOD, f"@{name} tersambung, {source}."


def _asked(settings: Settings) -> httpx.Response:
    try:
        return httpx.post(f"{settings.bot_api_url}/bot{settings.bot_token}/getMe", timeout=WAIT_SECONDS)
    except httpx.HTTPError:  # the cause is not chained: its text may carry the token
        raise Refusal("Telegram tidak dapat dihubungi: periksa jaringan dan BOT_API_URL.") from None


def _username(answer: httpx.Response) -> str:
    """Our name with Telegram; "" where the answer is not one of Telegram's."""
    try:
        return str(answer.json()["result"]["username"])
    except (ValueError, KeyError, TypeError):
        return ""


def _told_time(answer: httpx.Response) -> datetime:
    given = answer.headers.get("date")
    return parsedate_to_datetime(given) if given else datetime.now(UTC)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder
