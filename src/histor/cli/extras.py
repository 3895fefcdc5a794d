"""Say which extra is missing, and how to get it, where a command needs one."""

from collections.abc import Iterator
from contextlib import contextmanager

from histor.errors import InputError


@contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Turn a part that cannot be imported into an InputError that says what it is for and how to install it."""
    try:
        yield
    except ImportError as error:
        raise InputError(
            f"{what} needs the extra `{extra}` ({error.name} is missing): pip install 'histor[{extra}]'"
        ) from error
