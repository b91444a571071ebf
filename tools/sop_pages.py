"""The pages of `docs/sop/`: one for each definition that comes along, and an index; all from the files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.definitions import remarks
from bot.listings import readings, shown
from reports.diagrams import diagram_png, diagram_svg
from sop.loading import BUILT_IN, load_sop
from sop.procedures import Header, Sop, Step
from text.catalogue import plain
from text.names import calm_title
from text.roles import role_names

FOLDER = Path(__file__).parents[1] / "docs" / "sop"
INDEX = "README.md"
_ENTRIES = ("number", "created", "revised", "effective", "approved_by")
_LISTS = ("legal_basis", "qualifications", "related", "equipment")
_COLUMNS = ("number", "activity", "actors", "recipients", "need", "limit", "output")


def sops() -> tuple[tuple[Path, Sop], ...]:
    """The definitions that come along, with their files."""
    return tuple((path, load_sop(path)) for path in sorted(BUILT_IN.glob("*.toml")))


def texts() -> dict[str, str]:
    """File name -> content of every page and drawing; the same definitions give the same bytes."""
    found = {INDEX: index([sop for _, sop in sops()])}
    for path, sop in sops():
        found[f"{sop.key}.md"] = page(path, sop)
        found[f"{sop.key}.svg"] = diagram_svg(sop) + "\n"
    return found


def pictures() -> dict[str, bytes]:
    return {f"{sop.key}.png": diagram_png(sop) for _, sop in sops()}


def write() -> None:
    """Renew every page and picture; files of definitions that are gone are removed."""
    FOLDER.mkdir(exist_ok=True)
    pages, drawn = texts(), pictures()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for name, picture in drawn.items():
        (FOLDER / name).write_bytes(picture)
    for path in FOLDER.iterdir():
        if path.name not in pages.keys() | drawn.keys():
            path.unlink()


def index(known: Sequence[Sop]) -> str:
    """The list of all definitions."""
    lines = [f"# {plain('sops.page_index')}", "", plain("sops.page_index_intro"), ""]
    lines += _table_head(("sop", "office", "cycle", "steps", "added"))
    for sop in known:
        printed = sum(step.printed for step in sop.steps)
        cells = (
            f"[{_cell(calm_title(sop.header.title))}]({sop.key}.md)",
            _cell(calm_title(sop.header.office)),
            plain(f"sops.cycle_{sop.cycle}"),
            str(printed),
            str(len(sop.steps) - printed),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def page(path: Path, sop: Sop) -> str:
    """Everything about one definition, for its owner to read."""
    lines = [
        f"# {calm_title(sop.header.title)}",
        "",
        ", ".join(calm_title(name) for name in (sop.header.office, sop.header.government) if name) + ".",
        plain("sops.page_source", file=f"sop/definitions/{path.name}", version=sop.version),
        "",
        f"![{plain('sops.page_flow')}]({sop.key}.png)",
        "",
        f"[{plain('sops.page_svg')}]({sop.key}.svg)",
        "",
        *_header(sop),
        *_steps(sop),
        *_details(sop),
        *_remarks(path, sop),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _header(sop: Sop) -> Iterator[str]:
    header = sop.header
    yield f"## {plain('sops.page_header')}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    for name in _ENTRIES:
        yield f"| {plain(f'sops.diagram_{name}')} | {_cell(shown(_printed(header, name)))} |"
    kinds = ", ".join(plain(f"sops.trigger_{kind}") for kind in sop.trigger.kinds)
    yield f"| {plain('sops.page_cycle')} | {plain(f'sops.cycle_{sop.cycle}')} |"
    yield f"| {plain('sops.page_opened_by')} | {_cell('; '.join(filter(None, (kinds, sop.trigger.note))))} |"
    for name in ("warning", "recording"):
        yield f"| {plain(f'sops.page_{name}')} | {_cell(shown(getattr(header, name)))} |"
    for name in _LISTS:
        listed = "<br>".join(getattr(header, name)) or plain("sops.blank")
        yield f"| {plain(f'sops.page_{name}')} | {_cell(listed)} |"
    yield ""
    for note in header.notes:
        yield f"* {note}"
    if header.notes:
        yield ""


def _printed(header: Header, name: str) -> str:
    """The date of effect is that of approval where the paper prints only that."""
    return header.effective or header.approved if name == "effective" else str(getattr(header, name))


def _steps(sop: Sop) -> Iterator[str]:
    yield f"## {plain('sops.page_steps')}"
    yield ""
    yield plain("sops.page_marks")
    yield ""
    yield from _table_head(tuple(f"column_{name}" for name in _COLUMNS))
    for step in sop.steps:
        cells = (
            step.key,
            _activity(step),
            _people(step, "actors", sop.header.office) or plain("sops.nobody"),
            _people(step, "recipients", sop.header.office),
            step.requirement,
            step.limit or plain("sops.diagram_default_limit"),
            step.output,
        )
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _activity(step: Step) -> str:
    """The words of the paper, then how the application says it."""
    if not step.printed:
        return f"{step.activity} *{plain('sops.listing_not_printed')}*"
    return step.raw if step.raw == step.activity else f"{step.raw}<br>→ {step.activity}"


def _people(step: Step, name: str, office: str) -> str:
    roles = role_names(getattr(step, name), office)
    mark = plain("sops.page_inferred" if name in step.inferred or not step.printed else "sops.page_explicit")
    return f"{roles} ({mark})" if roles else ""


def _details(sop: Sop) -> Iterator[str]:
    """How each step runs, with its notes."""
    yield f"## {plain('sops.page_details')}"
    yield ""
    for step in sop.steps:
        yield f"* **{step.key}** {'; '.join(readings(step, sop.header.office))}."
        for note in step.notes:
            yield f"  * {note}"
    yield ""


def _remarks(path: Path, sop: Sop) -> Iterator[str]:
    yield f"## {plain('sops.page_remarks')}"
    yield ""
    yield plain("sops.page_remarks_intro", file=path.name)
    yield ""
    for remark in remarks(sop):
        yield f"* {remark}"


def _table_head(keys: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(plain(f'sops.page_{key}') for key in keys)} |"
    yield "|" + "---|" * len(keys)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
