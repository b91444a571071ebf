"""`python -m bot sop check|show|diagram`: look at the SOP definitions."""

from argparse import ArgumentParser, Namespace

from bot.settings import Settings

_ACTS = ("check", "show", "diagram")


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("act", metavar="check|show|diagram", choices=_ACTS, help="apa yang ditampilkan")
    parser.add_argument("key", metavar="SOP", nargs="?", help="kunci SOP, untuk show dan diagram")


def execute(settings: Settings, options: Namespace) -> int:
    from bot import definitions
    from bot.refusals import Refusal
    from sop.linting import lint

    if options.act == "check":
        for sop in definitions.definitions(settings):
            remarks = lint(sop)
            print(f"{sop.key} versi {sop.version}: dapat dijalankan, {len(remarks)} catatan.")
            for finding in remarks:
                print(f"  {definitions.remark(finding)}")
        return 0
    if options.key is None:
        raise Refusal(f"Sebutkan SOP yang dimaksud, misalnya: python -m bot sop {options.act} lumajang.")
    sop = definitions.definition(settings, options.key)
    print("\n".join((definitions.listing if options.act == "show" else definitions.diagram)(sop)))
    return 0
