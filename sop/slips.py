"""Slips of the pen and leftovers of templates seen in printed SOPs, as data. Source: domain 4.1-4.4."""

TYPOS = {
    "lam": "jam",
    "dn": "dan",
    "pebagian": "pembagian",
    "kabld": "kabid",
    "mandate": "mandat",
    "periodic": "periodik",
    "leveling": "penjenjangan",
    "out put": "output",
    "perhari": "per hari",
    "perbulan": "per bulan",
    "presentase": "persentase",
    "draft": "draf",
    "di disposisi": "didisposisi",
    "di tindak lanjuti": "ditindaklanjuti",
    "perjanjian kerja": "perjanjian kinerja",
    "reformasi indonesia": "reformasi birokrasi",
    "pembuatan surat masuk": "pencatatan surat masuk",
}
"""What is written, and what is meant."""

POSTS = {
    "kaban": ("badan",),
    "kepala badan": ("badan",),
    "kadis": ("dinas",),
    "kadin": ("dinas",),
    "kepala dinas": ("dinas",),
    "camat": ("kecamatan",),
    "lurah": ("kelurahan",),
    "direktur": ("rumah sakit", "rsud", "perusahaan", "perumda", "blud"),
    "sekda": ("sekretariat daerah",),
}
"""Titles of heads, and the kinds of office that have one."""

PLANS = {
    "renstra": "Renstra",
    "rpjmd": "RPJMD",
    "5 tahun ke depan": "rencana lima tahunan",
    "musrenbang": "Musrenbang",
}
"""Words of planning SOPs: in the warning or record of another SOP they were copied from there."""

TWINS = (("perjanjian kinerja", "penetapan kinerja"),)
"""Two names of one document."""

WORDINGS = {"(=skp)": "pk_is_skp", "lhe": "lhe"}
"""Terms that mean something else in the rules: the key of the remark."""

VAGUE_RECIPIENTS = ("instansi terkait", "pihak yang berkepentingan", "pihak terkait", "instansi lain")
VAGUE_OUTPUTS = ("hasil kegiatan", "kegiatan", "idem")
