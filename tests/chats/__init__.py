"""Chat scripts against the real application over the sandbox's HTTP; they read like transcripts."""
