"""Flip bits of a record, and tamper with its tables, at other places than the tests do: all of it is to be found."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"


def main() -> None:
    """Run the tests with as many flips and tamperings as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--flips", type=int, default=600, help="bits of the database, and half as many of other files"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, help="times that each table is tampered with, other rows each time"
    )
    parser.add_argument("--seed", type=int, default=5, help="other bits and rows")
    asked = parser.parse_args()
    environment = os.environ | {
        "HISTOR_FLIPS": str(asked.flips),
        "HISTOR_FLIPS_SEED": str(asked.seed),
        "HISTOR_TAMPERINGS": str(asked.rounds),
    }
    started = time.monotonic()
    tests = [str(TESTS / name) for name in ("test_flips.py", "test_tampering.py")]
    command = [sys.executable, "-m", "pytest", *tests, "-q", "-s", "-p", "no:cacheprovider"]
    done = subprocess.run(command, env=environment, check=False)  # ourselves
    words = "nothing was missed" if done.returncode == 0 else "SOMETHING WAS MISSED, see above"
    sys.stdout.write(f"seed {asked.seed}: {words}, {time.monotonic() - started:.0f} seconds\n")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
