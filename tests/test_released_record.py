"""A released record names nobody: its database, its log, its JSON and its page are searched for every name.

HISTOR_RELEASES says how many releases are searched.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command import FIRST, SECOND, histor, write_reports
from factories import document, harm, place, statement
from histor.documents.evidence import EvidenceVault
from histor.pipeline import settle
from histor.pipeline.deciding import correct, decide_claims
from histor.records.claim import HarmClaim
from histor.records.document import Document
from histor.records.incident import Incident, Membership
from histor.records.judgement import JudgementKind
from histor.review.decide import Decider
from histor.store.record import Record
from histor.store.released import unsigned
from histor.values.span import Span

RELEASES = int(os.environ.get("HISTOR_RELEASES", "8"))
LATITUDE, LONGITUDE = 35.53217, 35.79119
ALPHABETS = ("zqxjvw", "çğńřžå", "щжфъэя", "شعظقخض", "קשתחטצ", "悠斋锦阁霞", "아빛솔꽃별")


@st.composite
def person(draw: st.DrawFn) -> str:
    """A fictional name of two words, in one of several scripts."""
    letters = st.sampled_from(draw(st.sampled_from(ALPHABETS)))
    first, last = (draw(st.text(letters, min_size=4, max_size=7)).capitalize() for _ in range(2))
    return f"{first} {last}"


@dataclass(frozen=True)
class Case:
    """Who is in a record: one killed, one who speaks, and what persons made of both."""

    victim: str
    witness: str
    spelled: str  # the witness, as an analyst corrects it
    told: str  # the victims, as an analyst words them
    rejected: str  # one who spoke, an analyst says, and did not
    group: str


CASES = st.lists(person(), min_size=6, max_size=6, unique=True).map(
    lambda names: Case(
        victim=names[0],
        witness=names[1],
        spelled=names[2],
        told=names[3],
        rejected=names[4],
        group=names[5].split()[0],
    )
)


def at(report: Document, words: str) -> Span:
    start = report.text.index(words)
    return report.span(start, start + len(words))


def fill(record: Record, case: Case) -> None:
    """Keep a report with the names in all its words, its claims, and what an analyst decided."""
    death = f"Nine {case.group} villagers were killed, {case.victim} among them, {case.witness} said."
    speech = f"{case.witness} and {case.rejected} condemned what was done to {case.victim}."
    data = f"{death}\n{speech}\n{case.victim} was forty.".encode()
    sha256 = EvidenceVault(record.evidence).keep(data)
    report = replace(
        document(data.decode(), file=f"{case.victim}.txt", title=f"For {case.victim}", author=case.witness,
                 url=f"https://reports.example/{quote(case.victim)}"),
        id=sha256,
    )  # fmt: skip
    killed = replace(
        harm(9, source=case.witness, of=sha256, named_victims=(case.victim,), group=case.group),
        quote=at(report, death), trigger=at(report, "killed"), count_span=at(report, "Nine"),
        victims=f"{case.group} villagers", place=place(
            "Ardel", latitude=LATITUDE, longitude=LONGITUDE, admin1="Latakia", country="Syria"),
    )  # fmt: skip
    said, denied = (
        replace(statement(speaker=who, of=sha256), quote=at(report, speech), trigger=at(report, "condemned"))
        for who in (case.witness, case.rejected)
    )
    record.capture(
        sha256, report.file, declared=json.dumps({"title": report.title}), captured_at=report.captured_at
    )
    record.add_document(report, [killed, said, denied])
    settle(record)
    analyst = Decider(who="ana", at=datetime(2025, 4, 2, tzinfo=UTC), why="heard again")
    correct(record, analyst, [said.id], {"speaker": case.spelled})
    correct(record, analyst, [killed.id], {"victims": f"nine villagers, {case.told}", "source": case.spelled})
    decide_claims(record, analyst, JudgementKind.REJECT, [denied.id])


@contextmanager
def released(case: Case) -> Iterator[tuple[Path, Path]]:
    """Yield the folder of an opened release, and a public page, of a record of `case`."""
    folder = Path(tempfile.mkdtemp())
    try:
        with Record.open(folder / "record", create=True) as record:
            fill(record, case)
        done = [
            histor("release", "--record", folder / "record", "-o", folder / "r.tar"),
            histor("dossier", "--public", "--record", folder / "record", "-o", folder / "page.html"),
        ]
        assert [(each.status, each.err) for each in done if each.status] == []
        with tarfile.open(folder / "r.tar") as tar:
            tar.extractall(folder / "out", filter="data")
        yield folder / "out" / "release" / "data", folder / "page.html"
    finally:
        shutil.rmtree(folder)


def forms(words: str) -> set[bytes]:
    """Return the bytes that words can have in a file."""
    spelled = {words, words.casefold(), words.upper(), words.lower()}
    return {
        form
        for each in spelled
        for form in (
            each.encode(),
            each.encode("utf-16-le"),
            json.dumps(each)[1:-1].encode(),
            quote(each).encode(),
        )
    }


def found_in(files: Sequence[Path], words: str) -> list[str]:
    return [file.name for file in files if any(form in file.read_bytes() for form in forms(words))]


@settings(max_examples=RELEASES, deadline=None)
@given(CASES)
def test_no_name_group_or_point_stands_in_any_byte_of_a_release(case: Case) -> None:
    with released(case) as (data, page):
        files = [page, *(path for path in data.rglob("*") if path.is_file())]
        names = (case.victim, case.witness, case.spelled, case.rejected, case.told, case.group)
        words = {word for name in names for word in (name, *name.split())}
        assert {word: found for word in words if (found := found_in(files, word))} == {}
        assert {word: found_in(files, word) for word in (str(LATITUDE), str(LONGITUDE))} == {
            str(LATITUDE): [],
            str(LONGITUDE): [],
        }


@settings(max_examples=RELEASES, deadline=None)
@given(CASES)
def test_the_record_in_a_release_holds_no_word_of_a_report_or_of_a_correction(case: Case) -> None:
    with released(case) as (data, _):
        files = [path for path in (data / "record").rglob("*") if path.is_file()]
        words = (
            case.victim,
            case.witness,
            case.spelled,
            case.rejected,
            case.told,
            case.group,
            "villagers",
            "Ardel",
        )
        assert {word: found for word in words if (found := found_in(files, word))} == {}
        assert sorted(file.name for file in files) == ["log.jsonl", "record.db"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record in a release of two reports."""
    folder = tmp_path_factory.mktemp("released")
    histor("build", write_reports(folder / "reports", (FIRST, SECOND)), "--record", folder / "record")
    histor("release", "--record", folder / "record", "-o", folder / "r.tar")
    with tarfile.open(folder / "r.tar") as tar:
        tar.extractall(folder, filter="data")
    return folder / "release" / "data" / "record"


