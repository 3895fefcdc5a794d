"""What the environment and the options set, and what makes a record be read anew."""

from pathlib import Path

import pytest

from histor.errors import LexiconError
from histor.settings import Settings


def test_an_empty_environment_sets_nothing() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_environment_may_list_several_lexicons_and_tables() -> None:
    found = Settings.from_environment(
        {"HISTOR_LEXICON": "/a:/b", "HISTOR_CODEBOOK": "/c.yml", "HISTOR_GAZETTEER": "/d.csv"}
    )

    assert found == Settings(
        lexicons=(Path("/a"), Path("/b")), codebook=Path("/c.yml"), gazetteer_tables=(Path("/d.csv"),)
    )


def test_options_add_to_lists_and_replace_the_codebook() -> None:
    before = Settings(lexicons=(Path("/a"),), codebook=Path("/c.yml"))
    after = before.with_options(lexicons=[Path("/b")], codebook=Path("/d.yml"), jobs=2)

    assert after == Settings(lexicons=(Path("/a"), Path("/b")), codebook=Path("/d.yml"), jobs=2)
    assert before.with_options() == before


def test_a_changed_lexicon_changes_the_fingerprint_and_the_number_of_processes_does_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "actors.yml").write_text("first", encoding="utf-8")
    settings = Settings(lexicons=(tmp_path,))
    first = settings.fingerprint()
    same = settings.with_options(jobs=4).fingerprint()
    (tmp_path / "actors.yml").write_text("second", encoding="utf-8")

    assert first == same
    assert first != settings.fingerprint()
    assert first != Settings().fingerprint()


def test_a_table_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"none\.csv"):
        Settings(gazetteer_tables=(tmp_path / "none.csv",)).fingerprint()
