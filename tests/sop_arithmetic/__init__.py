"""The arithmetic of the law: calendars, limits, reminders, reading and measuring."""
