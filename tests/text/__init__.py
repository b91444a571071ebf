"""Printing and the catalogue of words."""
