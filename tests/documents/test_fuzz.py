"""Damaged files, a few of each form: a document or a failure, and nothing else, in time."""

import importlib.util
import random
import sys
import warnings
from pathlib import Path
from types import ModuleType

import pytest

FUZZ = Path(__file__).resolve().parent.parent.parent / "benchmarks" / "fuzz.py"


def _fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", FUZZ)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


fuzz = _fuzz()


@pytest.mark.parametrize("reader", fuzz.seeds())
def test_a_damaged_file_becomes_documents_and_failures_in_time(reader: str) -> None:
    chance = random.Random(f"tests {reader}")  # noqa: S311 - to be had again, not to be secret
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tally = fuzz.fuzzed(fuzz.seeds()[reader], 25, chance, 20)
    assert (tally.inputs, dict(tally.found)) == (25, {})
