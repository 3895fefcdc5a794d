"""Lines of e-mails that programs broke are put together again, and lines that people ended are not."""

from histor.documents.containers.mail_lines import whole_lines

WRAPPED = """\
Dear all,

at least nine people were killed when shells hit the market of Ardel on
Monday, the mayor of Ardel told reporters. Four people were wounded in
Torvik, the provincial health office said.

- One person died on the road.
- Two were hurt.

See https://ardelpost.example/2025/03/10/nine-people-were-killed-when-shells-hit-the-market?utm_source=list&utm_medium=mail

> The hospital of Torvik has no room left for the wounded who came from
> Ardel on Sunday.

Regards
Ada
Desk of the coast
"""


def test_lines_are_put_together_where_the_next_word_had_no_room() -> None:
    lines = whole_lines(WRAPPED, flowed=False).split("\n")
    assert lines[2] == (
        "at least nine people were killed when shells hit the market of Ardel on Monday, the mayor of Ardel told "
        "reporters. Four people were wounded in Torvik, the provincial health office said."
    )
    assert lines[4:6] == ["- One person died on the road.", "- Two were hurt."]
    assert "> The hospital of Torvik has no room left for the wounded who came from Ardel on Sunday." in lines
    assert lines[-4:] == ["Regards", "Ada", "Desk of the coast", ""]


def test_a_text_with_a_paragraph_on_each_line_stays_as_it_is() -> None:
    long = (
        "At least nine people were killed when shells hit the market of Ardel on Monday, the mayor said, and "
        * 2
    )
    text = f"Ardel: market hit, nine people dead, the mayor of the town says\n{long}\nTorvik: four wounded\n{long}"
    assert whole_lines(text, flowed=False) == text
    short = "Nine dead\nFour hurt\nArdel"
    assert whole_lines(short, flowed=False) == short


def test_flowed_text_says_itself_which_breaks_are_soft() -> None:
    text = "Nine people were \nkilled in Ardel.\nFour were hurt.\n> Two \n> died. \nOne\n-- \nAda"
    assert whole_lines(text, flowed=True) == (
        "Nine people were killed in Ardel.\nFour were hurt.\n> Two died. \nOne\n-- \nAda"
    )
