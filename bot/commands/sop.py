"""`python -m bot sop check|show|diagram`: look at the SOP definitions."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.settings import Settings

_ACTS = ("check", "show", "diagram")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("act", metavar="check|show|diagram", choices=_ACTS, help="apa yang dilakukan")
    parser.add_argument("subject", metavar="SOP|BERKAS", nargs="?", help="kunci SOP, atau berkas untuk check")


def execute(settings: Settings, options: Namespace) -> int:
    from bot import definitions, listings
    from bot.refusals import Refusal

    if options.act == "check":
        return _check(settings, options.subject)
    if options.subject is None:
        raise Refusal(f"Sebutkan SOP yang dimaksud, misalnya: python -m bot sop {options.act} lumajang.")
    sop = definitions.definition(settings, options.subject)
    print("\n".join((listings.listing if options.act == "show" else listings.flowchart)(sop)))
    return 0


def _check(settings: Settings, subject: str | None) -> int:
    """Everything, one key, or one file; what cannot run is a Refusal with file, line and step."""
    from bot import definitions
    from text.catalogue import plain

    path = Path(subject) if subject is not None and subject.endswith(".toml") else None
    if path is not None:
        found = [(definitions.definition_in(path), path)]
    elif subject is not None:
        found = [definitions.located(settings, definitions.definition(settings, subject))]
    else:
        found = [definitions.located(settings, sop) for sop in definitions.definitions(settings)]
    for sop, file in found:
        remarks = definitions.remarks(sop, file)
        print(plain("sops.checked", key=sop.key, version=sop.version, count=len(remarks)))
        for line in remarks:
            print(f"  {line}")
    return 0
