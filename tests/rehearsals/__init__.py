"""A rehearsal: everything a case does, and nothing of it in the real office."""
