"""A record of three fictional reports, built once by the command line, for the tests to ask."""

from pathlib import Path

import pytest

from command import histor, write_reports


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a record of three reports."""
    folder = tmp_path_factory.mktemp("built")
    done = histor("build", write_reports(folder / "reports"), "--record", folder / "record")
    assert done.status == 0, done.err
    return folder / "record"
