"""Put the certificates in a time-stamp reply into the order that DER asks for: many authorities do not.

A reply with its authority's chain, as FreeTSA and whoever runs OpenSSL's `ts` send, is refused by a strict reader over
that order alone. What is signed has no part in it (RFC 5652, 5.4).
"""

from collections.abc import Iterator
from typing import NamedTuple

SEQUENCE, FIRST = 0x30, 0xA0  # [0], explicit or implicit
LONG = 0x80


class _Element(NamedTuple):
    tag: int
    start: int
    content: int
    end: int


def certificates_in_order(reply: bytes) -> bytes:
    """Return an RFC 3161 reply with its certificates in DER's order; what is no such reply, as it is."""
    try:
        held = _certificates(reply)
        each = sorted(reply[one.start : one.end] for one in _elements(reply, held.content, held.end))
    except (IndexError, StopIteration):
        return reply
    return reply[: held.content] + b"".join(each) + reply[held.end :]


def _certificates(reply: bytes) -> _Element:
    """Return where they lie: TimeStampResp, its token, the SignedData in it, certificates [0]."""
    whole = _element(reply, 0)
    token = _inner(reply, whole, SEQUENCE, after=1)
    signed = _inner(reply, _inner(reply, token, FIRST), SEQUENCE)
    return _inner(reply, signed, FIRST)


def _inner(data: bytes, outer: _Element, tag: int, after: int = 0) -> _Element:
    """Return the first element of a tag in another, past the first `after` elements."""
    inside = list(_elements(data, outer.content, outer.end))[after:]
    return next(one for one in inside if one.tag == tag)


def _elements(data: bytes, start: int, end: int) -> Iterator[_Element]:
    while start < end:
        one = _element(data, start)
        yield one
        start = one.end


def _element(data: bytes, start: int) -> _Element:
    """Return the element that begins at `start`. Raises IndexError if it runs past the end."""
    length, content = data[start + 1], start + 2
    if length & LONG:
        content += length & ~LONG
        length = int.from_bytes(data[start + 2 : content])
    if content + length > len(data):
        raise IndexError(start)
    return _Element(data[start], start, content, content + length)
