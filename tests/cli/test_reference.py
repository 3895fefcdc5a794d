"""The reference names every command and option, in Markdown."""

import pytest

from histor.cli.reference import reference


def test_every_command_has_a_section_with_an_example() -> None:
    page = reference()

    for command in ("build", "read", "documents", "claims", "explain", "dossier", "gazetteer find"):
        section = page.partition(f"## histor {command}\n")[2].partition("\n## ")[0]
        assert f"Example: `histor {command}" in section


def test_every_option_is_told_with_its_default() -> None:
    assert (
        "| `--record` | The record: a folder with record.db and evidence/. Default: `record`. |"
        in reference()
    )


def test_no_mark_up_of_the_terminal_is_left() -> None:
    assert "[bold]" not in reference()
    assert "[/]" not in reference()


@pytest.mark.parametrize(
    ("group", "option", "command"),
    [("claims", "--harm", "correct"), ("incidents", "--as-of", "merge")],
)
def test_a_group_that_lists_by_itself_is_shown_with_its_options_and_its_commands(
    group: str, option: str, command: str
) -> None:
    section = reference().partition(f"## histor {group}\n")[2].partition("\n## ")[0]

    assert f"Example: `histor {group} --record" in section
    assert f"| `{option}` |" in section
    assert f"`histor {group} {command}`" in section.partition("Its own commands: ")[2]


def test_a_group_that_does_nothing_by_itself_has_no_section_of_its_own() -> None:
    assert "## histor proof\n" not in reference()
