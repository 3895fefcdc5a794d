"""Find every mention of harm to people in a report: how many of whom, how badly, and how firmly it is put."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from histor.claims.harm.ages import aged_persons
from histor.claims.harm.bodies import of_bodies
from histor.claims.harm.bullets import Lead, in_list, is_line, lead_after
from histor.claims.harm.cause import dies_in_accident, is_armed
from histor.claims.harm.fatal import charged, died_since, looked_into, multiples, with_fatal
from histor.claims.harm.followed import died_next, followed
from histor.claims.harm.found import Found
from histor.claims.harm.frames import held_till_freed, read_frames
from histor.claims.harm.hit import known_as_people
from histor.claims.harm.joint import taken_apart
from histor.claims.harm.mention import mention
from histor.claims.harm.outcome import settled
from histor.claims.harm.parts import as_itemised, as_part, itemised, lean, points_back
from histor.claims.harm.parts_leaning import with_predicate
from histor.claims.harm.past_arrests import counts_past_arrests
from histor.claims.harm.persons import FULL_NAME
from histor.claims.harm.phrases import Counted, counted_phrases
from histor.claims.harm.scene import Scene
from histor.claims.harm.scope import scope_of
from histor.claims.harm.scope_case import Case, Told
from histor.claims.harm.singles import part_singles, uncounted
from histor.claims.harm.surface import own_verb, surface
from histor.claims.harm.tolls import plain_label, plain_toll, toll_frame
from histor.claims.harm.unnumbered import unnumbered_events, unnumbered_parts, with_whole, without
from histor.claims.harm.wordings import by_own_hand, last_resort, named_death, worded_deaths
from histor.claims.harm.words import HarmWords, load_harm_words
from histor.claims.harm.wounds import last_wound, worded_wounds
from histor.claims.mentions import HarmMention, Stretch
from histor.claims.parsed import Sentence
from histor.claims.reading import Reading
from histor.records.claim import Harm
from histor.values.number_kinds import NumberKind

# The report's own affair lasts days or longer: its tolls run up over several incidents.
DRAWN_OUT = re.compile(
    r"\b(?:day|week|month|year)s?-long (?:conflict|violence|fighting|clashes|war|unrest)\b|"
    r"\b(?:violence|fighting|clashes|unrest) (?:began|erupted|broke out|started|flared)\b",
    re.IGNORECASE,
)
FEW = 10  # dead
__all__ = ["HarmWords", "find_harm", "load_harm_words"]


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a sentence that it may lean on."""

    earlier: Sequence[Found]  # the figures of the sentence before
    lead: Lead | None  # the total of the list that it is a line of


def find_harm(reading: Reading, words: HarmWords, tellers: Sequence[Stretch] = ()) -> list[HarmMention]:
    """Return the harm mentions of a report, in the order of its text; `tellers`, who only tell of it, are none."""
    found: list[Found] = []
    body = reading.body
    earlier: list[Found] = []
    lead: Lead | None = None
    for sentence, armed in zip(body, is_armed(words, body), strict=True):
        before = Before(earlier, lead if is_line(sentence) else None)
        here = _in_sentence(reading, words, sentence, before) if sentence.tokens and armed else []
        here = [item for item in _by_arms(here) if not any(who.covers(item.counted.start) for who in tellers)]
        found += here
        lead = lead_after(lead, sentence, here)
        earlier = [item for item in here if item.count.exact != 0] or earlier  # none are no whole of a part
    scenes = [Scene(sentence, words, ()) for sentence in _armed(reading, words)]
    found = died_next(scenes, found)
    found += _by_arms(_told_of_before(scenes, found))
    found += _by_arms(followed(scenes, found))
    found = settled(of_bodies(sorted(found, key=lambda item: item.start)))
    long = DRAWN_OUT.search(reading.document.text)
    told = [
        Told(
            item, scope_of(replace(_case(reading, words, found, i), drawn_out=long.group() if long else None))
        )
        for i, item in enumerate(found)
    ]
    parts: dict[int, list[Told]] = {}
    for each in told:
        parts.setdefault(id(each.scoped.whole), []).append(each)
    return [mention(reading, words, told, i, parts.get(id(told[i].found), ())) for i in range(len(told))]


