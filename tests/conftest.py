"""What every test stands on: no terminal's width from outside, and the gazetteer built once, by one process."""

import os

import pytest
from hypothesis import settings

from histor.store.gazetteer import build_gazetteer, gazetteer_path

# xdist gives its workers 80 columns; a test that wants a width says so.
os.environ.pop("COLUMNS", None)

# A machine that is busy with other things is no flaw of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Build the gazetteer where there is none yet, before workers start that would each build it."""
    if not hasattr(session.config, "workerinput") and not gazetteer_path().exists():
        build_gazetteer(gazetteer_path())
