"""Loading the office, inviting and connecting its people."""
