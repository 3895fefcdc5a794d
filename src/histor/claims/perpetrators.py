"""Decide whom the source of a claim blames: the doer in its own words, else whom it accuses elsewhere in the report."""

import re
from collections.abc import Iterable, Sequence

from histor.claims.codebook import Codebook
from histor.claims.mentions import Attribution, EventMention, HarmMention, StatementMention, Stretch
from histor.claims.reading import Reading
from histor.records.claim import Act
from histor.values.name import Name

VIOLENT_TYPES = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
ARTICLE = re.compile(r"^(?:the|a|an|some|two|three|several|unidentified)\s+", re.IGNORECASE)
FIGHT = "Battles"
NOBODY = Name(canonical="", written="")  # stands for the open question of who hit whom in a fight
DOERS = frozenset({"state", "non_state"})

Blame = dict[str | None, Name]


def blame_by_source(
    reading: Reading,
    mentions: Sequence[tuple[HarmMention, Attribution | None]],
    statements: Sequence[StatementMention],
    events: Sequence[tuple[EventMention, Attribution | None]],
    codebook: Codebook,
) -> Blame:
    """Return whom each source blames in this report, None standing for the reporter; first named, first kept."""
    blame: Blame = {}
    for mention, told in mentions:
        doer = agent(mention.agent, reading, codebook) if mention.agent and not mention.background else None
        if doer is not None:
            blame.setdefault(source_key(told), doer)
    for key, doer in _sole_doers(events, reading, codebook).items():
        blame.setdefault(key, doer)
    for statement in statements:
        accused = _accused(statement, reading, codebook)
        if accused is not None:
            for key in _keys(statement.attribution):
                blame.setdefault(key, accused)
    return blame


def _sole_doers(
    events: Sequence[tuple[EventMention, Attribution | None]], reading: Reading, codebook: Codebook
) -> Blame:
    """Return the doer of each source's violent events where it is one and the same throughout.

    Where a source tells of two parties, or of a fight, nothing says whose hand a toll is: nobody is blamed for it.
    """
    doers: dict[str | None, set[Name]] = {}
    for event, told in events:
        if event.event_type in VIOLENT_TYPES and not event.background:
            named = {name for name in event.actors if _is_doer(name.written, reading, codebook)}
            fought = event.event_type == FIGHT
            doers.setdefault(source_key(told), set()).update(named | ({NOBODY} if fought else set()))
    return {key: next(iter(names)) for key, names in doers.items() if len(names) == 1 and NOBODY not in names}


def source_key(told: Attribution | None) -> str | None:
    """Return what stands for a source when claims of one report are compared: its fullest name, lower case."""
    return told.source.written.lower() if told and told.source else None


def _keys(told: Attribution) -> Iterable[str]:
    return {name.written.lower() for name in (told.speaker, told.organization) if name}


def agent(stretch: Stretch, reading: Reading, codebook: Codebook) -> Name | None:
    """Return the doer that the grammar gives, None for a bare weapon ("an air strike") or the violence itself."""
    written = ARTICLE.sub("", reading.document.text[stretch.start : stretch.end]).strip()
    if not _is_doer(written, reading, codebook):
        return None
    return named(written, reading)


def named(written: str, reading: Reading) -> Name:
    """Return `written` with the actor lexicon's name for it."""
    entry = reading.lexicon.canonical(written)
    return Name(canonical=entry.name, written=written, entry=entry.id) if entry else Name(canonical=written, written=written)


def _is_doer(written: str, reading: Reading, codebook: Codebook) -> bool:
    words = re.findall(r"[\w’'-]+", written.lower())
    heads = {words[-1], " ".join(words[-2:])} if words else set()
    if any(codebook.parties.get(word) in DOERS for word in heads | set(words)):
        return True
    found = reading.lexicon.find(written)
    return any(mention.entry.kind in ("armed_group", "state_force", "government") for mention in found)


def _accused(statement: StatementMention, reading: Reading, codebook: Codebook) -> Name | None:
    if statement.act is Act.CLAIM_RESPONSIBILITY:
        return statement.attribution.source
    if statement.act is not Act.ACCUSE or not statement.about:
        return None
    written = ARTICLE.sub("", statement.about).strip()
    known = reading.lexicon.canonical(written)
    proper = written[:1].isupper()
    return named(written, reading) if known or proper or _is_doer(written, reading, codebook) else None
