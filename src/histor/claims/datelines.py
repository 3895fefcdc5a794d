"""Find the dateline that a dispatch opens with: "ARDEL CITY, Belmar (Agency One) - ", "Ardel [Belmar], Feb 15: "."""

import re
from collections.abc import Callable, Sequence

from histor.claims.parsed import BlockKind, Sentence

WORD = r"[^\W\d_a-zà-ÿ][\w’'.-]*"
CITY = rf"(?P<city>{WORD}(?:[ -]{WORD}){{0,3}})(?:/{WORD}(?:[ -]{WORD}){{0,2}})*"
REST = (
    r"(?P<rest>(?:,\s*[^,()\n:–—]{2,24}){0,3}?,?\s*(?:[\[(][^\])\n]{2,60}[\])]\s*)?"
    r"(?:,\s*[\w .]{2,16})?(?:\s*\([^)\n]{2,60}\)\s*)?)"
)
END = r"(?P<end>\s+[-–—]{1,2}\s*|\s*[–—]\s*|\s*:\s*)(?:\([^)\n]{2,40}\)\s*[–—-]{1,2}\s*)?"
DATELINE = re.compile(rf"^\s*{CITY}{REST}{END}(?=[\"“‘]?[^\W_a-zà-ÿ])")
# "Ardel, May 21 (AOA) The army said": no dash behind a day and an agency.
DASHLESS = re.compile(
    rf"^\s*{CITY},\s*[A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:,? \d{{4}})?\s*\([A-Z][\w -]{{1,20}}\)\s+(?=[\"“]?[A-Z])"
)
AGENCY = re.compile(r"^\s*\([A-Z][\w ./-]{1,30}\)\s*[-–—]{1,2}\s*(?=\S)")
OPENING = 8  # sentences among which the first of a dispatch's own words are
DATED = re.compile(r"\b\d{1,2}\b")
COUNTRY = re.compile(r"^,\s*[A-Z]")

IsPlace = Callable[[str], bool]


def dateline_ends(sentences: Sequence[Sentence], is_place: IsPlace) -> dict[int, int]:
    """Return, by the positions of sentences, how many characters the datelines take that they open with."""
    opening = (s for s in sentences[:OPENING] if s.kind is BlockKind.BODY)
    ends = ((s.index, dateline_end(s.text, is_place)) for s in opening)
    return {index: end for index, end in ends if end}


def dateline_end(text: str, is_place: IsPlace) -> int:
    """Return how long the dateline is that a sentence opens with; 0 where it opens with none.

    A city before a dash needs capitals, a day, a country or an agency beside it; before a colon, where a speaker can
    stand too, it must be known for a place.
    """
    unmistakable = AGENCY.match(text) or DASHLESS.match(text)
    if unmistakable is not None:
        return unmistakable.end()
    match = DATELINE.match(text)
    if match is None or match.end() >= len(text):
        return 0
    city, rest = match.group("city"), match.group("rest").strip()
    dashed = ":" not in match.group("end")
    marked = bool(DATED.search(rest) or COUNTRY.match(rest) or rest.endswith((")", "]")))
    if (dashed and (city.isupper() or marked)) or (city.isupper() and marked):
        return match.end() if len(city) > 2 else 0  # noqa: PLR2004 - "X - ", "UN: "
    return match.end() if is_place(city) else 0
