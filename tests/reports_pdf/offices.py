"""The sample office of domain 6 in TW III, as frozen figures; names of the objectives are ours."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sop.indicators import Missing
from sop.people import Holding
from sop.periods import Period
from sop.reports import (
    NOTHING,
    Average,
    Band,
    Budget,
    BudgetLine,
    BudgetProgram,
    Components,
    EarlierFollowUp,
    Figure,
    Letterhead,
    Method,
    Narrative,
    Opening,
    RatingCount,
    ReportFigures,
    ReportGroup,
    ReportRow,
    ReportState,
    Signature,
    Tone,
    UnitAverage,
    content_hash,
    title_lines,
)

D = Decimal
SCALE = (
    Band("Sangat Tinggi", D(90), Tone.DEEP_GREEN),
    Band("Tinggi", D(75), Tone.GREEN),
    Band("Sedang", D(65), Tone.YELLOW),
    Band("Rendah", D(50), Tone.ORANGE),
    Band("Sangat Rendah", None, Tone.RED),
)
NOT_DUE = Figure(missing=Missing.NOT_DUE)


def rating(value: Decimal | None) -> str:
    if value is None:
        return ""
    return next(band.word for band in SCALE if band.above is None or value > band.above)


def f(value: str | Decimal | None) -> Figure:
    return NOTHING if value is None else Figure(D(value))


def row(
    number: int,
    code: str,
    name: str,
    uom: str,
    owner: str,
    precision: int,
    annual: str,
    quarter: tuple[str | Decimal | None, str | Decimal | None],
    to_date: tuple[str | Decimal, str | Decimal],
    achievements: tuple[str | Decimal | None, str | Decimal | None, str | Decimal | None],
    parts: tuple[Components | None, Components | None] = (None, None),
) -> ReportRow:
    """Quarter and to-date are (target, realization); achievements are quarter, to date, of the year."""
    return ReportRow(
        number,
        code,
        name,
        uom,
        precision,
        f(annual),
        f(quarter[0]),
        f(quarter[1]),
        f(achievements[0]),
        f(to_date[0]),
        f(to_date[1]),
        f(achievements[1]),
        rating(None if achievements[1] is None else D(achievements[1])),
        f(achievements[2]),
        owner,
        quarter_components=parts[0],
        to_date_components=parts[1],
    )


def position(
    number: int,
    code: str,
    name: str,
    uom: str,
    owner: str,
    precision: int,
    annual: str,
    target: str,
    value: str | Decimal,
    parts: Components | None = None,
) -> ReportRow:
    """A row whose quarter and to-date figures are the same: LAST and RATIO_LAST."""
    share = D(value) / D(target) * 100
    pair = (target, value)
    of_year = D(value) / D(annual) * 100
    return row(
        number, code, name, uom, owner, precision, annual, pair, pair, (share, share, of_year), (parts, parts)
    )


def ratio(numerator: int, denominator: int) -> tuple[Decimal, Components]:
    return D(numerator) / D(denominator) * 100, Components(D(numerator), D(denominator))


TOLD_OF_GROWTH = {
    "IKU-1": (
        "pendataan unit usaha baru di dua kecamatan belum selesai",
        "melanjutkan pendataan lapangan",
    ),
    "IKU-3": ("antrean audit lembaga pemeriksa halal", "menambah dua lembaga pemeriksa halal mitra"),
    "PIKM-3": (
        "kuota fasilitasi provinsi turun, pendaftaran bergeser ke TW IV",
        "mengajukan tambahan kuota dan mendaftarkan 35 IKM pada TW IV",
    ),
}


def _growth() -> tuple[ReportRow, ...]:
    growth, growth_parts = ratio(163, 4800)
    certified, certified_parts = ratio(262, 640)
    not_due = ReportRow(
        2, "IKU-2", "Pertumbuhan nilai produksi IKM", "%", 2, f("4.5"), NOTHING, NOT_DUE, NOTHING, NOTHING,
        NOT_DUE, NOTHING, "", NOTHING, "PIKM", "diukur pada TW IV",
    )  # fmt: skip
    rows = (
        position(1, "IKU-1", "Pertumbuhan unit usaha IKM", "%", "PIKM", 2, "5", "3.75", growth, growth_parts),
        not_due,
        position(
            3,
            "IKU-3",
            "Persentase IKM binaan bersertifikat (halal/merek/SNI)",
            "%",
            "PIKM",
            2,
            "45",
            "42",
            certified,
            certified_parts,
        ),
        position(4, "PIKM-1", "Sentra IKM aktif", "Sentra", "PIKM", 0, "18", "17", "17"),
        row(
            5, "PIKM-2", "Utilisasi rumah kemasan", "%", "PIKM/UPTD", 2, "75", ("75", "74.9"),
            (D(220) / 3, "73.5"), (D("74.9") / 75 * 100, D("73.5") * 300 / 220, "98"),
        ),
        row(
            6, "PIKM-3", "IKM yang difasilitasi sertifikat halal", "Sertifikat", "PIKM", 0, "80",
            ("25", "10"), ("60", "45"), ("40", "75", "56.25"),
        ),
    )  # fmt: skip
    return tuple(_told(line, TOLD_OF_GROWTH) for line in rows)


def _capacity() -> tuple[ReportRow, ...]:
    rows = (
        position(7, "PSDI-1", "Persentase capaian sasaran RPIK", "%", "PSDI", 2, "80", "60", "48"),
        row(
            8, "PSDI-2", "Pelaku IKM yang dilatih", "Orang", "PSDI", 0, "320", ("100", "104"), ("260", "260"),
            ("104", "100", "81.25"),
        ),
        row(
            9, "PSDI-3", "Wirausaha industri baru yang terbentuk", "Orang", "PSDI", 0, "60", ("20", "34"),
            ("40", "55"), ("170", "137.5", D(5500) / 60),
        ),
    )  # fmt: skip
    told = {"PSDI-1": ("dokumen RPIK menunggu pembahasan DPRD", "menjadwalkan pembahasan bersama DPRD")}
    return tuple(_told(line, told) for line in rows)


def _supervision() -> tuple[ReportRow, ...]:
    reported, reported_parts = ratio(94, 150)
    watched, watched_parts = ratio(61, 120)
    this_quarter, quarter_parts = ratio(11, 120)
    days = D(357) / 73
    rows = (
        row(
            10, "WASI-1", "Persentase usaha industri yang diawasi", "%", "WASI", 2, "90",
            (None, this_quarter), ("70", watched), (None, watched / 70 * 100, watched / 90 * 100),
            (quarter_parts, watched_parts),
        ),
        row(
            11, "WASI-2", "Rata-rata waktu penerbitan rekomendasi teknis", "Hari kerja", "WASI", 2, "5",
            ("5", "4.6"), ("5", days), ("108", (10 - days) / 5 * 100, None),
        ),
        row(
            12, "WASI-3", "Pengaduan industri yang tidak selesai tepat waktu", "Kasus", "WASI", 0, "4",
            ("1", "3"), ("3", "5"), ("0", D(100) / 3, None),
        ),
        position(
            13, "WASI-4", "Persentase perusahaan yang melapor di SIINas", "%", "WASI", 2, "70", "60",
            reported, reported_parts,
        ),
    )  # fmt: skip
    told = {
        "WASI-1": ("kendaraan operasional terbatas, cuaca", "pinjam pakai kendaraan Sekretariat tiap Selasa"),
        "WASI-3": ("tiga pengaduan limbah menunggu hasil uji laboratorium", "meminta jadwal uji tetap"),
    }
    return tuple(_told(line, told) for line in rows)


def _governance() -> tuple[ReportRow, ...]:
    survey = D("85.9") / 86 * 100
    satisfaction = replace(
        row(
            15, "IKU-5", "Indeks Kepuasan Masyarakat atas layanan", "Indeks", "Sekretariat", 2, "86",
            (None, None), ("86", "85.9"), (None, survey, survey),
        ),
        quarter_realization=NOT_DUE, rating="", carried=True, remark="survei TW II dan TW IV",
    )  # fmt: skip
    spent = D(6034) / 8750 * 100
    rows = (
        position(14, "IKU-4", "Nilai AKIP Dinas", "Nilai", "Sekretariat", 2, "72", "72", "70.85"),
        satisfaction,
        position(
            16, "SEK-1", "Persentase realisasi anggaran Dinas", "%", "Sekretariat", 2, "95", "70", spent
        ),
    )
    told = {
        "IKU-4": ("cascading kinerja pelaksana belum lengkap", "melengkapi pohon kinerja"),
        "SEK-1": ("lelang pengadaan mesin mundur ke Oktober", "menyelesaikan kontrak paling lambat Oktober"),
    }
    return tuple(_told(line, told) for line in rows)


def _told(line: ReportRow, told: dict[str, tuple[str, str]]) -> ReportRow:
    if line.code not in told:
        return line
    obstacle, follow_up = told[line.code]
    return replace(
        line,
        obstacle=obstacle,
        follow_up=follow_up,
        follow_up_by=f"Kabid {line.owner}" if line.owner != "Sekretariat" else "Sekretaris",
        follow_up_due=date(2026, 12, 15),
        supporting_factor="laboratorium provinsi bersedia memberi prioritas" if line.code == "WASI-3" else "",
    )


OBJECTIVES = (
    ("S1", "Meningkatnya pertumbuhan dan daya saing industri kecil dan menengah", _growth, "100.11"),
    ("S2", "Meningkatnya kapasitas sumber daya dan perencanaan industri", _capacity, "102.08"),
    ("S3", "Meningkatnya kepatuhan dan mutu pengawasan industri", _supervision, "98.61"),
    ("S4", "Terwujudnya tata kelola Dinas yang akuntabel dan melayani", _governance, "100.56"),
)
UNITS = (
    ("Sekretariat", ("Sekretariat",)),
    ("Pembangunan SDI", ("PSDI",)),
    ("Pemberdayaan IKM", ("PIKM", "PIKM/UPTD")),
    ("Pengawasan dan Informasi", ("WASI",)),
)


def mean(rows: tuple[ReportRow, ...], cap: int = 120) -> Decimal | None:
    values = [min(line.to_date_achievement.value or D(0), D(cap)) for line in rows if line.scored]
    return sum(values, D(0)) / len(values) if values else None


def _budget_line(label: str, ceiling: str, *quarters: str) -> BudgetLine:
    amounts = [D(amount) * 1_000_000 for amount in quarters]
    top, spent = D(ceiling) * 1_000_000, sum(amounts, D(0))
    return BudgetLine(
        label, top, (amounts[0], amounts[1], amounts[2], None), spent, top - spent, spent / top * 100
    )


def budget() -> Budget:
    industry = "Perencanaan dan Pembangunan Industri"
    programs = (
        BudgetProgram(
            "3.31.01",
            "Penunjang Urusan Pemerintahan Daerah",
            (_budget_line("Sekretariat", "4850", "820", "1255", "1310"),),
        ),
        BudgetProgram(
            "3.31.02",
            industry,
            (
                _budget_line("PSDI", "1450", "145", "402", "418"),
                _budget_line("PIKM", "1750", "170", "498.5", "561.5"),
            ),
            _budget_line("", "3200", "315", "900.5", "979.5"),
        ),
        BudgetProgram(
            "3.31.03", "Pengendalian Izin Usaha Industri", (_budget_line("WASI", "420", "52", "96", "118"),)
        ),
        BudgetProgram(
            "3.31.04",
            "Pengelolaan Sistem Informasi Industri Nasional",
            (_budget_line("WASI", "280", "31", "74", "83"),),
        ),
    )
    total = replace(_budget_line("", "8750", "1218", "2325.5", "2490.5"), planned_absorption=D(70))
    return Budget(programs, total)


def sample(state: ReportState = ReportState.APPROVED) -> ReportFigures:
    """The report of TW III 2026 as domain 6.3 and 6.4 expect it."""
    groups = []
    for code, name, rows, before in OBJECTIVES:
        found = rows()
        average = mean(found)
        groups.append(ReportGroup(code, name, found, average, D(before), rating(average)))
    return of_groups(tuple(groups), state)


LETTERHEAD = Letterhead(
    "Pemerintah Kabupaten Nusa Makmur",
    "Dinas Perindustrian",
    "Jl. Industri No. 1, Nusa Makmur 83600 · Telepon (0370) 555-0100",
    "Laman perindustrian.nusamakmur.example · Pos-el dinas@nusamakmur.example",
)
OPENING = Opening(
    "SOP Pengumpulan dan Pelaporan Data Kinerja",
    "Perjanjian Kinerja dan Rencana Aksi Tahun 2026",
    len(UNITS),
    "Disposisi Kepala Dinas tanggal 5 Oktober 2026, Agenda 123",
)
SIGNATURE = Signature(
    "Nusa Makmur",
    None,
    title_lines("Kepala Dinas Perindustrian", Holding.DEFINITIVE),
    "Dr. Ir. Baiq Ratna Wulandari, M.Si",
    "Pembina Utama Muda (IV/c)",
    "196904121994032991",
)
NARRATIVES = (
    Narrative("", "Sampai dengan Triwulan III sebagian besar target tercapai; empat indikator dicermati."),
    Narrative("Bidang Pemberdayaan IKM", "Sentra IKM aktif bertambah menjadi 17 sentra. " * 4),
)
EARLIER = (
    EarlierFollowUp(
        "Sentra IKM aktif", "mengaktifkan kembali sentra tenun", "Kabid PIKM", date(2026, 8, 31), "Selesai"
    ),
    EarlierFollowUp(
        "Pelaku IKM yang dilatih",
        "melengkapi daftar hadir angkatan II",
        "Kabid PSDI",
        date(2026, 9, 15),
        "Berjalan",
    ),
)
COPIES_TO = ("Bupati Nusa Makmur", "Bappeda Kabupaten Nusa Makmur", "Inspektorat", "Bagian Organisasi Setda")


def of_groups(groups: tuple[ReportGroup, ...], state: ReportState = ReportState.APPROVED) -> ReportFigures:
    rows = tuple(line for group in groups for line in group.rows)
    scored = [line for line in rows if line.scored]
    capped, raw = mean(rows), mean(rows, 10**6)
    figures = ReportFigures(
        letterhead=LETTERHEAD,
        office="Dinas Perindustrian Kabupaten Nusa Makmur",
        period=Period(2026, 3),
        zone="Asia/Makassar",
        opening=OPENING,
        groups=groups,
        average=Average(capped, raw, rating(capped), len(scored), len(scored), len(rows)),
        distribution=tuple(
            RatingCount(band.word, sum(line.rating == band.word for line in scored)) for band in SCALE
        ),
        units=tuple(_unit(label, owners, rows) for label, owners in UNITS),
        method=Method("linear", 120, SCALE),
        signature=SIGNATURE,
        state=state,
        version=1,
        frozen_at=datetime(2026, 10, 12, 1, 30, tzinfo=UTC),
        approved_at=datetime(2026, 10, 13, 0, 45, tzinfo=UTC) if state is ReportState.APPROVED else None,
        budget=budget(),
        narratives=NARRATIVES,
        earlier_follow_ups=EARLIER,
        copies_to=COPIES_TO,
        verification_code="7F3K-92QA",
        verification_link="https://t.me/kinerja_bot?start=v_7F3K92QA",
    )
    return replace(figures, content_hash=content_hash(figures))


def _unit(label: str, owners: tuple[str, ...], rows: tuple[ReportRow, ...]) -> UnitAverage:
    mine = tuple(line for line in rows if line.owner in owners)
    average = mean(mine)
    scored = sum(line.scored for line in mine)
    return UnitAverage(label, average, rating(average), scored, scored)
