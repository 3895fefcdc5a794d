"""A sealed record opens with its passphrase and with nothing else."""

import pytest

from histor.archive.seal import sealed, unsealed
from histor.errors import PackError

SECRET = "four words in a row"  # noqa: S105  # of a test
DATA = b"At least 40 people were killed in Ardel." * 100


@pytest.fixture(scope="module")
def locked() -> bytes:
    return sealed(DATA, SECRET)


def test_what_is_sealed_opens_with_the_passphrase(locked: bytes) -> None:
    assert unsealed(locked, SECRET) == DATA


def test_nothing_of_it_can_be_read_without(locked: bytes) -> None:
    assert b"killed" not in locked


def test_another_passphrase_opens_nothing(locked: bytes) -> None:
    with pytest.raises(PackError, match="passphrase is another one"):
        unsealed(locked, "four other words")


@pytest.mark.parametrize("at", [-1, 300, len(DATA)])
def test_a_changed_byte_opens_nothing(at: int, locked: bytes) -> None:
    changed = bytearray(locked)
    changed[at] ^= 1
    with pytest.raises(PackError):
        unsealed(bytes(changed), SECRET)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(PackError, match="12 characters or more"):
        sealed(DATA, "short")


def test_what_is_not_sealed_says_so() -> None:
    with pytest.raises(PackError, match="no sealed record"):
        unsealed(DATA, SECRET)
