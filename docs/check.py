"""Check the documentation: links lead somewhere, decision records are short, the command reference is current.

    python docs/check.py            # exit 1 and what is wrong otherwise
    python docs/check.py --write    # write the command reference anew
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from histor.cli.reference import reference

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
LONGEST_DECISION = 40  # lines: a decision that needs more is two decisions


def main() -> int:
    """Print what is wrong and say by the exit status whether anything is."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--write", action="store_true", help="write the command reference anew")
    if ask.parse_args().write:
        REFERENCE.write_text(reference(), encoding="utf-8")
    wrong = [*_dead_links(), *_long_decisions(), *_stale_reference()]
    print("\n".join(wrong) if wrong else "docs: links, decision records and command reference are in order")  # noqa: T201
    return 1 if wrong else 0


def _pages() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for folder in ("docs", "examples", "benchmarks"):
        yield from (ROOT / folder).rglob("*.md")


def _dead_links() -> Iterator[str]:
    for page in _pages():
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (page.parent / target).exists():
                yield f"{page.relative_to(ROOT)}: the link to {target} leads nowhere"


def _long_decisions() -> Iterator[str]:
    for page in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        lines = page.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_DECISION:
            yield f"{page.relative_to(ROOT)}: {lines} lines; a decision record has at most {LONGEST_DECISION}"


def _stale_reference() -> Iterator[str]:
    if not REFERENCE.exists() or REFERENCE.read_text(encoding="utf-8") != reference():
        yield f"{REFERENCE.relative_to(ROOT)} is out of date: run `python docs/check.py --write`"


if __name__ == "__main__":
    sys.exit(main())
