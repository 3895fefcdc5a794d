"""Which reports a report that comes or goes can touch: those whose text it is, and those with its names."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from histor.documents.copies import Print, originals, same_text
from histor.documents.shingles import FEW as FEW_TEXTS
from histor.documents.shingles import meet_often
from histor.incidents.names import FEW as FEW_REPORTS
from histor.incidents.names import UNSEEN, is_private, rarity_of, stepped
from histor.pipeline.copying import prints_of
from histor.store.entry import NAMED, QUOTED, Entry
from histor.store.index import TEXTS, Index
from histor.values.key import key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What is other than it was when incidents were put together last."""

    remade: frozenset[str]  # documents whose scenes are to be made anew
    reweighed: frozenset[str]  # documents that have a name that is more or less telling now
    moved: Mapping[str, str]  # documents with another original, and that
    quoted: frozenset[str]  # those whom reports call otherwise
    texts: int
    stepped: bool  # there are so many more texts that every name is less telling


def touch(index: Index, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Touched:
    """Put `new` entries in place of `old` ones, and return all that this touches.

    The new ones have no origin and nobody private yet: that follows here.
    """
    before = _Before(index, [*old.values(), *new.values()])
    index.put_entries(old.values(), new.values())
    origins = _origins(index, old, new, before.met_otherwise(index, old.keys() | new.keys()))
    counted = _counted(index, old, new, origins)
    texts = int(index.noted(TEXTS) or 0)
    found = _named_otherwise(index, counted, texts)
    owners = index.owners(map(key_of, found.weights))
    reweighed = {one for documents in owners.values() for one in documents}
    flipped = [f"{NAMED}{word}" for word in before.quoted_otherwise(index)]
    open_to = index.owners(map(key_of, (*found.people, *flipped)))
    moved = {key: origin for key, origin in origins.items() if key in new or counted.was[key] != origin}
    settled = {*new, *moved, *(one for documents in open_to.values() for one in documents)}
    remade = _settle(index, settled, moved) | new.keys()
    again = {one for documents in index.of_origins(new).values() for one in documents}
    index.note(TEXTS, str(texts + counted.texts))
    return Touched(
        remade=frozenset(remade | again),
        reweighed=frozenset(reweighed - remade - again),
        moved=moved,
        quoted=before.called_otherwise(index),
        texts=texts + counted.texts,
        stepped=stepped(texts + UNSEEN) != stepped(texts + counted.texts + UNSEEN),
    )


class _Before:
    """What keys led to, before entries were put in place of others."""

    def __init__(self, index: Index, entries: Collection[Entry]) -> None:
        self._prints = {key for entry in entries for key in entry.prints}
        self._words = {word for entry in entries for word in entry.quoted}
        self._names = {name for entry in entries for name, _ in entry.titles}
        self._met = index.firsts(self._prints, FEW_TEXTS + 1)
        self._quoted = _quoted(index, self._words)
        self._titles = index.titles(self._names)

    def met_otherwise(self, index: Index, but: Collection[str]) -> set[str]:
        """Return the documents, but those that changed, that met others under a run of words, or meet them now."""
        changed, found = set(map(key_of, but)), set[int]()
        for key, owners in index.firsts(self._prints, FEW_TEXTS + 1).items():
            earlier = self._met[key]
            many = [len(one) > FEW_TEXTS for one in (earlier, owners)]
            if many[0] != many[1]:
                found |= {*earlier, *owners}
            elif all(many) and earlier[0] != owners[0]:
                found |= {earlier[0], owners[0]}
        return set(index.documents(found - changed).values())

    def quoted_otherwise(self, index: Index) -> set[str]:
        """Return the words of names by which somebody is quoted now and was not, or the other way round."""
        return self._quoted ^ _quoted(index, self._words)

    def called_otherwise(self, index: Index) -> frozenset[str]:
        """Return those whom reports call otherwise than before."""
        now = index.titles(self._names)
        return frozenset(name for name in self._names if self._titles.get(name) != now.get(name))


def _quoted(index: Index, words: Iterable[str]) -> set[str]:
    keys = {key_of(f"{QUOTED}{word}"): word for word in words}
    return {keys[key] for key, owners in index.firsts(keys, 1).items() if owners}


# ---------------------------------------------------------------------- whose text it is


def _origins(
    index: Index, old: Mapping[str, Entry], new: Mapping[str, Entry], met: Iterable[str]
) -> dict[str, str]:
    """Return the original of each document whose text may have another now."""
    texts = index.of_origins({entry.origin for entry in old.values()} | new.keys())
    queue = {*new, *met, *(one for documents in texts.values() for one in documents)} - (
        old.keys() - new.keys()
    )
    known: dict[str, Entry] = {}
    prints: dict[str, Print] = {}
    pairs: set[tuple[str, str]] = set()
    while queue:
        known |= index.entries(queue)
        alike = [(one, other) for one in queue for other in _alike(index, one, known)]
        ends = {one for pair in alike for one in pair}
        prints |= prints_of(index, ends - prints.keys())
        found = {tuple(sorted(pair)) for pair in alike if same_text(prints[pair[0]], prints[pair[1]])}
        pairs |= {(one, other) for one, other in found}
        texts = index.of_origins({known[one].origin for one in queue} | queue)
        together = {one for documents in texts.values() for one in documents}
        queue = ({one for pair in pairs for one in pair} | together) - known.keys()
    joined = sorted(pairs)
    prints |= prints_of(index, {one for pair in joined for one in pair} - prints.keys())
    copies = originals(joined, {key: one.order for key, one in prints.items()})
    return {key: copies.get(key, key) for key in known}


def _alike(index: Index, one: str, known: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the documents that meet one often enough for their texts to be compared."""
    mine, me = known[one].prints, key_of(one)
    times: Counter[int] = Counter()
    for key, owners in index.firsts(mine, FEW_TEXTS + 1).items():
        if len(owners) <= FEW_TEXTS:
            times.update(owners)
        elif owners[0] == me:
            times.update(index.firsts([key], -1)[key])
        else:
            times[owners[0]] += 1
    others = index.documents(owner for owner, often in times.items() if often > 1 and owner != me)
    for other in index.entries(others.values()).values():
        if meet_often(times[key_of(other.document)], len(mine), len(other.prints)):
            yield other.document


# ---------------------------------------------------------------------- how many have its names


@dataclass(frozen=True, slots=True)
class _Counted:
    """By how many texts more or fewer names are in, and the originals that documents had."""

    names: Mapping[str, int]
    texts: int
    was: Mapping[str, str | None]


def _counted(
    index: Index, old: Mapping[str, Entry], new: Mapping[str, Entry], origins: Mapping[str, str]
) -> _Counted:
    kept = index.entries(origins.keys() - new.keys())
    was: dict[str, str | None] = {key: entry.origin for key, entry in kept.items()}
    was |= {key: old[key].origin if key in old else None for key in new}
    moved = {key for key, origin in origins.items() if key in new or was[key] != origin}
    texts = {entry.origin for entry in old.values()} | {origins[key] for key in moved}
    texts |= {origin for key in moved if (origin := was[key])}
    there = index.of_origins(texts)
    before = {one: {key for key in there.get(one, ()) if key not in new} for one in texts}
    after = {one: {key for key in before[one] if key not in moved} for one in texts}
    for entry in old.values():
        before[entry.origin].add(entry.document)
    for key in moved:
        after[origins[key]].add(key)
    entries = index.entries(
        {key for keys in (*before.values(), *after.values()) for key in keys} - new.keys()
    )
    names: Counter[str] = Counter()
    for one in texts:
        earlier = _names(before[one], {**entries, **old})
        now = _names(after[one], {**entries, **new})
        names.update(now - earlier)
        names.subtract(earlier - now)
    return _Counted(names, sum(map(bool, after.values())) - sum(map(bool, before.values())), was)


def _names(documents: Iterable[str], entries: Mapping[str, Entry]) -> frozenset[str]:
    return frozenset(name for key in documents for name in entries[key].names)


@dataclass(frozen=True, slots=True)
class _Named:
    """Names that are more or less telling, and people whom few reports name and did not, or the other way round."""

    weights: frozenset[str]
    people: frozenset[str]


def _named_otherwise(index: Index, counted: _Counted, texts: int) -> _Named:
    more = {name: number for name, number in counted.names.items() if number}
    before = {name: index.texts_with(key_of(name)) for name in more}
    index.spread({key_of(name): number for name, number in more.items()})
    weights, people = set[str](), set[str]()
    for name, number in more.items():
        earlier, now = before[name], before[name] + number
        if " " in name:
            people |= {name} if (earlier <= FEW_REPORTS) != (now <= FEW_REPORTS) else set()
        elif rarity_of(name, earlier, texts) != rarity_of(name, now, texts):
            weights.add(name)
    return _Named(frozenset(weights), frozenset(people))


class Quoted(Collection[str]):
    """The words of the names of all who speak."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def __contains__(self, word: object) -> bool:
        key = key_of(f"{QUOTED}{word}")
        return bool(self._index.firsts([key], 1)[key])

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def private_in(entry: Entry, index: Index, quoted: Quoted) -> tuple[str, ...]:
    """Return the people that a report names, those whom few reports name and none quotes."""
    return tuple(p for p in entry.people if is_private(p, index.texts_with(key_of(p)), quoted))


def _settle(index: Index, documents: Collection[str], moved: Mapping[str, str]) -> set[str]:
    """Give documents the origins and private people that they have now; return those that had others."""
    quoted, entries = Quoted(index), index.entries(documents)
    other: dict[str, Entry] = {}
    for key, entry in entries.items():
        private = private_in(entry, index, quoted)
        found = replace(entry, origin=moved.get(key, entry.origin), private=private)
        if found != entry:
            other[key] = found
    index.put_entries([entries[key] for key in other], other.values())
    return set(other)
