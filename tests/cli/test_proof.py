"""Proofs of age at the command line, against an authority of the tests' own."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from archive.authority import Authority, authority, in_block, opentimestamp
from command import histor, write_reports

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="no OpenSSL to play the authority")


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def asked(built: Path, tmp_path: Path) -> Path:
    """Return a record whose log is stated, to be attested."""
    record = tmp_path / "record"
    shutil.copytree(built, record)
    assert histor("proof", "ask", "--record", record).status == 0
    return record


def statement(record: Path) -> bytes:
    [path] = (record / "proofs").glob("log-*.txt")
    return path.read_bytes()


def attach(record: Path, proof: bytes, folder: Path) -> int:
    (folder / "proof").write_bytes(proof)
    return histor("proof", "attach", folder / "proof", "--record", record).status


def checked(record: Path, *options: str | Path) -> tuple[int, list[dict[str, object]]]:
    done = histor("proof", "check", "--record", record, "--format", "json", *options)
    return done.status, json.loads(done.out)


def replied(record: Path, tsa: Authority) -> bytes:
    [query] = (record / "proofs").glob("*.tsq")
    return tsa.reply(query.read_bytes())


@needs_openssl
def test_an_authority_s_reply_holds_with_its_root(asked: Path, tsa: Authority, tmp_path: Path) -> None:
    assert attach(asked, replied(asked, tsa), tmp_path) == 0
    status, [found] = checked(asked, "--root", tsa.folder / "ca.pem")
    assert (status, found["holds"], found["by"]) == (0, True, "CN=Ardel Root")


@needs_openssl
def test_attaching_a_proof_is_an_act_in_the_log(asked: Path, tsa: Authority, tmp_path: Path) -> None:
    attach(asked, replied(asked, tsa), tmp_path)
    listed = histor("log", "--record", asked, "--act", "timestamp", "--format", "jsonl").out
    assert [json.loads(line)["subject"].rsplit(".", 1)[1] for line in listed.splitlines()] == ["tsr"]
    assert histor("verify", "--record", asked).status == 0


@needs_openssl
def test_a_proof_still_holds_when_the_record_has_grown(asked: Path, tsa: Authority, tmp_path: Path) -> None:
    attach(asked, replied(asked, tsa), tmp_path)
    more = write_reports(tmp_path / "more", ["Twelve people were killed in Latakia, residents said."])
    histor("build", more, "--record", asked)
    status, [found] = checked(asked, "--root", tsa.folder / "ca.pem")
    assert (status, found["holds"]) == (0, True)


@needs_openssl
def test_a_log_that_was_changed_afterwards_is_found_out(asked: Path, tsa: Authority, tmp_path: Path) -> None:
    attach(asked, replied(asked, tsa), tmp_path)
    said = next((asked / "proofs").glob("log-*.txt"))
    other = hashlib.sha256(b"another log").hexdigest()
    said.write_text(f"histor log {int(said.stem[4:])} {other}\n", encoding="ascii")
    status, [found] = checked(asked, "--root", tsa.folder / "ca.pem")
    assert (status, found["holds"]) == (1, False)
    assert "was changed after this was attested" in str(found["wrong"])


@needs_openssl
def test_a_reply_about_something_else_is_not_kept(asked: Path, tsa: Authority, tmp_path: Path) -> None:
    from histor.archive.proofs import request  # noqa: PLC0415

    assert attach(asked, tsa.reply(request(b"something else")), tmp_path) == 2
    assert list((asked / "proofs").glob("*.tsr")) == []


def test_an_opentimestamps_proof_holds_with_its_block(asked: Path, tmp_path: Path) -> None:
    proof, merkle_root = opentimestamp(hashlib.sha256(statement(asked)).digest(), in_block(800_000))
    assert attach(asked, proof, tmp_path) == 0
    status, [found] = checked(asked, "--block", f"800000={merkle_root[::-1].hex()}")
    assert (status, found["holds"], found["by"]) == (0, True, "Bitcoin block 800000")


def test_without_the_block_a_proof_stays_open(asked: Path, tmp_path: Path) -> None:
    proof, _ = opentimestamp(hashlib.sha256(statement(asked)).digest(), in_block(800_000))
    attach(asked, proof, tmp_path)
    status, [found] = checked(asked)
    assert (status, found["holds"], found["open"]) == (
        0,
        False,
        "give the merkle root of block 800000 to check it",
    )


def test_a_block_that_is_none_is_a_wrong_call(asked: Path) -> None:
    done = histor("proof", "check", "--record", asked, "--block", "tomorrow")
    assert (done.status, "give HEIGHT=MERKLEROOT" in done.err) == (2, True)
