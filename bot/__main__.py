"""`python -m bot`: finds the command, reads the settings, and never shows a traceback.

Exit codes: 0 done, 1 unforeseen (the incident code leads to the log) or nobody reads any more, 2 refused with
a reason.
"""

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from random import SystemRandom

from bot import logs
from bot.commands import COMMANDS, Command
from bot.parsers import Parser
from bot.refusals import Refusal
from bot.settings import Settings, settings_from

PROGRAM = "python -m bot"
LOG_FILE = "kinerja.log"

log = logging.getLogger("kinerja")


def main(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Carry out one command line; everything that can go wrong ends as a sentence on stderr.

    A pipe that was closed (`| head`) ends it without a word, as Python's note on SIGPIPE has it.
    """
    try:
        code = _answered(words, environment)
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())  # what is still held back goes there when Python ends
        return 1
    return code


def _answered(words: Sequence[str], environment: Mapping[str, str]) -> int:
    try:
        return _obeyed(words, environment)
    except BrokenPipeError:
        raise
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Dihentikan.", file=sys.stderr)
        return 130
    except Exception:
        code = logs.incident(SystemRandom())
        log.exception("unforeseen", extra={"incident": code})
        print(
            f"Terjadi kesalahan yang tidak terduga. Kode {code}: cari kode itu di {LOG_FILE} dalam DATA_DIR.",
            file=sys.stderr,
        )
        return 1


def _obeyed(words: Sequence[str], environment: Mapping[str, str]) -> int:
    if not words or words[0] in ("-h", "--help"):
        print(overview())
        return 0 if words else 2
    command = next((command for command in COMMANDS if command.name == words[0]), None)
    if command is None:
        raise Refusal(f"Perintah {words[0]} tidak dikenal: lihat {PROGRAM} --help.")
    module = import_module(f"bot.commands.{command.module}")
    parser = Parser(
        prog=f"{PROGRAM} {command.name}", description=f"{command.summary[0].upper()}{command.summary[1:]}."
    )
    module.arguments(parser)
    try:
        options = parser.parse_args(list(words[1:]))
    except SystemExit:  # --help has been printed
        return 0
    settings = settings_from(environment, needs_token=command.needs_token)
    _listen(settings, command)
    code: int = module.execute(settings, options)
    return code


def _listen(settings: Settings, command: Command) -> None:
    """`run` speaks to whoever started it; every command leaves what happened in DATA_DIR."""
    stream = sys.stderr if command.name == "run" else None
    logs.configure(settings.log_format, stream=stream, file=settings.data_dir / LOG_FILE)


def overview() -> str:
    """The list of commands."""
    width = max(len(command.name) for command in COMMANDS)
    listed = "\n".join(f"  {command.name:{width}}  {command.summary}" for command in COMMANDS)
    return (
        f"Pemakaian: {PROGRAM} PERINTAH …\n\nBot Kinerja: SOP data kinerja kantor di dalam Telegram.\n\n"
        f"perintah\n{listed}\n\nBantuan tiap perintah: {PROGRAM} PERINTAH --help"
    )


if __name__ == "__main__":
    logging.raiseExceptions = False  # a log that cannot be written must not bring a traceback to the screen
    sys.exit(main(sys.argv[1:], os.environ))
