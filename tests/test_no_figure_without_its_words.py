"""Whatever batch goes through the whole house, each figure leads to words that stand in a kept report."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from histor.documents.evidence import EvidenceVault
from histor.pipeline import build
from histor.records.claim import HarmClaim
from histor.records.contract import claim_json, figure_json, incident_json
from histor.records.figure import Point
from histor.store.record import Record
from histor.values.span import Span

BINARY = b"\x89PNG\r\n\x1a\n" + bytes(100)
ORDINARY = b"At least 40 people were killed in Latakia on Friday, the mayor said.\n"

numbers = st.integers(2, 2000)
hedged = st.builds(
    "{}{}".format, st.sampled_from(["", "at least ", "nearly ", "more than ", "about "]), numbers
)
harms = st.sampled_from(["were killed", "were injured", "are missing", "were displaced"])
victims = st.sampled_from(["people", "civilians", "soldiers", "residents"])
towns = st.sampled_from(["Latakia", "Tartus", "Hama", "a village"])
days = st.sampled_from(["on Monday", "last week", "on 8 March 2025", "since Friday", ""])
speakers = st.sampled_from(["the mayor", "the Syrian Observatory for Human Rights", "a hospital"])
sentences = st.builds(
    "The ministry had no comment. {} {} {} in {} {}, {} said.".format,
    hedged,
    victims,
    harms,
    towns,
    days,
    speakers,
)
bodies = st.lists(sentences, min_size=1, max_size=3).map("\n\n".join)
headers = st.sampled_from(["", "---\npublished: 2025-03-10\n---\n", "---\noutlet: Ardel Post\n---\n"])
reports = st.builds("{}{}\n".format, headers, bodies).map(str.encode)
batches = st.lists(st.one_of(reports, reports, st.sampled_from([b"", BINARY])), min_size=1, max_size=5)


@settings(max_examples=12, deadline=None)
@given(batches)
@example([b"", BINARY, ORDINARY])
def test_every_figure_stands_on_words_of_a_kept_report(batch: list[bytes]) -> None:
    with TemporaryDirectory() as folder, Record.open(Path(folder, "record"), create=True) as record:
        files = Path(folder, "reports")
        files.mkdir()
        for number, data in enumerate(batch):
            (files / f"{number}.txt").write_bytes(data)
        summary = build([files], record=record)

        assert summary.received == len(batch) == summary.read + summary.known + summary.failed
        _everything_quotes_a_kept_report(record)
        _every_figure_stands_on_claims(record)
        _nothing_unknown_is_made_up(record)


def _everything_quotes_a_kept_report(record: Record) -> None:
    vault = EvidenceVault(record.evidence)
    texts = {document.id: document.text for document in record.documents()}
    for document in texts:
        assert hashlib.sha256(vault.read(document)).hexdigest() == document
    for claim in record.claims():
        spans = [claim.quote, claim.trigger, *(_of_harm(claim) if isinstance(claim, HarmClaim) else ())]
        for span in spans:
            assert span.document == claim.document
            assert texts[claim.document][span.start : span.end] == span.text


def _of_harm(claim: HarmClaim) -> Iterator[Span]:
    yield from claim.also
    if claim.count_span:
        yield claim.count_span


def _every_figure_stands_on_claims(record: Record) -> None:
    claims = {claim.id: claim for claim in record.claims() if isinstance(claim, HarmClaim)}
    for figure in record.figures():
        assert figure.claims
        for point in figure.series:
            told = [claims[claim] for claim in point.claims]
            assert {claim.document for claim in told} == set(point.documents)
            assert any(_gives(claim, point) for claim in told)
        bounds = {bound for point in figure.series for bound in (point.low, point.high)}
        assert {figure.low, figure.high} <= bounds | {None}


def _gives(claim: HarmClaim, point: Point) -> bool:
    return (claim.count.exact, claim.count.low, claim.count.high) == (point.exact, point.low, point.high)


def _nothing_unknown_is_made_up(record: Record) -> None:
    told = [
        *map(claim_json, record.claims()),
        *map(figure_json, record.figures()),
        *map(incident_json, record.incidents()),
    ]
    today = datetime.now(UTC).date().isoformat()
    for one in told:
        assert "" not in one.values()
        assert not [key for key in ("exact", "low", "high", "best") if one.get(key) == 0]
        assert today not in json.dumps(one)
    for document in record.documents():
        dated = document.published is not None
        assert dated == ("published:" in _received(record, document.id))


def _received(record: Record, document: str) -> str:
    return EvidenceVault(record.evidence).read(document).decode()
