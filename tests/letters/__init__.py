"""Tests of incoming letters: the line that registers one, the way to the case, and who sees what."""
