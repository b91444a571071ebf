"""The commands of `python -m bot`, one file each: `arguments(parser)` and `execute(settings, options)`.

A command is added here and in its file, nowhere else. The file is imported only when it is called, and
imports what it needs inside `execute`, so that the application starts fast.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, the file that answers, one line of help, and whether it talks to Telegram."""

    name: str
    module: str
    summary: str
    needs_token: bool = False


COMMANDS = (
    Command("run", "run", "menjalankan aplikasi", needs_token=True),
    Command("check", "check", "memeriksa setelan, basis data, disk, jam, SOP, dan Telegram"),
    Command("migrate", "migrate", "menyesuaikan susunan basis data dengan versi ini"),
    Command("backup", "backup", "membuat cadangan, aman selagi aplikasi berjalan"),
    Command("restore", "restore", "memulihkan cadangan"),
    Command("template", "template", "membuat buku isian kantor yang masih kosong"),
    Command("import", "import_book", "memuat kantor dari buku kerja, atau menerapkan perubahannya"),
    Command("invite", "invite", "membuat undangan sekali pakai (CSV)"),
    Command("open", "open_case", "membuka kegiatan sebuah periode"),
    Command("sop", "sop", "memeriksa dan menampilkan SOP"),
    Command("report", "report", "menulis berkas laporan satu triwulan"),
    Command("verify", "verify", "memeriksa keaslian berkas laporan"),
)
