"""The words of harm: what harms people, who they are, and what is no harm of arms at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from histor.claims.parsed import Token
from histor.claims.vocabulary import word_lists
from histor.records.claim import Harm, VictimClass


class Role(StrEnum):
    """The place that the victims take in the grammar of a harm word; the key of its list in harm.yml."""

    DOES = "does"
    DOES_TO_PEOPLE = "does_to_people"
    SUFFERS = "suffers"
    SUFFERS_PEOPLE = "suffers_people"
    PHRASES_DOES = "phrases_does"
    PHRASES_SUFFERS = "phrases_suffers"
    EVENTS = "events"
    VICTIMS = "victims"
    STATES = "states"


PLAIN_LISTS = (
    "harmless",
    "bare_actives",
    "pictures",
    "earlier_words",
    "criminal_records",
    "lives",
    "lives_verbs",
    "lives_spared",
    "tolls",
    "totals",
    "losses",
    "update_verbs",
    "report_verbs",
    "together_with",
    "passive_only",
    "finding_verbs",
    "record_verbs",
    "records",
    "grave_words",
    "wounds",
    "arriving",
    "blows",
    "cuts",
    "limbs",
    "missiles",
    "body_parts",
    "extremities",
    "relief_verbs",
    "errands",
    "foiled",
    "no_doer",
    "burnings",
    "homes",
    "hideouts",
)
CLASSES = tuple(VictimClass(name) for name in ("civilian", "combatant", "security_force", "unspecified"))
VICTIM_LISTS = (
    *CLASSES,
    "combatant_context",
    "security_context",
    "civilian_context",
    "women",
    "children",
    "not_people",
    "quantity",
    "shares",
    "groups",
)
KIN_LISTS = ("kin", "holders", "titles", "offices", "unique_roles")
ATTACK_LISTS = ("counted", "violence", "disaster", "disaster_context", "sport", "players")
SCOPE_LISTS = (
    "since",
    "over_years",
    "ongoing",
    "severity",
    "recalled",
    "apart",
    "tallying",
    "crimes",
    "happenings",
    "unrelated",
    "many",
)
SINGLE_LISTS = (
    "male_words",
    "female_words",
    "open_end",
    "survivors",
    "others",
    "one_person",
    "lethal",
    "lethal_attacks",
    "lethal_verbs",
    "aged_deaths",
    "found_deaths",
    "no_names",
    "failed_suicides",
    "own_hand_deaths",
    "investigated",
    "cases",
    "relative_deaths",
    "later_deaths",
    "dying",
    "carried",
    "wound_words",
    "wounded_by",
    "surviving",
    "wound_kinds",
    "finding",
    "arrivals",
    "conditions",
    "not_happened",
    "attackers",
)
MODAL_LISTS = (
    "alleged",
    "hypothetical_aux",
    "hypothetical_verbs",
    "denying",
    "negating",
    "knowing",
    "hearsay",
    "conditional",
    "unsure",
    "accusing",
    "collectives",
)

Entry = tuple[str, ...]
"""The lemmas of one entry."""


@lru_cache(maxsize=1 << 16)
def base_forms(lemma: str, text: str) -> tuple[str, ...]:
    """Return the forms to look a word up by: the model's lemma fails on "corpses", "raped"."""
    word = text.lower()
    forms = [lemma, word]
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            forms.append(word.removesuffix(ending) + instead)
    return tuple(dict.fromkeys(forms))


ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one harm word says: the harm, and where its victims stand."""

    harm: Harm
    role: Role
    entry: str


@dataclass(frozen=True)
class HarmWords:
    """The lexicon of harm, as the finders look words up in it."""

    words: Mapping[Role, Mapping[str, Meaning]]  # lemma -> meaning, by role
    phrases: tuple[tuple[Entry, Meaning], ...]
    lists: Mapping[str, frozenset[str]]
    victims: Mapping[str, VictimClass]  # "police officer" -> security_force

    def meaning(self, lemma: str, *roles: Role) -> Meaning | None:
        """Return what `lemma` says in the first of `roles` that knows it."""
        return next((self.words[role][lemma] for role in roles if lemma in self.words[role]), None)

    @cached_property
    def _openings(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, (entry, _) in enumerate(self.phrases):
            found.setdefault(entry[0], []).append(position)
        return found

    def phrases_opening(self, *words: str) -> list[tuple[Entry, Meaning]]:
        """Return the phrases that begin with one of `words`, in the lexicon's order."""
        positions = {
            position for word in words if word in self._openings for position in self._openings[word]
        }
        return [self.phrases[position] for position in sorted(positions)] if positions else []

    def harmless_opening(self, *words: str) -> list[Entry]:
        """Return the phrases that begin with one of `words` and harm nobody, without these: "hang out"."""
        return [entry for word in dict.fromkeys(words) for entry in self._harmless.get(word, ())]

    @cached_property
    def _harmless(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for phrase in sorted(self.lists["harmless"]):
            first, *rest = phrase.split()
            found.setdefault(first, []).append(tuple(rest))
        return found

    def of_token(self, token: Token, *roles: Role) -> Meaning | None:
        """Return what a token says in the first of `roles` that knows one of its base forms."""
        known = self._of_roles(roles)
        for form in base_forms(token.lemma, token.text):
            if form in known:
                return known[form]
        return None

    def _of_roles(self, roles: tuple[Role, ...]) -> Mapping[str, Meaning]:
        """Return what each word says in the first of `roles` that knows it."""
        known = self._asked.get(roles)
        if known is None:
            ranked = (self.words[role] for role in reversed(roles))
            known = self._asked[roles] = {word: told for words in ranked for word, told in words.items()}
        return known

    @cached_property
    def _asked(self) -> dict[tuple[Role, ...], Mapping[str, Meaning]]:
        return {}

    def has(self, name: str, word: str) -> bool:
        """Whether the list `name` holds `word`."""
        return word in self.lists[name]


def load_harm_words(folders: Sequence[Path] = ()) -> HarmWords:
    """Return the shipped lexicon of harm with the user's folders on top.

    Raises LexiconError with file and line for an unknown key or an entry that is no text.
    """
    harm_keys = [f"{harm}.{role}" for harm in Harm for role in Role]
    harm = word_lists("harm.yml", [*harm_keys, *PLAIN_LISTS], folders)
    victims = word_lists("victims.yml", VICTIM_LISTS, folders)
    lists = {name: harm[name] for name in PLAIN_LISTS} | {name: victims[name] for name in VICTIM_LISTS}
    for name, keys in (
        ("kinship", KIN_LISTS),
        ("attacks", ATTACK_LISTS),
        ("scope", SCOPE_LISTS),
        ("singles", SINGLE_LISTS),
        ("modality", MODAL_LISTS),
    ):
        lists |= word_lists(f"{name}.yml", keys, folders)
    return HarmWords(
        words=MappingProxyType({role: _meanings(harm, role) for role in Role}),
        phrases=_phrases(harm),
        lists=MappingProxyType({name: frozenset(words) for name, words in lists.items()}),
        victims=MappingProxyType(_classes(victims)),
    )


def _meanings(lists: Mapping[str, Sequence[str]], role: Role) -> dict[str, Meaning]:
    return {
        word: Meaning(harm, role, f"{harm}.{role}:{word}")
        for harm in reversed(
            Harm
        )  # a word of two harms ("casualty") is read as the graver, which comes first
        for word in lists[f"{harm}.{role}"]
    }


def _phrases(lists: Mapping[str, Sequence[str]]) -> tuple[tuple[Entry, Meaning], ...]:
    found = [
        (_with_gap(phrase, role), Meaning(harm, role, f"{harm}.{role}:{phrase}"))
        for harm in Harm
        for role in (Role.PHRASES_DOES, Role.PHRASES_SUFFERS)
        for phrase in lists[f"{harm}.{role}"]
    ]
    return tuple(sorted(found, key=lambda item: (item[0].count("*") - len(item[0]), item[0].count("*"))))


def _with_gap(phrase: str, role: Role) -> Entry:
    """Return the words of a phrase; in a transitive one the victims may stand: "shot three men dead"."""
    first, *rest = phrase.split()
    return (first, *rest) if role is not Role.PHRASES_DOES or rest[:1] == ["*"] else (first, "*", *rest)


def _classes(lists: Mapping[str, Sequence[str]]) -> dict[str, VictimClass]:
    return {word: victim_class for victim_class in reversed(CLASSES) for word in lists[victim_class]}
