"""`python -m bot sop check|show|diagram|text|migrate|retire`: definitions, and cases on another version."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from sop.procedures import Sop

_ACTS = ("check", "show", "diagram", "text", "migrate", "retire")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "act", metavar="check|show|diagram|text|migrate|retire", choices=_ACTS, help="apa yang dilakukan"
    )
    parser.add_argument(
        "subject",
        metavar="SOP|BERKAS",
        nargs="?",
        help="kunci SOP, berkas definisinya, atau naskah tercetak untuk text",
    )
    parser.add_argument(
        "version", metavar="VERSI", nargs="?", type=int, help="versi yang tidak lagi dibuka (retire)"
    )
    parser.add_argument(
        "--out", metavar="FOLDER|BERKAS.toml", type=Path, help="tempat gambar alur atau usulan"
    )
    moving = parser.add_argument_group("migrate", "memindahkan kegiatan berjalan ke versi SOP lain")
    moving.add_argument("--office", metavar="KODE", help="kode kantor di buku kerja")
    moving.add_argument("--case", metavar="PERIODE", help="satu kegiatan, misalnya 2026-Q3")
    moving.add_argument("--all", action="store_true", help="semua kegiatan berjalan")
    moving.add_argument("--to", metavar="VERSI", type=int, help="versi tujuan")
    moving.add_argument("--dry-run", action="store_true", help="hanya menampilkan perubahannya")
    moving.add_argument(
        "--clock", choices=("keep", "restart"), default="keep", help="waktu tunggu: teruskan atau mulai lagi"
    )


def execute(settings: Settings, options: Namespace) -> int:
    from bot import listings, migrations
    from bot.refusals import Refusal

    if options.act == "check":
        return _check(settings, options.subject)
    if options.act == "migrate":
        lines, whole = migrations.migrate(settings, options)
        print("\n".join(lines))
        return 0 if whole else 1
    if options.act == "retire":
        print(migrations.retire(settings, options.subject, options.version))
        return 0
    if options.act == "text":
        return _propose(options.subject, options.out)
    if options.subject is None:
        raise Refusal(f"Sebutkan SOP yang dimaksud, misalnya: python -m bot sop {options.act} lumajang.")
    sop, _ = _one(settings, options.subject)
    if options.act == "diagram":
        return _draw(sop, options.out)
    print("\n".join(listings.listing(sop)))
    return 0


def _check(settings: Settings, subject: str | None) -> int:
    """Everything, one key, or one file; what cannot run is a Refusal with file, line and step."""
    from bot import definitions
    from text.catalogue import plain

    if subject is not None:
        found = [_one(settings, subject)]
    else:
        found = [definitions.located(settings, sop) for sop in definitions.definitions(settings)]
    for sop, file in found:
        remarks = definitions.remarks(sop, file)
        print(plain("sops.checked", key=sop.key, version=sop.version, count=len(remarks)))
        for line in remarks:
            print(f"  {line}")
    return 0


def _one(settings: Settings, subject: str) -> "tuple[Sop, Path]":
    """The SOP of a key, or the one in a file."""
    from bot import definitions

    if subject.endswith(".toml"):
        return definitions.definition_in(Path(subject)), Path(subject)
    return definitions.located(settings, definitions.definition(settings, subject))


def _draw(sop: "Sop", folder: Path | None) -> int:
    """Writes KEY.svg and KEY.png; pictures of an earlier time are replaced."""
    from bot.refusals import Refusal
    from reports.diagrams import diagram_png, diagram_svg

    if folder is None:
        raise Refusal(
            f"Sebutkan folder gambarnya, misalnya: python -m bot sop diagram {sop.key} --out gambar."
        )
    pictures = {f"{sop.key}.svg": diagram_svg(sop).encode(), f"{sop.key}.png": diagram_png(sop)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise Refusal(f"Gambar tidak dapat disimpan di {folder}: periksa folder dan izinnya.") from error
    print(f"Gambar tersimpan: {', '.join(str(folder / name) for name in pictures)}")
    return 0


def _propose(subject: str | None, out: Path | None) -> int:
    """Writes a first definition, or prints it; a file that is there already is never overwritten."""
    from bot import proposals
    from bot.refusals import Refusal
    from reports.papers import RefusedPaperError, text_of
    from sop.printed import read_printed
    from sop.proposals import proposed

    if subject is None:
        raise Refusal(
            "Sebutkan naskahnya, misalnya: python -m bot sop text sop-kantor.docx --out kantor.toml."
        )
    try:
        printed = read_printed(text_of(Path(subject).read_bytes(), subject))
    except OSError as error:
        raise Refusal(f"Berkas {subject} tidak dapat dibaca: periksa nama dan izinnya.") from error
    except RefusedPaperError as refusal:
        raise Refusal(f"{subject}: {refusal}") from refusal
    if not printed.steps:
        raise Refusal(
            f"{subject}: tabel kegiatan tidak ditemukan; kepalanya dikenali dari No, Kegiatan, dan Pelaksana."
        )
    proposal = proposed(printed)
    text = proposals.definition_text(printed, proposal)
    if out is None:
        print(text, end="")
        return 0
    _saved(out, text)
    print("\n".join(proposals.summary(proposal, text, out)))
    return 0


def _saved(out: Path, text: str) -> None:
    from bot.refusals import Refusal

    if out.suffix != ".toml":
        raise Refusal(f"Nama {out} harus berakhiran .toml.")
    try:
        with out.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError as error:
        raise Refusal(f"Berkas {out} sudah ada: pilih nama lain, supaya isinya tidak tertimpa.") from error
    except OSError as error:
        raise Refusal(f"Berkas {out} tidak dapat dibuat: periksa folder dan izinnya.") from error
