"""A user's own hedges, and files of the lexicon that nothing would read."""

from pathlib import Path

import pytest

from histor.claims.hedge_words import load_hedges
from histor.claims.vocabulary import check_names
from histor.errors import LexiconError
from histor.values.count import Hedge, find_counts


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("yaml", "text", "expected"),
    [
        ("before.nearly: [a whisker under]", "a whisker under 40 dead", (None, 40, Hedge.NEARLY)),
        ("before.at_least: [easily]", "Easily 40 died", (40, None, Hedge.AT_LEAST)),
        ("after.at_least: [and rising]", "40 dead, 12 and rising", (12, None, Hedge.AT_LEAST)),
        ("before.more_than: [some]", "some 40 dead", (41, None, Hedge.MORE_THAN)),
    ],
)
def test_a_users_hedge_bounds_a_number(
    tmp_path: Path, yaml: str, text: str, expected: tuple[int | None, int | None, Hedge]
) -> None:
    count = find_counts(text, load_hedges([written(tmp_path, "en/hedges.yml", yaml)]))[-1].count
    assert (count.low, count.high, count.hedge) == expected


def test_the_shipped_hedges_stay() -> None:
    assert find_counts("at least 40", load_hedges()) == find_counts("at least 40")


def test_a_bound_that_no_number_has_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = written(tmp_path, "en/hedges.yml", "before.about: [ballpark]\nbefore.rather: [quite]\n")
    with pytest.raises(LexiconError, match=r"line 2: 'before\.rather' is not known here"):
        load_hedges([folder])


@pytest.mark.parametrize("name", ["en/harms.yml", "harm.yml", "english/harm.yml", "places/towns.yaml"])
def test_a_file_that_nothing_reads_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(LexiconError, match="no file of the lexicon"):
        check_names([written(tmp_path, name, "killed.does: [undo]\n")])


@pytest.mark.parametrize(
    "name", ["en/harm.yml", "en/hedges.yml", "actors/any-name.yml", "places/regions.yml"]
)
def test_a_file_that_is_read_may_stand_there(tmp_path: Path, name: str) -> None:
    check_names([written(tmp_path, name, "killed.does: [undo]\n")])
