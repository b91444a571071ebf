"""The law, pure: records, SOP definitions, engine, indicators, calendar, deadlines, reading of numbers."""
