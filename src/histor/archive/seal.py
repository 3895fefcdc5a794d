"""Encrypt a packed record with a passphrase in the age format, which other tools open too."""

from pyrage import DecryptError, EncryptError, passphrase

from histor.errors import PackError

LEAST = 12  # characters: shorter ones are guessed in days, for what this protects against
MAGIC = b"age-encryption.org/v1"


def sealed(data: bytes, secret: str) -> bytes:
    """Return `data` encrypted (scrypt, ChaCha20-Poly1305); `age --decrypt` opens it with the passphrase.

    Raises PackError for a passphrase that is too short.
    """
    if len(secret) < LEAST:
        raise PackError(f"a passphrase has {LEAST} characters or more: several words are easy to keep")
    try:
        return bytes(passphrase.encrypt(data, secret))
    except EncryptError as error:
        raise PackError(f"this cannot be sealed: {error}") from error


def unsealed(data: bytes, secret: str) -> bytes:
    """Return what was sealed. Raises PackError if the passphrase is wrong or the file was changed."""
    if not data.startswith(MAGIC):
        raise PackError("this is no sealed record: `histor seal` makes one")
    try:
        return bytes(passphrase.decrypt(data, secret))
    except DecryptError as error:
        raise PackError(
            "this does not open: the passphrase is another one, or the file was changed"
        ) from error
