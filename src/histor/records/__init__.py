"""What is kept. Every record is frozen; a correction is a new record; unknown is None or its own value."""
