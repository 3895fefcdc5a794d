"""Every rule profile against cases reckoned by hand from the codebook that it follows."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.told import Told
from histor.records.figure import Rule
from histor.values.count import find_counts

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "golden" / "profiles.yml").read_text(encoding="utf-8")
)


def told(says: list[tuple[str, str, int]]) -> Told:
    made = Told()
    for source, words, on in says:
        [found] = find_counts(f"{words} people")
        made.says(source, found.count, f"2031-03-{on:02}")
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("rule", Rule)
def test_each_rule_yields_what_its_codebook_says(case: dict[str, Any], rule: Rule) -> None:
    figure = told(case["says"]).figure(rule)
    assert [figure.low, figure.high, figure.best] == case["yields"][rule]


@pytest.mark.parametrize("rule", Rule)
def test_the_rule_is_kept_with_the_figure_and_named_in_its_explanation(rule: Rule) -> None:
    figure = told([("Ardel Observatory", "40", 6), ("Human Rights Watch", "52", 6)]).figure(rule)
    assert figure.rule is rule
    assert rule is Rule.RANGE or f"Rule {rule}:" in figure.explanation


def test_every_case_says_what_every_rule_yields() -> None:
    assert all(set(case["yields"]) == set(Rule) for case in CASES)
