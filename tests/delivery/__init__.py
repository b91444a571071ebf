"""Intake, lanes and postman: nothing lost, nothing done twice, everything in order."""
