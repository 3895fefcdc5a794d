from pathlib import Path

import pytest

from histor.claims.actors import ActorEntry, ActorLexicon, load_actors
from histor.claims.places.names import load_place_names
from histor.errors import LexiconError

LEXICON = load_actors(countries=load_place_names().countries)


def found(text: str, lexicon: ActorLexicon = LEXICON) -> list[tuple[str, str]]:
    return [(mention.entry.id, mention.written) for mention in lexicon.find(text)]


def own(tmp_path: Path, text: str) -> Path:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "own.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_lexicon_names_over_350_actors() -> None:
    assert len(LEXICON.entries) >= 350


@pytest.mark.parametrize("entry", LEXICON.entries.values(), ids=lambda entry: entry.id)
def test_every_name_of_an_entry_is_found_and_means_it(entry: ActorEntry) -> None:
    for name in (entry.name, *entry.aliases, *entry.words):
        assert found(f"Later {name} spoke.") == [(entry.id, name)]
        assert LEXICON.canonical(name) is entry


def test_a_person_speaks_for_a_body_that_the_lexicon_has() -> None:
    named = {entry.organization for entry in LEXICON.entries.values() if entry.organization}
    assert named - set(LEXICON.entries) == set()


def test_a_body_of_a_country_that_the_lexicon_names_has_one_name_by_both_ways() -> None:
    assert body("the Syrian defense ministry") == ("syria-defence", LEXICON.entries["syria-defence"].name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A strike hit Sanaa, SANA reported.", ["sana"]),
        ("Residents of Hama fled; Hamas said nothing.", ["hamas"]),
        ("The ap on his phone failed, AP wrote.", ["ap"]),
        ("Where IS gunmen hid is unknown.", ["is"]),
        ("THE WAR IS OVER IN THE NORTH", []),
        ("Doctors WHO treated them", ["who"]),
        ("THOSE WHO FLED", []),
        ("They asked for an amnesty.", []),
        ("The general security situation worsened.", []),
        ("An opera by Wagner was played.", []),
        ("The M23's advance went on.", ["m23"]),
        ("Assad loyalists attacked; Assad was abroad.", ["assad-loyalists", "bashar-assad"]),
        ("RSF’s fighters", ["rsf"]),
        ("members of the Alawite sect", ["alawites"]),
        ("A Fatah official spoke of a fatah.", ["fatah"]),
    ],
)
def test_homonyms_are_told_apart(text: str, expected: list[str]) -> None:
    assert [entry for entry, _ in found(text)] == expected


def test_the_longest_name_wins() -> None:
    assert found("the UN human rights office") == [("ohchr", "UN human rights office")]


def test_a_name_may_break_across_lines() -> None:
    assert found("the Rapid Support\nForces") == [("rsf", "Rapid Support\nForces")]


def test_article_and_possessive_do_not_change_who_is_meant() -> None:
    assert LEXICON.canonical("the Kremlin's") is LEXICON.entries["kremlin"]


def test_communities_are_sensitive() -> None:
    assert LEXICON.entries["alawites"].sensitive
    assert not LEXICON.entries["hts"].sensitive


def test_an_entry_of_the_user_replaces_the_shipped_one(tmp_path: Path) -> None:
    lexicon = load_actors([own(tmp_path, "hts: {name: The Group, kind: party}\n")])
    assert (lexicon.entries["hts"].name, found("HTS spoke", lexicon)) == ("The Group", [])


def test_an_unknown_kind_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = own(tmp_path, "a: {name: A Group, kind: party}\nb: {name: B Group, kind: gang}\n")
    with pytest.raises(LexiconError, match=r"own\.yml, line 2: actor 'b': kind 'gang'"):
        load_actors([folder])


def test_an_alias_that_yaml_reads_as_a_truth_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="line 1: actor 'a': aliases and words are lists of names"):
        load_actors([own(tmp_path, "a: {name: A Group, kind: party, aliases: [no]}\n")])


def body(written: str) -> tuple[str, str] | None:
    entry = LEXICON.canonical(written)
    return (entry.id, entry.name) if entry else None


@pytest.mark.parametrize(
    "written",
    [
        "Iran's foreign ministry",
        "the Iranian Foreign Ministry",
        "the ministry of foreign affairs of Iran",
        "Foreign Ministry of Iran",
    ],
)
def test_a_ministry_has_one_name_for_all_its_wordings(written: str) -> None:
    assert body(written) == ("foreign-ministry:Iran", "Iran's Foreign Ministry")


def test_british_and_american_spellings_are_one_body() -> None:
    assert body("Malian defense ministry") == body("Mali’s ministry of defence")


def test_an_army_keeps_its_word_and_is_the_states_military() -> None:
    assert (body("Chadian army"), body("the military of Chad")) == (
        ("military:Chad", "Chad's army"),
        ("military:Chad", "Chad's military"),
    )


@pytest.mark.parametrize("written", ["Iran", "foreign ministry", "Iranian poets", "police of the town", ""])
def test_a_country_without_a_body_and_a_body_without_a_country_name_no_body(written: str) -> None:
    entry = LEXICON.canonical(written)
    assert entry is None or ":" not in entry.id


def test_an_entry_of_its_own_goes_before_the_body_that_every_state_has() -> None:
    assert body("Russian defence ministry") == ("ru-mod", LEXICON.entries["ru-mod"].name)
