"""What the demo office's people type for TW IV 2026, and what the planner changes at the end.

The targets are those of domain 6.2; the figures continue its columns to the end of the year.
"""

from tools.answers import Answer

_SUBKOR_WASI = "Sub Koordinator Pengawasan Industri"
_DUE = "2027-03-31"

TYPED = (
    Answer("IKU-1", "241/4800"),
    Answer("IKU-2", "4,62"),
    Answer("IKU-3", "289/640"),
    Answer("IKU-4", "72,4"),
    Answer("IKU-5", "86,3"),
    Answer("PSDI-1", "79,5", "pembahasan RPIK selesai akhir Desember",
           "menyelesaikan penetapan RPIK pada triwulan I", "Sub Koordinator Sumber Daya Industri", _DUE),
    Answer("PSDI-2", "62"),
    Answer("PSDI-3", "21"),
    Answer("PIKM-1", "18"),
    Answer("PIKM-2", "80,6"),
    Answer("PIKM-3", "33", "dua berkas menunggu sidang fatwa halal",
           "mengawal jadwal sidang bersama LPPOM", "Sub Koordinator Pemberdayaan IKM", _DUE),
    Answer("WASI-1", "46/120", "satu kecamatan terisolasi banjir",
           "menjadwalkan ulang pengawasan pada Februari", _SUBKOR_WASI, _DUE),
    Answer("WASI-2", "124/27"),
    Answer("WASI-3", "0"),
    Answer("WASI-4", "107/150"),
)  # fmt: skip

MOVED = "IKM yang difasilitasi sertifikat halal"  # the figure that moves when the year is made final
MOVED_TO = "TW IV 35; dua sertifikat bertanggal 30 Desember baru diterima"


def last_answers() -> dict[str, Answer]:
    """The answers of TW IV by indicator."""
    return {answer.code: answer for answer in TYPED}
