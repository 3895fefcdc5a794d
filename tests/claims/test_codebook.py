"""The codebook of events: its form, and that every rule codes its own example."""

from pathlib import Path

import pytest

from histor.claims.deeds.codebook import load_codebook
from histor.errors import LexiconError

ACLED_TYPES = {
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
}


def written(folder: Path, text: str) -> Path:
    path = folder / "book.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_codebook_has_the_six_types_of_acled() -> None:
    assert {rule.type for rule in load_codebook().rules} == ACLED_TYPES


def test_a_users_codebook_replaces_the_shipped_one(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name: Own\nparties: {state: [army]}\nrules:\n"
        "  - {type: Raid, sub: Cattle raid, verbs: [raid], example: Men raided a herd.}\n",
    )
    assert [(rule.type, rule.sub) for rule in load_codebook(path).rules] == [("Raid", "Cattle raid")]


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ("{type: Raid, sub: Cattle raid, verbs: [raid]}", "line 4: a rule needs type, sub and example"),
        ("{type: Raid, sub: S, example: E}", "line 4: a rule needs verbs or nouns"),
        ("{type: Raid, sub: S, example: E, verbs: [raid], actor: army}", "line 4: actor 'army' is none of"),
        ("{type: Raid, sub: S, example: E, verbs: [raid], colour: red}", "line 4: a rule has no key colour"),
    ],
)
def test_a_rule_that_breaks_the_form_is_named_by_its_line(tmp_path: Path, rule: str, complaint: str) -> None:
    path = written(tmp_path, f"name: Own\nparties: {{state: [army]}}\nrules:\n  - {rule}\n")
    with pytest.raises(LexiconError, match=complaint):
        load_codebook(path)
