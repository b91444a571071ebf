"""Reminders, lists of tasks, status and calendar edits, on the demo office and on both databases."""
