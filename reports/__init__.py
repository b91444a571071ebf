"""Figures to a neutral document to PDF and XLSX; reads and writes the office's workbooks."""

import os

# With lxml installed openpyxl would read workbooks through it, which expands entities; without it the reading
# goes through defusedxml, which refuses them. What strangers send must be read the same way on every machine.
os.environ.setdefault("OPENPYXL_LXML", "False")
