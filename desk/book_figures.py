"""The workbook's figures: objectives, indicators with their targets, the budget, and earlier quarters.

Earlier quarters arrive as approved figures with the source `import`. What the office itself collected and
approved is never overwritten: a target of an approved quarter can only be revised, and a collected figure
is only corrected by reopening it (laws 8 and 9; design 7).
"""

from collections.abc import Mapping
from dataclasses import replace

from desk.agreements import imported
from desk.imports import Described, Import, changes_between
from sop.agreements import AgreementState
from sop.book_charts import BookSeat, fold, seat_rows, units_of
from sop.book_differences import Change, Kind, Noun
from sop.books import BookHistory, BookIndicator, BookProgram, Quarters, Sheet
from sop.indicators import Indicator, Program, Realization, RealizationState, Source, Target
from storage import agreements, indicators, programs

FIGURES = ("value", "numerator", "denominator")
REMARKS = ("note", "obstacle", "follow_up", "follow_up_by", "follow_up_due")


def sync(run: Import) -> None:
    ids = _sync_indicators(run, _sync_objectives(run))
    _sync_targets(run, ids)
    _sync_history(run, ids)
    _sync_programs(run)


def _sync_objectives(run: Import) -> dict[str, int]:
    """Folded name → id; an objective is known by its words, since rows of one group repeat them."""
    found = {fold(one.name): one.id for one in indicators.objectives(run.connection, run.scope)}
    for row in run.book.indicators:
        if fold(row.objective) not in found:
            ordinal = len(found) + 1
            code = f"S{ordinal}"
            values = {"code": code, "name": row.objective, "ordinal": ordinal}
            found[fold(row.objective)] = indicators.add_objective(run.connection, run.scope, values)
            run.note(Noun.OBJECTIVE, code, row.objective, Kind.NEW)
    return found


def _sync_indicators(run: Import, objectives: Mapping[str, int]) -> dict[str, int]:
    known = {one.code: one for one in indicators.indicators(run.connection, run.scope)}
    ids = {code: one.id for code, one in known.items()}
    owners = _owners(run)
    for number, row in enumerate(run.book.indicators, 1):
        values = _indicator_values(run, row, owners[row.owner], objectives[fold(row.objective)], number)
        old = known.get(row.code)
        if old is None:
            ids[row.code] = indicators.add(run.connection, run.scope, {"code": row.code, **values})
            run.note(Noun.INDICATOR, row.code, row.name, Kind.NEW)
            continue
        changes = changes_between(_indicator_before(old), values)
        if changes:
            indicators.change(run.connection, run.scope, old.id, values)
            kind = Kind.ENDED if values["ended"] and not old.ended else Kind.CHANGED
            run.note(Noun.INDICATOR, row.code, row.name, kind, _readable(run, changes))
    for code in known.keys() - {row.code for row in run.book.indicators}:
        if not known[code].ended:
            run.note(Noun.INDICATOR, code, known[code].name, Kind.KEPT)
    return ids


def _owners(run: Import) -> dict[str, BookSeat]:
    """The seat behind every row of Pegawai: looked up once, not for each of a thousand figures."""
    seats = {seat.code: seat for seat in run.chart.seats}
    rows = seat_rows(run.book.staff, units_of(run.book)[1])
    return {code: seats[seat] for code, seat in rows.items() if seat in seats}


def _indicator_values(
    run: Import, row: BookIndicator, owner: BookSeat, objective_id: int, number: int
) -> dict[str, object]:
    return {
        "objective_id": objective_id,
        "name": row.name,
        "uom": row.uom,
        "polarity": row.polarity,
        "aggregation": row.aggregation,
        "precision": row.precision,
        "owner_position_id": run.seats[owner.code],
        "konseptor_id": _person_on(run, row.konseptor),
        "part": run.units[_part(run, owner.unit)],
        "quarters": row.measured,
        "numerator_label": row.numerator_label,
        "denominator_label": row.denominator_label,
        "denominator_fixed": row.denominator_fixed,
        "definition": row.definition,
        "evidence_required": row.evidence_required,
        "derived": row.derived,
        "number": number,
        "ended": row.ends is not None and row.ends < run.today(),
    }


