"""Checking, correcting and returning figures, through the counter and on both databases."""
