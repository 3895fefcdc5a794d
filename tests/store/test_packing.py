"""What is packed short comes back whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import count, document, event, harm, name, place, published, statement, when
from histor.records.claim import Claim, Trace
from histor.records.gist import Gist
from histor.store.packing import pack, unpack

CLAIMS = (
    harm(9, place=place("Ardel", parts=(place("Upper Ardel"), place("Lower Ardel")))),
    harm(
        count(12),
        source=None,
        women="some",
        children=3,
        when=when("2025-03-07"),
        published=published("2025-03-10"),
    ),
    harm(14, traces=(Trace(step="trigger", rule="killed.does:kill", words="were killed"),), subset_of="c-1"),
    event(actors=(name("Norland Watch"), name("the army")), weapon=None),
    statement(speaker="Minister\ud800", denies="c-2"),
)


@given(st.lists(st.sampled_from(CLAIMS)).map(tuple), st.frozensets(st.text()), st.binary())
def test_a_gist_comes_back_as_it_was_packed(
    claims: tuple[Claim, ...], words: frozenset[str], shingles: bytes
) -> None:
    gist = Gist(
        document=document(published=published("2025-03-10"), text_sha256=""),
        claims=claims,
        words=tuple(words),
        people=("ilvar tosk",),
        shingles=shingles,
    )
    assert unpack(pack(gist, Gist), Gist) == gist


def test_equal_places_of_two_claims_are_one_object() -> None:
    kind = tuple[Claim, ...]
    one, other = unpack(pack((harm(9, place=place("Ardel")), harm(7, place=place("Ardel"))), kind), kind)
    assert one.place is other.place


@pytest.mark.parametrize("text", ["[[], 3]", "[[]]", "[[], [[0, 1, 2]]]", "{", '[[], [["x"]]]'])
def test_text_that_is_not_packed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(text, tuple[Claim, ...])
