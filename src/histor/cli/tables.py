"""Which columns the tables show, made to fit 80 to 120 characters."""

from collections.abc import Callable

from histor.cli.formats import Column
from histor.cli.words import (
    count_words,
    dates_words,
    event_words,
    harm_words,
    range_words,
    retracted_words,
    short_id,
    shown,
    statement_words,
    told_words,
)
from histor.records.contract import JsonObject

CLAIM_WORDS = {"harm": harm_words, "event": event_words, "statement": statement_words}


def _claim(record: JsonObject) -> str:
    return f"{CLAIM_WORDS[str(record['kind'])](record)}\n“{shown(record['quote'])}”"


def _claim_told(record: JsonObject) -> str:
    who = told_words(record) if record["kind"] != "statement" else _speaker(record)
    return f"{who}, {record['published']}" if record["published"] else who


def _speaker(record: JsonObject) -> str:
    named = [shown(record[part]) for part in ("speaker", "role", "organization") if record[part]]
    via = [f"via {shown(record['via'])}"] if record["via"] else []
    return ", ".join([*dict.fromkeys(named), *via]) or told_words(record)


def _where_when(record: JsonObject) -> str:
    if "place" not in record:
        return ""
    return f"{shown(record['place'])}\n{dates_words(record)}"


def _point_line(point: JsonObject) -> str:
    source = shown(point["source"]) if point["source"] else "own voice"
    status = "" if point["status"] == "stands" else f" ({shown(point['status']).replace('_', ' ')})"
    return f"{count_words(point)}  {source}, {point['as_of'] or 'undated'}{status}"


def _series(record: JsonObject) -> str:
    series = record["series"]
    points = series if isinstance(series, list) else []
    return "\n".join(_point_line(point) for point in points if isinstance(point, dict))


def _figure(record: JsonObject) -> str:
    victims = "" if record["victim_class"] == "unspecified" else f", {shown(record['victim_class'])}"
    return f"{record['harm']}{victims}\n{record['scope']}".replace("_", " ")


def _size(key: str) -> Callable[[JsonObject], str]:
    def words(record: JsonObject) -> str:
        value = record[key]
        return str(len(value)) if isinstance(value, list) else shown(value)

    return words


def _title(record: JsonObject) -> str:
    title = shown(record["title"] or record["file"])
    return f"{title}\n{retracted_words(record)}" if record["retracted"] else title


ID = Column(heading="ID", words=lambda record: short_id(record["id"]))

CLAIM_COLUMNS = (
    ID,
    Column(heading="Claim", words=_claim, share=5),
    Column(heading="Said by", words=_claim_told, share=2),
    Column(heading="Where and when", words=_where_when, share=2),
)
STATEMENT_COLUMNS = (
    ID,
    Column(heading="Speaker", words=_claim_told, share=2),
    Column(heading="Statement", words=_claim, share=5),
)
DOCUMENT_COLUMNS = (
    ID,
    Column(heading="Published", words=lambda record: shown(record["published"])),
    Column(heading="Outlet", words=lambda record: shown(record["outlet"]), share=2),
    Column(heading="Title", words=_title, share=4),
    Column(heading="Copy of", words=lambda record: short_id(record["copy_of"]) if record["copy_of"] else ""),
    Column(heading="Claims", words=_size("claims")),
)
INCIDENT_COLUMNS = (
    ID,
    Column(heading="Incident", words=lambda record: shown(record["name"]), share=4),
    Column(heading="When", words=lambda record: dates_words(record | {"date_basis": None}), share=2),
    Column(heading="Place", words=lambda record: shown(record["place"]), share=2),
    Column(heading="Claims", words=_size("claims")),
    Column(heading="Docs", words=_size("documents")),
)
FIGURE_COLUMNS = (
    ID,
    Column(heading="Harm", words=_figure, share=2),
    Column(heading="Range", words=lambda record: range_words(record["low"], record["high"])),
    Column(heading="Series", words=_series, share=4),
    Column(heading="Sources", words=_size("independent_sources")),
    Column(heading="Grade", words=lambda record: shown(record["grade"])),
)
CONFLICT_COLUMNS = (
    Column(heading="Kind", words=lambda record: shown(record["kind"]).replace("_", " ")),
    Column(heading="People", words=lambda record: f"{record['people']:,}"),
    Column(heading="Incident", words=lambda record: shown(record["name"]), share=3),
    Column(heading="What stands against what", words=lambda record: shown(record["words"]), share=5),
)
