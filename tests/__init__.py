"""Tests; every one reads like a claim."""