def _told_of_before(scenes: Sequence[Scene], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the deaths of those told of before who are named; in a report that gives none otherwise, of anybody.

    The wound of somebody told of before is harm only in a report that gives none otherwise.
    """
    deaths = [item for item in found if item.harm is Harm.KILLED]
    if deaths:
        yield from _named_deaths(scenes, deaths)
        return
    hurt = any(item.harm is Harm.INJURED for item in found)
    deadly = (last_resort, charged, looked_into)
    for last in deadly if hurt else (*deadly, last_wound):
        told = next((item for scene in scenes if (item := last(scene))), None)
        if told is not None:
            yield told
            return


def _by_arms(found: Iterable[Found]) -> list[Found]:
    """Return the harm that no accident did."""
    return [
        item
        for item in found
        if item.hit.verb is None or not dies_in_accident(item.scene.words, item.scene.sentence, item.hit.verb)
    ]


def _armed(reading: Reading, words: HarmWords) -> list[Sentence]:
    """Return the sentences in which a harm may be put down to armed violence."""
    body = reading.body
    return [s for s, armed in zip(body, is_armed(words, body), strict=True) if s.tokens and armed]


def _named_deaths(scenes: Sequence[Scene], deaths: Sequence[Found]) -> Iterator[Found]:
    """Yield the deaths of persons named before; among many dead, who is named was counted."""
    if any((item.count.low or 0) > FEW for item in deaths):
        return
    told, used = list(deaths), {item.scene.sentence.index for item in deaths}
    named: set[str] = set()
    for scene in scenes:
        death = named_death(scene, told) if scene.sentence.index not in used else None
        if death is not None and death.count.wording in named:
            told.append(death)
            yield death
        named |= {
            name for found in FULL_NAME.finditer(scene.sentence.text) for name in found.group("first", "last")
        }


def _case(reading: Reading, words: HarmWords, found: Sequence[Found], at: int) -> Case:
    following = found[at].scene.sentence.index + 1
    after = reading.sentences[following] if following < len(reading.sentences) else None
    preceding = reading.sentences[following - 2] if following > 1 else None
    return Case(words, found[at], found[:at], found[at + 1 :], after, preceding)


def _in_sentence(reading: Reading, words: HarmWords, sentence: Sentence, told_before: Before) -> list[Found]:
    counts = tuple(count for count in reading.counts_in(sentence) if count.kind is NumberKind.CARDINAL)
    if sentence.text.rstrip().endswith("?"):
        return []  # a question claims nothing
    scene = Scene(sentence, words, counts)
    phrases = counted_phrases(scene)
    spoken_of = told_before.earlier[-1].harm if told_before.earlier else None
    singles = [*uncounted(scene, phrases, spoken_of), *without(scene)]
    sums = [single for single in singles if single.summed]
    found: list[Found] = []
    open_phrases: list[Counted] = []
    for phrase in phrases:
        if any(s.counted.start <= phrase.start < s.counted.end for s in sums):
            continue
        before = sorted([*found, *(s for s in sums if s.start < phrase.start)], key=lambda item: item.start)
        figure = read_count(scene, phrase, before, told_before)
        if figure is None:
            open_phrases.append(phrase)
        else:
            found += [*_led_up_to(scene, open_phrases, figure), figure]
            open_phrases = []
    singles = [as_itemised(with_whole(s, found), found) for s in singles if not _counted_by_total(s, found)]
    told = sorted([*taken_apart(found), *taken_apart(singles)], key=lambda item: item.start)
    more = [
        *part_singles(scene, told),
        *aged_persons(scene, told),
        *unnumbered_parts(scene, told),
        *_apart_from(told, unnumbered_events(scene)),
    ]
    worded = list(worded_deaths(scene, [*told, *more]))
    worded += multiples(scene, [*told, *more, *worded])
    worded += by_own_hand(scene, [*told, *more, *worded], reading.document.text)
    worded += worded_wounds(scene, [*told, *more, *worded])
    return of_bodies(died_since(with_fatal(sorted([*told, *more, *worded], key=lambda item: item.start))))


def _counted_by_total(single: Found, found: Sequence[Found]) -> bool:
    """Whether harm without a number is what a total counts: "the number of people killed reached 131"."""
    if single.count.known:
        return False
    above = {t.i for t in single.scene.sentence.ancestors(single.counted.anchor)}
    return any(item.hit.frame == "toll" and item.hit.first.i in above for item in found)


def _apart_from(told: Sequence[Found], more: Iterator[Found]) -> list[Found]:
    """Return the figures of `more` whose word of harm no figure of `told` has used."""
    used = {item.hit.first.start for item in told}
    return [item for item in more if item.hit.first.start not in used]


def _led_up_to(scene: Scene, phrases: Sequence[Counted], figure: Found) -> list[Found]:
    """Return the figures of a list whose verb comes last: "9 civilians, 35 militiamen killed"."""
    led: list[Found] = []
    nearest = figure.counted
    for phrase in reversed(phrases):
        joint = (
            scene.sentence.words(phrase.end, nearest.start).strip(" ") if phrase.end <= nearest.start else "?"
        )
        if joint not in (",", "and", ", and", "&", "or") or phrase.bare or phrase.mention is None:
            break
        if phrase.noun is None or not known_as_people(scene, phrase.noun) or phrase.mention.weak:
            break
        led.insert(0, Found(scene, phrase, replace(figure.hit, frame="listed-before"), phrase.mention.count))
        nearest = phrase
    return led


def read_count(scene: Scene, phrase: Counted, found: Sequence[Found], before: Before) -> Found | None:
    """Return the harm that one counted phrase gives, None where it gives none."""
    count = phrase.mention
    if count is None or counts_past_arrests(scene, phrase):
        return None
    earlier = before.earlier
    context = found[-1].harm if found else (earlier[-1].harm if earlier else None)
    item = in_list(scene, phrase, found, before.lead) or itemised(scene, phrase, found)
    if item is not None:
        return item
    hit = (
        plain_label(scene, phrase)
        or own_verb(scene, phrase)
        or plain_toll(scene, phrase, context)
        or read_frames(scene, phrase)
        or toll_frame(scene, phrase, context)
        or surface(scene, phrase)
    )
    if hit is not None and context is Harm.ABDUCTED and hit.meaning.entry == "detained.does_to_people:hold":
        hit = replace(hit, meaning=replace(hit.meaning, harm=Harm.ABDUCTED))  # the captives told of before
    if hit is not None and held_till_freed(scene, phrase.anchor, hit):
        return None
    loose = hit is not None and (hit.frame == "event" or phrase.anchor.dep == "appos")
    pointing = loose and points_back(scene, phrase)
    if hit is None or (pointing and found):  # "the injury of six others, two of them seriously"
        leaned = lean(scene, phrase, found, earlier)
        if leaned is not None and hit is not None and hit.frame == "own-clause":
            return replace(leaned, hit=hit)
        if leaned is not None or hit is None:
            return leaned
    phrase = with_predicate(scene, phrase)
    return _checked(as_part(scene, Found(scene, phrase, hit, count.count), found))


def _checked(found: Found) -> Found | None:
    """Drop what the words count but do not harm: houses, days, money."""
    noun, mention_of = found.counted.noun, found.counted.mention
    if mention_of is not None and mention_of.weak and not _before_victims(found):
        return None
    nothing = found.harm not in (Harm.KILLED, Harm.INJURED, Harm.MISSING) or found.hit.frame == "record"
    if found.count.exact == 0 and nothing:
        return None  # "no arrests", "no prisoners", "gave no name": nothing is claimed
    if noun is not None and noun.lemma in ("family", "household") and found.harm is not Harm.DISPLACED:
        return None
    if (
        noun is not None
        and found.scene.is_place_or_thing(noun)
        and found.hit.frame not in ("attacks", "record")
    ):
        return None
    return found


def _before_victims(found: Found) -> bool:
    """Whether a doubtful number ("one", "no") stands with people or with a word for the harmed."""
    noun = found.counted.noun
    if noun is None:
        return found.hit.frame not in ("surface-active", "surface-passive")
    return known_as_people(found.scene, noun) or found.scene.noun(noun) is not None
