"""The words an admin picks from the workbook's lists, and the values they stand for.

The first spelling of a value is the one offered in the list; the others are accepted when typed. Words are
part of the file format, like headings, and therefore stand here and not in `text/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sop.book_charts import fold
from sop.books import Channel, Role
from sop.indicators import Aggregation, Polarity
from sop.people import Holding

Value = Role | Channel | Aggregation | Polarity | Holding | bool | str | int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One list: its range name in the workbook and every spelling of every value."""

    name: str
    spellings: Mapping[str, Value]

    @property
    def offered(self) -> tuple[str, ...]:
        """One word per value, in order: what the drop-down shows."""
        seen: dict[Value, str] = {}
        for word, value in self.spellings.items():
            seen.setdefault(value, word)
        return tuple(seen.values())

    def word(self, value: object) -> str:
        return next(word for word, meaning in self.spellings.items() if meaning == value)

    def value(self, word: str) -> Value | None:
        """None for a word that is not on the list; case, spaces, dots and slashes do not matter."""
        wanted = _bare(word)
        return next((value for known, value in self.spellings.items() if _bare(known) == wanted), None)


def _bare(word: str) -> str:
    return fold(word).replace(".", "").replace(" / ", "/").replace("-", " ").replace("subbag", "subag")


ROLES = Vocabulary(
    "daftar_peran",
    {
        "Kepala Dinas": Role.HEAD,
        "Sekretaris": Role.SECRETARY,
        "Kepala Bidang": Role.DIVISION_HEAD,
        "Kepala UPTD": Role.TECHNICAL_UNIT_HEAD,
        "Kepala Seksi": Role.SECTION_HEAD,
        "Kepala Sub Bagian": Role.SUBSECTION_HEAD,
        "Sub Koordinator": Role.SUBCOORDINATOR,
        "Ketua Tim Kerja": Role.TEAM_LEADER,
        "Kasubag Program": Role.PROGRAM_OFFICER,
        "Kasubag Keuangan": Role.FINANCE_OFFICER,
        "Perencana": Role.PLANNER,
        "Pejabat Fungsional": Role.FUNCTIONAL_OFFICIAL,
        "Staf": Role.STAFF,
        "Admin": Role.ADMIN,
        "Penerima laporan": Role.RECIPIENT,
        "Kadis": Role.HEAD,
        "Kadin": Role.HEAD,
        "Kepala Badan": Role.HEAD,
        "Kepala Kantor": Role.HEAD,
        "Camat": Role.HEAD,
        "Lurah": Role.HEAD,
        "Direktur": Role.HEAD,
        "Sekda": Role.HEAD,
        "Sekretaris Daerah": Role.HEAD,
        "Sekdis": Role.SECRETARY,
        "Sekretaris Dinas": Role.SECRETARY,
        "Sekretaris Badan": Role.SECRETARY,
        "Sekcam": Role.SECRETARY,
        "Sekretaris Kecamatan": Role.SECRETARY,
        "Kabid": Role.DIVISION_HEAD,
        "Ka UPTD": Role.TECHNICAL_UNIT_HEAD,
        "Kasi": Role.SECTION_HEAD,
        "Kasubag": Role.SUBSECTION_HEAD,
        "Kasi/Kasubag": Role.SECTION_HEAD,
        "Subkoordinator": Role.SUBCOORDINATOR,
        "Ketua Tim": Role.TEAM_LEADER,
        "Sub Koordinator Program": Role.PROGRAM_OFFICER,
        "Jafung Perencana": Role.PLANNER,
        "Jafung": Role.FUNCTIONAL_OFFICIAL,
        "JFT": Role.FUNCTIONAL_OFFICIAL,
        "Pelaksana": Role.STAFF,
        "JFU": Role.STAFF,
        "Operator": Role.ADMIN,
        "Penerima": Role.RECIPIENT,
    },
)
HOLDINGS = Vocabulary(
    "daftar_penugasan",
    {
        "Definitif": Holding.DEFINITIVE,
        "Pj.": Holding.CARETAKER,
        "Plt.": Holding.ACTING_VACANT,
        "Plh.": Holding.ACTING_TEMPORARY,
    },
)
POLARITIES = Vocabulary(
    "daftar_arah",
    {
        "Naik": Polarity.MAXIMIZE,
        "Turun": Polarity.MINIMIZE,
        "Rentang": Polarity.RANGE,
        "Tetap": Polarity.STABLE,
        "Positif": Polarity.MAXIMIZE,
        "Negatif": Polarity.MINIMIZE,
    },
)
AGGREGATIONS = Vocabulary(
    "daftar_metode",
    {
        "Kumulatif": Aggregation.SUM,
        "Posisi akhir": Aggregation.LAST,
        "Rata-rata": Aggregation.AVERAGE,
        "Rata-rata tertimbang": Aggregation.AVERAGE_WEIGHTED,
        "Rasio": Aggregation.RATIO_LAST,
        "Rasio kumulatif": Aggregation.RATIO_CUMULATIVE,
        "Progres": Aggregation.PROGRESS,
        "Tahunan": Aggregation.ANNUAL_ONLY,
        "Akumulasi": Aggregation.SUM,
        "Non-kumulatif": Aggregation.LAST,
        "Nilai akhir": Aggregation.LAST,
        "Persentase": Aggregation.RATIO_LAST,
    },
)
CHANNELS = Vocabulary(
    "daftar_saluran",
    {
        "Telegram": Channel.TELEGRAM,
        "SRIKANDI": Channel.SRIKANDI,
        "Surel": Channel.EMAIL,
        "Antar langsung": Channel.HAND,
        "e-SAKIP/e-Monev": Channel.ESAKIP,
        "E-mail": Channel.EMAIL,
        "Email": Channel.EMAIL,
    },
)
ZONES = Vocabulary("daftar_zona", {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"})
FORMULAS = Vocabulary(
    "daftar_rumus",
    {
        "(2 × target − realisasi) / target": "linear",
        "target / realisasi": "reciprocal",
        "linear": "linear",
        "resiprokal": "reciprocal",
    },
)
CAPS = Vocabulary(
    "daftar_batas",
    {"120": 120, "110": 110, "100": 100, "tanpa batas": 0, "120%": 120, "110%": 110, "100%": 100},
)
YES_NO = Vocabulary("daftar_ya", {"Ya": True, "Tidak": False, "Y": True, "T": False})
VERSIONS = Vocabulary("daftar_versi", {"Murni": False, "Perubahan": True})
QUARTERS = Vocabulary(
    "daftar_triwulan",
    {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
    | {f"TW {roman}": number for number, roman in enumerate(("I", "II", "III", "IV"), 1)},
)

EVERY = (
    ROLES,
    HOLDINGS,
    POLARITIES,
    AGGREGATIONS,
    CHANNELS,
    ZONES,
    FORMULAS,
    CAPS,
    YES_NO,
    VERSIONS,
    QUARTERS,
)