def test_a_released_record_gives_the_figures_that_it_was_made_from(release: Path) -> None:
    of_both = [histor("figures", "--record", folder, "--format", "json").out for folder in
               (release, release.parents[2] / "record")]  # fmt: skip
    told = [
        [(one["id"], one["low"], one["high"], one["grade"]) for one in json.loads(out)] for out in of_both
    ]

    assert told[0] == told[1] != []


def test_the_claims_of_a_released_record_keep_their_ids_and_counts(release: Path) -> None:
    with Record.open(release) as made, Record.open(release.parents[2] / "record") as record:
        told = [
            [
                (claim.id, claim.count.exact, claim.count.low)
                for claim in one.claims()
                if isinstance(claim, HarmClaim)
            ]
            for one in (made, record)
        ]

    assert told[0] == told[1] != []


def test_every_span_of_a_released_record_stands_in_its_text(release: Path) -> None:
    with Record.open(release) as made:
        texts = {each.id: each.text for each in made.documents()}
        spans = [claim.quote for claim in made.claims()]

    assert {texts[span.document][span.start : span.end] == span.text for span in spans} == {True}


def test_the_log_of_a_released_record_is_the_chain_that_it_was_made_from(release: Path) -> None:
    chains = [
        [
            (line["seq"], line["previous"], line["sha256"])
            for line in map(json.loads, path.read_text().splitlines())
        ]
        for path in (release / "log.jsonl", release.parents[2] / "record" / "log.jsonl")
    ]

    assert chains[0] == chains[1][: len(chains[0])] != []  # then the release itself was noted


@pytest.mark.parametrize(
    "tampered",
    [
        lambda lines: lines[1:],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
        lambda lines: [*lines[:2], lines[2].replace("claims", "clams"), *lines[3:]],
        lambda lines: [*lines, lines[-1]],
    ],
    ids=["the first line taken out", "the last", "two swapped", "one changed", "one added"],
)
def test_whatever_is_done_to_the_log_of_a_released_record_is_found(
    release: Path, tmp_path: Path, tampered: Callable[[list[str]], list[str]]
) -> None:
    shutil.copytree(release, tmp_path / "record")
    log = tmp_path / "record" / "log.jsonl"
    assert histor("verify", "--record", tmp_path / "record").status == 0
    log.write_text("".join(tampered(log.read_text().splitlines(keepends=True))))

    assert histor("verify", "--record", tmp_path / "record").status == 1


def test_nothing_is_added_to_a_released_record(release: Path) -> None:
    before = (release / "log.jsonl").read_bytes()
    done = histor("build", release.parents[2] / "reports", "--record", release)

    assert (done.status, "is a release" in done.err, (release / "log.jsonl").read_bytes()) == (
        2,
        True,
        before,
    )


def test_a_bare_line_is_a_flaw_in_a_record_that_is_no_release(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release.parents[2] / "record", tmp_path / "record")
    shutil.copy(release / "log.jsonl", tmp_path / "record" / "log.jsonl")

    assert histor("verify", "--record", tmp_path / "record").status == 1


def test_a_whole_line_that_is_shown_later_proves_what_a_bare_one_said(release: Path) -> None:
    pairs = zip(
        *(
            (folder / "log.jsonl").read_text().splitlines()
            for folder in (release, release.parents[2] / "record")
        ),
        strict=False,  # the release itself was noted afterwards
    )
    for bare, line in pairs:
        whole = json.loads(line)
        del whole["sha256"]
        form = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(form.encode()).hexdigest() == json.loads(bare)["sha256"]


def test_who_put_a_claim_into_an_incident_is_left_out() -> None:
    members = tuple(Membership(claim=f"c-{by}", by=by, reasons=()) for by in ("rules/1", "ana"))
    incident = Incident(
        id="i-1", name="Killing in Ardel", parent=None, members=members, documents=(), when=None, place=None,
        actors=(), founder="c-1",
    )  # fmt: skip

    assert [member.by for member in unsigned(incident).members] == ["rules/1", "[withheld]"]
