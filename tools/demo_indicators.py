"""The demo office's sixteen indicators, its budget, and the approved figures of two quarters.

Source: domain 6.2-6.4. Figures of a quarter stand on the basis of their aggregation, as there.
"""

from datetime import date
from decimal import Decimal

from sop.books import BookHistory, BookIndicator, BookProgram, Quarters
from sop.indicators import Aggregation, Polarity

_GROWTH = "Meningkatnya pertumbuhan industri kecil dan menengah"
_QUALITY = "Meningkatnya daya saing industri kecil dan menengah"
_PLANNING = "Meningkatnya kapasitas sumber daya industri"
_CONTROL = "Meningkatnya kepatuhan dan tertib usaha industri"
_OFFICE = "Meningkatnya akuntabilitas kinerja dan pelayanan Dinas"

# code, objective, name, uom, aggregation, decimals, 2025, 2026, quarters, owner, konseptor
_ROWS: tuple[tuple[str, str, str, str, Aggregation, int, str, str, str, str, str], ...] = (
    ("IKU-1", _GROWTH, "Pertumbuhan unit usaha IKM", "%", Aggregation.RATIO_LAST, 2,
     "4,35", "5,00", "1,00/2,25/3,75/5,00", "SUBKOR-PIKM", "STAF-PIKM-1"),
    ("IKU-2", _GROWTH, "Pertumbuhan nilai produksi IKM", "%", Aggregation.ANNUAL_ONLY, 2,
     "4,12", "4,50", "-/-/-/4,50", "SUBKOR-PIKM", "STAF-PIKM-1"),
    ("IKU-3", _QUALITY, "Persentase IKM binaan bersertifikat (halal/merek/SNI)", "%",
     Aggregation.RATIO_LAST, 2, "32,50", "45,00", "34/38/42/45", "SUBKOR-PIKM", "STAF-PIKM-1"),
    ("IKU-4", _OFFICE, "Nilai AKIP Dinas", "Nilai", Aggregation.LAST, 2,
     "69,35", "72,00", "-/-/72/72", "SUBKOR-PROGRAM", "PENGOLAH"),
    ("IKU-5", _OFFICE, "Indeks Kepuasan Masyarakat atas layanan", "Indeks", Aggregation.AVERAGE, 2,
     "84,72", "86,00", "-/86/-/86", "SUBKOR-PROGRAM", "PENGOLAH"),
    ("PSDI-1", _PLANNING, "Persentase capaian sasaran RPIK", "%", Aggregation.LAST, 2,
     "74,20", "80,00", "20/40/60/80", "SUBKOR-PSDI", "STAF-PSDI-1"),
    ("PSDI-2", _PLANNING, "Pelaku IKM yang dilatih", "Orang", Aggregation.SUM, 0,
     "285", "320", "60/100/100/60", "SUBKOR-PSDI", "STAF-PSDI-2"),
    ("PSDI-3", _PLANNING, "Wirausaha industri baru yang terbentuk", "Orang", Aggregation.SUM, 0,
     "48", "60", "0/20/20/20", "SUBKOR-PSDI", "STAF-PSDI-2"),
    ("PIKM-1", _QUALITY, "Sentra IKM aktif", "Sentra", Aggregation.LAST, 0,
     "16", "18", "16/17/17/18", "SUBKOR-PIKM", "STAF-PIKM-2"),
    ("PIKM-2", _QUALITY, "Utilisasi rumah kemasan", "%", Aggregation.AVERAGE, 2,
     "71,50", "75,00", "70/75/75/80", "JFT-UPTD", ""),
    ("PIKM-3", _QUALITY, "IKM yang difasilitasi sertifikat halal", "Sertifikat", Aggregation.SUM, 0,
     "64", "80", "10/25/25/20", "SUBKOR-PIKM", "STAF-PIKM-2"),
    ("WASI-1", _CONTROL, "Persentase usaha industri yang diawasi", "%", Aggregation.RATIO_CUMULATIVE, 2,
     "85,80", "90,00", "20/45/70/90", "SUBKOR-WASI", "STAF-WASI-1"),
    ("WASI-2", _CONTROL, "Rata-rata waktu penerbitan rekomendasi teknis", "Hari kerja",
     Aggregation.AVERAGE_WEIGHTED, 2, "6,20", "5,00", "5/5/5/5", "SUBKOR-WASI", "STAF-WASI-1"),
    ("WASI-3", _CONTROL, "Pengaduan industri yang tidak selesai tepat waktu", "Kasus", Aggregation.SUM, 0,
     "7", "4", "1/1/1/1", "SUBKOR-WASI", "STAF-WASI-1"),
    ("WASI-4", _CONTROL, "Persentase perusahaan yang melapor di SIINas", "%", Aggregation.RATIO_LAST, 2,
     "58,00", "70,00", "25/45/60/70", "SUBKOR-WASI", "STAF-WASI-1"),
    ("SEK-1", _OFFICE, "Persentase realisasi anggaran Dinas", "%", Aggregation.LAST, 2,
     "93,40", "95,00", "15/40/70/95", "SUBKOR-PROGRAM", ""),
)  # fmt: skip

