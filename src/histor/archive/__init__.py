"""A record as one file: packed for a stranger to verify, sealed for a border, its age proven by others."""
