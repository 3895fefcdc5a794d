"""`histor gazetteer`: build the table of places, and look names up in it."""

from typing import Annotated

import typer

from histor.cli.formats import Column, Format, emit
from histor.cli.options import FormatOption, GazetteerTables, settings_from
from histor.cli.progress import rows_written, say
from histor.cli.words import UNKNOWN, shown
from histor.records.contract import JsonObject
from histor.values.place import GazetteerPlace

app = typer.Typer(no_args_is_help=True, help="Build the gazetteer, and look places up in it.")


@app.command("build")
def build(
    *, anew: Annotated[bool, typer.Option("--anew", help="Even if it is there, in place of it.")] = False
) -> None:
    """Build the gazetteer from the tables that came with the installation: once, half a minute.

    Example: [bold]histor gazetteer build[/]
    """
    from histor.store.gazetteer import build_gazetteer, gazetteer_path  # noqa: PLC0415  # loads SQLAlchemy

    path = gazetteer_path()
    if path.exists() and not anew:
        say(f"gazetteer: {path} (there already)")
        return
    with rows_written("places") as tell:
        build_gazetteer(path, tell)
    say(f"gazetteer: {path}")


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A place's name, in any of its spellings.")],
    form: FormatOption = Format.TABLE,
    gazetteer: GazetteerTables = None,
) -> None:
    """List the places that bear a name, the most populous first.

    Example: [bold]histor gazetteer find[/] Latakia
    """
    from histor.store.gazetteer import gazetteer_path, open_gazetteer  # noqa: PLC0415  # loads SQLAlchemy

    places = open_gazetteer(gazetteer_path(), settings_from(gazetteer=gazetteer).gazetteer_tables)
    emit(map(place_json, places.find(name)), form, COLUMNS, nothing=f"no place is called {shown(name)}")


def place_json(place: GazetteerPlace) -> JsonObject:
    """Return a row of the gazetteer under the names that claims use for places."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "admin2": place.admin2,
        "admin1": place.admin1,
        "country": place.country,
        "population": place.population,
    }


def _where(record: JsonObject) -> str:
    parts = [shown(record[part]) for part in ("admin2", "admin1", "country") if record[part]]
    return ", ".join(parts) or UNKNOWN


def _point(record: JsonObject) -> str:
    latitude, longitude = record["latitude"], record["longitude"]
    if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
        return UNKNOWN
    return f"{latitude:.3f}, {longitude:.3f}"


COLUMNS = (
    Column(heading="ID", words=lambda record: shown(record["id"])),
    Column(heading="Name", words=lambda record: shown(record["name"]), share=2),
    Column(heading="Kind", words=lambda record: shown(record["kind"])),
    Column(heading="Where", words=_where, share=3),
    Column(heading="Point", words=_point),
    Column(heading="People", words=lambda record: shown(record["population"])),
)
