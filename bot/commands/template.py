"""`python -m bot template BERKAS.xlsx`: the empty workbook that describes an office."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.settings import Settings


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BERKAS.xlsx", type=Path, help="berkas yang akan dibuat")


def execute(_settings: Settings, options: Namespace) -> int:
    from bot.refusals import Refusal
    from reports.templates import template

    file: Path = options.file
    if file.suffix.lower() != ".xlsx":
        raise Refusal(f"Nama {file} harus berakhiran .xlsx.")
    try:
        with file.open("xb") as target:
            target.write(template())
    except FileExistsError as error:
        raise Refusal(f"Berkas {file} sudah ada: pilih nama lain, supaya isinya tidak tertimpa.") from error
    except OSError as error:
        raise Refusal(f"Berkas {file} tidak dapat dibuat: periksa folder dan izinnya.") from error
    print(f"Buku isian tersimpan di {file}. Isi lima lembarnya, lalu: python -m bot import {file} --dry-run")
    return 0
