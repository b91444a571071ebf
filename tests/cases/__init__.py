"""Tests of opening and cancelling cases, moving tasks and taking forms back."""
