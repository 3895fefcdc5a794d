"""Take reports and scenes out of the index as they are needed, and keep them while a record is put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from histor.incidents.constraints import Bonds, cut
from histor.incidents.group import scenes_in
from histor.incidents.names import Names, rarity_of
from histor.incidents.outline import Outline, outlined
from histor.incidents.scene import Scene
from histor.pipeline.judging import Judged
from histor.records.claim import Claim
from histor.records.document import Document
from histor.records.gist import Gist
from histor.review.apply import counted
from histor.store.entry import Entry, SceneEntry
from histor.store.index import Index
from histor.store.packing import unpack
from histor.values.key import key_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report with its claims as persons judged them, those that were ruled out left out, and its scenes."""

    document: Document
    claims: Sequence[Claim]
    scenes: Mapping[str, Scene]
    bonds: Bonds


class Rarity:
    """How telling names are; looked up when it is asked for."""

    def __init__(self, index: Index, texts: int) -> None:
        self._index, self._texts = index, texts
        self._known: dict[str, float | None] = {}

    def get(self, name: str, default: float, /) -> float:
        """Return how telling a name is, `default` if one text alone has it, or none."""
        if name not in self._known:
            self._known[name] = rarity_of(name, self._index.texts_with(key_of(name)), self._texts)
        found = self._known[name]
        return default if found is None else found


class Loader:
    """Reports, names and scenes by their ids, each made once."""

    def __init__(self, index: Index, decided: Judged, whole: Callable[[str], Claim], texts: int) -> None:
        self._index, self._decided, self._whole = index, decided, whole
        self._rarity = Rarity(index, texts)
        self._entries: dict[str, Entry] = {}
        self._names: dict[str, Names] = {}
        self._reports: dict[str, Loaded] = {}
        self._scenes: dict[str, Scene] = {}

    def entries(self, documents: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of documents that have one."""
        wanted = set(documents)
        self._entries |= self._index.named_in(wanted - self._entries.keys())
        return {key: self._entries[key] for key in sorted(wanted & self._entries.keys())}

    def names(self, documents: Iterable[str]) -> dict[str, Names]:
        """Return what documents call people and places."""
        found = self.entries(documents)
        for key, entry in found.items():
            if key not in self._names:
                self._names[key] = Names(frozenset(entry.words), frozenset(entry.private), self._rarity)
        return {key: self._names[key] for key in found}

    def reports(self, documents: Iterable[str]) -> dict[str, Loaded]:
        """Return documents that count, with all that is in them."""
        known = self.entries(documents)
        lacking = known.keys() - self._reports.keys()
        names = self.names(lacking)
        for gist in self._index.gists(lacking):
            self._reports[gist.document.id] = self._loaded(gist, names)
        return {key: self._reports[key] for key in known}

    def scenes(self, rows: Iterable[SceneEntry]) -> dict[str, Scene]:
        """Return scenes to be compared; their claims may be left out."""
        held = list(rows)
        lacking = [row for row in held if row.id not in self._scenes]
        names = self.names({row.document for row in lacking})
        for row in lacking:
            self._scenes[row.id] = outlined(unpack(row.body, Outline), names[row.document])
        return {row.id: self._scenes[row.id] for row in held}

    def _loaded(self, gist: Gist, names: Mapping[str, Names]) -> Loaded:
        origin = self._entries[gist.document.id].origin
        document = replace(gist.document, copy_of=None if origin == gist.document.id else origin)
        whole = (
            self._whole(claim.id) if claim.id in self._decided.verdicts else claim for claim in gist.claims
        )
        claims = counted(self._decided.claims(whole))
        scenes, bonds = cut(
            list(scenes_in(claims, {document.id: document}, names)), self._decided.constraints
        )
        return Loaded(document, claims, scenes, bonds)
