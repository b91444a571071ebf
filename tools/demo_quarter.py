"""What the demo office's people type for TW III 2026. Source: domain 6.2 (column TW III) and 6.3.

The workbook does not hold these figures: they are entered in play. IKU-2 and IKU-5 are not measured in
this quarter and SEK-1 follows from the budget, so they have no answer. A cause is given for each indicator
whose figure to date is below target, and for PIKM-2, whose quarter alone is.
"""

from tools.answers import Answer

_SUBKOR_PIKM = "Sub Koordinator Pemberdayaan IKM"
_SUBKOR_WASI = "Sub Koordinator Pengawasan Industri"
_DUE = "2026-12-31"

TYPED = (
    Answer("IKU-1", "163/4800", "pendataan unit baru di tiga kecamatan belum selesai",
           "menuntaskan pendataan bersama camat", _SUBKOR_PIKM, _DUE),
    Answer("IKU-3", "262/640", "antrean sertifikasi SNI di balai cukup panjang",
           "mengajukan jadwal uji kolektif", _SUBKOR_PIKM, _DUE),
    Answer("IKU-4", "70,85", "tindak lanjut rekomendasi evaluasi belum lengkap",
           "melengkapi bukti tindak lanjut rekomendasi Inspektorat",
           "Sub Koordinator Program dan Pelaporan", _DUE),
    Answer("PSDI-1", "48", "dokumen RPIK menunggu pembahasan DPRD",
           "mengawal jadwal pembahasan bersama Bappeda", "Sub Koordinator Sumber Daya Industri", _DUE),
    Answer("PSDI-2", "104"),
    Answer("PSDI-3", "34"),
    Answer("PIKM-1", "17"),
    Answer("PIKM-2", "74,9", "satu mesin kemasan diperbaiki selama dua pekan",
           "menambah jam layanan pada hari Sabtu", "Pembina Industri Ahli Pertama", _DUE),
    Answer("PIKM-3", "10", "kuota fasilitasi provinsi turun, pendaftaran bergeser ke TW IV",
           "mendaftarkan 35 IKM pada kuota TW IV", _SUBKOR_PIKM, _DUE),
    Answer("WASI-1", "11/120", "kendaraan operasional terbatas, cuaca",
           "meminjam kendaraan Sekretariat dan menambah hari pengawasan", _SUBKOR_WASI, _DUE),
    Answer("WASI-2", "138/30"),
    Answer("WASI-3", "3", "tiga pengaduan limbah menunggu hasil uji laboratorium",
           "meminta percepatan hasil uji ke laboratorium provinsi", _SUBKOR_WASI, _DUE),
    Answer("WASI-4", "94/150"),
)  # fmt: skip

# Realization of TW III by row of Anggaran, in rupiah, for whoever enters the budget in play.
BUDGET_RUPIAH = {
    "3.31.01": 1_310_000_000,
    "3.31.02-PSDI": 418_000_000,
    "3.31.02-PIKM": 561_500_000,
    "3.31.03": 118_000_000,
    "3.31.04": 83_000_000,
}


def answers() -> dict[str, Answer]:
    """The answers by indicator."""
    return {answer.code: answer for answer in TYPED}
