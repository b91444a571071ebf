"""Reports in the chat: the summary, the cards of paraf and approval, files, /laporan and /capaian.

A reader starts with five lines and one picture, then opens the file. Source: practice 1.3, 4.1, 8.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from screens import enclosures
from screens.cards import button, card, in_rows, ok, report_name
from sop.enclosures import Enclosure
from sop.people import Office
from sop.periods import Period
from sop.reports import TARGET_MET, FrozenReport, ReportFigures, ReportRow, ReportState
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import moment, percent
from text.screens import Attachment, Button, Screen
from text.standings import standing
from text.taps import Tap, packed

FIX = "rfx"
FILE = "rbf"
GET = "rge"
REDS = 3
CAUSE_LENGTH = 140
PDF, PNG = "application/pdf", "image/png"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What somebody finds under /laporan in one office; `extra`, `rows`: a running collection."""

    office: Office
    reports: tuple[tuple[Period, FrozenReport], ...]
    extra: tuple[Markup, ...] = ()
    rows: tuple[tuple[Button, ...], ...] = ()


def summary(figures: ReportFigures, before: Decimal | None) -> Markup:
    """Five lines; a sixth only where figures are still to come."""
    lines = [_average(figures), _met(figures), _budget(figures), _attention(figures)]
    lines.append(_change(figures, before))
    lines.append(_to_follow(figures))
    return joined(lines)


def _to_follow(figures: ReportFigures) -> Markup:
    """How many figures are still to come, and of which units."""
    owners = Counter(row.owner for row in figures.rows if row.to_follow)
    if not owners:
        return Markup("")
    units = (plain("reports.to_follow_unit", unit=unit, count=count) for unit, count in owners.items())
    return words("reports.to_follow", count=owners.total(), units=", ".join(units))


def _average(figures: ReportFigures) -> Markup:
    average = figures.average
    if average.capped is None:
        return words("reports.average_none")
    return words(
        "reports.average",
        value=percent(average.capped),
        rating=average.rating,
        scored=average.scored,
        due=average.due,
    )


def _met(figures: ReportFigures) -> Markup:
    scored = [row.to_date_achievement.value for row in figures.rows if row.scored]
    met = sum(value is not None and value >= TARGET_MET for value in scored)
    return words("reports.met", met=met, scored=len(scored))


def _budget(figures: ReportFigures) -> Markup:
    total = figures.budget.total if figures.budget is not None else None
    if total is None or total.absorption is None:
        return words("reports.budget_none")
    if total.planned_absorption is None:
        return words("reports.budget", absorption=percent(total.absorption))
    return words(
        "reports.budget_planned",
        absorption=percent(total.absorption),
        planned=percent(total.planned_absorption),
    )


def _attention(figures: ReportFigures) -> Markup:
    worst = figures.below_target[:REDS]
    if not worst:
        return words("reports.attention_none")
    return words("reports.attention", rows=joined(_worst(row) for row in worst))


def _worst(row: ReportRow) -> Markup:
    cause = row.obstacle or row.remark or plain("reports.no_cause")
    if len(cause) > CAUSE_LENGTH:
        cause = cause[: CAUSE_LENGTH - 1].rstrip() + "…"
    return words("reports.attention_row", name=row.name, standing=row_standing(row), cause=cause)


def row_standing(row: ReportRow) -> str:
    """Figure, target and achievement s/d triwulan of a scored row."""
    target = row.to_date_target
    return standing(
        row.to_date_realization.value or Decimal(0),
        target.value or Decimal(0),
        row.to_date_achievement.value or Decimal(0),
        uom=row.uom,
        precision=row.precision,
        sense=row.sense,
        upper=target.upper,
    )


def _change(figures: ReportFigures, before: Decimal | None) -> Markup:
    if before is None or figures.average.capped is None:
        return (
            words("reports.change_none", kind=figures.period.noun) if figures.period.quarter else Markup("")
        )
    return words(
        "reports.change",
        period=figures.period.previous.short,
        before=percent(before),
        now=percent(figures.average.capped),
    )


def file_button(sheet: Sheet) -> Button:
    """ "Buka berkas": the draft as a file."""
    return button(sheet, plain("reports.open_file"), FILE)


def paraf_card(
    sheet: Sheet,
    figures: ReportFigures,
    before: Decimal | None,
    behind: Markup,
    found: Sequence[Enclosure] = (),
) -> Screen:
    """`found`: the documents that go up with the report."""
    rows = (
        (ok(sheet, "reports.initial_button"),),
        (
            button(sheet, plain("reports.fix_down"), FIX),
            file_button(sheet),
        ),
    )
    return card(sheet, joined((_body(figures, before, behind), enclosures.enclosed(found)), "\n\n"), rows)


def approve_card(
    sheet: Sheet,
    figures: ReportFigures,
    before: Decimal | None,
    behind: Markup,
    found: Sequence[Enclosure] = (),
    initialled_at: datetime | None = None,
) -> Screen:
    """One press approves the report and the documents `found`."""
    approve = ok(sheet, "enclosures.approve_button", count=len(found)) if found else None
    rows = (
        (approve or ok(sheet, "reports.approve_button"),),
        (
            button(sheet, plain("reports.fix_up"), FIX),
            file_button(sheet),
        ),
    )
    decided = enclosures.decided(sheet, found, initialled_at)
    return card(sheet, joined((_body(figures, before, behind), decided), "\n\n"), rows)


