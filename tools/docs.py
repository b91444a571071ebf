"""`make docs`: the parts of the documentation that come from code."""

import sys
from pathlib import Path

from handlers.routes import COMMANDS
from tools import sop_pages

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- commands -->", "<!-- /commands -->"
AUDIENCES = {
    "everyone": "semua",
    "staff": "staf",
    "decider": "pejabat",
    "planner": "perencana",
    "admin": "admin",
}


def command_table() -> str:
    """The chat commands as the README prints them, from the routes."""
    rows = ["| Perintah | Untuk | Guna |", "|---|---|---|"]
    for name, command in COMMANDS.items():
        audience = ", ".join(AUDIENCES[one] for one in sorted(command.shown_to)) or "–"
        rows.append(f"| `/{name}` | {audience} | {command.does} |")
    return "\n".join(rows)


def with_commands(readme: str) -> str:
    """The README with its table renewed."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{command_table()}\n{END}{after}"


def main() -> int:
    README.write_text(with_commands(README.read_text(encoding="utf-8")), encoding="utf-8")
    sop_pages.write()
    return 0


if __name__ == "__main__":
    sys.exit(main())
