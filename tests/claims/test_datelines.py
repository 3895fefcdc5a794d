"""What a dispatch opens with before its first word."""

import pytest

from histor.claims.datelines import dateline_end

KNOWN = {"ardel", "belmar"}


@pytest.mark.parametrize(
    "line",
    [
        "ARDEL (Agency One) - ",
        "ARDEL, Zerin — ",
        "Ardel [Zerin], Feb 15 (AOA): ",
        "CORVO CITY, Zerin (Upland Examiner / Nov. 11, 2008) – ",
        "CORVO (Upland, Zerin), Nov 4 (AOA-WIRE) — ",
        "CORVO – (UPLAND) – ",
        "(Agency One) – ",
        "Ardel:",
        "ARDEL/BELMAR: ",
        "ARDEL, 3 June - ",
        "Ardel/Belmar, May 21 (AOA) ",
    ],
)
def test_a_dateline_is_cut_off(line: str) -> None:
    text = f"{line}At least nine people were killed."
    assert (
        text[dateline_end(text, lambda name: name.lower() in KNOWN) :] == "At least nine people were killed."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Police: 12 people were killed.",
        "Red Cross: Twelve people were killed.",
        "Rebels shelled the town: Nine people died.",
        "The army - Which said nothing - withdrew.",
        "Nine people died in Ardel.",
        "Ardel: ",
    ],
)
def test_what_names_a_speaker_or_a_thing_is_none(text: str) -> None:
    assert dateline_end(text, lambda name: name.lower() in KNOWN) == 0
