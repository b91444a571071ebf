"""`python -m bot sop check|show|diagram`: look at the SOP definitions."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from sop.procedures import Sop

_ACTS = ("check", "show", "diagram")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("act", metavar="check|show|diagram", choices=_ACTS, help="apa yang dilakukan")
    parser.add_argument("subject", metavar="SOP|BERKAS", nargs="?", help="kunci SOP, atau berkas definisinya")
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="folder untuk gambar alur")


def execute(settings: Settings, options: Namespace) -> int:
    from bot import listings
    from bot.refusals import Refusal

    if options.act == "check":
        return _check(settings, options.subject)
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
