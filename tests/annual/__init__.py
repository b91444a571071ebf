"""The year: its figures made final, its own case, and its report."""
