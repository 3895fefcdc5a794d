"""What is put together from gists is what the reports themselves give, whatever came first and was judged since."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factories import count, event, harm, name, place, statement, when
from histor.pipeline import build, derive, reinstate, retract, standing
from histor.pipeline.deciding import correct, decide_claims, merge
from histor.pipeline.judging import judged
from histor.records.claim import Act, Claim, Trace
from histor.records.document import Document
from histor.records.figure import Rule
from histor.records.judgement import JudgementKind
from histor.review.decide import Decider
from histor.settings import Settings
from histor.store.record import Record

TOLL = re.compile(r"(\d+) people were killed in (\w+) on (\S+), ([\w ]+) said\.")
HURT = re.compile(r"(\d+) were wounded")
BLAMED = re.compile(r"Gunmen of ([\w ]+) attacked")
REACTION = re.compile(r"The (\w+) council condemned it\.")
SIGNED = Decider(who="ana", at=datetime(2031, 4, 1, tzinfo=UTC), why="the morgue's list")
ROADS = ("salt", "mill", "north", "river", "old", "new", "long")
PADDING = " ".join(f"Rain fell on the {road} road." for road in ROADS)


@dataclass(frozen=True)
class PlainReader:
    """Reads tolls, wounded, attackers and reactions in one wording each."""

    version: str = "plain/1"

    def read(self, document: Document) -> Sequence[Claim]:
        return [*_tolls(document), *_attacks(document), *_reactions(document)]


def _tolls(document: Document) -> Iterator[Claim]:
    for found in TOLL.finditer(document.text):
        yield replace(
            harm(count(int(found[1])), source=found[4]),
            **_words(document, found),
            count_span=document.span(*found.span(1)),
            place=place(found[2], country="Norland"),
            when=when(found[3]),
            traces=(
                Trace(step="trigger", rule="killed", words="killed"),
                Trace(step="place", rule="in", words=""),
            ),
            outlet="Harbour Post",
        )


def _attacks(document: Document) -> Iterator[Claim]:
    for found in BLAMED.finditer(document.text):
        yield replace(
            event("Attack", event_type="Violence against civilians"),
            **_words(document, found),
            actors=(name(found[1]),),
        )


def _reactions(document: Document) -> Iterator[Claim]:
    for found in REACTION.finditer(document.text):
        who = name(f"{found[1]} council")
        yield replace(
            statement(Act.CONDEMN), **_words(document, found), speaker=None, source=who, organization=who
        )


def _words(document: Document, found: "re.Match[str]") -> dict[str, Any]:
    return {
        "document": document.id,
        "quote": document.span(*found.span()),
        "trigger": document.span(*found.span()),
        "published": document.published,
    }


def plain(_: Settings) -> PlainReader:
    return PlainReader()


def _report(number: int) -> str:
    """Return one of the reports: four events, told by several, with growing tolls, copies and reactions."""
    event_of, told = number % 4, number // 4
    town, day = ("Ardel", "Borrin", "Ardel", "Cosk")[event_of], date(2031, 3, 3 + event_of * 2)
    toll = 5 * (event_of + 1) + told
    said = f"{toll} people were killed in {town} on {day}, {('police', 'the mayor', 'Norland Watch')[told % 3]} said."
    if told == 2:  # a report without a toll
        return f"{REACTIONS[event_of]} Ilvar Tosk lived near the mill in {town}. {PADDING}"
    blamed = "Gunmen of the Grey Band attacked at dawn." if told % 2 else REACTIONS[event_of]
    return (
        f"{said} {blamed} They buried Ilvar Tosk beside Oda Renn. {PADDING if told else f'Report {number}.'}"
    )


REACTIONS = [f"The {town} council condemned it." for town in ("Ardel", "Borrin", "Ardel", "Cosk")]
REPORTS = 16


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(REPORTS)), st.integers(1, REPORTS), st.data())
def test_whatever_comes_first_what_is_kept_is_what_all_reports_give(
    order: Sequence[int], first: int, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "record", create=True) as record:
        for some in (order[:first], order[first:]):
            _take(record, Path(folder), some)
            _as_from_nothing(record)
        for act in data.draw(st.permutations([_reject, _correct, _merge, _withdraw])):
            act(record, data)
            _as_from_nothing(record)


def _take(record: Record, folder: Path, numbers: Sequence[int]) -> None:
    for number in numbers:
        published = f"---\npublished: 2031-03-{5 + number % 4 * 2 + number // 8:02}\n---\n"
        (folder / f"{number:02}.txt").write_text(f"{published}{_report(number)}\n")
    build(sorted(folder.glob("*.txt")), record=record, load=plain)


def _as_from_nothing(record: Record) -> None:
    told = derive(*standing(record), rule=Rule.RANGE, decided=judged(record))
    copies = {one.id: one.copy_of for one in record.documents() if one.copy_of}
    assert (copies, list(record.incidents()), list(record.figures())) == (
        told.copies,
        told.incidents,
        told.figures,
    )


def _claim(record: Record, data: st.DataObject) -> str:
    return data.draw(st.sampled_from([claim.id for claim in record.claims() if claim.id.startswith("c-")]))


def _reject(record: Record, data: st.DataObject) -> None:
    decide_claims(record, SIGNED, JudgementKind.REJECT, [_claim(record, data)])


def _correct(record: Record, data: st.DataObject) -> None:
    correct(record, SIGNED, [_claim(record, data)], {"exact": "31"})


def _merge(record: Record, data: st.DataObject) -> None:
    ids = [incident.id for incident in record.incidents()]
    if len(ids) > 1:
        merge(record, SIGNED, data.draw(st.permutations(ids))[:2])


def _withdraw(record: Record, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from([document.id for document in record.documents()]))
    retract(record, chosen, who="ana", why="it was invented")
    _as_from_nothing(record)
    if data.draw(st.booleans()):
        reinstate(record, chosen, who="ana", why="it was not")


def test_a_report_that_is_read_anew_has_its_gist_made_anew(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record", create=True) as record:
        _take(record, tmp_path, range(2))
        kept = {gist.document.id: gist for gist in record.gists()}
        first = next(record.documents())
        record.add_document(first, [])
        assert record.without_gist() == [first.id]
        assert [gist for gist in record.gists() if kept[gist.document.id] != gist] == []
