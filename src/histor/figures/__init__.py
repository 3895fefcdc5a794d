"""Incidents in, figures out: each source's series side by side, and the range that a named rule yields."""
