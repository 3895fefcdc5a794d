"""`histor fetch`: pages from the network into a WARC file, when you say so."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from histor import __version__
from histor.cli.extras import needing
from histor.cli.progress import say
from histor.cli.words import numbered, shown
from histor.errors import InputError

if TYPE_CHECKING:
    from histor.fetching.fetch import Fetching

FAILED_IN_PART = 1
ALLOWED = "HISTOR_ONLINE"
AGENT = f"histor/{__version__}"


def fetch(  # noqa: PLR0913  # one parameter for each option
    what: Annotated[
        list[str], typer.Argument(help="Addresses, feeds, and files that list addresses.", show_default=False)
    ],
    *,
    into: Annotated[Path, typer.Option("--into", help="The folder for the WARC file.")] = Path("fetched"),
    online: Annotated[
        bool, typer.Option("--online", help=f"Go to the network; {ALLOWED}=yes says so for every call.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="HOST[:PORT]", help="A host that may lie on a private network."),
    ] = None,
    agent: Annotated[str, typer.Option("--agent", help="What to call ourselves to servers.")] = AGENT,
    between: Annotated[
        float, typer.Option("--between", min=0.0, help="Seconds between two requests to one host.")
    ] = 2.0,
    size: Annotated[int, typer.Option("--size", min=1, help="Megabytes that one page may have.")] = 20,
    seconds: Annotated[float, typer.Option("--seconds", min=1.0, help="How long one page may take.")] = 60.0,
) -> None:
    """Fetch pages into a WARC file, with their headers, as evidence; then build a record from it.

    Whoever runs a server, and whoever watches the line, sees what you ask for: so it is off until you say
    --online. robots.txt is kept to, private and loopback addresses are refused, redirects to them too.

    Example: [bold]histor fetch[/] --online https://news.example/feed.xml links.txt && histor build fetched/
    """
    if not online and os.environ.get(ALLOWED, "").lower() not in {"yes", "1", "true", "on"}:
        raise InputError(
            f"fetching tells servers what you read, so it is off: allow it with --online, or {ALLOWED}=yes"
        )
    with needing("fetch", "fetching"):
        from histor.fetching.targets import targets  # noqa: PLC0415

    urls = [url for given in what for url in targets(given)]
    fetching = _fetching(frozenset(allow_host or ()), agent, between, size, seconds)
    failed = _run(fetching, into, urls)
    if failed:
        raise typer.Exit(FAILED_IN_PART)


def _fetching(hosts: frozenset[str], agent: str, between: float, size: int, seconds: float) -> "Fetching":
    with needing("fetch", "fetching"):
        from histor.fetching.addresses import Policy  # noqa: PLC0415
        from histor.fetching.connection import Connection, Limits  # noqa: PLC0415
        from histor.fetching.fetch import Fetching  # noqa: PLC0415
        from histor.fetching.fetcher import Fetcher  # noqa: PLC0415
        from histor.fetching.pace import Pace  # noqa: PLC0415

    limits = Limits(seconds=seconds, size=size * 1024 * 1024)
    connection = Connection(policy=Policy(open_hosts=hosts), limits=limits, agent=agent)
    fetcher = Fetcher(connection.get, agent=agent, pace=Pace(between))
    return Fetching(connection, fetcher, software=AGENT, now=lambda: datetime.now(UTC))


def _run(fetching: "Fetching", into: Path, urls: list[str]) -> int:
    """Fetch, say what failed, and return how many did."""
    path = into / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-histor.warc.gz"
    done = failed = 0
    try:
        into.mkdir(parents=True, exist_ok=True)
        for gotten in fetching.into(path, urls):
            done += 1
            if gotten.reason:
                failed += 1
                say(f"not fetched: {shown(gotten.url)}: {shown(gotten.reason)}")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written ({error.strerror}): give another folder with --into"
        ) from error
    say(f"{numbered(done, 'page')}: {done - failed} fetched, {failed} not; kept in {path}")
    return failed