def _body(figures: ReportFigures, before: Decimal | None, behind: Markup) -> Markup:
    """`behind`: who initialled, and what was repaired."""
    version = words("reports.version", version=figures.version, code=figures.verification_code)
    return joined((behind, summary(figures, before), version), "\n\n")


def initials(marks: Sequence[tuple[str, bool]]) -> Markup:
    """Who has initialled: title, and whether the tier passed by itself."""
    if not marks:
        return Markup("")
    shown = (
        plain("reports.initial_passed" if passed else "reports.initial_done", title=name)
        for name, passed in marks
    )
    return words("reports.initials", marks=" · ".join(shown))


def repair(reason: str, answer: str) -> Markup:
    """What was asked to be repaired and what was done about it."""
    if not reason:
        return Markup("")
    if not answer:
        return words("reports.repair_asked", reason=reason)
    return words("reports.repair_done", reason=reason, answer=answer)


def ask_fix(sheet: Sheet) -> Screen:
    return Screen(words("reports.ask_fix", report=report_name(sheet)))


def period_name(period: Period) -> str:
    """ "TW III 2026"."""
    return period.brief


def file_name(figures: ReportFigures) -> str:
    """What the file is called, in the chat and on disk."""
    values = {"period": period_name(figures.period), "office": figures.letterhead.office.replace("/", "-")}
    if figures.state is ReportState.APPROVED:
        return plain("reports.file", **values)
    return plain("reports.file_draft", **values, version=figures.version)


def document(report: FrozenReport, figures: ReportFigures) -> Screen:
    """The file of a report with its caption."""
    return Screen(caption(figures), attachment=attachment(report, figures))


def attachment(report: FrozenReport, figures: ReportFigures) -> Attachment:
    return Attachment(file_name(figures), report.pdf_sha256, PDF)


def caption(figures: ReportFigures) -> Markup:
    period = period_name(figures.period)
    if figures.approved_at is None:
        return words("reports.caption_draft", period=period, version=figures.version)
    return words(
        "reports.caption_approved",
        period=period,
        moment=moment(figures.approved_at, figures.zone),
        code=figures.verification_code,
    )


def picture(period: Period, sha256: str) -> Screen:
    """The one picture, as its own message: a card that is a photo could not become text."""
    name = period_name(period)
    file = Attachment(plain("reports.picture_file", period=name), sha256, PNG)
    return Screen(words("reports.caption_picture", period=name), attachment=file)


def not_drawn(figures: ReportFigures) -> Screen:
    period = period_name(figures.period)
    return Screen(words("reports.not_drawn", period=period, code=figures.verification_code))


def shelf(found: Shelf) -> Screen:
    """/laporan: what can be fetched, and how far the running collection has come."""
    key = "reports.shelf_some" if found.reports else "reports.shelf_none"
    blocks = [words("reports.shelf_head", office=found.office.name), *found.extra, words(key)]
    buttons = (
        Button(period_name(period), packed(Tap(GET, str(report.id)))) for period, report in found.reports
    )
    return Screen(joined(blocks, "\n\n"), (*in_rows(buttons, 2), *found.rows))


def shelf_empty() -> Screen:
    return Screen(words("reports.shelf_empty"))


@dataclass(frozen=True, slots=True)
class Early:
    """A quarter of which less than half is in: its average would mislead."""

    period: Period
    arrived: int
    due: int


def achievement(
    office: str,
    official: Period | None,
    figures: ReportFigures | None,
    before: Decimal | None,
    early: Early | None = None,
) -> Screen:
    """/capaian: what is official, what is provisional, and the summary.

    `early`: too little of the running quarter is in; `figures` are then the last official ones.
    """
    state = [
        plain("reports.official_until", period=period_name(official))
        if official
        else plain("reports.official_none")
    ]
    if figures is not None and figures.state is ReportState.DRAFT:
        state.append(plain("reports.provisional", period=period_name(figures.period)))
    head = words("reports.achievement_head", office=office, standing=" · ".join(state))
    blocks = [head]
    if early is not None:
        values = {"period": early.period.short, "arrived": early.arrived, "due": early.due}
        blocks.append(words("reports.achievement_early", **values))
    if figures is not None:
        period = words("reports.achievement_last", period=period_name(figures.period))
        total = summary(figures, before)
        blocks.append(joined((period, total)) if early is not None else total)
    return Screen(joined(blocks, "\n\n"))


def achievement_none() -> Screen:
    return Screen(words("reports.achievement_none"))


def code_said(report: FrozenReport, figures: ReportFigures) -> Screen:
    """What the register says about a typed verification code."""
    values = {
        "code": report.verification_code,
        "period": period_name(figures.period),
        "office": figures.office,
    }
    if report.outdated:
        return Screen(words("reports.code_outdated", **values))
    if report.approved_at is None:
        return Screen(words("reports.code_draft", **values))
    return Screen(words("reports.code_approved", **values, moment=moment(report.approved_at, figures.zone)))
