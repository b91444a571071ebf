"""What an import would change or refuses, as lines an admin reads; markup-free, for chat and command line."""

from collections import Counter

from sop.book_differences import Change, Clash, Difference, Differences
from text.catalogue import known, plain

CHOSEN = (
    *("minimize_formula", "channel", "kind", "role", "roles", "polarity", "aggregation"),
    *("evidence_required", "derived", "ended", "revised"),
)
BRIEF_ABOVE = 40  # more rows than this are counted instead of listed


def lines(found: Differences, *, brief: bool = True) -> tuple[str, ...]:
    """The whole outcome: rows of a small change one by one, a large one counted by kind where `brief`."""
    if found.clashes:
        return tuple(clash(one) for one in found.clashes)
    if not found.rows:
        return (plain("offices.nothing"),)
    title = plain("offices.first" if found.first else "offices.again", office=found.office_name)
    applied = found.applied
    many = found.first or len(applied) > BRIEF_ABOVE
    body = _counted(applied) if brief and many else _listed(applied)
    kept = [plain("offices.kept_title"), *(f"  {_kept(row)}" for row in found.kept)] if found.kept else []
    held = [plain("offices.held_title"), *(f"  {line}" for line in _held(found.held))] if found.held else []
    return (title, *(f"  {line}" for line in body or [plain("offices.nothing")]), *kept, *held)


def clash(one: Clash) -> str:
    """Where, what stands there, and what to do."""
    sentence = _sentence(one)
    if one.row:
        where = {"sheet": one.sheet.value, "row": one.row, "code": one.code}
        return plain("offices.clash_row", sentence=sentence, **where)
    return plain("offices.clash_sheet", sheet=one.sheet.value, code=one.code, sentence=sentence)


def _sentence(one: Clash) -> str:
    return plain(f"offices.clash_{one.problem}", **({"found": one.found} if one.found else {}))


def _counted(rows: tuple[Difference, ...]) -> list[str]:
    counts = Counter((row.kind, row.noun) for row in rows)
    return [
        plain("offices.counted", kind=plain(f"offices.kind_{kind}"), noun=_noun(noun), count=count)
        for (kind, noun), count in counts.items()
    ]


def _listed(rows: tuple[Difference, ...]) -> list[str]:
    listed: list[str] = []
    for row in rows:
        kind = plain(f"offices.kind_{row.kind}")
        listed.append(plain("offices.row", kind=kind, noun=_noun(row.noun), code=row.code, name=row.name))
        listed += [f"    {_change(change)}" for change in row.changes]
    return listed


def _kept(row: Difference) -> str:
    return plain("offices.kept_row", noun=_noun(row.noun), code=row.code, name=row.name)


def _held(rows: tuple[Difference, ...]) -> list[str]:
    """What stays although the workbook says otherwise."""
    return [
        plain(
            "offices.held",
            noun=_noun(row.noun),
            code=row.code,
            field=plain(f"offices.field_{change.field}"),
            present=_value(change.field, change.before),
            wanted=_value(change.field, change.after),
        )
        for row in rows
        for change in row.changes
    ]


def _noun(noun: str) -> str:
    return plain(f"offices.noun_{noun}")


def _change(change: Change) -> str:
    return plain(
        "offices.change",
        field=plain(f"offices.field_{change.field}"),
        before=_value(change.field, change.before),
        after=_value(change.field, change.after),
    )


def _value(field: str, value: str) -> str:
    """A value as it was written; choices from a list by their word."""
    if not value:
        return plain("offices.empty")
    if field not in CHOSEN:
        return value
    return ", ".join(_word(word) for word in value.split(", "))


def _word(value: str) -> str:
    key = f"offices.value_{value}"
    return plain(key) if known(key) else value
