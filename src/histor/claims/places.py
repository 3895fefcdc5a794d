"""Find the places that a report names, and resolve them with the gazetteer and what the rest of the report says."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from histor.claims.parsed import BlockKind, Sentence
from histor.claims.place_cues import STRUCK, heads_report, is_struck, names_deed
from histor.claims.place_names import PlaceNames
from histor.claims.place_patterns import article_before, near_before
from histor.claims.place_words import PlaceWords
from histor.values.place import Gazetteer, GazetteerPlace, Place, PlaceKind, PlacePrecision

# A name: capitalised words, with the particles that Arabic, French, Spanish and Dutch names carry inside.
NAME = re.compile(
    r"(?<![\w’'-])(?:[Aa]l-|[Aa]d-|[Aa]s-|[Aa]sh-|[Ee]l-|[Aa]n-|[Aa]r-)?[^\W\d_a-zà-ÿ][\w’'.-]*"
    r"(?:[ -](?:(?:al|el|de|del|du|des|la|le|ed|ez|es|ash|ad|as|an|bin|sur)[ -])?"
    r"(?:[Aa]l-|[Aa]d-|[Ee]l-)?[^\W\d_a-zà-ÿ][\w’'.-]*)*"
)
DATELINE = re.compile(
    r"^\s*([A-Z][A-Z'’ -]{2,})(?:,\s*([A-Z][\w .]+?))?\s*(?:,[^()–—-]{0,20})?(?:\([^)]{2,30}\)\s*)?[–—-]+\s"
)
SMALL = re.compile(
    r"\b(?:villages?|hamlets?|settlements?|farms?)(?: (?:of|called|named))?\s+$", re.IGNORECASE
)
POSSESSED = re.compile(r"[’']s\s+")
POSSESSIVE = re.compile(r"[’']s?$")
FAR = 300_000  # inhabitants: a place in a country that the report never speaks of is meant if it is a city
LARGE = 100_000  # inhabitants: above this a bare name is taken for the city even without a preposition
FAMOUS = 1_500_000  # inhabitants: a name that the whole world takes for this one city
NAMED = 2  # the weight of a country of which more than one small town speaks
FUNCTION = frozenset({"DET", "NUM", "PRON", "ADV", "ADP", "SCONJ", "CCONJ", "AUX"})
LONGEST = 5  # words; "Bandar-e Mahshahr Petrochemical Zone" is already rare


class Mention(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102 (offsets, as everywhere)
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place named at `start` to `end` of the document's text."""

    sentence: int
    start: int
    end: int
    place: Place
    kind: PlaceKind | None  # None: the gazetteer does not have it
    locative: int  # 2 after "in", "at", "near"; 1 after "from", "to", "of"; 0 elsewhere
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything that is known about places: gazetteer, regions and demonyms, and the words around them."""

    gazetteer: Gazetteer
    names: PlaceNames
    words: PlaceWords


def find_places(sentences: Sequence[Sentence], others: Sequence[Mention], atlas: Atlas) -> list[PlaceMention]:
    """Return the places named in `sentences`, in order; `others` are stretches that are somebody or some day.

    A name that several places bear is the one in a country that the report speaks of, else the most populous.
    """
    text = "\n".join(sentence.text for sentence in sentences)
    beside = _Beside(others)
    raw = [
        mention for sentence in sentences for mention in _named(sentence, beside.in_(sentence), atlas, text)
    ]
    context = _context(sentences, raw, atlas)
    return [resolved for mention in raw if (resolved := _resolve(mention, context)) is not None]


class _Beside:
    """What else is named in a report, by where it stands."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._longest = max((mention.end - mention.start for mention in mentions), default=0)

    def in_(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the bounds of what overlaps `sentence`."""
        left = bisect_left(self._mentions, sentence.start - self._longest, key=lambda mention: mention.start)
        right = bisect_left(self._mentions, sentence.end, lo=left, key=lambda mention: mention.start)
        return [(m.start, m.end) for m in self._mentions[left:right] if m.end > sentence.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    sentence: Sentence
    start: int
    end: int
    written: str
    rows: tuple[GazetteerPlace, ...]
    locative: int
    near: bool
    area: str | None  # what the words say of its size: admin1, admin2, settlement
    headed: bool  # "the village of X": a place even if no gazetteer has it
    small: bool = False  # "the village of X": no city of that name elsewhere in the world
    dateline: bool = False


def _named(
    sentence: Sentence, others: Sequence[tuple[int, int]], atlas: Atlas, text: str
) -> Iterator[_Candidate]:
    if sentence.kind is BlockKind.CREDIT:
        return
    taken = [*others]
    body = sentence.text
    dateline = DATELINE.match(body)
    if dateline:
        yield from _dateline(sentence, dateline, atlas)
    regions = list(_regions(sentence, atlas))
    yield from regions
    taken += [(region.start, region.end) for region in regions]
    for start, end in _name_runs(body, dateline.end() if dateline else 0, atlas.words):
        if any(left < sentence.start + end and sentence.start + start < right for left, right in taken):
            continue
        yield from _within(sentence, start, body[start:end], atlas, text)


def _name_runs(body: str, start: int, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words; a possessive ends one: "Mali's" and what Mali has are two names."""
    for match in NAME.finditer(body, start):
        left = match.start() + _opening(match.group(), words)
        for cut in POSSESSED.finditer(match.group()):
            yield left, match.start() + cut.start()
            left = match.start() + cut.end()
        if left < match.end():
            yield left, match.end()


def _opening(run: str, words: PlaceWords) -> int:
    """Return the length of the preposition that a sentence opens with, capital and all: "In Kharkiv"."""
    first, space, rest = run.partition(" ")
    lower = first.lower()
    return len(first) + 1 if space and rest and (lower in words.locative or lower in words.movement) else 0


def _dateline(sentence: Sentence, match: re.Match[str], atlas: Atlas) -> Iterator[_Candidate]:
    name = match.group(1).strip()
    rows = tuple(atlas.gazetteer.find(name))
    if rows:
        start = sentence.start + match.start(1)
        yield _Candidate(
            sentence=sentence,
            start=start,
            end=start + len(name),
            written=name.title(),
            rows=rows,
            locative=0,
            near=False,
            area=None,
            headed=False,
            dateline=True,
        )


def _regions(sentence: Sentence, atlas: Atlas) -> Iterator[_Candidate]:
    for match in atlas.names.region_pattern.finditer(sentence.text):
        start = match.start()
        row = atlas.names.region(match.group())
        yield _Candidate(
            sentence=sentence,
            start=sentence.start + start,
            end=sentence.start + match.end(),
            written=match.group(),
            rows=(row,),
            locative=_locative_region(sentence.text[:start], atlas.words),
            near=False,
            area=None,
            headed=False,
        )


def _locative_region(before: str, words: PlaceWords) -> int:
    """Return how strongly a region is a place: one is "on" a coast or a front as one is in a town."""
    return STRONG if re.search(r"\bon (?:the )?$", before) else _locative(before, words)


def _within(sentence: Sentence, at: int, run: str, atlas: Atlas, report: str) -> Iterator[_Candidate]:
    """Yield the place that a run of capitalised words is, whole or but for what the lexicon says follows a name."""
    if _is_no_name(sentence, at, run) or _does(sentence.text[at:], run, atlas.words):
        return
    name = _read_run(sentence, at, run, atlas, report)
    site = _site_in(name, atlas)
    if site is not None:
        yield name.candidate(site, (), area="site", headed=True)
        return
    proper = name.locative or name.headed or _is_proper(sentence, at, name.written)
    if not proper or _qualifies(name, atlas):
        return
    found = next(_known(name, atlas), None) or _unknown(name, atlas, report)
    if found is not None:
        yield found


def _is_no_name(sentence: Sentence, at: int, run: str) -> bool:
    """Whether capitals stand on common words: "An airstrike", "One strike", "AT LEAST 14"."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(run))
    return bool(words) and all(word.pos in FUNCTION or word.text.islower() for word in words)


def _does(text: str, run: str, words: PlaceWords) -> bool:
    """Whether a name is that of the doer: "Norland's shelling", "Norland's latest offensive"."""
    owned = re.match(rf"{re.escape(POSSESSIVE.sub('', run))}[’']s (?:[a-z-]+ ){{0,2}}([a-z-]+)", text)
    return owned is not None and any(word in words.struck for word in owned.group().split()[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A run of capitalised words, and what stands around it."""

    sentence: Sentence
    at: int  # in the sentence
    written: str
    name: str  # without the word that says how large it is
    area: str | None
    after: str
    before: str
    locative: int
    headed: bool
    near: bool

    def candidate(
        self, text: str, rows: tuple[GazetteerPlace, ...], *, area: str | None, headed: bool
    ) -> _Candidate:
        """Return the run, or the part of it that is `text`, as a place."""
        start = self.sentence.start + self.at
        return _Candidate(
            sentence=self.sentence,
            start=start,
            end=start + len(text),
            written=text,
            rows=rows,
            locative=self.locative,
            near=self.near,
            area=area,
            headed=headed,
            small=SMALL.search(self.before) is not None,
        )


def _read_run(sentence: Sentence, at: int, run: str, atlas: Atlas, report: str) -> _Run:
    written = POSSESSIVE.sub("", run.rstrip(".,"))
    before = sentence.text[:at]
    after = sentence.text[at + len(written) : at + len(written) + 40]
    name, area = _without_area(written, after, atlas.words)
    headed = _headed(before, atlas.words)
    locative = _locative(before, atlas.words)
    if names_deed(written, after, atlas.words) and (before.endswith("the ") or atlas.gazetteer.find(name)):
        locative = STRUCK
    elif heads_report(sentence, written, report, atlas.words, known=bool(atlas.gazetteer.find(written))):
        locative, headed = STRUCK, True
    elif headed:
        locative = max(locative, 1)
    return _Run(
        sentence=sentence,
        at=at,
        written=written,
        name=name,
        area=area,
        after=after,
        before=before,
        locative=locative,
        headed=headed,
        near=_is_near(before, atlas.words),
    )


def _site_in(run: _Run, atlas: Atlas) -> str | None:
    """Return the site that a run names: "Al-Ahli hospital" (no town has that name), "Crocus City Hall"."""
    housed = re.match(r" (\w+)", run.after)
    if housed and housed.group(1) in atlas.words.sites and _is_the_houses(run, atlas):
        return f"{run.written} {housed.group(1)}"
    of_country = " ".join(run.written.split()[:-1]) in atlas.names.countries
    return run.written if _is_site(run.written, atlas.words) and not of_country else None


def _is_the_houses(run: _Run, atlas: Atlas) -> bool:
    known = run.written in atlas.names.countries or bool(atlas.gazetteer.find(run.name))
    return not known and _names_house(run.written)


def _qualifies(run: _Run, atlas: Atlas) -> bool:
    """Whether the run is a demonym before what it qualifies: "the Pakistani city of Peshawar"."""
    demonym = atlas.names.countries.get(run.written, run.written) != run.written
    return demonym and " " not in run.written and _is_demonym(run.sentence, run.at, run.written)


def _known(run: _Run, atlas: Atlas) -> Iterator[_Candidate]:
    whole_first = (run.written, run.name) if run.area == "settlement" else (run.name, run.written)
    for text in dict.fromkeys(whole_first):
        rows = () if text in atlas.words.not_places else tuple(atlas.gazetteer.find(text))
        if rows:
            yield run.candidate(text, rows, area=run.area, headed=run.headed)


def _unknown(run: _Run, atlas: Atlas, report: str) -> _Candidate | None:
    """Return a name that no gazetteer has, where the words around it say that it is a place."""
    if run.headed or (run.locative >= STRONG and run.area):
        return run.candidate(run.name, (), area=run.area, headed=True)
    placed = run.locative >= STRONG or (run.locative and _elsewhere_in(run.written, report))
    if placed and not run.before.endswith(", ") and _plain_name(run.written, atlas):
        return run.candidate(run.written, (), area=None, headed=False)
    return None


STRONG = 2


def _elsewhere_in(written: str, report: str) -> bool:
    """Whether the report says elsewhere that something is in the place of this name."""
    return re.search(rf"\b(?:in|at|near|outside) {re.escape(written)}\b", report) is not None


def _is_demonym(sentence: Sentence, at: int, written: str) -> bool:
    """Whether a word such as "Malian" qualifies what follows, rather than standing for the country ("the UK")."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(written))
    return not words or words[-1].pos == "ADJ" or words[-1].dep in ("amod", "compound")


def _is_proper(sentence: Sentence, at: int, written: str) -> bool:
    """Whether the parser too takes the words for a name: "As" at the start of a sentence is none."""
    words = sentence.tokens_within(sentence.start + at, sentence.start + at + len(written))
    return not words or any(word.pos == "PROPN" for word in words)


def _names_house(written: str) -> bool:
    return len(written.split()) <= LONGEST and written not in (
        "The",
        "A",
        "An",
        "Our",
        "His",
        "Her",
        "Their",
        "Its",
        "This",
    )


def _plain_name(written: str, atlas: Atlas) -> bool:
    words = written.split()
    return len(words) <= LONGEST and words[-1] not in atlas.words.not_places


def _is_site(written: str, words: PlaceWords) -> bool:
    parts = written.split()
    if parts[0] in ("The", "A", "An", "Our", "His", "Her", "Their", "Its", "This", "That", "One"):
        parts = parts[1:]
    return len(parts) > 1 and parts[-1].lower() in words.sites


def _without_area(written: str, after: str, words: PlaceWords) -> tuple[str, str | None]:
    """Split "Plateau State" into the name and its size; the size may also follow in lower case."""
    parts = written.split()
    for cut in (3, 2, 1):
        tail = " ".join(parts[-cut:]).lower()
        if len(parts) > cut and tail in words.areas:
            return " ".join(parts[:-cut]), words.areas[tail]
    follow = re.match(r"(?:’s|'s)?\s+([a-z-]+(?: [a-z-]+)?)", after)
    if follow:
        for phrase in (follow.group(1), follow.group(1).split()[0]):
            if phrase in words.areas:
                return written, words.areas[phrase]
    return written, None


def _headed(before: str, words: PlaceWords) -> bool:
    """Whether a word for a place announces the name: "the town of X", "the president's hometown, X"."""
    direct = re.search(r"([a-z]+)\s+(?:of|called|named|known as)\s+$", before)
    if direct:
        return direct.group(1) in words.heads
    apposed = re.search(r"\b([a-z]+)(?:\s+of\s+[^,;.:()]{1,40})?,\s+$", before)
    return bool(apposed and apposed.group(1) in words.heads)


def _locative(before: str, words: PlaceWords) -> int:
    """Return how strongly the words before a name make it a place: through lists, articles and adjectives."""
    if is_struck(before, words):
        return STRUCK
    tail = re.sub(r"(?:[^\W\d_a-zà-ÿ][\w’'-]*(?:,? and |, |/| or ))+$", "", before[-120:])
    tail = re.sub(
        r"\b(?:the|both|nearby|central|southern|northern|eastern|western|coastal|rural|war-torn|downtown)\s+$",
        "",
        tail,
    )
    tail = re.sub(
        r"\b(?:[\w-]+ )?(?:town|city|village|district|province|region|area|state|"
        r"port|capital|camp|suburb)s?(?: of)?\s+$",
        "",
        tail,
    )
    tail = re.sub(
        r"(?:\b[a-z-]+\s+)?[^\W\d_a-zà-ÿ][\w-]*(?: [^\W\d_a-zà-ÿ][\w-]*)*[’']s?\s+$", "", tail
    )  # "in northern Nigeria's"
    tail = article_before(words.prepositions).sub("", tail)
    last = re.search(r"((?:\w+ )?(\w+))\s+$", tail)
    if last is None:
        return 0
    both, single = last.group(1).lower(), last.group(2).lower()
    if both in words.locative or single in words.locative:
        return STRONG
    return 1 if both in words.movement or single in words.movement else 0


def _is_near(before: str, words: PlaceWords) -> bool:
    tail = before[-60:].lower()
    return near_before(words.near).search(tail) is not None


@dataclass(frozen=True, slots=True)
class _Context:
    """The countries that a report speaks of, and which names in it speak for which."""

    countries: Counter[str]
    by_name: dict[str, Counter[str]]

    def without(self, name: str) -> Counter[str]:
        """Return the countries that other words than `name` speak for: no name is its own witness."""
        return self.countries - self.by_name.get(name, Counter())


def _context(sentences: Sequence[Sentence], raw: Sequence[_Candidate], atlas: Atlas) -> _Context:
    """Count the countries that the report speaks of: by name, by demonym, by places that only one country has."""
    found: Counter[str] = Counter()
    by_name: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for country in atlas.names.countries_in(sentence.text):
            found[country] += 3
    for candidate in raw:
        countries = {row.country for row in candidate.rows if row.country}
        if len(countries) == 1 and candidate.locative:
            told = {countries.pop(): 1 if candidate.rows[0].kind is PlaceKind.SETTLEMENT else 3}
            found.update(told)
            by_name.setdefault(candidate.written, Counter()).update(told)
    return _Context(found, by_name)


def _resolve(candidate: _Candidate, spoken: _Context) -> PlaceMention | None:
    context = spoken.without(candidate.written)
    row = _best(candidate, context)
    if row is None:
        return (
            _unplaced(candidate)
            if candidate.headed or candidate.locative >= STRONG or not candidate.rows
            else None
        )
    if not _meant(candidate, row, context):
        # "in Moura", and the only Moura of the gazetteer lies in a country that this report never mentions.
        return _unplaced(candidate) if candidate.headed or candidate.locative >= STRONG else None
    country = row.kind is PlaceKind.COUNTRY
    regional = row.kind is PlaceKind.REGION
    place = Place(
        written=candidate.written,
        gazetteer_id=row.id,
        name=row.name,
        # A country or a wide region has no one point: a point would say more than the words do.
        latitude=None if country or regional else row.latitude,
        longitude=None if country or regional else row.longitude,
        admin1=row.admin1,
        admin2=row.admin2,
        country=row.country or (_likeliest(context) if regional else None),
        precision=_precision(candidate, row),
        covers=row.covers,
    )
    return _mention(candidate, place, row.kind)


def _likeliest(context: Counter[str]) -> str | None:
    """Return the country that a report speaks of most: the one whose coast "the coast" is."""
    return context.most_common(1)[0][0] if context else None


def _mention(candidate: _Candidate, place: Place, kind: PlaceKind | None) -> PlaceMention:
    return PlaceMention(
        sentence=candidate.sentence.index,
        start=candidate.start,
        end=candidate.end,
        place=place,
        kind=kind,
        locative=candidate.locative,
        dateline=candidate.dateline,
    )


def _unplaced(candidate: _Candidate) -> PlaceMention:
    kind = PlaceKind.SITE if candidate.area == "site" else None
    return _mention(candidate, Place(written=candidate.written), kind)


def _best(candidate: _Candidate, context: Counter[str]) -> GazetteerPlace | None:
    if not candidate.rows:
        return None
    rows = [row for row in candidate.rows if _fits(row, candidate.area)] or list(candidate.rows)
    famous = max(rows, key=lambda row: row.population or 0)
    small = all((row.population or 0) < LARGE for row in rows if row is not famous)
    if (famous.population or 0) >= FAMOUS and small and famous.kind is PlaceKind.SETTLEMENT:
        return famous  # Paris is Paris, whatever country the report is about
    return max(rows, key=lambda row: (_user_row(row), _weight(row, context), _rank(row), row.population or 0))


def _user_row(row: GazetteerPlace) -> bool:
    return row.id.startswith("user:")


def _weight(row: GazetteerPlace, context: Counter[str]) -> int:
    return context.get(row.country or "", 0)


def _rank(row: GazetteerPlace) -> int:
    """Return what goes before what of one name: "Syria" is not a hamlet in Virginia."""
    order = {PlaceKind.COUNTRY: 3, PlaceKind.REGION: 2, PlaceKind.SETTLEMENT: 1}
    return order.get(row.kind, 0)


def _fits(row: GazetteerPlace, area: str | None) -> bool:
    if area == "admin1":
        return row.kind in (PlaceKind.ADMIN1, PlaceKind.REGION)
    if area == "admin2":
        return row.kind is PlaceKind.ADMIN2
    if area == "settlement":
        return row.kind is PlaceKind.SETTLEMENT
    return True


def _meant(candidate: _Candidate, row: GazetteerPlace, context: Counter[str]) -> bool:
    """Whether the name is meant as this place: said so by a preposition, by size, or by what the report is about."""
    if row.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) or _user_row(row) or candidate.dateline:
        return True
    # One small town speaks for its country only where no other country is spoken of by name.
    weight = _weight(row, context)
    known = not context or weight >= NAMED or (weight > 0 and max(context.values()) < NAMED)
    if candidate.locative >= STRONG or candidate.headed or candidate.area:
        return known or ((row.population or 0) >= FAR and not candidate.small)
    return known and (row.population or 0) >= (LARGE if not candidate.locative else 0)


def _precision(candidate: _Candidate, row: GazetteerPlace) -> PlacePrecision | None:
    by_kind = {
        PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
        PlaceKind.REGION: PlacePrecision.COUNTRY,
        PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
        PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    }
    coarse = by_kind.get(row.kind)
    if coarse is None and candidate.area in ("admin1", "admin2"):
        coarse = PlacePrecision(candidate.area)
    return coarse or (PlacePrecision.NEAR if candidate.near else PlacePrecision.EXACT)


def together(mentions: Sequence[PlaceMention]) -> Place:
    """Return the places of a list as one: no point of its own, the area that they share."""
    if len(mentions) == 1:
        return mentions[0].place
    places = [mention.place for mention in mentions]
    words = [place.written for place in places]
    admin1 = _shared([place.admin1 for place in places])
    country = _shared([place.country for place in places])
    return Place(
        written=f"{', '.join(words[:-1])} and {words[-1]}",
        admin1=admin1,
        country=country,
        precision=PlacePrecision.ADMIN1 if admin1 else PlacePrecision.COUNTRY if country else None,
        parts=tuple(places),
    )


def _shared(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None


def in_lists(mentions: Sequence[PlaceMention], text: str) -> list[tuple[PlaceMention, ...]]:
    """Group the mentions that stand side by side in one list: "in Latakia, Tartus, Hama and Homs"."""
    groups: list[list[PlaceMention]] = [[mention] for mention in mentions[:1]]
    for left, right in pairwise(mentions):
        between = text[left.end : right.start]
        listed = re.fullmatch(r"(?:,| and|, and|,? as well as)\s+(?:the\s+)?(?:in\s+)?", between)
        if listed and left.sentence == right.sentence and left.kind == right.kind:
            groups[-1].append(right)
        else:
            groups.append([right])
    return [tuple(replace(m, locative=max(g.locative for g in group)) for m in group) for group in groups]
