"""Check the documentation against itself and against the code; the checks are the functions in `CHECKS`."""  # noqa: INP001

import argparse
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import typer
import yaml
from typer.exceptions import TyperException

from histor.cli.main import app
from histor.cli.reference import reference

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference" / "command-line.md"
CONTRACT = ROOT / "src" / "histor" / "records" / "contract.py"
LEXICON = ROOT / "src" / "histor" / "claims" / "lexicon" / "en"
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
IMAGE = re.compile(r'(?:src|srcset)="([^"]+)"')
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (histor\b(?:[^\\\n]|\\\n)*)", re.MULTILINE)
KEY = re.compile(r'"(\w+)": ')
TOLD_AND_DONE = {"-h", "--help", "--version"}  # they print and exit
LONGEST_DECISION = 40  # lines: a decision that needs more is two decisions


def main() -> int:
    """Print what is wrong and say by the exit status whether anything is."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--write", action="store_true", help="write the command reference anew")
    if ask.parse_args().write:
        REFERENCE.write_text(reference(), encoding="utf-8")
    wrong = [line for check in CHECKS for line in check()]
    print("\n".join(wrong) if wrong else "docs: links, commands, keys and references are in order")  # noqa: T201
    return 1 if wrong else 0


def _pages() -> Iterator[tuple[Path, str]]:
    pages = [*ROOT.glob("*.md")]
    for folder in ("docs", "examples", "benchmarks"):
        pages += (ROOT / folder).rglob("*.md")
    for page in sorted(pages):
        yield page, page.read_text(encoding="utf-8")


def _dead_links() -> Iterator[str]:
    for page, text in _pages():
        for target in (*LINK.findall(text), *IMAGE.findall(text)):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                yield f"{_shown(page)}: the link to {target} leads nowhere"


def _unlisted_pages() -> Iterator[str]:
    """Yield every page that a reader who starts at the index cannot reach from there in one step."""
    index = DOCS / "index.md"
    listed = {(DOCS / target).resolve() for target in LINK.findall(index.read_text(encoding="utf-8"))}
    for page in sorted(DOCS.rglob("*.md")):
        if page != index and page not in listed:
            yield f"{_shown(page)} is not linked from {_shown(index)}"


def _long_decisions() -> Iterator[str]:
    for page in sorted((DOCS / "decisions").glob("*.md")):
        lines = page.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_DECISION:
            yield f"{_shown(page)}: {lines} lines; a decision record has at most {LONGEST_DECISION}"


def _stale_reference() -> Iterator[str]:
    if not REFERENCE.exists() or REFERENCE.read_text(encoding="utf-8") != reference():
        yield f"{_shown(REFERENCE)} is out of date: run `python docs/check.py --write`"


def _wrong_commands() -> Iterator[str]:
    """Yield the commands in console blocks that the command line would refuse; none of them is run."""
    for page, text in _pages():
        for command in (found for block in CONSOLE.findall(text) for found in COMMAND.findall(block)):
            words = shlex.split(command.replace("\\\n", " "), comments=True)
            words = words[: next((i for i, word in enumerate(words) if word in ("|", ">", "2>")), len(words))]
            refusal = _refusal(typer.main.get_command(app), words[1:])
            if refusal:
                yield f"{_shown(page)}: `{' '.join(words)}`: {refusal}"


def _refusal(command: Any, words: list[str]) -> str | None:  # noqa: ANN401 - Typer's own command classes
    commands = getattr(command, "commands", {})
    if commands and words and not words[0].startswith("-"):
        inner = commands.get(words[0])
        return _refusal(inner, words[1:]) if inner else f"there is no command {words[0]}"
    if set(words) & TOLD_AND_DONE:
        return None
    try:
        command.make_context("histor", words)
    except TyperException as error:
        return str(error)
    return None


def _unexplained_keys() -> Iterator[str]:
    """Yield the keys of the JSON contract and of the lexicon that their reference pages do not name."""
    contract = KEY.findall(CONTRACT.read_text(encoding="utf-8"))
    yield from _unnamed(contract, DOCS / "reference" / "contract.md")
    for path in sorted(LEXICON.glob("*.yml")):
        # "killed.does" and "injured.does" are one key for each harm.
        keys = (re.sub(r"^\w+\.", "HARM.", key) for key in yaml.safe_load(path.read_text(encoding="utf-8")))
        yield from _unnamed(keys, DOCS / "reference" / "lexicon.md")


def _unnamed(keys: Iterable[str], page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    missing = sorted({key for key in keys if f"`{key}`" not in text})
    yield from (f"{_shown(page)} does not name the key `{key}`" for key in missing)


def _shown(page: Path) -> Path:
    return page.relative_to(ROOT)


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _dead_links,
    _unlisted_pages,
    _long_decisions,
    _stale_reference,
    _wrong_commands,
    _unexplained_keys,
)

if __name__ == "__main__":
    sys.exit(main())
