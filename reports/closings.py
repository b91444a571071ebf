"""The end of the report: Penutup and who signs, kept on one page.

Source: domain 3.0, 3.8; practice 4.2, 4.3.
"""

from reports.documents import Heading, Paragraph, Signing, Together
from sop.identities import NotAnIdentity, read_identity
from sop.reports import ReportFigures, ReportState
from text.printing import long_date, moment

BLANK_DATE = "………………………………"
CHECK_HINT = "Pindai atau ketik kode ini di aplikasi untuk memeriksa isi laporan."


def closing(figures: ReportFigures, obstacles: int) -> Together:
    """`obstacles` is the number of the table of follow-ups, 0 where there is none."""
    period = figures.period
    words = (
        f"Demikian laporan kinerja {period.title} ini disusun sebagai bahan evaluasi"
        " dan pengambilan keputusan."
    )
    if obstacles:
        following = period.next.title if period.quarter else "triwulan tahun berikutnya"
        words += (
            f" Rencana tindak lanjut pada Tabel {obstacles} dipantau oleh Sekretariat dan perkembangannya"
            f" disampaikan pada laporan {following}."
        )
    return Together((Heading("Penutup"), Paragraph(words), signing(figures)))


def signing(figures: ReportFigures) -> Signing:
    who = figures.signature
    date_words = long_date(who.signed_on) if who.signed_on else BLANK_DATE
    code = figures.verification_code
    return Signing(
        signature=who,
        place_and_date=f"{who.city}, {date_words}",
        number=number_words(who.number),
        copies_to=figures.copies_to,
        qr=(figures.verification_link or code) if code else "",
        qr_lines=("Kode verifikasi", code, CHECK_HINT) if code else (),
        note=_note(figures),
    )


def number_words(number: str) -> str:
    """ "NIP 19690412 199403 2 991"; a number of another make is printed as it was written."""
    if not number:
        return ""
    try:
        identity = read_identity(number)
    except NotAnIdentity:
        return f"NIP {number}"
    return f"{identity.kind.value} {identity.printed}"


def _note(figures: ReportFigures) -> str:
    if figures.state is ReportState.DRAFT or figures.approved_at is None:
        return "Draf untuk diperiksa: belum disetujui dan tidak untuk dikirimkan ke luar."
    when = moment(figures.approved_at, figures.zone)
    return (
        f"Isi laporan disetujui dalam aplikasi pada {when}. Persetujuan itu bukan tanda tangan elektronik"
        " tersertifikasi; ruang tanda tangan di atas untuk tanda tangan basah atau TTE."
    )
