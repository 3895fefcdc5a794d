"""What a record holds can be listed and filtered, in every format."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from command import histor
from histor.cli.words import short_id

CLAIM_KEYS = [
    "id",
    "kind",
    "document",
    "quote",
    "start",
    "end",
    "harm",
    "exact",
    "low",
    "high",
    "hedge",
    "wording",
    "victims",
    "victim_class",
    "women",
    "children",
    "scope",
    "subset_of",
    "source",
    "via",
    "outlet",
    "place",
    "latitude",
    "longitude",
    "admin1",
    "country",
    "place_precision",
    "from",
    "to",
    "date_precision",
    "date_basis",
    "perpetrator",
    "modality",
    "as_of",
    "published",
    "confidence",
    "extractor",
    "review",
]


def listed(command: str, record: Path, *options: str) -> list[dict[str, Any]]:
    done = histor(command, "--record", record, "--format", "jsonl", *options)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_documents_are_listed_with_what_they_declare(built: Path) -> None:
    found = [(one["file"], one["outlet"], one["published"]) for one in listed("documents", built)]

    assert found == [
        ("0.txt", "The Ardel Courier", "2025-03-08"),
        ("1.txt", "Northern Herald", "2025-03-10"),
        ("2.txt", "Harbour Notes", None),
    ]


def test_claims_of_harm_have_every_key_of_the_contract(built: Path) -> None:
    for claim in listed("claims", built, "--kind", "harm"):
        assert set(CLAIM_KEYS) <= claim.keys()


def test_claims_are_filtered_by_kind_harm_source_and_place(built: Path) -> None:
    numbers = [
        (claim["low"], claim["high"], claim["hedge"])
        for claim in listed("claims", built, "--harm", "killed", "--source", "observatory")
    ]

    assert numbers == [(40, None, "at_least"), (57, 57, "exact")]
    assert listed("claims", built, "--place", "nowhere") == []


def test_claims_as_of_a_day_leave_out_later_and_undated_reports_and_say_so(built: Path) -> None:
    done = histor("claims", "--record", built, "--as-of", "2025-03-09", "--format", "jsonl")
    published = {json.loads(line)["published"] for line in done.out.splitlines()}

    assert published == {"2025-03-08"}
    assert "left out, their date being unknown: 2.txt" in done.err


def test_claims_are_of_one_document_if_asked(built: Path) -> None:
    [document] = [one for one in listed("documents", built) if one["file"] == "1.txt"]
    claims = listed("claims", built, "--document", document["id"][:12])

    assert len(claims) == document["claims"] > 0
    assert {claim["document"] for claim in claims} == {document["id"]}


def test_statements_are_filtered_by_act_and_speaker(built: Path) -> None:
    denials = listed("statements", built, "--act", "deny")
    condemnations = listed("statements", built, "--speaker", "halloum")

    assert [one["kind"] for one in denials] == ["statement"]
    assert [one["act"] for one in condemnations] == ["condemn"]


def test_incidents_hold_claims_that_the_record_has(built: Path) -> None:
    claims = {claim["id"] for claim in listed("claims", built)}
    incidents = listed("incidents", built)

    assert incidents
    assert {claim for incident in incidents for claim in incident["claims"]} <= claims


def test_figures_stand_on_claims_and_say_their_rule(built: Path) -> None:
    claims = {claim["id"] for claim in listed("claims", built)}
    figures = listed("figures", built, "--harm", "killed")

    assert figures
    for figure in figures:
        assert (figure["rule"], figure["harm"]) == ("range", "killed")
        assert {claim for point in figure["series"] for claim in point["claims"]} <= claims


def test_figures_as_of_a_day_know_nothing_of_later_reports(built: Path) -> None:
    done = histor(
        "figures", "--record", built, "--as-of", "2025-03-09", "--format", "jsonl", "--harm", "killed"
    )
    published = {point["published"] for line in done.out.splitlines() for point in json.loads(line)["series"]}

    assert published == {"2025-03-08"}


@pytest.mark.parametrize("command", ["documents", "claims", "statements", "incidents", "figures"])
def test_every_format_lists_the_same_entries(built: Path, command: str) -> None:
    ids = [one["id"] for one in listed(command, built)]
    as_json = histor(command, "--record", built, "--format", "json")
    as_csv = histor(command, "--record", built, "--format", "csv")
    as_table = histor(command, "--record", built)

    assert ids
    assert [one["id"] for one in json.loads(as_json.out)] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(as_csv.out))] == ids
    assert all(short_id(one) in as_table.out for one in ids)


@pytest.mark.parametrize("command", ["documents", "claims", "statements", "incidents", "figures"])
def test_a_table_fits_eighty_columns(built: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = histor(command, "--record", built)

    assert done.out
    assert max(len(line) for line in done.out.splitlines()) <= 80


def test_nothing_found_is_said_in_a_table_and_empty_in_json(built: Path) -> None:
    assert "nothing in the record fits" in histor("claims", "--record", built, "--place", "nowhere").out
    assert histor("claims", "--record", built, "--place", "nowhere", "--format", "json").out == "[]\n"


def test_a_figure_is_explained_down_to_the_words_and_the_hash(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")  # a hash stands whole on a line, to be copied
    [figure, *_] = listed("figures", built, "--harm", "killed")
    done = histor("explain", figure["id"][:10], "--record", built)
    told = json.loads(histor("explain", figure["id"], "--record", built, "--format", "json").out)
    claims = [claim for point in told["series"] for claim in point["claims"]]

    assert done.status == 0
    assert {claim["claim"]["id"] for claim in claims} == {
        claim for point in figure["series"] for claim in point["claims"]
    }
    for claim in claims:
        assert claim["document"]["sha256"] in done.out
        assert claim["traces"]


@pytest.mark.parametrize("command", ["documents", "claims", "statements", "incidents", "figures"])
def test_everything_that_is_listed_can_be_explained(built: Path, command: str) -> None:
    for one in listed(command, built):
        done = histor("explain", one["id"], "--record", built)

        assert (done.status, done.err) == (0, "")
        assert one["id"] in done.out


def test_an_unknown_id_is_a_wrong_call(built: Path) -> None:
    done = histor("explain", "c-none", "--record", built)

    assert (done.status, done.out) == (2, "")
    assert "c-none" in done.err


def test_the_dossier_is_written_and_said(built: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = histor("dossier", "--record", built, "-o", page)

    assert (done.status, done.out) == (0, "")
    assert str(page) in done.err.replace("\n", "")
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_a_dossier_that_cannot_be_written_is_a_wrong_call_that_leaves_nothing(
    built: Path, tmp_path: Path
) -> None:
    done = histor("dossier", "--record", built, "-o", tmp_path / "none" / "page.html")

    assert done.status == 2
    assert "cannot be written" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_claim_shows_what_its_words_came_to(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    placed = next(c for c in listed("claims", built, "--harm", "killed") if c["latitude"] and c["from"])
    done = histor("explain", placed["id"], "--record", built)
    told = json.loads(histor("explain", placed["id"], "--record", built, "--format", "json").out)

    assert told["resolved"]["place"]["country"] == placed["country"]
    assert told["resolved"]["when"]["read_against"] == placed["published"]
    assert f"{placed['latitude']:.3f}" in done.out
    assert f"→ {placed['from']}" in done.out


def test_a_part_shows_its_whole(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(
        "Gunmen killed 12 people in Jableh on Monday, among them four children."
    )
    record = tmp_path / "record"
    histor("build", tmp_path / "report.txt", "--record", record, "--published", "2031-05-14")
    part = next(c for c in listed("claims", record) if c["subset_of"])

    told = json.loads(histor("explain", part["id"], "--record", record, "--format", "json").out)
    assert told["resolved"]["whole"]["id"] == part["subset_of"]
    assert "part of" in histor("explain", part["id"], "--record", record).out
