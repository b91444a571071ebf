"""The first page: opening, tiles, charts and the summary in four sentences.

Timeliness has no tile: the report holds figures, causes and follow-ups. Source: practice 3.3; domain 3.1.
"""

from decimal import Decimal

from reports.documents import Bar, BarChart, Bullets, Charts, Paragraph, Share, ShareChart, Tile, Tiles
from reports.wordings import NONE, months, percent, row_standing, through
from sop.indicators import Missing
from sop.reports import TARGET_MET, Budget, ReportFigures, ReportRow
from text.printing import in_words, rupiah

WORST_NAMED = 3


def opening(figures: ReportFigures) -> Paragraph:
    said = figures.opening
    words = (
        f"Laporan ini memuat hasil pengukuran kinerja {figures.office} periode {months(figures.period)}"
        f" yang dihimpun dari {in_words(Decimal(said.unit_count))} unit kerja sesuai {said.sop_title}."
        f" Capaian dihitung terhadap target {_span(figures)} dalam {said.agreement}."
    )
    if said.authority:
        words += f" Laporan disusun berdasarkan {said.authority}."
    return Paragraph(words)


def _span(figures: ReportFigures) -> str:
    return "triwulan" if figures.period.quarter else "tahunan"


def met_count(figures: ReportFigures) -> int:
    """Scored indicators at or above their target."""
    return sum(
        row.scored and (row.to_date_achievement.value or Decimal(0)) >= TARGET_MET for row in figures.rows
    )


def tiles(figures: ReportFigures) -> Tiles:
    average, period = figures.average, figures.period
    at = f"pada {period.short}" if period.quarter else f"pada {period.title.lower()}"
    not_due = average.total - average.due
    items = [
        Tile(
            "Rata-rata capaian", percent(average.capped), average.rating or NONE, figures.tone(average.rating)
        ),
        Tile(
            "Indikator tercapai",
            f"{met_count(figures)} dari {average.scored}",
            f"target {through(figures.period)}",
        ),
        Tile(
            "Indikator terukur",
            f"{average.due} dari {average.total}",
            f"{not_due} tidak diukur {at}" if not_due else at,
        ),
    ]
    if figures.budget is not None:
        items.append(_budget_tile(figures.budget, through(figures.period)))
    return Tiles(tuple(items))


def _budget_tile(budget: Budget, until: str) -> Tile:
    planned = budget.total.planned_absorption
    note = f"rencana {until} {percent(planned)}" if planned is not None else "dari pagu"
    return Tile("Realisasi anggaran", percent(budget.total.absorption), note)


def charts(figures: ReportFigures) -> Charts:
    return Charts(unit_chart(figures), rating_chart(figures))


def unit_chart(figures: ReportFigures) -> BarChart:
    """Average of every unit, in the order of the office's chart: no ranking."""
    bars = tuple(
        Bar(unit.label, unit.average, percent(unit.average), figures.tone(unit.rating))
        for unit in figures.units
    )
    return BarChart("Rata-rata capaian per unit kerja", bars)


def rating_chart(figures: ReportFigures) -> ShareChart:
    total = sum(item.count for item in figures.distribution)
    shares = tuple(
        Share(
            item.word,
            item.count,
            percent(Decimal(100 * item.count) / total if total else Decimal(0), 1),
            figures.tone(item.word),
        )
        for item in figures.distribution
    )
    return ShareChart("Sebaran predikat kinerja", shares, "indikator")


def bullets(figures: ReportFigures) -> Bullets:
    """What a head reads before the tables."""
    items = [_average_sentence(figures), _met_sentence(figures)]
    if figures.below_target:
        items.append(_attention_sentence(figures.below_target))
    if figures.budget is not None:
        items.append(_budget_sentence(figures.budget, through(figures.period)))
    missing = [row for row in figures.rows if row.to_date_realization.missing is Missing.NOT_FILLED]
    if missing:
        items.append(f"Data {len(missing)} indikator menyusul dan belum termasuk dalam rata-rata.")
    return Bullets(tuple(items))


def _average_sentence(figures: ReportFigures) -> str:
    average, cap = figures.average, figures.method.cap_percent
    if average.capped is None:
        span = "triwulan" if figures.period.quarter else "tahun"
        return f"Belum ada indikator yang dapat dinilai pada {span} ini."
    words = (
        f"Rata-rata capaian {percent(average.capped)} dengan predikat {average.rating}, dihitung dari"
        f" {average.scored} indikator yang dinilai ({average.due} terukur, seluruhnya {average.total})"
    )
    if cap and average.raw != average.capped:
        return f"{words}; tanpa batas {cap}% per indikator sebesar {percent(average.raw)}."
    return f"{words}."


def _met_sentence(figures: ReportFigures) -> str:
    return (
        f"{met_count(figures)} dari {figures.average.scored} indikator mencapai atau melampaui target"
        f" {through(figures.period)}."
    )


def _attention_sentence(rows: tuple[ReportRow, ...]) -> str:
    named = "; ".join(f"{row.name}: {row_standing(row)}" for row in rows[:WORST_NAMED])
    return f"Perhatian utama: {named}."


def _budget_sentence(budget: Budget, until: str) -> str:
    total = budget.total
    words = (
        f"Realisasi anggaran {rupiah(total.realized_rupiah)} atau {percent(total.absorption)}"
        f" dari pagu {rupiah(total.ceiling_rupiah)}"
    )
    if total.planned_absorption is None:
        return f"{words}."
    return f"{words}; rencana penyerapan {until} {percent(total.planned_absorption)}."
