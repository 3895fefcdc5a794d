"""Say how a build goes: a bar on a terminal, plain lines otherwise, always on standard error."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from histor.cli.formats import console
from histor.cli.words import numbered, shown
from histor.records.failure import Failure

if TYPE_CHECKING:  # the pipeline takes a second to load
    from histor.pipeline import Step, Summary

EVERY = 100  # files between two plain lines


def say(words: str) -> None:
    """Say something on standard error."""
    console(stderr=True).print(Text(words), soft_wrap=True)


@contextmanager
def progress(paths: Sequence[Path]) -> Iterator["Callable[[Step], None]"]:
    """Give what takes one step after another and shows them."""
    err = console(stderr=True)
    if err.is_terminal:
        with _bar(err) as bar:
            task = bar.add_task("reading", total=_expected(paths))
            yield lambda step: _advance(bar, task, step)
    else:
        yield _plain(err)


@contextmanager
def rows_written(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give what takes how many of how many are done, and shows it on a terminal."""
    with _bar(console(stderr=True)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _bar(err: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=err, transient=True, disable=not err.is_terminal)


def _advance(bar: Progress, task: TaskID, step: "Step") -> None:
    for failure in step.failures:
        bar.console.print(failure_line(failure))
    bar.update(task, advance=1, description=shown(Path(step.file).name)[:30])


def _plain(err: Console) -> "Callable[[Step], None]":
    seen: Counter[str] = Counter()

    def tell(step: "Step") -> None:
        seen[step.outcome] += 1
        for failure in step.failures:
            err.print(failure_line(failure), soft_wrap=True)
        if seen.total() % EVERY == 0:
            err.print(f"{seen.total()} files: " + ", ".join(f"{n} {outcome}" for outcome, n in seen.items()))

    return tell


def failure_line(failure: Failure) -> Text:
    """Return a failure as a line: the file, the stage and the reason."""
    return Text(f"failed ({failure.stage}) {shown(failure.subject)}: {shown(failure.reason)}")


def _expected(paths: Sequence[Path]) -> int:
    """Return how many files there seem to be, for the length of the bar alone."""
    return sum(len(files) for path in paths for _, _, files in os.walk(path)) + sum(
        path.is_file() for path in paths
    )


def summary_lines(summary: "Summary") -> list[str]:
    """Return the closing summary of a build; its first line balances."""
    now = summary.totals
    files = f"{numbered(summary.received, 'file')}: {summary.read} read, {summary.known} already there"
    claims = f"{now['harm']} of harm, {now['event']} of events, {now['statement']} statements"
    return [
        f"{files}, {summary.failed} failed",
        f"documents: {now['documents']} ({now['copies']} of them copies), failures: {now['failures']}",
        f"claims: {now['claims']} ({claims})",
        f"incidents: {now['incidents']}, figures: {now['figures']}",
        f"{summary.seconds:.1f} seconds",
    ]
