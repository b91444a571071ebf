"""Tests of the documents that are approved together with a report."""