# numerator, denominator, constant denominator
_COMPONENTS = {
    "IKU-1": ("Unit usaha baru s/d triwulan ini", "Unit usaha awal tahun", "4800"),
    "IKU-3": ("IKM binaan bersertifikat", "IKM binaan", "640"),
    "WASI-1": ("Usaha industri yang diawasi pada triwulan ini", "Usaha industri wajib diawasi", "120"),
    "WASI-2": ("Jumlah hari kerja penyelesaian", "Jumlah berkas", ""),
    "WASI-4": ("Perusahaan yang melapor", "Perusahaan industri terdaftar", "150"),
}
_DEFINITIONS = {
    "IKU-1": "Unit usaha IKM baru sejak awal tahun dibagi unit usaha IKM pada awal tahun, × 100.",
    "IKU-3": "IKM binaan yang memiliki sertifikat halal, merek atau SNI dibagi seluruh IKM binaan, × 100.",
    "PIKM-2": "Jam pakai mesin kemasan dibagi jam tersedia pada triwulan itu, × 100.",
    "WASI-1": "Usaha industri yang diawasi sejak awal tahun dibagi seluruh usaha wajib diawasi, × 100.",
    "WASI-2": "Jumlah hari kerja penyelesaian dibagi jumlah berkas rekomendasi teknis yang terbit.",
    "SEK-1": "Realisasi anggaran sejak awal tahun dibagi pagu, × 100; dihitung dari lembar Anggaran.",
}
_FALLING = ("WASI-2", "WASI-3")

# figures of TW I / TW II; with components: numerator:denominator
_FIGURES = {
    "IKU-1": "52/115", "IKU-3": "218/246", "IKU-5": "-/85,90", "PSDI-1": "18/41,5", "PSDI-2": "64/92",
    "PSDI-3": "3/18", "PIKM-1": "16/16", "PIKM-2": "68,4/77,2", "PIKM-3": "8/27", "WASI-1": "26/24",
    "WASI-2": "99:18/120:25", "WASI-3": "0/2", "WASI-4": "36/70",
}  # fmt: skip

# (indicator, quarter): obstacle, follow-up, by
_CAUSES = {
    ("PSDI-2", 2): ("Satu angkatan pelatihan bergeser ke Juli", "Membuka satu angkatan tambahan",
                    "Sub Koordinator Sumber Daya Industri"),
    ("PIKM-1", 2): ("Sentra tenun belum memenuhi jumlah anggota", "Mendampingi pendaftaran dua perajin",
                    "Sub Koordinator Pemberdayaan IKM"),
    ("WASI-1", 2): ("Kendaraan operasional terbatas", "Menggabungkan rute pengawasan dua kecamatan",
                    "Sub Koordinator Pengawasan Industri"),
}  # fmt: skip

