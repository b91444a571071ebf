"""One remark on an SOP, as data: the words for it are said elsewhere (`text/id/sops.toml`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: step key (empty: the header), key of the remark, and the words it is about."""

    step: str
    key: str
    value: str = ""
    suggestion: str = ""
