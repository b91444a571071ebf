"""The five sheets as data: every heading, what may stand under it, and the record field it fills.

One table serves the reader, the writer and the template, so that a heading cannot drift. `field` names the
record's field; "quarters.0" is the first place of the tuple `quarters`.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports import vocabularies as words
from reports.vocabularies import Vocabulary
from sop.books import Channel, Role, Sheet
from sop.indicators import Aggregation, Polarity
from sop.people import Holding


class Kind(StrEnum):
    """How a cell is read."""

    CODE = "code"
    TEXT = "text"
    LONG = "long"
    NIP = "nip"
    PHONE = "phone"
    DATE = "date"
    TIME = "time"
    TIMES = "times"  # several, separated by a comma
    FIGURE = "figure"  # any decimal number
    COUNT = "count"  # a decimal number that is not negative
    RUPIAH = "rupiah"
    YEAR = "year"
    DIGITS = "digits"  # decimals printed: 0 to 6
    CHOICE = "choice"
    CHOICES = "choices"  # several words of one list, separated by commas


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one line of the sheet Kantor; `width` is in characters."""

    field: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16
    required: bool = False
    words: Vocabulary | None = None
    default: object = None
    example: object = ""
    picks: Sheet | None = None  # offers the codes of that sheet


def _quarters(field: str, heading: str, kind: Kind, examples: tuple[object, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{field}.{index}",
            f"{heading}TW {roman}",
            kind,
            11 if kind is Kind.FIGURE else 17,
            example=example,
        )
        for index, (roman, example) in enumerate(zip(("I", "II", "III", "IV"), examples, strict=True))
    )


CODE = Column("code", "Kode", Kind.CODE, 14, required=True, default="", example="CONTOH")

OFFICE = (
    Column("code", "Kode kantor", Kind.CODE, required=True, example="DISPERIN"),
    Column("name", "Nama kantor", required=True),
    Column("head_title", "Jabatan kepala", required=True, default="Kepala Dinas"),
    Column("government", "Pemerintah daerah", required=True),
    Column("government_head", "Kepala daerah", default=""),
    Column("address", "Alamat", Kind.LONG, required=True),
    Column("contact", "Telepon, surel, kode pos", Kind.LONG, default=""),
    Column("city", "Kota penandatanganan", required=True),
    Column("zone", "Zona waktu", Kind.CHOICE, required=True, words=words.ZONES, default="Asia/Jakarta"),
    Column("year", "Tahun anggaran", Kind.YEAR, required=True, default=0),
    Column("sop_key", "SOP yang dipakai", Kind.CODE, required=True, default=""),
    Column("minimize_formula", "Rumus arah turun", Kind.CHOICE, words=words.FORMULAS, default="linear"),
    Column("cap_percent", "Batas capaian (%)", Kind.CHOICE, words=words.CAPS, default=120),
    Column("digest_at", "Jam ringkasan harian", Kind.TIME, default="08:15"),
    Column("folder_at", "Jam map pimpinan", Kind.TIMES, default=("08:30", "13:30")),
)
OFFICE_KEYS = {
    "code": "kode",
    "name": "nama",
    "head_title": "jabatan-kepala",
    "government": "pemerintah",
    "government_head": "kepala-daerah",
    "address": "alamat",
    "contact": "kontak",
    "city": "kota",
    "zone": "zona",
    "year": "tahun",
    "sop_key": "sop",
    "minimize_formula": "rumus-turun",
    "cap_percent": "batas-capaian",
    "digest_at": "jam-ringkasan",
    "folder_at": "jam-map",
}
AGENCIES = (
    CODE,
    Column("name", "Instansi penerima", required=True, default=""),
    Column("channel", "Saluran", Kind.CHOICE, required=True, words=words.CHANNELS, default=Channel.SRIKANDI),
    Column("address", "Alamat surel atau keterangan", Kind.LONG, default=""),
)
ROLES = (
    CODE,
    Column("roles", "Dijalankan oleh", Kind.CHOICES, required=True, words=words.ROLES, default=()),
)

STAFF = (
    CODE,
    Column("name", "Nama", width=34, default="", example="Nama Lengkap, S.E."),
    Column("nip", "NIP / NI PPPK", Kind.NIP, 22, default="", example="199001012015031001"),
    Column("rank", "Pangkat", width=24, default="", example="Penata (III/c)"),
    Column("phone", "Telepon", Kind.PHONE, 18, default="", example="0812 0000 0000"),
    Column("title", "Jabatan", width=38, required=True, default="", example="Kepala Bidang Contoh"),
    Column("role", "Peran", Kind.CHOICE, 20, True, words.ROLES, Role.STAFF, "Kepala Bidang"),
    Column("unit", "Unit", width=38, default="", example="Bidang Contoh (BC)"),
    Column("superior", "Atasan", Kind.CODE, 13, default="", picks=Sheet.STAFF),
    Column("holding", "Penugasan", Kind.CHOICE, 12, False, words.HOLDINGS, Holding.DEFINITIVE, "Definitif"),
    Column("starts", "Mulai", Kind.DATE, 16),
    Column("ends", "Berakhir", Kind.DATE, 16),
    Column("decree", "SK / Surat tugas", width=24, default=""),
    Column("konseptor", "Konseptor", Kind.CODE, 13, default="", picks=Sheet.STAFF),
    Column("pendamping", "Pendamping", Kind.CODE, 13, default="", picks=Sheet.STAFF),
)

