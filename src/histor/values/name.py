"""Names of people and organisations: as written, and as the record calls them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody or some body, as the report writes it and as the record knows it.

    `written` is the fullest form that this report gives ("the monitor" resolved to "Syrian Observatory for
    Human Rights"); `canonical` is the actor lexicon's name for it, the same across reports and spellings,
    or `written` where the lexicon does not know it.
    """

    canonical: str
    written: str
    entry: str | None = None  # id of the actor lexicon's entry, None where it has none
