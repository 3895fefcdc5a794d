"""Text meets WCAG AA on its paper, by light and by dark."""

import re
from importlib.resources import files

import pytest

CSS = (files("histor.publications") / "templates" / "dossier.css").read_text(encoding="utf-8")
TEXT = ("ink", "soft", "link", "warn", *(f"s{number}" for number in range(8)))


def palette(part: int) -> dict[str, str]:
    """The colours of the first `:root` (light) or the second (dark)."""
    block = re.findall(r":root\{(.*?)\}", CSS, re.DOTALL)[part]
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{6}|#[0-9a-f]{3})\b", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("paper", ["paper", "card"])
def test_every_colour_of_text_can_be_read(part: int, paper: str) -> None:
    colours = palette(part)
    assert [each for each in TEXT if contrast(colours[each], colours[paper]) < 4.5] == []


@pytest.mark.parametrize("part", [0, 1])
def test_marked_words_can_be_read(part: int) -> None:
    colours = palette(part)
    assert [each for each in ("mark", "target") if contrast(colours["ink"], colours[each]) < 4.5] == []
