# ruff: noqa: ISC004, E501 - apostrophes as reports write them; long patterns stand in tables
"""Read the set wordings for one person's death that the parse breaks on: "2-year-old dies", "shot her to death"."""

import re
from collections.abc import Iterator, Sequence

from histor.claims.harm_found import Found
from histor.claims.harm_hit import Hit
from histor.claims.harm_lists import exactly
from histor.claims.harm_phrases import Counted
from histor.claims.harm_scene import Scene
from histor.claims.harm_words import Meaning, Role
from histor.claims.parsed import Token
from histor.records.claim import Harm

_AGED = r"[\w]+(?:-[\w]+)?[- ](?:year|month|week|day)[- ]olds?\b(?!,? (?:and|or)\b)"
_NOUN = (
    r"(?:man|woman|boy|girl|child|teen(?:ager)?|toddler|baby|infant|student|brother|sister|wife|husband|son|daughter|"
    r"mother|father|girlfriend|boyfriend|friend|neighbou?r|suspect|victim|driver|officer|person|juvenile|youth)\b"
)
_SPACED = r"(?:[\w’'-]+ ){0,3}?"
_ONE = rf"(?:(?:an?|his|her|the) )?{_SPACED}(?:{_AGED}(?: (?:\w+ )?{_NOUN})?|{_NOUN})"
_AFTER_ONE = r"(?:,? (?:aged )?\d{1,2},?)?"
_LETHAL = r"(?:fatal|deadly)(?:ly)?"
_ATTACK = r"(?:shooting|stabbing|beating)"
_SHOT = r"(?:shot|shoots|shooting|stabbed|stabs|beat|beats|beaten|strangled)"

# Each has a group `victim`, one person, and a group `death`, the words that say it. Before it stand words of which
# it holds one: a search for these is far quicker.
WORDINGS = tuple(
    (name, held, re.compile(pattern, re.IGNORECASE))
    for name, held, pattern in (
        ("fatal-attack", ("fatal", "deadly"), rf"(?P<death>\b{_LETHAL} {_ATTACK}) of (?P<victim>{_ONE})"),
        ("attack-death", (" death",), rf"(?P<death>\b{_ATTACK} death)(?: \w+)? of (?P<victim>{_ONE})"),
        ("to-death", ("to death",), rf"\b{_SHOT} (?P<victim>{_ONE}) (?P<death>to death)\b"),
        (
            "aged",
            ("-old", " old"),
            rf"(?P<victim>(?:(?:an?|the) )?\b{_AGED}){_AFTER_ONE} "
            r"(?P<death>dies|died|has died|dead|is dead|killed|(?:was|is) killed|fatally shot|(?:was )?fatally stabbed|"
            r"(?:was )?(?:accidentally )?shot (?:and killed|dead|to death)|found (?:shot )?dead|(?:was )?pronounced dead)\b",
        ),
        (
            "found",
            (" found ",),
            rf"(?P<victim>{_ONE}){_AFTER_ONE} (?P<death>found (?:shot|stabbed|beaten) (?:dead|to death))\b",
        ),
        (
            "own-hand",
            (" suicide", " own life", "self"),
            rf"(?P<victim>{_ONE}){_AFTER_ONE}(?: then)? "
            r"(?P<death>(?:committed|commits) suicide|(?:took|takes) (?:his|her) own life|kills? (?:him|her)?self)\b",
        ),
    )
)
# Said of somebody whom the report has already told of: a death only where it gives none otherwise.
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WOUND = r"(?: [\w-]+)? (?:injur\w+|wounds?|gunshot)"
LAST_RESORT = re.compile(
    rf"\b(?P<victim>[Hh]e|[Ss]he|[Tt]he (?:[\w-]+ ){{0,2}}?{_NOUN}|[A-Z][\w’'-]+)(?:,? \d{{1,2}},)? "
    r"(?P<death>(?:was |were )?(?:later |subsequently )?pronounced dead|(?:has |had )?(?:later|subsequently|since) died|"
    rf"(?:has )?died (?:later|from (?:his|her|a|the){_WOUND}|of (?:his|her|a){_WOUND}|(?:on |late |early )*{_DAY}|"
    r"(?:at|in) (?:the |a |an area |a local )?(?:scene|hospital)|on the way to))\b"
)
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|both|\d+)\s+$", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|never|nearly|almost|if|could have|might have|would have)\b", re.IGNORECASE)


def worded_deaths(scene: Scene, told: Sequence[Found]) -> Iterator[Found]:
    """Yield the deaths of one person in set wordings, in a sentence that the grammar finds no death in."""
    if any(found.harm is Harm.KILLED for found in told):
        return
    text = scene.sentence.text
    lowered = text.lower()
    for name, held, pattern in WORDINGS:
        match = pattern.search(text) if any(words in lowered for words in held) else None
        found = _death(scene, match, name) if match is not None else None
        if found is not None:
            yield found
            return


def last_resort(scene: Scene) -> Found | None:
    """Return the death of somebody told of before: "he was pronounced dead at the scene"."""
    match = LAST_RESORT.search(scene.sentence.text)
    return _death(scene, match, "told-before") if match is not None else None


def _death(scene: Scene, match: re.Match[str], name: str) -> Found | None:
    text = scene.sentence.text
    if _DENIED.search(text[: match.end("death")]) or _SEVERAL.search(text[: match.start("victim")]):
        return None
    victim, death = _tokens(scene, *match.span("victim")), _tokens(scene, *match.span("death"))
    if not victim or not death or victim[-1].text.lower().endswith("olds"):
        return None
    words = match["death"].lower()
    meaning = Meaning(Harm.KILLED, Role.SUFFERS, f"killed.wordings:{words}")
    verb = next((t for t in death if t.pos in ("VERB", "AUX")), None)
    hit = Hit(meaning, death[0], death[-1], verb, f"wording:{name}", confidence=0.75)
    span = victim[0].start, victim[-1].end
    counted = Counted(None, victim[-1], victim[-1], *span)
    return Found(scene, counted, hit, exactly(1, scene.sentence.words(*span)), summed=True)


def _tokens(scene: Scene, start: int, end: int) -> list[Token]:
    first = scene.sentence.start
    return [t for t in scene.tokens if t.end > first + start and t.start < first + end]
