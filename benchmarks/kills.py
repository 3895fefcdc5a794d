"""Kill a build at other moments than the tests do, and check each time that nothing acknowledged is lost."""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

TEST = Path(__file__).parents[1] / "tests" / "test_kills.py"


def main() -> None:
    """Run the test with as many kills as asked for, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=5, help="other moments")
    asked = parser.parse_args()
    environment = os.environ | {"HISTOR_KILLS": str(asked.kills), "HISTOR_KILLS_SEED": str(asked.seed)}
    started = time.monotonic()
    done = subprocess.run(  # ourselves
        [sys.executable, "-m", "pytest", str(TEST), "-q", "-s", "-p", "no:cacheprovider"],
        env=environment,
        check=False,
    )
    words = "nothing lost" if done.returncode == 0 else "SOMETHING WAS LOST, see above"
    sys.stdout.write(
        f"{asked.kills} kills, seed {asked.seed}: {words}, {time.monotonic() - started:.0f} seconds\n"
    )
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
