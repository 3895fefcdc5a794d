"""Languages as ISO 639-1 codes, and those that Histor reads claims in."""

READ_LANGUAGES = frozenset({"en"})
