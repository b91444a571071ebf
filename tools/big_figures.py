"""Indicators, earlier quarters, answers and budget of the generated office.

Every indicator is made backwards from its answer: the two earlier quarters meet their targets, and the
third falls short, in the quarter as well as to date, for exactly as many as the size of the office says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from sop.books import BookHistory, BookIndicator, BookProgram, BookStaff, Quarters
from sop.indicators import Aggregation, Polarity
from tools.answers import Answer
from tools.big_people import Size

_MILLION = 1_000_000
SPENT_PERCENT = (14, 26, 28, 24)  # of the ceiling, by quarter

_SUMS = ("Berita yang dipublikasikan", "Peserta literasi digital", "Aplikasi yang dipelihara",
         "Dataset yang dimutakhirkan", "Pengaduan yang diselesaikan", "Titik jaringan yang dipasang",
         "Siaran radio pemerintah", "Perangkat daerah yang didampingi")  # fmt: skip
_LEVELS = ("Perangkat daerah dengan situs aktif", "Desa terhubung internet",
           "Layanan dengan tanda tangan elektronik",
           "Kelompok informasi masyarakat aktif", "Kamera pantau yang berfungsi", "Media mitra terdaftar",
           "Pegawai bersertifikat TIK", "Server yang terpantau")  # fmt: skip
_RATIOS = ("Persentase informasi publik yang diumumkan", "Persentase aplikasi yang terintegrasi",
           "Persentase metadata yang lengkap", "Persentase surat yang disandikan",
           "Persentase permohonan informasi yang dijawab", "Persentase perangkat daerah dengan walidata",
           "Persentase aset TIK yang tercatat", "Persentase dokumen yang diarsipkan")  # fmt: skip
_MEANS = ("Tingkat ketersediaan jaringan", "Indeks kepuasan pengguna layanan", "Tingkat kehadiran forum data",
          "Nilai keamanan informasi", "Tingkat respons aduan", "Ketepatan waktu penyajian data",
          "Tingkat keterbacaan siaran pers", "Kelengkapan laporan bulanan")  # fmt: skip
_OBSTACLES = ("jadwal kegiatan bergeser karena pergeseran anggaran", "tenaga teknis berkurang satu orang",
              "data dari perangkat daerah belum lengkap", "perangkat menunggu suku cadang")  # fmt: skip
_FOLLOW_UPS = ("menyelesaikan sisa kegiatan pada triwulan IV", "meminta dukungan dari bidang lain",
               "mengirim permintaan data kembali", "mempercepat pengadaan")  # fmt: skip


_OBJECTIVES = {
    "SUBBAG": "Meningkatnya tata kelola dan akuntabilitas Dinas",
    "IKP": "Meningkatnya keterbukaan informasi publik",
    "APTIKA": "Meningkatnya layanan pemerintahan berbasis elektronik",
    "STATISTIK": "Meningkatnya mutu data sektoral dan keamanan informasi",
    "UPTD": "Meningkatnya keandalan pusat data",
}


@dataclass(frozen=True, slots=True)
class Made:
    """One indicator with its approved quarters and what will be typed."""

    indicator: BookIndicator
    history: tuple[BookHistory, ...]
    answer: Answer


Maker = Callable[[Random, str, str, str, bool], Made]  # chance, code, name, owner, below


def big_indicators(chance: Random, staff: tuple[BookStaff, ...], size: Size) -> tuple[Made, ...]:
    """All of them, dealt to those who fill in by turns, so that each has two or three."""
    fillers = [row.code for row in staff if row.role in size.fillers]
    below = set(chance.sample(range(size.indicators), size.below))
    makers: tuple[tuple[Maker, tuple[str, ...]], ...] = (
        (_sum, _SUMS),
        (_level, _LEVELS),
        (_ratio, _RATIOS),
        (_mean, _MEANS),
    )
    made = []
    for index in range(size.indicators):
        maker, names = makers[index % len(makers)]
        owner = fillers[index % len(fillers)]
        made.append(maker(chance, f"IK-{index + 1:02}", names[index // len(makers)], owner, index in below))
    return tuple(made)


def _sum(chance: Random, code: str, name: str, owner: str, below: bool) -> Made:
    quarter = 10 * chance.randint(2, 9)
    typed = quarter // 2 if below else quarter + chance.randint(0, 4)
    indicator = _indicator(code, name, owner, "Kegiatan", Aggregation.SUM, 4 * quarter, (quarter,) * 4)
    return Made(indicator, _history(code, quarter, quarter), _answer(chance, code, str(typed), below))


def _level(chance: Random, code: str, name: str, owner: str, below: bool) -> Made:
    start = chance.randint(20, 60)
    first, second, third, fourth = start, start + 4, start + 8, start + 12
    typed = third - 3 if below else third + chance.randint(0, 2)
    indicator = _indicator(
        code, name, owner, "Unit", Aggregation.LAST, fourth, (first, second, third, fourth)
    )
    return Made(indicator, _history(code, first, second), _answer(chance, code, str(typed), below))


def _ratio(chance: Random, code: str, name: str, owner: str, below: bool) -> Made:
    whole = 20 * chance.randint(5, 20)
    targets = (40, 55, 70, 80)
    first, second, third = (whole * target // 100 for target in targets[:3])
    typed = third - whole // 10 if below else third
    indicator = _indicator(code, name, owner, "%", Aggregation.RATIO_LAST, 80, targets, whole)
    history = tuple(
        BookHistory(code, 2026, quarter, numerator=Decimal(numerator))
        for quarter, numerator in ((1, first), (2, second))
    )
    return Made(indicator, history, _answer(chance, code, f"{typed}/{whole}", below))


def _mean(chance: Random, code: str, name: str, owner: str, below: bool) -> Made:
    target = chance.randint(75, 92)
    typed = f"{target - 12},5" if below else f"{target},{chance.randint(0, 9)}"
    indicator = _indicator(code, name, owner, "Nilai", Aggregation.AVERAGE, target, (target,) * 4)
    return Made(indicator, _history(code, target, target), _answer(chance, code, typed, below))


def _indicator(
    code: str,
    name: str,
    owner: str,
    uom: str,
    aggregation: Aggregation,
    annual: int,
    targets: tuple[int, ...],
    whole: int = 0,
) -> BookIndicator:
    first, second, third, fourth = (Decimal(target) for target in targets)
    return BookIndicator(
        code=code,
        objective=next(objective for part, objective in _OBJECTIVES.items() if part in owner),
        name=name,
        uom=uom,
        polarity=Polarity.MAXIMIZE,
        aggregation=aggregation,
        precision=0 if aggregation in (Aggregation.SUM, Aggregation.LAST) else 2,
        numerator_label="Yang memenuhi" if whole else "",
        denominator_label="Seluruhnya" if whole else "",
        denominator_fixed=Decimal(whole) if whole else None,
        annual=Decimal(annual),
        upper=None,
        quarters=(first, second, third, fourth),
        baseline=Decimal(annual) - 5,
        owner=owner,
    )


def _history(code: str, first: int, second: int) -> tuple[BookHistory, ...]:
    return (
        BookHistory(code, 2026, 1, value=Decimal(first)),
        BookHistory(code, 2026, 2, value=Decimal(second)),
    )


def _answer(chance: Random, code: str, typed: str, below: bool) -> Answer:
    if not below:
        return Answer(code, typed)
    return Answer(code, typed, chance.choice(_OBSTACLES), chance.choice(_FOLLOW_UPS), due="2026-12-31")


def big_budget(chance: Random, until: int) -> tuple[BookProgram, ...]:
    """One program a unit, realized up to this quarter."""
    programs = (
        ("2.16.01", "Penunjang Urusan Pemerintahan Daerah", "Sekretariat"),
        ("2.16.02", "Informasi dan Komunikasi Publik", "IKP"),
        ("2.16.03", "Aplikasi Informatika", "APTIKA"),
        ("2.20.02", "Penyelenggaraan Statistik Sektoral", "STATISTIK"),
    )
    return tuple(_program(chance, *program, until) for program in programs)


def _program(chance: Random, code: str, name: str, unit: str, until: int) -> BookProgram:
    ceiling = Decimal(chance.randint(8, 40) * 100 * _MILLION)
    planned: Quarters = (ceiling * 15 / 100, ceiling * 25 / 100, ceiling * 30 / 100, ceiling * 25 / 100)
    first, second, third, fourth = (
        ceiling * percent / 100 if quarter <= until else None
        for quarter, percent in enumerate(SPENT_PERCENT, 1)
    )
    spent: Quarters = (first, second, third, fourth)
    return BookProgram(code, code, name, unit, ceiling, planned, spent)
