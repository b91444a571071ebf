"""What does not fit in a workbook: codes, references, officials in office, targets, budget, earlier figures.

Source: the consistency rules of domain 6.2; practice 2.6 and 5.1; design 7 ("all clashes listed before
anything is written"). Pure: each check yields faults, none stops at the first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sop.book_charts import fold, person_key, same_seat, seat_rows, superiors_of, units_of
from sop.book_targets import target_faults
from sop.books import WITH_COMPONENTS, BookHistory, BookIndicator, BookStaff, Fault, OfficeBook, Role, Sheet
from sop.people import Holding

_EXCLUSIVE = (Holding.DEFINITIVE, Holding.CARETAKER, Holding.ACTING_VACANT)


def faults(book: OfficeBook) -> tuple[Fault, ...]:
    """Every fault of the book, sheet by sheet, top to bottom."""
    found = [
        *_doubled(Sheet.OFFICE, [(agency.row, agency.code) for agency in book.agencies]),
        *_doubled(Sheet.STAFF, [(row.row, row.code) for row in book.staff]),
        *_doubled(Sheet.INDICATORS, [(row.row, row.code) for row in book.indicators]),
        *_doubled(Sheet.BUDGET, [(row.row, row.code) for row in book.programs]),
        *_staff_faults(book),
        *_indicator_faults(book),
        *_budget_faults(book),
        *_history_faults(book),
    ]
    order = list(Sheet)
    return tuple(sorted(found, key=lambda fault: (order.index(fault.sheet), fault.row)))


def _doubled(sheet: Sheet, codes: list[tuple[int, str]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for row, code in codes:
        if not code:
            continue  # already reported as missing
        if first.setdefault(fold(code), row) != row:
            yield Fault(sheet, row, "code", "code_doubled", code, (("other", str(first[fold(code)])),))


def _staff_faults(book: OfficeBook) -> Iterator[Fault]:
    yield from _references(book.staff)
    yield from _vacancies(book.staff)
    yield from _identities(book.staff)
    yield from _terms(book.staff)
    yield from _recipients(book)
    yield from _seating(book)


def _references(staff: tuple[BookStaff, ...]) -> Iterator[Fault]:
    named = {row.code: row.name for row in staff}
    for row in staff:
        for field in ("superior", "konseptor", "pendamping"):
            code: str = getattr(row, field)
            if code and code not in named:
                yield Fault(Sheet.STAFF, row.row, field, "staff_unknown", code)
            elif code and field != "superior" and not named[code]:
                yield Fault(Sheet.STAFF, row.row, field, "staff_vacant", code)


def _vacancies(staff: tuple[BookStaff, ...]) -> Iterator[Fault]:
    for row in staff:
        if row.name:
            continue
        for field in ("nip", "phone", "rank"):
            if getattr(row, field):
                yield Fault(Sheet.STAFF, row.row, field, "name_missing", getattr(row, field), also=("name",))
        if row.holding is not Holding.DEFINITIVE:
            yield Fault(Sheet.STAFF, row.row, "name", "acting_without_name", also=("holding",))


def _identities(staff: tuple[BookStaff, ...]) -> Iterator[Fault]:
    names: dict[str, BookStaff] = {}
    phones: dict[str, BookStaff] = {}
    for row in staff:
        other = names.setdefault(row.nip, row)
        if row.nip and fold(other.name) != fold(row.name):
            yield Fault(
                Sheet.STAFF, row.row, "nip", "nip_shared", row.nip, (("other", other.name),), ("name",)
            )
        other = phones.setdefault(row.phone, row)
        if row.phone and person_key(other) != person_key(row):
            yield Fault(
                Sheet.STAFF, row.row, "phone", "phone_shared", row.phone, (("other", other.name),), ("nip",)
            )


def _terms(staff: tuple[BookStaff, ...]) -> Iterator[Fault]:
    for row in staff:
        if row.starts and row.ends and row.ends < row.starts:
            yield Fault(
                Sheet.STAFF, row.row, "ends", "ends_before_start", row.ends.isoformat(), (), ("starts",)
            )
        if row.name and row.holding is Holding.ACTING_TEMPORARY and not (row.starts and row.ends):
            field = "ends" if row.starts else "starts"
            yield Fault(Sheet.STAFF, row.row, field, "plh_open", "", (), ("holding", "starts", "ends"))


def _recipients(book: OfficeBook) -> Iterator[Fault]:
    known = {fold(key) for agency in book.agencies for key in (agency.code, agency.name)}
    for row in book.staff:
        if row.role is Role.RECIPIENT and fold(row.unit) not in known:
            yield Fault(Sheet.STAFF, row.row, "unit", "agency_unknown", row.unit, also=("role",))


def _seating(book: OfficeBook) -> Iterator[Fault]:
    """Seats named twice, held twice, or above themselves."""
    units, spellings = units_of(book)
    if len({fold(row.code) for row in book.staff}) < len(book.staff):
        return  # doubled or missing codes: nothing certain can be said about the line above a seat
    homes = seat_rows(book.staff, spellings)
    for row in book.staff:
        regular = {homes[other.code] for other in book.staff if same_seat(row, other, spellings)}
        if len(regular) > 1:
            yield Fault(Sheet.STAFF, row.row, "title", "seat_ambiguous", row.title, also=("holding", "unit"))
    for row, other in _overlaps(book.staff, homes):
        yield Fault(
            Sheet.STAFF,
            row.row,
            "starts",
            "terms_overlap",
            row.name,
            (("other", other.name),),
            ("ends", "holding"),
        )
    lines = superiors_of([row for row in book.staff if homes[row.code] == row.code], units, spellings)
    for row in book.staff:
        if _in_circle(row.code, {code: homes.get(above or "") for code, above in lines.items()}):
            yield Fault(
                Sheet.STAFF, row.row, "superior", "superior_circle", row.superior, also=("role", "unit")
            )
    heads = [row for row in book.staff if row.role is Role.HEAD and homes[row.code] == row.code]
    if not heads:
        yield Fault(Sheet.STAFF, 0, "role", "no_head")
    for row in heads[1:]:
        yield Fault(Sheet.STAFF, row.row, "role", "heads_many", row.title, (("other", heads[0].code),))


def _overlaps(staff: tuple[BookStaff, ...], homes: dict[str, str]) -> Iterator[tuple[BookStaff, BookStaff]]:
    """Two people on one seat at one time; a Plh beside the absent holder is no clash."""
    seated = [row for row in staff if row.name]
    for index, row in enumerate(seated):
        for other in seated[:index]:
            rivals = (row.holding in _EXCLUSIVE) == (other.holding in _EXCLUSIVE)
            if rivals and homes[row.code] == homes[other.code] and _meet(row, other):
                yield row, other


def _meet(row: BookStaff, other: BookStaff) -> bool:
    first = max(row.starts or date.min, other.starts or date.min)
    return first <= min(row.ends or date.max, other.ends or date.max)


def _in_circle(code: str, above: dict[str, str | None]) -> bool:
    step = above.get(code)
    for _ in above:
        if step is None or step == code:
            break
        step = above.get(step)
    return step == code


def _indicator_faults(book: OfficeBook) -> Iterator[Fault]:
    codes = {row.code: row for row in book.staff}
    for row in book.indicators:
        for field in ("owner", "konseptor"):
            code: str = getattr(row, field)
            if code and code not in codes:
                yield Fault(Sheet.INDICATORS, row.row, field, "staff_unknown", code)
        if row.konseptor in codes and not codes[row.konseptor].name:
            yield Fault(Sheet.INDICATORS, row.row, "konseptor", "staff_vacant", row.konseptor)
        if row.owner in codes and codes[row.owner].role is Role.RECIPIENT:
            yield Fault(Sheet.INDICATORS, row.row, "owner", "owner_outside", row.owner)
        yield from target_faults(row)
    if sum(row.derived for row in book.indicators) and not book.programs:
        row = next(row for row in book.indicators if row.derived)
        yield Fault(Sheet.INDICATORS, row.row, "derived", "derived_without_budget", row.code)


def _budget_faults(book: OfficeBook) -> Iterator[Fault]:
    _, spellings = units_of(book)
    for row in book.programs:
        if fold(row.unit) not in spellings:
            yield Fault(Sheet.BUDGET, row.row, "unit", "unit_unknown", row.unit)
        for field in ("planned_rupiah", "realized_rupiah"):
            total = _total(getattr(row, field))
            if total > row.ceiling_rupiah:
                also = (field, "ceiling_rupiah", *(f"{field}.{index}" for index in range(4)))
                values = (("total", _plain(total)), ("ceiling", _plain(row.ceiling_rupiah)))
                yield Fault(Sheet.BUDGET, row.row, f"{field}.3", "over_ceiling", _plain(total), values, also)


def _total(figures: Iterable[Decimal | None]) -> Decimal:
    return sum((figure for figure in figures if figure is not None), Decimal(0))


def _plain(figure: Decimal) -> str:
    return f"{figure:,.0f}".replace(",", ".")


def _history_faults(book: OfficeBook) -> Iterator[Fault]:
    indicators = {row.code: row for row in book.indicators}
    first: dict[tuple[str, int, int], int] = {}
    for row in book.history:
        indicator = indicators.get(row.code)
        other = first.setdefault((row.code, row.year, row.quarter), row.row)
        if other != row.row:
            values = (("other", str(other)),)
            yield Fault(
                Sheet.HISTORY, row.row, "code", "figure_doubled", row.code, values, ("year", "quarter")
            )
        if row.year > book.office.year > 0:
            yield Fault(Sheet.HISTORY, row.row, "year", "year_ahead", str(row.year))
        if indicator:
            beside = ((Sheet.INDICATORS, indicator.row),)
            for fault in _figure_faults(row, indicator, book.office.year):
                yield replace(fault, beside=beside)
        elif row.code:
            yield Fault(Sheet.HISTORY, row.row, "code", "indicator_unknown", row.code)


def _figure_faults(row: BookHistory, indicator: BookIndicator, year: int) -> Iterator[Fault]:
    """A figure must come on the basis of its aggregation; of past years the percentage alone will do."""
    also = ("value", "numerator", "denominator", "year", "quarter")
    if indicator.derived:
        yield Fault(Sheet.HISTORY, row.row, "code", "figure_derived", row.code)
        return
    if row.year == year and row.quarter not in indicator.measured:
        yield Fault(Sheet.HISTORY, row.row, "quarter", "not_measured", str(row.quarter), also=also)
    ratio = indicator.aggregation in WITH_COMPONENTS
    parts = row.numerator is not None or row.denominator is not None
    if ratio and not (row.value is not None and row.year < year and not parts):
        if row.numerator is None:
            yield Fault(Sheet.HISTORY, row.row, "numerator", "component_missing", also=also)
        if row.denominator is None and indicator.denominator_fixed is None:
            yield Fault(Sheet.HISTORY, row.row, "denominator", "component_missing", also=also)
        if row.value is not None:
            yield Fault(
                Sheet.HISTORY, row.row, "value", "value_beside_components", f"{row.value:f}", also=also
            )
    elif not ratio and parts:
        yield Fault(Sheet.HISTORY, row.row, "numerator", "components_unused", also=also)
    elif not ratio and row.value is None:
        yield Fault(Sheet.HISTORY, row.row, "value", "value_missing", also=also)
