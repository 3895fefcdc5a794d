"""A release at the command line, and passphrases that leave no trace."""

import json
import tarfile
from pathlib import Path

from command import histor

SECRET = "seven lanterns over quiet water"  # noqa: S105  # of a test


def test_a_release_holds_no_text_and_no_evidence(built: Path, tmp_path: Path) -> None:
    done = histor("release", "--record", built, "-o", tmp_path / "r.tar")
    with tarfile.open(tmp_path / "r.tar") as tar:
        names = sorted(name for name in tar.getnames() if "/data/" in name)
    assert (done.status, names) == (
        0,
        [
            f"release/data/{name}"
            for name in (
                *("README.md", "claims.jsonl", "documents.jsonl", "figures.jsonl", "incidents.jsonl"),
                *("profile.json", "record/log.jsonl", "record/record.db"),
            )
        ],
    )


def test_a_release_is_noted_in_the_log(built: Path, tmp_path: Path) -> None:
    histor("release", "--record", built, "-o", tmp_path / "noted.tar", "--coordinates", "admin1")
    last = json.loads((built / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["act"], last["subject"], last["body"]["coordinates"]) == ("export", "noted.tar", "admin1")


def test_what_cannot_be_kept_is_refused(built: Path, tmp_path: Path) -> None:
    done = histor("release", "--record", built, "-o", tmp_path / "r.tar", "--keep", "text")
    assert (done.status, (tmp_path / "r.tar").exists()) == (2, False)


def test_a_passphrase_stands_nowhere(built: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{SECRET}\n", encoding="utf-8")
    sealed, opened = tmp_path / "r.age", tmp_path / "opened"
    done = [
        histor("seal", "--record", built, "-o", sealed, "--passphrase-file", secret),
        histor("unseal", sealed, "--record", opened, "--passphrase-file", secret),
        histor("unseal", sealed, "--record", opened, "--passphrase-file", secret),  # refused: not empty
    ]
    files = [sealed, *(path for folder in (built, opened) for path in folder.rglob("*") if path.is_file())]
    written = "".join(each.out + each.err for each in done).encode() + b"".join(
        path.read_bytes() for path in files
    )
    assert SECRET.encode() not in written


def test_no_option_takes_a_passphrase_itself() -> None:
    for command in ("seal", "unseal"):
        done = histor(command, "--passphrase", SECRET)
        assert (done.status, SECRET in done.out + done.err) == (2, False)
