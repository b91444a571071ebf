"""The workbook's sentences from `text/id/workbooks.toml`: refusals, complaints, hints. Nothing is escaped."""

from text.catalogue import catalogue, known, plain


def sentence(key: str, **values: str) -> str:
    """One sentence with its places filled; values it does not ask for are left aside."""
    full = f"workbooks.{key}"
    return plain(full, **{name: values.get(name, "") for name in catalogue()[full].fields})


def hint(sheet: str, field: str) -> str:
    """What to write in a column, "" where the heading says it all. Columns of the quarters share one hint."""
    key = f"hint_{sheet.casefold()}_{field.split('.')[0]}"
    return sentence(key) if known(f"workbooks.{key}") else ""
