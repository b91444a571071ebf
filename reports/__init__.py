"""Figures to a neutral document to PDF and XLSX; reads and writes the office's workbooks."""
