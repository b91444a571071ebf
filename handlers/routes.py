"""Every command, button and awaited answer, in one explicit list; the README prints the commands from it."""

from collections.abc import Callable
from dataclasses import dataclass

from desk.works import Work
from handlers import (
    absences,
    additions,
    agreements,
    allocations,
    analyses,
    books,
    budgets,
    cases,
    checks,
    closings,
    compilations,
    confirmations,
    corrections,
    decisions,
    delegations,
    directions,
    dispatches,
    dispositions,
    enclosures,
    finalisations,
    forms,
    founders,
    holidays,
    konseptors,
    letters,
    levels,
    log_entries,
    meetings,
    office_pages,
    orders,
    outsides,
    pauses,
    people,
    plans,
    realizations,
    reassignments,
    rehearsals,
    reopenings,
    reports,
    requests,
    reviews,
    statuses,
    takeovers,
    tasks,
    transfers,
)
from screens import cards as card_acts
from screens import holidays as holiday_acts
from screens import orders as order_acts
from screens import tasks as task_acts
from sop.drafts import Draft
from text.incoming import Incoming
from text.taps import Tap

Handler = Callable[[Work, Incoming], None]
Press = Callable[[Work, Incoming, Tap], None]
Awaited = Callable[[Work, Incoming, Draft], None]
Fallback = Callable[[Work, Incoming], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """A chat command: who finds it in their menu, and what it does in one line."""

    handler: Handler
    shown_to: frozenset[str]  # of "everyone", "staff", "decider", "planner", "admin"
    does: str


EVERYONE = frozenset({"everyone"})
STAFF = frozenset({"staff"})
ADMIN = frozenset({"admin"})
DECIDER = frozenset({"decider"})
HIDDEN: frozenset[str] = frozenset()

COMMANDS: dict[str, Command] = {
    "start": Command(people.start, HIDDEN, "menghubungkan akun lewat tautan undangan"),
    "tugas": Command(tasks.mine, EVERYONE, "tugas yang menunggu"),
    "isi": Command(forms.isi, STAFF, "mengisi data kinerja"),
    "catat": Command(log_entries.catat, STAFF, "mencatat kegiatan: /catat 3 Agu, pembinaan, 12"),
    "lanjut": Command(forms.lanjut, STAFF, "melanjutkan isian yang sedang berjalan"),
    "batal": Command(forms.batal, EVERYONE, "keluar dari pertanyaan; jawaban tetap tersimpan"),
    "status": Command(statuses.status, EVERYONE, "langkah yang sedang berjalan, atau /status TW III"),
    "surat": Command(
        letters.command, frozenset({"staff", "decider"}), "mendaftarkan surat masuk, dan surat terakhir"
    ),
    "capaian": Command(reports.achievement, EVERYONE, "capaian kinerja dalam satu gambar"),
    "laporan": Command(reports.shelf, EVERYONE, "laporan triwulan yang sudah disetujui"),
    "bantuan": Command(people.help_me, EVERYONE, "cara memakai aplikasi"),
    "setuju": Command(decisions.agree, HIDDEN, "menyetujui kartu dengan kodenya: /setuju KODE"),
    "kembalikan": Command(
        decisions.send_back, HIDDEN, "mengembalikan dengan alasan: /kembalikan KODE alasan"
    ),
    "delegasi": Command(absences.delegate, DECIDER, "menunjuk, mengubah, atau mengakhiri pelaksana harian"),
    "kantor": Command(office_pages.show, ADMIN, "halaman kantor: SOP, pejabat, buku kerja"),
    "undang": Command(people.invite, ADMIN, "undangan untuk pegawai, siap diteruskan"),
    "latihan": Command(rehearsals.rehearse, ADMIN, "berlatih menjalankan SOP bersama, tanpa menyentuh data"),
    "kalender": Command(holidays.calendar, ADMIN, "hari libur kantor; /kalender 24 Des alasan menambahkan"),
}

TAPS: dict[str, Press] = {
    **people.TAPS,
    **absences.TAPS,
    **books.TAPS,
    **founders.TAPS,
    **konseptors.TAPS,
    **agreements.TAPS,
    **allocations.TAPS,
    **plans.TAPS,
    **cases.TAPS,
    **analyses.TAPS,
    **requests.TAPS,
    **transfers.TAPS,
    **additions.TAPS,
    **compilations.TAPS,
    **closings.TAPS,
    **confirmations.TAPS,
    **office_pages.TAPS,
    **delegations.TAPS,
    **directions.TAPS,
    **meetings.TAPS,
    **reviews.TAPS,
    **reassignments.TAPS,
    **rehearsals.TAPS,
    **pauses.TAPS,
    **outsides.TAPS,
    **reopenings.TAPS,
    **takeovers.TAPS,
    **reports.TAPS,
    **enclosures.TAPS,
    **dispatches.TAPS,
    **checks.TAPS,
    **corrections.TAPS,
    **forms.TAPS,
    **dispositions.TAPS,
    **letters.TAPS,
    **levels.TAPS,
    **log_entries.TAPS,
    card_acts.OK: decisions.press,
    order_acts.STANDING: orders.dispose_standing,
    order_acts.INSTRUCTION: orders.change_instruction,
    order_acts.NOTE: orders.ask_note,
    order_acts.OUTSIDE: orders.ask_outside,
    order_acts.ORAL: orders.ask_oral,
    order_acts.DISPUTE: orders.dispute,
    order_acts.EDIT: orders.edit_division,
    order_acts.FOREIGN: orders.ask_foreign,
    order_acts.PICK: orders.pick_filler,
    order_acts.HAND: orders.hand_to,
    task_acts.OPEN: tasks.open_card,
    **finalisations.TAPS,
    **statuses.TAPS,
    holiday_acts.REMOVE: holidays.reopen,
}

# What the next typed message answers, by the draft's `waiting`.
AWAITED: dict[str, Awaited] = {
    **forms.AWAITED,
    **log_entries.AWAITED,
    **cases.AWAITED,
    **pauses.AWAITED,
    **outsides.AWAITED,
    **reopenings.AWAITED,
    **absences.AWAITED,
    **books.AWAITED,
    **agreements.AWAITED,
    **plans.AWAITED,
    **takeovers.AWAITED,
    **delegations.AWAITED,
    **directions.AWAITED,
    **meetings.AWAITED,
    **reviews.AWAITED,
    **dispositions.AWAITED,
    **letters.AWAITED,
    "order_note": orders.note,
    "order_outside": orders.outside,
    "order_oral": orders.oral,
    "order_foreign": orders.foreign,
    "check_return": checks.reason,
    "check_return_words": checks.return_words,
    "check_correction": corrections.typed,
    **analyses.AWAITED,
    **requests.AWAITED,
    **additions.AWAITED,
    **transfers.AWAITED,
    **compilations.AWAITED,
    **closings.AWAITED,
    **finalisations.AWAITED,
    **reports.AWAITED,
    **enclosures.AWAITED,
    **dispatches.AWAITED,
}

# Labels of the reply keyboard and the command each stands for.
KEYBOARD: dict[str, Handler] = {}

# Who may take a message that answers no question, in order.
FALLBACKS: tuple[Fallback, ...] = (
    reports.typed_word,
    reports.typed_code,
    budgets.unasked,
    analyses.unasked,
    realizations.unasked,
)
