"""No record changes, and what is not known is None: never 0, an empty text or a day."""

import copy
import importlib
import inspect
import pickle
import pkgutil
from dataclasses import MISSING, FrozenInstanceError, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

import histor.records
from factories import count, document, event, harm, statement
from histor.records.claim import Claim
from histor.records.contract import claim_json, document_json
from histor.store.codec import encode

UNSAID = {"exact", "low", "high", "from", "place", "via", "outlet", "published"}


def record_types() -> list[type[Any]]:
    """Return every dataclass of the records room."""
    modules = [
        importlib.import_module(f"histor.records.{found.name}")
        for found in pkgutil.iter_modules(histor.records.__path__)
    ]
    return [
        kind
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(kind) and kind.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.__name__)
def test_every_record_is_frozen(kind: type[Any]) -> None:
    assert kind.__dataclass_params__.frozen


@pytest.mark.parametrize("kind", record_types(), ids=lambda kind: kind.__name__)
def test_what_is_not_given_is_never_a_number_a_day_or_an_empty_text(kind: type[Any]) -> None:
    defaults = [field.default for field in fields(kind) if field.default is not MISSING]

    assert not [one for one in defaults if one == "" or (type(one) in {int, float, date, datetime})]


@pytest.mark.parametrize("record", [document(), harm(), statement(), event()], ids=lambda r: type(r).__name__)
def test_a_record_cannot_be_changed(record: Any) -> None:
    with pytest.raises((FrozenInstanceError, AttributeError)):
        record.outlet = "another"


@pytest.mark.parametrize("claim", [harm(count(None)), statement(), event()], ids=lambda c: type(c).__name__)
def test_what_a_claim_does_not_say_is_null_in_its_json(claim: Claim) -> None:
    told = claim_json(claim)
    unsaid = {key: value for key, value in told.items() if key in UNSAID}

    assert {*unsaid.values()} == {None}
    assert "" not in told.values()


def test_what_a_document_does_not_say_is_null_in_its_json() -> None:
    told = document_json(document(language=None), claims=0)

    assert {told[key] for key in ("url", "outlet", "title", "language", "published", "copy_of")} == {None}


def test_an_id_follows_from_what_a_claim_says_and_travels_with_no_copy() -> None:
    one = harm(7, of="d1")
    asked = one.id
    assert replace(one, document="d2").id == harm(7, of="d2").id != asked
    assert pickle.loads(pickle.dumps(one)).id == copy.deepcopy(one).id == asked  # noqa: S301  # ours
    assert "_id" not in encode(one)
