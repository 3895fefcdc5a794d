"""Where blocks and sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from histor.claims.layout import split
from histor.claims.parsed import BlockKind
from histor.claims.vocabulary import load_layout_words

WORDS = load_layout_words()


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split(text, WORDS)]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_a_sentence_is_the_text_between_its_bounds(text: str) -> None:
    for sentence in split(text, WORDS):
        assert text[sentence.start : sentence.end] == sentence.text


@given(st.text(alphabet='Aab .?!"\n', max_size=120))
def test_every_letter_lies_in_one_sentence(text: str) -> None:
    covered = "".join(sentence.text for sentence in split(text, WORDS))
    assert sum(map(str.isalpha, covered)) == sum(map(str.isalpha, text))


@pytest.mark.parametrize(
    "text",
    [
        "Lt. Gen. Amos Reth said nine people died in Ardel.",
        "The U.S. ambassador spoke of 12 dead.",
        "A shell hit No. 5 Canal Street at noon.",
        "J. Moreau of the clinic counted 14 wounded.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_quotation_that_closes_after_the_stop_belongs_to_its_sentence() -> None:
    assert sentences('"They fired first." He counted nine bodies.') == [
        '"They fired first."',
        "He counted nine bodies.",
    ]


def test_the_mark_of_a_note_belongs_to_the_sentence_before_it() -> None:
    assert sentences("Two boys and a girl were shot.* All died.") == [
        "Two boys and a girl were shot.*",
        "All died.",
    ]


def test_a_question_inside_a_quotation_goes_on_in_lower_case() -> None:
    text = '"Where are the bodies?" a spokesman asked.'
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bullet was meant for his father.", "Police said so on Friday."],
        ["He knew what he had come upon (in 2015).", "Then 12 people died."],
        ["She was 17.", "Nobody else was hurt!", "Was it war?", "Yes."],
        ["The mayor left.", '"We saw it all," she said.'],
        ['"We knew what we were in."', "The mayor left."],
        ["It was over.", "“We stay.”", "“Why?” she asked."],
        ["Three guards died.", "U.S. officials counted five."],
    ],
)
def test_sentences_are_parted_where_a_page_left_no_space(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Booking.com and Booking.Com showed the U.S.Army at No.10 in St.Petersburg.",
        "The Al-Sham.Net site quoted Lt.Varn and Gen.Reth on the dead.",
        "See http://ardel.example/The.Day or A.Varn@ardel.Example for more.",
        "The file Deaths.Pdf has version v2.Beta of the list.",
    ],
)
def test_a_stop_within_a_name_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_wrapped_lines_are_one_sentence() -> None:
    text = (
        "At least nine people were killed when a shell struck the market of\n"
        "Ardel on Friday, the mayor said. Four of them were children.\n"
    )
    assert sentences(text) == [text[:99].strip(), "Four of them were children."]


def test_a_long_headline_is_no_part_of_the_paragraph_below_it() -> None:
    headline = "Two shepherds killed in a drone strike in the hills of Ardel, police say"
    body = (
        "President Tomas Reth called for calm on Friday, as the funerals of the two men began "
        "in the town where they lived with their families."
    )
    assert sentences(f"{headline}\n{body}") == [headline, body]


def test_the_title_line_is_a_headline_and_the_credit_a_credit() -> None:
    text = "Nine dead in Ardel\n\nNine people died.\nEdited by: A. Nobody"
    kinds = [sentence.kind for sentence in split(text, WORDS)]
    assert kinds == [BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CREDIT]


def test_a_listed_line_is_a_bullet() -> None:
    kinds = [
        sentence.kind for sentence in split("Ardel today\n\n- Nine people died.\n- Four are missing.", WORDS)
    ]
    assert kinds == [BlockKind.HEADLINE, BlockKind.BULLET, BlockKind.BULLET]


def test_text_without_a_stop_is_cut_into_pieces_that_can_be_parsed() -> None:
    text = "word " * 4000
    found = split(text, WORDS)
    assert max(len(sentence.text) for sentence in found) <= 5000
    assert "".join(sentence.text for sentence in found).replace(" ", "") == text.replace(" ", "")
