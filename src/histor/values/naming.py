"""How a source is named within a sentence, with the article that English asks for."""

import re
from functools import cache
from importlib.resources import files

import yaml

BEHIND = re.compile(r"\s+(?:of|for|in|at|on|from|with|near|who|behind|loyal|linked)\s+|\s*[,(]")
OWNED = re.compile(r"[A-Z]\S*(?: [A-Z]\S*)?['’]s?\s")  # "Russia's defence ministry", "the Netherlands' army"


def in_a_sentence(name: str) -> str:
    """Return a name as a sentence goes on with it: "the health ministry", "a nurse in Kaya", "Airwars".

    A proper name stays as it is, but for "the" before the bodies that ask for it.
    """
    plain = _without_capital(name)
    head = BEHIND.split(plain)[0]
    if not head or OWNED.match(plain) or head.split()[0].lower() in _words("determiners") or _is_plural(head):
        return plain
    if _ends_in(head, "bodies"):
        return f"the {plain}"
    if any(letter.isupper() for letter in head.split()[-1]):  # "al-Rok" too
        return plain
    if _ends_in(head, "persons"):
        return f"{'an' if head[0].lower() in 'aeio' else 'a'} {plain}"
    return f"the {plain}"


def _without_capital(name: str) -> str:
    """Return a name without the capital of a sentence that it opened: "Residents", "Local media"."""
    head = BEHIND.split(name)[0]
    first, *others = head.split() or [""]
    common = first.lower() in _words("openers") or (not others and _is_plural(head))
    lowered = common and all(word[0].islower() for word in others)
    return name[0].lower() + name[1:] if lowered and not first[1:2].isupper() else name


def _ends_in(head: str, kind: str) -> bool:
    words = head.lower().split()
    return words[-1] in _words(kind) or " ".join(words[-2:]) in _words(kind)


def _is_plural(head: str) -> bool:
    last = next(iter(head.lower().split()[-1:]), "")
    return last in _words("plurals") or (last.endswith("s") and last.removesuffix("s") in _words("persons"))


@cache
def _words(kind: str) -> frozenset[str]:
    listed = yaml.safe_load(files("histor.values").joinpath("naming.yml").read_text(encoding="utf-8"))
    return frozenset(str(word) for word in listed[kind])
