"""What the office does: the only code that changes anything; one unit of work is one transaction."""
