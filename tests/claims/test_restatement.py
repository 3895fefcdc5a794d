"""When a rounded wording and an exact number are one claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import count
from histor.claims.assembly.restatement import rounds
from histor.values.count import Hedge


def test_nearly_a_thousand_rounds_973() -> None:
    assert rounds(count(None, 1000, Hedge.NEARLY), count(973))


@pytest.mark.parametrize(
    ("rough", "exact"),
    [
        (count(None, 1000, Hedge.NEARLY), count(850)),  # too far
        (count(None, 1000, Hedge.NEARLY), count(1012)),  # on the wrong side
        (count(41, hedge=Hedge.MORE_THAN), count(40)),  # contradicts it
        (count(200, 200, Hedge.ABOUT), count(300)),
        (count(973), count(973)),  # not rounded: a repeat
        (count(24, hedge=Hedge.DOZENS), count(25)),  # "dozens" rounds nothing
    ],
)
def test_what_is_far_off_or_contradicts_is_no_rounding(rough: object, exact: object) -> None:
    assert not rounds(rough, exact)  # type: ignore[arg-type]


@given(st.integers(min_value=1, max_value=10**6))
def test_no_number_rounds_itself(number: int) -> None:
    assert not rounds(count(number), count(number))
