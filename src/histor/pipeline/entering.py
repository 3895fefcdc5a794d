"""What the index remembers of a report, and of a whole record that was put together from nothing."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TypeVar

import numpy as np

from histor.documents.copies import Print
from histor.figures.sides import titles_of
from histor.incidents.group import Grouped, founds
from histor.incidents.names import quoted_in
from histor.pipeline.gists import HASH, Heard, looked_up_by
from histor.pipeline.judging import Judged
from histor.pipeline.region import scene_entry
from histor.pipeline.regrouping import home_entry
from histor.records.claim import Claim, StatementClaim
from histor.records.document import Document
from histor.records.gist import Gist
from histor.store.codec import dumps
from histor.store.entry import Entry
from histor.store.index import COMPLETE, JUDGED, TEXTS, VERSION, Index
from histor.values.key import key_of

T = TypeVar("T")

AT_ONCE = 500  # reports entered at once: a few megabytes


def entry_of(
    document: Document,
    words: Iterable[str],
    people: Iterable[str],
    claims: Sequence[Claim],
    prints: Iterable[int],
) -> Entry:
    """Return what is remembered of a report by itself."""
    called = titles_of(claims)
    return Entry(
        document=document.id,
        origin=document.copy_of or document.id,
        silent=not any(founds(claim) for claim in claims if not isinstance(claim, StatementClaim)),
        published=document.published.start if document.published else None,
        words=tuple(sorted(words)),
        people=tuple(sorted(people)),
        quoted=tuple(sorted(quoted_in(claims))),
        titles=tuple((name, title) for name in sorted(called) for title in sorted(called[name])),
        prints=tuple(prints),
    )


def entry_from(gist: Gist, claims: Sequence[Claim]) -> Entry:
    """Return what is remembered of a report by itself, from its gist and its claims as they are judged now."""
    print_ = Print.of(gist.document, np.frombuffer(gist.shingles, dtype=HASH))
    return entry_of(gist.document, gist.words, gist.people, claims, looked_up_by(print_))


def judged_states(decided: Judged) -> dict[str, str]:
    """Return a digest of what persons decided of each claim."""
    asked = decided.constraints
    found: dict[str, str] = {}
    for claim in sorted({*decided.verdicts, *asked.kin, *asked.by}):
        verdict, by, name = decided.verdicts.get(claim), asked.by.get(claim), asked.kin.get(claim)
        told = [
            dumps(verdict) if verdict else None,
            dumps(by) if by else None,
            name,
            sorted(asked.foes.get(name, ())) if name else None,
            name in asked.bound,
        ]
        found[claim] = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return found


def enter_all(index: Index, told: Heard, claims: Iterable[Claim], made: Grouped, decided: Judged) -> None:
    """Remember a record that was put together from nothing."""
    index.clear()
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    documents = {one.id: _of_text(one, told.copies) for one in told.documents}
    for some in _some(documents.values()):
        index.put_entries((), [_entry(one, told, by_document[one.id], made) for one in some])
    at = {scene.id: gathering.id for gathering in made.gatherings for scene in gathering.scenes}
    for scenes in _some(made.scenes.values()):
        index.put_scenes((), [scene_entry(one, at[one.id], made.nearest.get(one.id)) for one in scenes])
    index.put_homes((), [home_entry(gathering, documents) for gathering in made.gatherings])
    around = made.parents.said.keys() | made.parents.shown.keys()
    index.lies({key: (made.parents.said.get(key), made.parents.shown.get(key)) for key in sorted(around)})
    index.put_told((), made.silent)
    texts = _texts(documents.values(), told)
    index.spread({key_of(name): number for name, number in _spread(texts).items()})
    note(index, len(texts), decided)


def note(index: Index, texts: int, decided: Judged) -> None:
    """Note that the index is of all reports and judgements."""
    index.note(TEXTS, str(texts))
    index.note(JUDGED, json.dumps(judged_states(decided)))
    index.note(COMPLETE, VERSION)


def _of_text(document: Document, copies: Mapping[str, str]) -> Document:
    return replace(document, copy_of=copies.get(document.id))


def _entry(document: Document, told: Heard, claims: Sequence[Claim], made: Grouped) -> Entry:
    named = told.named[document.id]
    found = entry_of(document, named.words, named.people, claims, told.prints[document.id])
    return replace(found, private=tuple(p for p in found.people if p in made.names[document.id].people))


def _some(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _texts(documents: Iterable[Document], told: Heard) -> dict[str, frozenset[str]]:
    """Return the names in each text, those of its copies together."""
    found: dict[str, frozenset[str]] = {}
    for document in documents:
        named, origin = told.named[document.id], document.copy_of or document.id
        found[origin] = found.get(origin, frozenset()) | named.words | named.people
    return found


def _spread(texts: Mapping[str, frozenset[str]]) -> Counter[str]:
    return Counter(name for names in texts.values() for name in names)
