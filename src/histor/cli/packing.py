"""`histor pack`, `unpack`, `seal`, `unseal`: a record as one file, open or behind a passphrase."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from histor import __version__
from histor.cli.extras import needing
from histor.cli.options import DEFAULT_RECORD, RecordFolder
from histor.cli.progress import say
from histor.cli.words import shown
from histor.errors import InputError, MissingInputError

Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write.", show_default=False)]
Packed = Annotated[Path, typer.Argument(help="The packed or sealed record.", show_default=False)]
SecretFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", help="A file that holds the passphrase; otherwise you are asked for it."
    ),
]


def pack(output: Output, record: RecordFolder = DEFAULT_RECORD) -> None:
    """Pack a record into one file (a BagIt bag in a tar file) that anybody can verify and open.

    To verify it without Histor: tar xf, then sha256sum -c manifest-sha256.txt in its folder. It holds all
    that the record holds, evidence included.

    Example: [bold]histor pack[/] --record coast -o coast.tar
    """
    with written(output) as out:
        number = _pack(record, out)
    say(f"{number} files packed: {output}")


def unpack(file: Packed, record: RecordFolder = DEFAULT_RECORD) -> None:
    """Open a packed record into a new folder, once every byte of it is verified.

    Example: [bold]histor unpack[/] coast.tar --record coast
    """
    with needing("archive", "unpacking"):
        from histor.archive.bag import open_bag  # noqa: PLC0415

    with _read(file) as packed:
        info = open_bag(packed, record)
    say(
        f"verified and opened: {record} (packed by {shown(info.get('Bag-Software-Agent', 'another program'))})"
    )


def seal(output: Output, record: RecordFolder = DEFAULT_RECORD, passphrase_file: SecretFile = None) -> None:
    """Pack and encrypt a record with a passphrase, for a laptop that crosses a border.

    The file is in the age format: age --decrypt opens it too. Nothing is written unencrypted. The record
    itself stays where it is: removing it, and what a disk still holds of it then, is up to you. Whoever
    loses the passphrase loses the file.

    Example: [bold]histor seal[/] --record coast -o coast.age
    """
    with needing("archive", "sealing"):
        from histor.archive.seal import sealed  # noqa: PLC0415

    secret = _secret(passphrase_file, again=True)
    packed = io.BytesIO()
    number = _pack(record, packed)
    with written(output) as out:
        out.write(sealed(packed.getvalue(), secret))
    say(f"{number} files sealed: {output}")


def unseal(file: Packed, record: RecordFolder = DEFAULT_RECORD, passphrase_file: SecretFile = None) -> None:
    """Open a sealed record into a new folder.

    Example: [bold]histor unseal[/] coast.age --record coast
    """
    with needing("archive", "unsealing"):
        from histor.archive.bag import open_bag  # noqa: PLC0415
        from histor.archive.seal import unsealed  # noqa: PLC0415

    with _read(file) as locked:
        data = unsealed(locked.read(), _secret(passphrase_file, again=False))
    open_bag(io.BytesIO(data), record)
    say(f"opened: {record}")


def _pack(record: Path, out: IO[bytes]) -> int:
    """Write the record as a bag and return how many files it has."""
    with needing("archive", "packing"):
        from histor.archive.bag import Packed, write_bag  # noqa: PLC0415
    from histor.store.snapshot import at_rest  # noqa: PLC0415

    with at_rest(record) as paths:
        files = [Packed(name=path.relative_to(record).as_posix(), path=path) for path in paths]
        info = {
            "Bag-Software-Agent": f"histor {__version__}",
            "External-Description": "A Histor record: record.db (SQLite), its log, and evidence/ as received",
        }
        write_bag(out, record.absolute().name, files, info)
    return len(files)


@contextmanager
def written(output: Path) -> Iterator[IO[bytes]]:
    """Give a file beside `output` that takes its place when all is written."""
    beside = output.with_name(f".{output.name}.part")
    try:
        with beside.open("wb") as out:
            yield out
        beside.replace(output)
    except OSError as error:
        raise InputError(f"{output} cannot be written ({error.strerror}): give another file") from error
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _read(file: Path) -> Iterator[IO[bytes]]:
    try:
        with file.open("rb") as data:
            yield data
    except FileNotFoundError as error:
        raise MissingInputError(f"{file} does not exist") from error


def _secret(file: Path | None, *, again: bool) -> str:
    """Return the passphrase, from a file's first line or the keyboard; it is never shown, logged or kept."""
    if file is None:
        return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=again, err=True))
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the passphrase cannot be read from {file}: {error}") from error
