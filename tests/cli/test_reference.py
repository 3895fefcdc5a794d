"""The reference names every command and option, in Markdown."""

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
