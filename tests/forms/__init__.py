"""Filling in figures in chat, through the desk, on both databases."""
