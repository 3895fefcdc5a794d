"""A user's own phrases that bound a number, on top of those that every report may use."""

from collections.abc import Sequence
from pathlib import Path

from histor.claims.vocabulary import word_lists
from histor.values.hedges import PLAIN, Hedges

HEDGES = "hedges.yml"


def load_hedges(folders: Sequence[Path] = ()) -> Hedges:
    """Return the hedges of the shipped tables and the user's folders, where `before.at_least` is a key.

    Raises LexiconError, with the line, for a key or an entry that does not fit.
    """
    before = {f"before.{bound}": bound for bound in PLAIN.before}
    after = {f"after.{bound}": bound for bound in PLAIN.after}
    lists = word_lists(HEDGES, (*before, *after), folders)
    return PLAIN.and_also(
        {bound: lists[key] for key, bound in before.items()},
        {bound: lists[key] for key, bound in after.items()},
    )