# code, program, name, unit, ceiling, realization of TW I/II/III, in million rupiah
_BUDGET = (
    (
        "3.31.01",
        "3.31.01",
        "Penunjang Urusan Pemerintahan Daerah",
        "Sekretariat",
        "4850",
        "820/1255/1310/1271",
    ),
    ("3.31.02-PSDI", "3.31.02", "Perencanaan dan Pembangunan Industri", "PSDI", "1450", "145/402/418/420"),
    (
        "3.31.02-PIKM",
        "3.31.02",
        "Perencanaan dan Pembangunan Industri",
        "PIKM",
        "1750",
        "170/498,5/561,5/455",
    ),
    ("3.31.03", "3.31.03", "Pengendalian Izin Usaha Industri", "WASI", "420", "52/96/118/138"),
    ("3.31.04", "3.31.04", "Pengelolaan Sistem Informasi Industri Nasional", "WASI", "280", "31/74/83/83"),
)
_PLAN_PERCENT = (15, 25, 30, 25)  # of the ceiling, so that plan-to-date follows SEK-1's targets 15/40/70/95
_MILLION = 1_000_000


def demo_indicators() -> tuple[BookIndicator, ...]:
    return tuple(_indicator(row) for row in _ROWS)


def _indicator(row: tuple[str, str, str, str, Aggregation, int, str, str, str, str, str]) -> BookIndicator:
    code, objective, name, uom, aggregation, precision, baseline, annual, quarters, owner, konseptor = row
    numerator, denominator, fixed = _COMPONENTS.get(code, ("", "", ""))
    return BookIndicator(
        code=code,
        objective=objective,
        name=name,
        uom=uom,
        polarity=Polarity.MINIMIZE if code in _FALLING else Polarity.MAXIMIZE,
        aggregation=aggregation,
        precision=precision,
        numerator_label=numerator,
        denominator_label=denominator,
        denominator_fixed=_figure(fixed),
        annual=_figure(annual),
        upper=None,
        quarters=_four(quarters),
        baseline=_figure(baseline),
        owner=owner,
        konseptor=konseptor,
        definition=_DEFINITIONS.get(code, ""),
        derived=code == "SEK-1",
    )


def demo_history() -> tuple[BookHistory, ...]:
    """Approved figures of TW I and II 2026; SEK-1 follows from the budget."""
    return tuple(
        _figure_row(code, quarter, typed)
        for quarter in (1, 2)
        for code, figures in _FIGURES.items()
        if (typed := figures.split("/")[quarter - 1]) != "-"
    )


def _figure_row(code: str, quarter: int, typed: str) -> BookHistory:
    numerator, _, denominator = typed.partition(":")
    has_components = code in _COMPONENTS
    obstacle, follow_up, by = _CAUSES.get((code, quarter), ("", "", ""))
    return BookHistory(
        code=code,
        year=2026,
        quarter=quarter,
        value=None if has_components else _figure(typed),
        numerator=_figure(numerator) if has_components else None,
        denominator=_figure(denominator),
        obstacle=obstacle,
        follow_up=follow_up,
        follow_up_by=by,
        follow_up_due=date(2026, 9, 30) if follow_up else None,
    )


def demo_budget(until_quarter: int = 3) -> tuple[BookProgram, ...]:
    """The programs with their realization up to a quarter."""
    return tuple(
        BookProgram(code, program, name, unit, _rupiah(ceiling), _plan(ceiling), _spent(spent, until_quarter))
        for code, program, name, unit, ceiling, spent in _BUDGET
    )


def _plan(ceiling: str) -> Quarters:
    first, second, third, fourth = (_rupiah(ceiling) * share / 100 for share in _PLAN_PERCENT)
    return (first, second, third, fourth)


def _spent(spent: str, until_quarter: int) -> Quarters:
    shown = dict(enumerate(spent.split("/")[:until_quarter]))
    first, second, third, fourth = (_rupiah(shown[index]) if index in shown else None for index in range(4))
    return (first, second, third, fourth)


def _rupiah(million: str) -> Decimal:
    return Decimal(int(Decimal(million.replace(",", ".")) * _MILLION))


def _figure(text: str) -> Decimal | None:
    return None if text in ("", "-") else Decimal(text.replace(",", "."))


def _four(text: str) -> Quarters:
    first, second, third, fourth = (_figure(part) for part in text.split("/"))
    return (first, second, third, fourth)
