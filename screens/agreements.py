"""Targets of a year as a card, the proposal of others, the superior's answer. Source: domain 4.3 step 1."""

from collections.abc import Sequence
from decimal import Decimal

from screens.cards import button, ok
from screens.cards import card as card_of
from screens.figures import measured, printed
from sop.agreements import Agreement, AgreementState, Quarters, mismatch
from sop.indicators import Indicator, Target
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import roman
from text.screens import Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.agreements` says who serves them.
PROPOSE = "agp"
ACCEPT = "aga"
KEEP = "agk"
SHOWN = 25  # targets on one card

Line = tuple[int, Indicator, Target, Agreement | None]
"""One target: its number, what is measured, the target, and how it stands with its holder."""


def card(sheet: Sheet, lines: Sequence[Line]) -> Screen:
    """Every target of the holder; one press agrees to all of them."""
    pending = any(_state(line) is AgreementState.PROPOSED for line in lines)
    note = "agreements.pending" if pending else "agreements.how"
    shown = [_line(line) for line in lines[:SHOWN]]
    more = [words("agreements.more", count=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    body = joined((joined((*shown, *more)), words(note)), "\n\n")
    asking = (button(sheet, plain("agreements.propose"), PROPOSE),)
    return card_of(sheet, body, (asking,) if pending else ((ok(sheet, "agreements.agree"),), asking))


def ask_proposal(lines: Sequence[Line]) -> Screen:
    """How other targets are typed, with the first line of the list as the example."""
    number, _, target, _ = lines[0]
    figures = "/".join("-" if one is None else _typed(one) for one in target.quarters)
    return Screen(
        words("agreements.ask_proposal", example=f"{number}) {figures}; {plain('agreements.example')}")
    )


def proposal(holder: str, line: Line, asked: Quarters, reason: str, agreement: Agreement) -> Screen:
    """What the superior is asked to decide."""
    _, indicator, target, _ = line
    body = words(
        "agreements.proposal",
        holder=holder,
        name=indicator.name,
        year=target.year,
        present=quarters(target.quarters, indicator),
        asked=quarters(asked, indicator),
        reason=reason,
    )
    subject, revision = str(agreement.id), agreement.revision
    accept = Button(plain("agreements.accept"), packed(Tap(ACCEPT, subject, revision)), Style.SUCCESS)
    keep = Button(plain("agreements.keep"), packed(Tap(KEEP, subject, revision)))
    return Screen(body, ((accept,), (keep,)))


def answered(line: Line, decider: str, *, accepted: bool) -> Screen:
    """What the holder hears of the decision."""
    _, indicator, target, _ = line
    key = "agreements.accepted" if accepted else "agreements.kept"
    shown = quarters(target.quarters, indicator)
    return Screen(words(key, decider=decider, name=indicator.name, year=target.year, targets=shown))


def quarters(found: Quarters, indicator: Indicator) -> str:
    """ "TW I 10 · TW II 15 · TW III 15 · TW IV 20 Orang"."""
    pieces = [
        plain("agreements.quarter", quarter=roman(place), target=_printed(one, indicator))
        for place, one in enumerate(found, 1)
    ]
    return measured(" · ".join(pieces), "" if indicator.uom == "%" else indicator.uom)


def _line(line: Line) -> Markup:
    number, indicator, target, agreement = line
    year = (
        plain("forms.none")
        if target.annual is None
        else measured(_printed(target.annual, indicator), indicator.uom)
    )
    parts = [
        words(
            "agreements.line",
            number=number,
            name=indicator.name,
            year=year,
            quarters=quarters(target.quarters, indicator),
        )
    ]
    expected = mismatch(indicator, target)
    if expected is not None:
        key = f"agreements.check_{'sum' if indicator.aggregation.value == 'sum' else 'last'}"
        parts.append(words(key, expected=_printed(expected, indicator)))
    if agreement is not None and agreement.state in _TOLD:
        parts.append(_standing(indicator, agreement))
    return joined(parts)


_TOLD = (AgreementState.PROVISIONAL, AgreementState.PROPOSED, AgreementState.ANSWERED)


def _standing(indicator: Indicator, agreement: Agreement) -> Markup:
    match agreement.state:
        case AgreementState.PROVISIONAL:
            return words("agreements.provisional")
        case AgreementState.PROPOSED:
            return words("agreements.proposed", asked=quarters(agreement.quarters, indicator))
        case _:
            return words("agreements.confirm_again")


def _state(line: Line) -> AgreementState:
    return line[3].state if line[3] is not None else AgreementState.WAITING


def _printed(value: Decimal | None, indicator: Indicator) -> str:
    return plain("forms.none") if value is None else printed(value, indicator.precision)


def _typed(value: Decimal) -> str:
    """As a person types it: a decimal comma, no dots between thousands."""
    return format(value.normalize(), "f").replace(".", ",")
