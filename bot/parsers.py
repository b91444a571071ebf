"""The command line in Indonesian: argparse without its English and without its exits."""

import re
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Iterable
from typing import Any, NoReturn

from bot.refusals import Refusal

_COMPLAINTS = (
    (r"unrecognized arguments: (.+)", "Pilihan {0} tidak dikenal"),
    (r"the following arguments are required: (.+)", "Isian {0} belum ada"),
    (r"argument (\S+?)(?:/\S+)?: expected .*argument.*", "Pilihan {0} memerlukan isian"),
    (r"argument (\S+?)(?:/\S+)?: invalid choice: (.+?) \(.*", "Isian {1} tidak dikenal untuk {0}"),
    (r"argument (\S+?)(?:/\S+)?: invalid .*: (.+)", "Isian {1} tidak sah untuk {0}"),
    (r"argument (\S+?)(?:/\S+)?: ignored explicit argument (.+)", "Pilihan {0} tidak memerlukan isian {1}"),
    (r"argument (\S+?)(?:/\S+)?: not allowed with argument (\S+)", "Pilihan {0} dan {1} tidak dapat bersama"),
)


class Parser(ArgumentParser):
    """Complains with one Indonesian sentence as a Refusal; subparsers of it do the same."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings | {"add_help": False, "allow_abbrev": False, "formatter_class": Help})
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="menampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        raise Refusal(f"{complaint(message)}: lihat {self.prog} --help.")


class Help(HelpFormatter):
    """The help text with its one English heading replaced."""

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Pemakaian: ")


def complaint(message: str) -> str:
    """An argparse message as an Indonesian clause without its full stop."""
    for pattern, sentence in _COMPLAINTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return "Perintah itu tidak dapat dibaca"
