"""`histor release`: a record for others, without the names of victims and witnesses."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor import __version__
from histor.cli.dossier import dossier_view
from histor.cli.extras import needing
from histor.cli.log import note_export
from histor.cli.options import DEFAULT_RECORD, RecordFolder
from histor.cli.packing import Output, written
from histor.cli.progress import say
from histor.publications.withheld import Coordinates, Profile
from histor.records.sensitive import Sensitivity

if TYPE_CHECKING:  # takes half a second to load
    from collections.abc import Mapping

    from histor.publications.view import DossierView
    from histor.store.record import Record

KEEPABLE = (Sensitivity.GROUP, Sensitivity.VICTIM, Sensitivity.WITNESS)


def kept(text: str) -> Sensitivity:
    """Read what a release keeps."""
    if text not in KEEPABLE:
        raise typer.BadParameter(f"{text!r} cannot be kept: write one of {', '.join(KEEPABLE)}")
    return Sensitivity(text)


def release(
    output: Output,
    record: RecordFolder = DEFAULT_RECORD,
    coordinates: Annotated[
        Coordinates, typer.Option("--coordinates", help="How finely to say where: exact, town, admin1, none.")
    ] = Coordinates.TOWN,
    keep: Annotated[
        list[Sensitivity] | None,
        typer.Option(
            "--keep",
            parser=kept,
            metavar="KIND",
            help="Do not withhold this: group, victims, witnesses; may be repeated.",
        ),
    ] = None,
) -> None:
    """Write a release: claims, incidents, figures and sources without what is sensitive, as one packed file.

    Left out are evidence and texts of the reports, names of victims and of private persons who speak, their
    groups, and points finer than a tenth of a degree. In record/ it is a record that Histor opens, without any
    word of a report. Read a release before it goes out: see the how-to.

    Example: [bold]histor release[/] --record coast -o coast-public.tar --coordinates admin1
    """
    from histor.publications.public import public_view  # noqa: PLC0415
    from histor.publications.release import release_files  # noqa: PLC0415
    from histor.store.record import Record  # noqa: PLC0415  # takes half a second; --help should not

    with needing("archive", "a release"):
        from histor.archive import bag  # noqa: F401, PLC0415  # before all else is done

    profile = Profile(coordinates=coordinates, keep=frozenset(keep or ()))
    with Record.open(record) as opened:
        view, _ = dossier_view(opened)
        as_read = list(opened.claims())
        files = release_files(view, profile, as_read)
        _pack(opened, public_view(view, as_read=as_read), files, output)
        note_export(opened, output, "release", {"coordinates": coordinates, "keep": [*sorted(profile.keep)]})
    say(f"released without evidence, texts and what is withheld: {output}")


def _pack(record: "Record", view: "DossierView", files: "Mapping[str, str]", output: Path) -> None:
    from histor.archive.bag import Packed, write_bag  # noqa: PLC0415
    from histor.store.released import write_released  # noqa: PLC0415

    info = {
        "Bag-Software-Agent": f"histor {__version__}",
        "External-Description": "A release of a Histor record: claims, incidents, figures, without what is sensitive",
    }
    with tempfile.TemporaryDirectory() as folder, written(output) as out:
        packed = [Packed(name=name, path=Path(folder) / name) for name in files]
        for file in packed:
            file.path.write_text(files[file.name], encoding="utf-8")
        made = write_released(
            Path(folder) / "record", record, view.documents, view.claims, view.incidents, view.figures
        )
        packed += [Packed(name=f"record/{path.name}", path=path) for path in made]
        write_bag(out, "release", packed, info)
