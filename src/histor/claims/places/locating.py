"""Decide where the harm of one mention happened: in its clause, in its sentence, or where the report has placed it."""

import re
from collections.abc import Sequence

from histor.claims.mentions import Occurrence
from histor.claims.parsed import Sentence
from histor.claims.places.areas import area_again
from histor.claims.places.bearing import own_place
from histor.claims.places.cues import STRUCK
from histor.claims.places.located import Located
from histor.claims.places.main import Locations
from histor.claims.places.mentions import together
from histor.claims.places.patterns import counts_before, counts_behind, headed_before, spread_to
from histor.claims.places.report_places import FINENESS, WIDE, Group, may_lie_in
from histor.records.claim import Trace

# A sentence that goes on about what the one before it told: "He said 24 others were hurt", "Another nine ...".
CONTINUES = re.compile(r"(?:He|She|They|It|Another|A further)\b|[\w-]+ (?:others?|more)\b")
THERE = re.compile(r"\bthere\b", re.IGNORECASE)


def locate(mention: Occurrence, where: Locations) -> Located:
    """Return the place of `mention`: the fitting list of its sentence, what "there" points to, else the main place."""
    own = None if _there_counted(mention, where) else own_place(mention, where)
    area = area_again(mention, where, own)
    if area is not None:
        return area
    if own is not None:
        return _placed(mention, own, where)
    official = _official(mention, where)
    if official is not None:
        return Located(place=together(official), trace=_trace("place:official", official))
    counted = _of_counters(mention, where) if mention.running else None
    if counted is not None:
        return Located(place=together(counted), trace=_trace("place:official", counted))
    if _points_back(mention, where):
        back = _previous(mention, where)
        if back is not None:
            return Located(place=together(back), trace=_trace("place:there", back))
    return _of_paragraph(mention, where) or Located(place=None)


def _of_paragraph(mention: Occurrence, where: Locations) -> Located | None:
    """Return where the harm told before in the same paragraph was, in a report of harm in several towns."""
    if mention.running or mention.background:
        return None
    sentence = where.sentences[mention.sentence]
    scene = _scene_before(sentence, where)
    if scene is not None:
        return Located(place=together(scene), trace=_trace("place:paragraph", scene))
    if not where.several:
        return None
    if not CONTINUES.match(sentence.text):
        return None
    before = [o for o in where.occurrences if o.anchor.start < mention.anchor.start]
    here = [o for o in before if where.sentences[o.sentence].paragraph == sentence.paragraph]
    for earlier in reversed(here):
        group = None if earlier.running or earlier.background else own_place(earlier, where)
        if group is not None:
            return Located(place=together(group), trace=_trace("place:paragraph", group))
    return None


def _scene_before(sentence: Sentence, where: Locations) -> Group | None:
    """Return what was struck in the sentence before, which tells of a deed of its own paragraph and counts nobody."""
    lead = where.sentences[where.lead].paragraph if where.lead is not None else None
    before = where.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph or sentence.paragraph == lead:
        return None
    if any(o.sentence == before.index for o in where.occurrences):
        return None
    struck = (g for g in where.of_sentence(before.index) if g[0].locative >= STRUCK and not where.aside(g[0]))
    return next((g for g in struck if FINENESS[g[0].kind] > WIDE), None)


def _placed(mention: Occurrence, own: Group, where: Locations) -> Located:
    if _narrower(mention, own, where):
        return main_place(where)
    here = Located(place=together(own), trace=_trace("place:sentence", own))
    return _spread(mention, own, where) or here


def _narrower(mention: Occurrence, own: Group, where: Locations) -> bool:
    """Whether the lead's toll is given for an area in which the lead goes on to say where exactly it was."""
    main = where.main
    if (
        main is None
        or mention.running
        or mention.background
        or mention.sentence != where.lead
        or len(own) > 1
    ):
        return False
    if any(
        not _one_country(group, own) for group in where.of_sentence(mention.sentence) if group[0].locative
    ):
        return False  # of two countries the town further down may be in either
    return FINENESS[main[0].kind] > FINENESS[own[0].kind] and may_lie_in(main[0], own[0])


def _one_country(group: Group, other: Group) -> bool:
    return len({group[0].place.country, other[0].place.country} - {None}) <= 1


def place_named(names: Sequence[str], sentence: int, where: Locations) -> Located:
    """Return the place that is itself what was seized or left: "rebels seized Ardel" happened in Ardel."""
    for group in where.of_sentence(sentence):
        if group[0].place.written in names:
            return Located(place=together(group), trace=_trace("place:target", group))
    return Located(place=None)


def main_place(where: Locations) -> Located:
    """Return the report's main place as the place of what names none itself."""
    group = where.main
    return (
        Located(place=together(group), trace=_trace("place:report", group)) if group else Located(place=None)
    )


def _trace(rule: str, group: Group) -> Trace:
    return Trace(step="place", rule=rule, words=together(group).written)


def _points_back(mention: Occurrence, where: Locations) -> bool:
    return bool(THERE.search(where.sentences[mention.sentence].text))


def _official(mention: Occurrence, where: Locations) -> Group | None:
    """Return the area that who counts is head of, where the report is about a wider one."""
    if where.main is None or FINENESS[where.main[0].kind] > WIDE or mention.running or mention.background:
        return None
    for group in where.of_sentence(mention.sentence):
        before = where.text[max(0, group[0].start - 30) : group[0].start]
        finer = FINENESS[group[0].kind] > FINENESS[where.main[0].kind]
        if finer and headed_before(where.words.heads_of_area).search(before):
            return group
    return None


def _of_counters(mention: Occurrence, where: Locations) -> Group | None:
    """Return the area whose health authorities give a running count: "the X health ministry put the dead at"."""
    for group in where.of_sentence(mention.sentence):
        before = where.text[max(0, group[0].start - 40) : group[0].start]
        if counts_behind(where.words.counters).match(where.text, group[0].end):
            return group
        if counts_before(where.words.counters).search(before):
            return group
    return None


def _there_counted(mention: Occurrence, where: Locations) -> bool:
    """Whether "there" follows the number at once: "counted 67 dead there"."""
    return bool(re.match(r"(?: \w+){0,2} there\b", where.text[mention.anchor.end : mention.anchor.end + 40]))


def _previous(mention: Occurrence, where: Locations) -> Group | None:
    for index in range(mention.sentence - 1, max(-1, mention.sentence - 3), -1):
        groups = where.of_sentence(index)
        if groups:
            return max(groups, key=lambda group: (FINENESS[group[0].kind], group[0].locative))
    return None


def _spread(mention: Occurrence, own: Group, where: Locations) -> Located | None:
    """Return the places of a running count with those that the next sentence says the violence spread to."""
    following = mention.sentence + 1
    if following >= len(where.sentences):
        return None
    sentence = where.sentences[following]
    match = spread_to(where.words.spreading).match(sentence.text)
    if not match or sentence.paragraph != where.sentences[mention.sentence].paragraph:
        return None
    further = next(
        (g for g in where.of_sentence(following) if g[0].start >= sentence.start + match.end()), None
    )
    if further is None:
        return None
    joined = (*own, *further)
    return Located(place=together(joined), trace=_trace("place:spread", joined), from_sentence=following)
