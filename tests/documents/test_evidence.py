from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from histor.documents.evidence import EvidenceVault


def test_bytes_are_kept_once_and_read_only_under_their_hash(tmp_path: Path) -> None:
    vault = EvidenceVault(tmp_path)
    digest = vault.keep(b"report")
    assert vault.keep(b"report") == digest
    (path,) = tmp_path.glob("*/*")
    assert (path, path.stat().st_mode & 0o777, vault.read(digest)) == (vault.path(digest), 0o444, b"report")


def test_changed_bytes_are_found(tmp_path: Path) -> None:
    vault = EvidenceVault(tmp_path)
    digest = vault.keep(b"report")
    vault.keep(b"another")
    vault.path(digest).chmod(0o600)
    vault.path(digest).write_bytes(b"forged")
    assert list(vault.verify()) == [digest]


@given(data=st.binary(max_size=200))
def test_what_is_kept_reads_back_the_same(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        vault = EvidenceVault(Path(folder))
        assert vault.read(vault.keep(data)) == data
