"""The roles of SOPs as offices call them. Source: domain 5; practice 7."""

from collections.abc import Iterable

from text.catalogue import plain

_HEADS = (
    ("dinas", "sops.head_dinas"),
    ("badan", "sops.head_badan"),
    ("kecamatan", "sops.head_kecamatan"),
    ("kelurahan", "sops.head_kelurahan"),
    ("sekretariat daerah", "sops.head_sekda"),
    ("rumah sakit", "sops.head_director"),
    ("rsud", "sops.head_director"),
)


def role_name(role: str, office: str = "") -> str:
    """The name of a role; the head is called after the kind of office: Kepala Dinas, Camat, Direktur."""
    if role == "head":
        kind = office.lower()
        return plain(next((key for word, key in _HEADS if word in kind), "sops.role_head"))
    return plain(f"sops.role_{role}")


def role_names(roles: Iterable[str], office: str = "") -> str:
    """Several roles in one line, as offices write them: "Kepala Bidang/Sekretaris"."""
    return "/".join(role_name(role, office) for role in roles)
