"""Group and reckon the gold set's own claims, so that these two rooms are scored apart from extraction.

    python benchmarks/record_from_gold.py --shared ../shared [--gazetteer]

`--shared` names a folder with gold/. With `--gazetteer` the gold's place names are looked up, without it they
are compared as words alone. What is written to benchmarks/out/gold/ is what score_record.py reads.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from histor.figures.reckon import reckon
from histor.incidents.group import group
from histor.records.claim import Act, Claim, Harm, HarmClaim, Modality, Scope, StatementClaim, VictimClass
from histor.records.contract import figure_json, incident_json
from histor.records.document import Document, Published
from histor.store.gazetteer import gazetteer_path, open_gazetteer
from histor.values.count import Count, Hedge
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.name import Name
from histor.values.place import Gazetteer, GazetteerPlace, Place, PlaceKind, PlacePrecision
from histor.values.span import Span

OUT = Path(__file__).parent / "out" / "gold"
PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.ADMIN1: PlacePrecision.ADMIN1,
    PlaceKind.ADMIN2: PlacePrecision.ADMIN2,
    PlaceKind.SETTLEMENT: PlacePrecision.EXACT,
    PlaceKind.SITE: PlacePrecision.EXACT,
}


def main() -> int:
    """Write the record that follows from the gold claims, and print how it scores."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--gazetteer", action="store_true")
    args = ask.parse_args()
    gold = args.shared / "gold"
    gazetteer = open_gazetteer(gazetteer_path()) if args.gazetteer else None
    documents = read_documents(gold)
    by_report = {Path(document.file).stem: document for document in documents.values()}
    claims: list[Claim] = [*harm_claims(gold, by_report, gazetteer), *statements(gold, by_report)]
    incidents = group(claims, documents)
    figures = reckon(incidents, claims, documents)
    OUT.mkdir(parents=True, exist_ok=True)
    write("documents", ({"id": d.id, "file": d.file, "copy_of": d.copy_of} for d in documents.values()))
    write("incidents", (incident_json(incident) for incident in incidents))
    write("figures", (figure_json(figure) for figure in figures))
    score(gold)
    return 0


def read_documents(gold: Path) -> dict[str, Document]:
    """Return every report of the gold set as a document, copies marked as the gold marks them."""
    rows = read(gold / "reports.jsonl")
    bodies = {row["id"]: (gold / "reports" / f"{row['id']}.txt").read_bytes() for row in rows}
    ids = {report: hashlib.sha256(body).hexdigest() for report, body in bodies.items()}
    return {ids[row["id"]]: _document(row, bodies[row["id"]], ids) for row in rows}


def _document(row: dict[str, Any], body: bytes, ids: dict[str, str]) -> Document:
    text, published = body.decode(), _day(row["published"])
    return Document(
        id=ids[row["id"]],
        file=f"{row['id']}.txt",
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        reader="text/1",
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
        outlet=row["outlet"],
        title=row["headline"],
        published=Published(start=published, end=published) if published else None,
        copy_of=ids[row["syndicated_of"]] if row["syndicated_of"] else None,
    )


def harm_claims(gold: Path, documents: dict[str, Document], gazetteer: Gazetteer | None) -> list[HarmClaim]:
    """Return the gold claims as claims of harm."""
    rows = read(gold / "claims.jsonl")
    made = {
        row["id"]: _claim(row, number, documents[row["report"]], gazetteer) for number, row in enumerate(rows)
    }
    linked = {row["id"]: row["subset_of"] for row in rows if row["subset_of"]}
    return [_with_whole(claim, made.get(linked.get(key, ""))) for key, claim in made.items()]


def _with_whole(claim: HarmClaim, whole: HarmClaim | None) -> HarmClaim:
    fields = {name: getattr(claim, name) for name in HarmClaim.__dataclass_fields__}
    return HarmClaim(**fields | {"subset_of": whole.id if whole else None})


def _claim(row: dict[str, Any], number: int, document: Document, gazetteer: Gazetteer | None) -> HarmClaim:
    quote = _span(document, row["quote"])
    wording = f"{row['low'] or row['high'] or row['hedge']} {row['victims'] or ''}#{number}"
    return HarmClaim(
        document=document.id,
        quote=quote,
        trigger=quote,
        harm=Harm(row["harm"]),
        count=Count(
            exact=row["exact"], low=row["low"], high=row["high"], hedge=Hedge(row["hedge"]), wording=wording
        ),
        victims=row["victims"],
        victim_class=VictimClass(row["victim_class"]),
        scope=Scope(row["scope"]),
        source=_name(row["source"]),
        via=_name(row["via"]),
        outlet=document.outlet,
        modality=Modality(row["modality"]),
        as_of=_day(row["as_of"]),
        published=document.published,
        place=_place(row["place"], document.text, gazetteer),
        when=_when(row["from"], row["to"]),
        perpetrator=_name(row["perpetrator"]),
        extractor="gold",
        confidence=1.0,
    )


def statements(gold: Path, documents: dict[str, Document]) -> list[StatementClaim]:
    """Return the gold statements as claims."""
    return [_statement(row, documents[row["report"]]) for row in read(gold / "statements.jsonl")]


def _statement(row: dict[str, Any], document: Document) -> StatementClaim:
    quote = _span(document, row["quote"])
    speaker = _name(row["speaker"])
    return StatementClaim(
        document=document.id,
        quote=quote,
        trigger=quote,
        act=Act(row["act"]),
        speaker=speaker,
        role=row["speaker_role"],
        organization=_name(row["organization"]),
        source=speaker,
        topic=row["topic"],
        about=row["about"],
        published=document.published,
        extractor="gold",
        confidence=1.0,
    )


def _span(document: Document, text: str) -> Span:
    start = max(document.text.find(text), 0)
    return document.span(start, min(start + len(text), len(document.text)))


def _name(written: str | None) -> Name | None:
    """Return a name; a person's ends in two capitals, and is canonical without the office before it."""
    if not written:
        return None
    person = re.search(r"(?<=[a-z] )(?:[A-Z][\w-]+ )+[A-Z][\w-]+$", written)
    return Name(canonical=person.group() if person else written, written=written)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _when(start: str | None, end: str | None) -> When | None:
    if not start and not end:
        return None
    return When(start=_day(start), end=_day(end), precision=DatePrecision.DAY, basis=DateBasis.STATED)


def _place(written: str | None, text: str, gazetteer: Gazetteer | None) -> Place | None:
    """Return a place, looked up among those whose country the report names."""
    if written is None:
        return None
    rows = gazetteer.find(written) if gazetteer else ()
    row = next((row for row in rows if row.country and row.country in text), None)
    return _placed(written, row) if row else Place(written=written)


def _placed(written: str, row: GazetteerPlace) -> Place:
    return Place(
        written=written,
        gazetteer_id=row.id,
        name=row.name,
        latitude=row.latitude,
        longitude=row.longitude,
        admin1=row.admin1,
        admin2=row.admin2,
        country=row.country,
        precision=PRECISION.get(row.kind),
    )


def score(gold: Path) -> None:
    """Run the gold set's scorer for records."""
    options = [
        part
        for name in ("documents", "incidents", "figures")
        for part in (f"--{name}", OUT / f"{name}.jsonl")
    ]
    command = [
        sys.executable,
        gold / "score_record.py",
        "--gold",
        gold,
        *options,
        "--errors",
        OUT / "errors.jsonl",
    ]
    subprocess.run([str(part) for part in command], check=True)


def read(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file with one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write(name: str, rows: Iterable[Any]) -> None:
    """Write one JSON object a line."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (OUT / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
