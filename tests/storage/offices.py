"""Rows that tests of single storage modules stand on."""

from sqlalchemy import Connection, insert

from storage.database import Scope
from storage.tables.columns import table
from storage.tables.people import Offices


def an_office(connection: Connection, code: str = "DISPERIN") -> Scope:
    """A bare office."""
    texts = dict.fromkeys(("address", "contact", "city"), "")
    values = {
        "code": code,
        "name": "Dinas Perindustrian",
        "government": "Pemerintah Kabupaten Nusa Makmur",
        "head_title": "Kepala Dinas Perindustrian",
        "zone": "Asia/Makassar",
        "minimize_formula": "linear",
        "cap_percent": 120,
        "digest_at": "08:15",
        "sop_key": "",
        "revision": 1,
    }
    made = insert(table(Offices)).values(**texts, **values).returning(table(Offices).c.id)
    return Scope(connection.execute(made).scalar_one())
