"""Killing the real process with SIGKILL: what was answered stays answered, what is owed arrives."""
