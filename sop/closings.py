"""How a collection was closed before everything was in. Source: practice 3.4; domain 4.2 step 5."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Closing:
    """Why it was not waited for some figures, and their names."""

    reason: str
    missing: tuple[str, ...]
