"""Why a definition is refused: file, line, step, and one reason that says what to look at."""

from sop.places import line_in_message, line_of


class InvalidDefinition(ValueError):
    """A definition that cannot run: file, line (0: unknown), step (empty: the header), reason, its value."""

    def __init__(self, file: str, step: str, reason: str, value: object = "", line: int = 0) -> None:
        at = f":{line}" if line else ""
        where = f", step {step}" if step else ""
        what = f": {value}" if value != "" else ""
        super().__init__(f"{file}{at}{where}: {reason.replace('_', ' ')}{what}")
        self.file = file
        self.step = step
        self.reason = reason
        self.value = value
        self.line = line

    def located(self, body: str) -> "InvalidDefinition":
        """The same refusal with the line of the file it speaks of."""
        value = str(self.value)
        line = line_in_message(value) or line_of(body, self.step, value)
        return InvalidDefinition(self.file, self.step, self.reason, self.value, line)