INDICATORS = (
    CODE,
    Column("objective", "Sasaran", width=34, required=True, default="", example="Meningkatnya ... "),
    Column(
        "name", "Indikator", width=44, required=True, default="", example="Jumlah pelaku usaha yang dilatih"
    ),
    Column("uom", "Satuan", width=12, required=True, default="", example="Orang"),
    Column("polarity", "Arah", Kind.CHOICE, 10, True, words.POLARITIES, Polarity.MAXIMIZE, "Naik"),
    Column("aggregation", "Metode", Kind.CHOICE, 20, True, words.AGGREGATIONS, Aggregation.SUM, "Kumulatif"),
    Column("precision", "Desimal", Kind.DIGITS, 9, default=2, example=0),
    Column("numerator_label", "Pembilang", width=24, default=""),
    Column("denominator_label", "Penyebut", width=24, default=""),
    Column("denominator_fixed", "Penyebut tetap", Kind.COUNT, 14),
    Column("annual", "Target tahunan", Kind.FIGURE, 14, True, example=320),
    Column("upper", "Batas atas", Kind.FIGURE, 11),
    *_quarters("quarters", "", Kind.FIGURE, (60, 100, 100, 60)),
    Column("baseline", "Tahun lalu", Kind.FIGURE, 11, example=285),
    Column("owner", "Pemilik", Kind.CODE, 13, True, default="", picks=Sheet.STAFF, example="CONTOH"),
    Column("konseptor", "Konseptor", Kind.CODE, 13, default="", picks=Sheet.STAFF),
    Column("evidence_required", "Bukti wajib", Kind.CHOICE, 10, False, words.YES_NO, False, "Tidak"),
    Column(
        "definition", "Cara hitung", Kind.LONG, 50, default="", example="Jumlah peserta yang lulus pelatihan"
    ),
    Column("derived", "Dari anggaran", Kind.CHOICE, 10, False, words.YES_NO, False, "Tidak"),
    Column("revised", "Versi target", Kind.CHOICE, 11, False, words.VERSIONS, False, "Murni"),
    Column("ends", "Berakhir", Kind.DATE, 16),
)

BUDGET = (
    CODE,
    Column("program_code", "Kode program", Kind.CODE, 14, True, default="", example="3.31.02"),
    Column("name", "Program", width=46, required=True, default="", example="Nama program"),
    Column("unit", "Unit", width=30, default="", example="BC"),
    Column("ceiling_rupiah", "Pagu", Kind.RUPIAH, 19, True, default=Decimal(0), example=1450000000),
    *_quarters("planned_rupiah", "Rencana kas ", Kind.RUPIAH, (150000000, 400000000, 450000000, 450000000)),
    *_quarters("realized_rupiah", "Realisasi ", Kind.RUPIAH, (145000000, "", "", "")),
)

HISTORY = (
    CODE,
    Column("year", "Tahun", Kind.YEAR, 9, True, default=0, example=2026),
    Column("quarter", "Triwulan", Kind.CHOICE, 10, True, words.QUARTERS, 0, "I"),
    Column("value", "Nilai", Kind.FIGURE, 13, example=64),
    Column("numerator", "Pembilang", Kind.COUNT, 13),
    Column("denominator", "Penyebut", Kind.COUNT, 13),
    Column("note", "Catatan", Kind.LONG, 34, default=""),
    Column("obstacle", "Hambatan", Kind.LONG, 40, default=""),
    Column("follow_up", "Tindak lanjut", Kind.LONG, 40, default=""),
    Column("follow_up_by", "Penanggung jawab", width=26, default=""),
    Column("follow_up_due", "Batas waktu", Kind.DATE, 16),
)

TABLES = {
    Sheet.STAFF: STAFF,
    Sheet.INDICATORS: INDICATORS,
    Sheet.BUDGET: BUDGET,
    Sheet.HISTORY: HISTORY,
}
EXAMPLE_CODE = "CONTOH"
BLOCK_MARK = "▸"  # begins the title of a block on the sheet Kantor
HEAD_ROW = 4
SPARE_ROWS = 200  # rows below the data that carry lists and formats
MAX_ROWS = 3000
