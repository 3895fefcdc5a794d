"""Histor turns reports of a conflict into a record that can be defended."""

__version__ = "0.1.0"
