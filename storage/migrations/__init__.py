"""The steps from one schema to the next. Run by storage/schema.py; written with Alembic."""
