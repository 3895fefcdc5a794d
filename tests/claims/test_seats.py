"""Where a body has its seat is no part of its name: "the Britain-based watchdog" is the monitor named before."""

import pytest

from claims.told import toll

NAMED = "Nine people were killed in Ardel, the Syrian Observatory for Human Rights said.\n\n"


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("The Britain-based SOHR said 12 people were killed.", "Syrian Observatory for Human Rights"),
        ("The Britain-based watchdog said 12 people were killed.", "Syrian Observatory for Human Rights"),
        ("The watchdog added that 12 people were killed.", "Syrian Observatory for Human Rights"),
        ("The Oslo-based Norland Centre for Peace said 12 people were killed.", "Norland Centre for Peace"),
    ],
)
def test_a_seat_is_no_part_of_a_name(said: str, by: str) -> None:
    source = toll(NAMED + said, 12).source
    assert source is not None
    assert source.written == by
