"""A report as a finished file: what a worker process calls, since figures are plain values.

Which paper it is follows from its period: a quarter, or a whole year.
"""

import hashlib
from dataclasses import dataclass

from reports.annual import annual_report
from reports.pdf import pdf
from reports.quarterly import quarterly_report
from sop.reports import ReportFigures


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file and its SHA-256 in hexadecimal."""

    pdf: bytes
    sha256: str


def render(figures: ReportFigures) -> Rendered:
    """The report as a file; equal figures give equal bytes."""
    report = quarterly_report if figures.period.quarter else annual_report
    content = pdf(report(figures))
    return Rendered(content, hashlib.sha256(content).hexdigest())
