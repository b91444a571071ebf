"""`python -m tools.bench [NAME ...]`: the numbers of the design as ratios of one run, never a timed test.

Each measurement runs in a process of its own, one after the other, so that neither memory nor warmth of one
reaches the next. The exit code says only whether everything could be measured.
"""

import argparse
import os
import sys
import traceback
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from time import perf_counter

from tools.benches.figures import Figure
from tools.benches.machines import described


@dataclass(frozen=True, slots=True)
class Bench:
    """One measurement: its module in `tools.benches` and what it is about."""

    name: str
    about: str


BENCHES = (
    Bench("answers", "durable handling of typed answers against an echo bot without a database"),
    Bench("sweeps", "armed rungs: idle sweep, and a burst of those that fell due"),
    Bench("boots", "boot to first answer; memory after a day of the demo office"),
    Bench("workflows", "steps of a ten-step approval against SpiffWorkflow with timers"),
    Bench("lags", "event loop while a report of 2000 rows renders and 40 people type"),
    Bench("papers", "table PDF against ReportLab with Paragraph cells"),
    Bench("books", "the workbook form of 2000 rows against plain openpyxl"),
)


def figures(name: str) -> tuple[Figure, ...]:
    """One measurement at its full size, in this process."""
    found: tuple[Figure, ...] = import_module(f"tools.benches.{name}").measure()
    return found


def main() -> int:
    options = _arguments()
    # What installs for an office has no lxml; SpiffWorkflow brings it here and openpyxl would use it.
    os.environ["OPENPYXL_LXML"] = "False"
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    print(described(), flush=True)
    chosen = [bench for bench in BENCHES if not options.names or bench.name in options.names]
    measured = [_run(bench) for bench in chosen]
    return 0 if all(measured) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench",
        description="The numbers of the design as ratios of one run.",
        epilog="\n".join(f"{bench.name:10}{bench.about}" for bench in BENCHES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [bench.name for bench in BENCHES]
    parser.add_argument("names", nargs="*", metavar="NAME", help="one or more of those below; all without")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"no measurement is called {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    return options


def _run(bench: Bench) -> bool:
    print(f"{bench.name}: {bench.about}", flush=True)
    began = perf_counter()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        try:
            found = fresh.submit(figures, bench.name).result()
        except Exception:
            traceback.print_exc()
            return False
    for figure in found:
        print(figure.line())
    print(f"  ({perf_counter() - began:.0f} s)", flush=True)
    return True


if __name__ == "__main__":
    sys.exit(main())