def _indicator_before(old: Indicator) -> Described:
    before = {
        name: getattr(old, name) for name in indicators.INDICATOR_COLUMNS if name != "owner_position_id"
    }
    return {**before, "owner_position_id": old.owner_seat_id}


def _readable(run: Import, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes an admin can read: the owner by code, other references by name only where they have one."""
    codes = {str(identity): code for code, identity in run.seats.items()}
    return tuple(
        Change("owner", codes[change.before], codes[change.after])
        if change.field == "owner_position_id"
        else change
        for change in changes
        if change.field not in ("objective_id", "konseptor_id", "part")
    )


def _person_on(run: Import, code: str) -> int | None:
    """The person a row of Pegawai names."""
    held = next((held for held in run.chart.assignments if held.code == code), None)
    return run.people[held.person] if held else None


def _part(run: Import, unit: str) -> str:
    """The unit directly below the office that contains a unit; the office itself for its own seats."""
    parents = {one.code: one.parent for one in run.chart.units}
    above = parents[unit]
    while above is not None and parents[above] is not None:
        unit, above = above, parents[above]
    return unit


def _sync_targets(run: Import, ids: Mapping[str, int]) -> None:
    year = run.book.office.year
    versions = {
        (one.indicator_id, one.revised): one
        for one in indicators.target_versions(run.connection, run.scope, year)
    }
    said = indicators.realizations(run.connection, run.scope, year)
    approved = {
        (one.indicator_id, one.quarter)
        for one in said
        if one.state is RealizationState.APPROVED and one.source is not Source.IMPORT
    }
    known = agreements.of_year(run.connection, run.scope, year)
    fresh = {key for key, one in known.items() if one.state is AgreementState.PROVISIONAL}
    for row in run.book.indicators:
        wanted = Target(ids[row.code], year, row.annual, row.quarters, row.baseline, row.upper, row.revised)
        old = versions.get((wanted.indicator_id, row.revised))
        before = old or (versions.get((wanted.indicator_id, False)) if row.revised else None)
        changes = changes_between(_target_words(before), _target_words(wanted)) if before else ()
        if old is not None and not changes:
            continue
        if before is not None and not row.revised:
            touched = _touched(before, wanted, approved)
            if touched:
                run.clash(Sheet.INDICATORS, row.row, row.code, "target_approved", touched)
                continue
        indicators.keep_target(run.connection, run.scope, wanted)
        run.note(Noun.TARGET, row.code, row.name, Kind.CHANGED if before else Kind.NEW, changes)
        fresh.add(wanted.indicator_id)
    agreements.settle(run.connection, run.scope, [ids[row.code] for row in run.book.indicators], year)
    imported(run.work, run.scope, fresh, year)


def _touched(before: Target, wanted: Target, approved: set[tuple[int, int]]) -> str:
    """Approved quarters whose target would move, as "I, II"; a moved yearly target touches them all."""
    moved_year = (before.annual, before.upper) != (wanted.annual, wanted.upper)
    quarters = [
        number
        for number, (old, new) in enumerate(zip(before.quarters, wanted.quarters, strict=True), 1)
        if (wanted.indicator_id, number) in approved and (old != new or moved_year)
    ]
    return ", ".join(("I", "II", "III", "IV")[number - 1] for number in quarters)


def _target_words(target: Target) -> Described:
    return {
        "annual": target.annual,
        "quarters": target.quarters,
        "baseline": target.baseline,
        "upper": target.upper,
        "revised": target.revised,
    }


def _sync_history(run: Import, ids: Mapping[str, int]) -> None:
    known = {
        (one.indicator_id, one.year, one.quarter): one
        for year in sorted({row.year for row in run.book.history})
        for one in indicators.realizations(run.connection, run.scope, year)
    }
    for row in run.book.history:
        wanted = _realization(run, row, ids[row.code])
        old = known.get((wanted.indicator_id, row.year, row.quarter))
        name = f"{row.year} TW {('I', 'II', 'III', 'IV')[row.quarter - 1]}"
        if old is None:
            indicators.add_realization(run.connection, run.scope, wanted)
            _journal(run, wanted)
            run.note(Noun.HISTORY, row.code, name, Kind.NEW)
            continue
        names = FIGURES if old.source is not Source.IMPORT else FIGURES + REMARKS
        changes = changes_between(
            {name: getattr(old, name) for name in names}, {name: getattr(wanted, name) for name in names}
        )
        if changes and old.source is not Source.IMPORT:
            run.clash(Sheet.HISTORY, row.row, row.code, "figure_collected", name)
        elif changes:
            indicators.change_realization(run.connection, run.scope, old, replace(wanted, id=old.id))
            _journal(run, wanted)
            run.note(Noun.HISTORY, row.code, name, Kind.CHANGED, changes)


def _realization(run: Import, row: BookHistory, indicator_id: int) -> Realization:
    return Realization(
        id=0,
        indicator_id=indicator_id,
        year=row.year,
        quarter=row.quarter,
        state=RealizationState.APPROVED,
        revision=1,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        note=row.note,
        obstacle=row.obstacle,
        follow_up=row.follow_up,
        follow_up_by=row.follow_up_by,
        follow_up_due=row.follow_up_due,
        entered_by=run.work.person.id if run.work.person else 0,
        source=Source.IMPORT,
        entered_at=run.now,
    )


def _journal(run: Import, said: Realization) -> None:
    key = {"indicator": said.indicator_id, "year": said.year, "quarter": said.quarter}
    run.figures.append({**key, **{name: getattr(said, name) for name in FIGURES}})


def _sync_programs(run: Import) -> None:
    """Programs are known by program code × unit × year: one shared by two units is two rows."""
    year = run.book.office.year
    known = {(one.code, one.unit_id): one for one in programs.programs(run.connection, run.scope, year)}
    met: set[tuple[str, int]] = set()
    _, spellings = units_of(run.book)
    for ordinal, row in enumerate(run.book.programs, 1):
        unit_id = run.units[spellings[fold(row.unit)]]
        key = (row.program_code, unit_id)
        if key in met:
            run.clash(Sheet.BUDGET, row.row, row.code, "program_doubled", row.program_code)
            continue
        met.add(key)
        old = known.get(key)
        wanted = _program(row, unit_id, year, ordinal, old)
        if old is None:
            programs.add(run.connection, run.scope, wanted)
            run.note(Noun.PROGRAM, row.code, row.name, Kind.NEW)
            continue
        changes = changes_between(_program_words(old), _program_words(wanted))
        if changes:
            programs.change(run.connection, run.scope, wanted)
            run.note(Noun.PROGRAM, row.code, row.name, Kind.CHANGED, changes)
    for key in known.keys() - met:
        run.note(Noun.PROGRAM, known[key].code, known[key].name, Kind.KEPT)


def _program(row: BookProgram, unit_id: int, year: int, ordinal: int, old: Program | None) -> Program:
    """The row as a program; a quarter left empty keeps the realization that was recorded meanwhile."""
    realized = row.realized_rupiah
    if old is not None:
        first, second, third, fourth = (
            kept if written is None else written
            for written, kept in zip(row.realized_rupiah, old.realized_rupiah, strict=True)
        )
        realized = (first, second, third, fourth)
    return Program(
        id=old.id if old else 0,
        code=row.program_code,
        name=row.name,
        unit_id=unit_id,
        year=year,
        ceiling_rupiah=row.ceiling_rupiah,
        planned_rupiah=row.planned_rupiah,
        realized_rupiah=realized,
        ordinal=ordinal,
    )


def _program_words(program: Program) -> Described:
    planned: Quarters = program.planned_rupiah
    return {
        "name": program.name,
        "ceiling": program.ceiling_rupiah,
        "planned": planned,
        "realized": program.realized_rupiah,
    }
