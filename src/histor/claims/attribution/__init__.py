"""Whose words each stretch of a report is, and who passed them on."""
