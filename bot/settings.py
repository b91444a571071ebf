"""The settings: read once from the environment, all problems named at once. Source: design 7.

The token is kept out of `repr`, so that neither a log line nor a traceback can show it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.refusals import Refusal

TELEGRAM_URL = "https://api.telegram.org"
SEND_PER_SECOND = 25
LOG_FORMATS = ("text", "json")
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DATABASES = ("sqlite:///", "postgresql+psycopg://", "postgresql://")


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. Empty text: not set. Paths may not exist yet; `run` creates `data_dir`."""

    bot_token: str = field(repr=False)
    bot_api_url: str
    data_dir: Path
    database_url: str = field(repr=False)  # may carry a password
    sop_dir: Path | None
    clock_url: str
    send_per_second: int  # 0: no ceiling of our own, obey 429 only
    webhook_url: str
    webhook_secret: str = field(repr=False)
    listen: str  # host:port of the webhook
    log_format: str

    @property
    def blobs(self) -> Path:
        """Where files lie under their SHA-256."""
        return self.data_dir / "blobs"

    @property
    def backups(self) -> Path:
        return self.data_dir / "backups"


def settings_from(environment: Mapping[str, str], *, needs_token: bool = False) -> Settings:
    """Settings of an environment; raises Refusal with every problem, one sentence a line."""
    values = {name: value.strip() for name, value in environment.items()}
    problems = _problems(values, needs_token)
    if problems:
        raise Refusal("\n".join(problems))
    data_dir = Path(values.get("DATA_DIR") or "data")
    return Settings(
        bot_token=values.get("BOT_TOKEN", ""),
        bot_api_url=(values.get("BOT_API_URL") or TELEGRAM_URL).rstrip("/"),
        data_dir=data_dir,
        database_url=_database_url(values.get("DATABASE_URL", ""), data_dir),
        sop_dir=Path(values["SOP_DIR"]) if values.get("SOP_DIR") else None,
        clock_url=values.get("CLOCK_URL", ""),
        send_per_second=int(values.get("SEND_PER_SECOND") or SEND_PER_SECOND),
        webhook_url=values.get("WEBHOOK_URL", ""),
        webhook_secret=values.get("WEBHOOK_SECRET", ""),
        listen=values.get("LISTEN") or "127.0.0.1:8080",
        log_format=values.get("LOG_FORMAT") or "text",
    )


def _database_url(given: str, data_dir: Path) -> str:
    if given.startswith("postgresql://"):  # the driver we ship is psycopg 3
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    return given or f"sqlite:///{data_dir / 'kinerja.db'}"


def _problems(values: Mapping[str, str], needs_token: bool) -> list[str]:
    checks = (_token_problem(values, needs_token), *_place_problems(values), *_url_problems(values))
    return [problem for problem in (*checks, *_form_problems(values)) if problem]


def _token_problem(values: Mapping[str, str], needed: bool) -> str:
    token = values.get("BOT_TOKEN", "")
    if not token:
        missing = (
            "BOT_TOKEN belum diisi: minta token kepada @BotFather, lalu isi BOT_TOKEN dan jalankan kembali."
        )
        return missing if needed else ""
    if not TOKEN.fullmatch(token):
        return "BOT_TOKEN tidak berbentuk token bot (angka:huruf): salin ulang dari @BotFather."
    return ""


def _place_problems(values: Mapping[str, str]) -> tuple[str, ...]:
    data_dir, sop_dir = Path(values.get("DATA_DIR") or "data"), values.get("SOP_DIR", "")
    database_url = values.get("DATABASE_URL", "")
    return (
        "DATA_DIR menunjuk ke sebuah berkas: isi dengan nama folder."
        if data_dir.exists() and not data_dir.is_dir()
        else "",
        f"SOP_DIR menunjuk ke folder yang tidak ada ({sop_dir}): buat foldernya atau kosongkan SOP_DIR."
        if sop_dir and not Path(sop_dir).is_dir()
        else "",
        "DATABASE_URL tidak dikenal: pakai sqlite:///berkas.db atau postgresql+psycopg://pengguna@server/nama."
        if database_url and not _is_database(database_url)
        else "",
    )


def _url_problems(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{name} bukan alamat web: awali dengan http:// atau https://."
        for name in ("BOT_API_URL", "CLOCK_URL", "WEBHOOK_URL")
        if values.get(name) and not _is_web(values[name])
    )


def _form_problems(values: Mapping[str, str]) -> tuple[str, ...]:
    rate, layout = values.get("SEND_PER_SECOND", ""), values.get("LOG_FORMAT", "")
    webhook, secret = values.get("WEBHOOK_URL", ""), values.get("WEBHOOK_SECRET", "")
    listen = values.get("LISTEN", "")
    return (
        "SEND_PER_SECOND harus bilangan bulat 0 atau lebih, misalnya 25."
        if rate and not (rate.isascii() and rate.isdigit())
        else "",
        "LOG_FORMAT harus text atau json." if layout and layout not in LOG_FORMATS else "",
        "WEBHOOK_SECRET belum diisi: WEBHOOK_URL memerlukan rahasia 1-256 huruf, angka, garis."
        if webhook and not secret
        else "",
        "WEBHOOK_SECRET hanya boleh berisi huruf, angka, garis bawah, dan tanda hubung, paling banyak 256."
        if secret and not SECRET.fullmatch(secret)
        else "",
        "LISTEN harus berbentuk alamat:porta, misalnya 127.0.0.1:8080."
        if listen and not re.fullmatch(r"[^\s:]*:\d{1,5}", listen)
        else "",
    )


def _is_database(url: str) -> bool:
    """A SQLite database must be a file: what lives in memory would be lost with the process."""
    name = url.partition("///")[2]
    return url.startswith(DATABASES[1:]) or (url.startswith(DATABASES[0]) and name not in ("", ":memory:"))


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
