"""Planted troubles: the network and Telegram at their worst, on request.

`429`, `500` and `502` refuse; `hang` keeps the line open for `seconds` and closes it, with nothing done;
`slow` does the work at once and answers after `seconds`; `drop_before` closes the line with nothing done;
`drop_after` does the work and closes the line without an answer, which is what finds double sends.
"""

from dataclasses import asdict, dataclass
from typing import Any

from sandbox.refusals import Misuse, Refusal, too_many

KINDS = ("429", "500", "502", "hang", "slow", "drop_before", "drop_after")


@dataclass(slots=True)
class Fault:
    """One trouble; `method` and `chat_id` narrow it, `times` counts down to zero."""

    id: int
    kind: str
    method: str = ""
    chat_id: int | None = None
    retry_after: int = 1
    seconds: float = 1.0
    times: int = 1
    hits: int = 0

    def refusal(self) -> Refusal | None:
        if self.kind == "429":
            return too_many(self.retry_after)
        if self.kind == "500":
            return Refusal(500, "Internal Server Error")
        return None


class Faults:
    """The list of planted troubles; the first that fits a call strikes."""

    def __init__(self) -> None:
        self._planted: list[Fault] = []
        self._next = 1

    def plant(self, wish: dict[str, Any]) -> dict[str, Any]:
        kind = str(wish.get("kind", ""))
        if kind not in KINDS:
            raise Misuse(f"kind is one of {', '.join(KINDS)}")
        chat_id = wish.get("chat_id")
        fault = Fault(
            id=self._next,
            kind=kind,
            method=str(wish.get("method") or "").lower(),
            chat_id=None if chat_id is None else int(chat_id),
            retry_after=int(wish.get("retry_after", 1)),
            seconds=float(wish.get("seconds", 1.0)),
            times=int(wish.get("times", 1)),
        )
        self._next += 1
        self._planted.append(fault)
        return asdict(fault)

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._planted]

    def clear(self) -> None:
        self._planted.clear()

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if any; counted down here. `method` is in lower case."""
        for fault in self._planted:
            fits = fault.method in ("", method) and fault.chat_id in (None, chat_id)
            if fits and fault.times > 0:
                fault.times -= 1
                fault.hits += 1
                return fault
        return None
