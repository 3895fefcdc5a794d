"""Judging a record from the command line: what it changes, what it keeps, how it is undone."""

import json
from pathlib import Path
from typing import Any

import pytest

from command import Done, histor, write_reports


@pytest.fixture
def record(tmp_path: Path) -> Path:
    done = histor("build", write_reports(tmp_path / "reports"), "--record", tmp_path / "record")
    assert done.status == 0, done.err
    return tmp_path / "record"


def listed(record: Path, what: str, *options: str) -> list[dict[str, Any]]:
    done = histor(what, "--record", record, "--format", "jsonl", *options)
    return [json.loads(line) for line in done.out.splitlines()]


def claim(record: Path, number: int) -> str:
    return str(
        next(one["id"] for one in listed(record, "claims", "--kind", "harm") if one["exact"] == number)
    )


def judge(record: Path, *arguments: str) -> Done:
    done = histor(*arguments, "--record", record, "--why", "read again", "--by", "R. Coder")
    assert done.status == 0, done.err
    return done


def test_a_rejected_claim_is_listed_and_in_no_figure(record: Path) -> None:
    wrong = claim(record, 57)
    judge(record, "claims", "reject", wrong)
    assert [one["review"] for one in listed(record, "claims") if one["id"] == wrong] == ["rejected"]
    series = [point for figure in listed(record, "figures") for point in figure["series"]]
    assert not any(wrong in point["claims"] for point in series)
    assert not any(wrong in incident["claims"] for incident in listed(record, "incidents"))


def test_a_corrected_claim_counts_as_corrected_and_the_reading_is_shown_beside(record: Path) -> None:
    wrong = claim(record, 57)
    judge(record, "claims", "correct", wrong, "--set", "exact=75")
    points = [point for figure in listed(record, "figures") for point in figure["series"]]
    assert [point["exact"] for point in points if wrong in point["claims"]] == [75]
    told = json.loads(histor("explain", wrong, "--record", record, "--format", "json").out)
    assert (told["claim"]["exact"], told["claim"]["review"], told["as_read"]["exact"]) == (
        75,
        "corrected",
        57,
    )
    [judgement] = told["judgements"]
    assert (judgement["before"]["exact"], judgement["after"]["exact"]) == (57, 75)
    assert (judgement["by"], judgement["why"], judgement["status"]) == ("R. Coder", "read again", "stands")


def test_figures_say_how_far_they_are_reviewed(record: Path) -> None:
    assert {figure["review"] for figure in listed(record, "figures")} == {"machine"}
    judge(record, "claims", "accept", *(one["id"] for one in listed(record, "claims")))
    assert {figure["review"] for figure in listed(record, "figures")} == {"reviewed"}
    assert {incident["review"] for incident in listed(record, "incidents")} == {"reviewed"}


def test_a_corrected_claim_is_found_by_what_it_says_now(record: Path) -> None:
    wrong = claim(record, 57)
    judge(record, "claims", "correct", wrong, "--set", "harm=injured")
    assert wrong in [one["id"] for one in listed(record, "claims", "--harm", "injured")]
    assert wrong not in [one["id"] for one in listed(record, "claims", "--harm", "killed")]


def test_undoing_gives_back_what_was_there(record: Path) -> None:
    before = listed(record, "figures"), listed(record, "incidents"), listed(record, "claims")
    [home] = [one for one in listed(record, "incidents") if claim(record, 57) in one["claims"]]
    judge(record, "claims", "correct", claim(record, 57), "--set", "exact=75", "--set", "place=Ardel")
    judge(record, "incidents", "split", home["id"], home["claims"][0])
    for one in listed(record, "judgements"):
        judge(record, "undo", one["id"])
    assert (listed(record, "figures"), listed(record, "incidents"), listed(record, "claims")) == before
    assert [one["status"] for one in listed(record, "judgements")] == ["undone", "undone", "stands", "stands"]


def test_a_split_and_a_merge_survive_another_build_with_more_reports(record: Path, tmp_path: Path) -> None:
    home = max(listed(record, "incidents"), key=lambda one: len(one["claims"]))
    away = next(
        one["id"] for one in listed(record, "claims", "--kind", "harm") if one["id"] in home["claims"]
    )
    judge(record, "incidents", "split", home["id"], away)
    more = tmp_path / "more.txt"
    more.write_text(
        "---\npublished: 2025-03-11\n---\nAt least 61 people were killed in Latakia on Friday, a nurse said.\n"
    )
    assert histor("build", more, "--record", record).status == 0
    apart = [one for one in listed(record, "incidents") if away in one["claims"]]
    assert [one["claims"] for one in apart] == [[away]]
    others = [one["id"] for one in listed(record, "incidents") if one["id"] != apart[0]["id"]]
    judge(record, "incidents", "merge", apart[0]["id"], *others)
    assert len(listed(record, "incidents")) == 1


def test_the_record_named_before_the_command_is_meant_too(record: Path) -> None:
    done = histor("claims", "--record", record, "accept", claim(record, 57), "--why", "read again")
    assert done.status == 0, done.err
    assert [one["kind"] for one in listed(record, "judgements")] == ["accept"]


def test_a_record_that_was_judged_is_intact(record: Path) -> None:
    judge(record, "claims", "correct", claim(record, 57), "--set", "exact=75")
    judge(record, "claims", "reject", claim(record, 75))
    assert histor("verify", "--record", record).status == 0


def test_a_record_made_again_from_its_log_is_judged_as_it_was(record: Path, tmp_path: Path) -> None:
    judge(record, "claims", "correct", claim(record, 57), "--set", "exact=75")
    done = histor("replay", "--record", record, "--to", tmp_path / "again")
    assert done.status == 0, done.err
    assert listed(tmp_path / "again", "figures") == listed(record, "figures")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("claims", "reject", "c-none"), "no"),
        (("undo", "j-none"), "no judgement"),
        (("incidents", "merge", "i-none"), "no"),
    ],
)
def test_what_is_not_there_cannot_be_judged(record: Path, arguments: tuple[str, ...], words: str) -> None:
    done = histor(*arguments, "--record", record, "--why", "read again")
    assert done.status == 2
    assert words in done.err


def test_a_reason_must_be_given(record: Path) -> None:
    done = histor("claims", "accept", claim(record, 57), "--record", record, "--why", " ")
    assert (done.status, "--why is empty" in done.err) == (2, True)
