"""A whole quarter of the office: who hands in what, and who passes it."""

from decimal import Decimal

from sop.indicators import Indicator
from storage import indicators
from tests.checks.office import Office, Said

UNITS = ("SEKRETARIS", "KABID-IKP", "KABID-APTIKA", "KABID-STATISTIK")


def hand_in_everything(office: Office, low: str = "", only: tuple[str, ...] = ("",)) -> None:
    """Every filler (of some units) hands in on target, apart from one figure that is far below it."""
    with office.database.reading() as connection:
        every = indicators.indicators(connection, office.scope)
        targets = indicators.targets(connection, office.scope, 2026)
    seats = {office.seat(code).id: code for code in fillers() if any(one in code for one in only)}
    for seat_id, code in seats.items():
        mine = {
            one.code: figure(one, targets[one.id].quarters[2], one.code == low)
            for one in every
            if one.owner_seat_id == seat_id
        }
        office.hand_in(code, mine)


def figure(indicator: Indicator, target: Decimal | None, low: bool) -> Said:
    """On target by a hair, or far below it."""
    assert target is not None
    below = indicator.denominator_fixed or Decimal(200)
    value = target * (Decimal("0.3") if low else Decimal("1.01"))
    if indicator.numerator_label:
        return (value * below / 100).quantize(Decimal(1)), below
    return value


def fillers() -> tuple[str, ...]:
    """Sections with an odd number have two members of staff, the others one."""
    units = ("IKP", "APTIKA", "STATISTIK")
    sections = ("SUBBAG-1", "SUBBAG-2", *(f"SEKSI-{unit}-{n}" for unit in units for n in (1, 2)))
    return tuple(f"STAF-{code}-{n}" for code in sections for n in ((1, 2) if code.endswith("1") else (1,)))


def pass_all(office: Office, units: tuple[str, ...] = UNITS) -> None:
    for code in sorted({name.removeprefix("STAF-").rsplit("-", 1)[0] for name in fillers()}):
        office.press(code, "Benar semua")
    for unit in units:
        office.press(unit, "Setujui & ajukan")
