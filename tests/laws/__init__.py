"""Tests of the laws of the house: what holds for every act, every row and every file."""
