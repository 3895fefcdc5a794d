"""Which places a report names, and where each harm happened."""
