"""The data that this room reads: kinds of voices, rule profiles."""

from importlib.resources import files

import pytest
import yaml

from factories import name
from histor.figures.profile import profile
from histor.figures.sides import Kind, is_blamed, kind_of
from histor.records.figure import Rule

ROWS = yaml.safe_load(files("histor.figures").joinpath("sides.yml").read_text(encoding="utf-8"))["kinds"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_the_example_of_each_kind_is_of_that_kind(row: dict[str, str]) -> None:
    assert kind_of(name(row["example"])) is Kind(row["kind"])


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("UN Commission of Inquiry", Kind.MONITOR),
        ("National Committee", Kind.OFFICIAL),
        ("Hamas-run health ministry", Kind.OFFICIAL),
        ("Islamic State", Kind.ARMED),
        ("hospital sources", Kind.OFFICIAL),
        ("Orlo Tann", Kind.OTHER),
    ],
)
def test_a_name_tells_what_kind_of_voice_it_is(source: str, kind: Kind) -> None:
    assert kind_of(name(source)) is kind


def test_a_report_s_own_voice_is_of_no_kind() -> None:
    assert kind_of(None) is Kind.OTHER


def test_a_general_staff_answers_for_the_army_that_its_reports_say_it_heads() -> None:
    titles = frozenset({"Norland Armed Forces"})
    assert is_blamed(name("General Staff"), titles, [name("Norland Armed Forces")])


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_profile_that_names_its_codebook(rule: Rule) -> None:
    found = profile(rule)
    assert (found.rule, bool(found.codebook)) == (rule, True)
