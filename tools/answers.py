"""What the officials of a played quarter type: one answer per indicator, and a cause where one is asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The typed figure ("262/640", "104", "70,85") and, below target, what hindered and what follows.

    Nothing is typed for a figure that stands in the form already, such as the total of a log.

    `by` and `due` (ISO day) name who follows up and until when; the chat's defaults do where empty.
    """

    code: str
    typed: str
    obstacle: str = ""
    follow_up: str = ""
    by: str = ""
    due: str = ""

    @property
    def cause(self) -> str:
        """The one message that is asked below target: "hambatan; tindak lanjut"."""
        return f"{self.obstacle}; {self.follow_up}" if self.obstacle else ""
