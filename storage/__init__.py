"""The only room that knows SQL: tables, prebuilt statements that return frozen records, migrations."""
