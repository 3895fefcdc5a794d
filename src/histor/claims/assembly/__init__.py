"""Mentions to claims: each with its source, place, days and whole; what is said twice is one claim."""
