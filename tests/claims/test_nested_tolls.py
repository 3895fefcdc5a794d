"""The toll of a town is a part of its province's, where one report gives both."""

import pytest

from claims.told import tolls
from histor.records.claim import HarmClaim, Scope

PROVINCE = "At least 195 people were killed on 5 March in attacks in Latakia province, the governor said.\n\n"


def by_number(text: str) -> dict[int | None, HarmClaim]:
    return {claim.count.low: claim for claim in tolls(text)}


def test_a_town_s_toll_is_a_part_of_its_province_s() -> None:
    found = by_number(PROVINCE + "The mayor said 148 people were killed in Belmar on 5 March.")
    assert (found[148].scope, found[148].subset_of) == (Scope.SUBSET, found[195].id)


@pytest.mark.parametrize(
    "other",
    [
        "The mayor said 148 people were killed in Zerin on 5 March.",  # of another province
        "The mayor said 148 people were killed in Belmar on 2 February.",  # of another day
        "The mayor said 248 people were killed in Belmar on 5 March.",  # more than in the province
        "The mayor said 148 people were wounded in Belmar on 5 March.",  # another harm
    ],
)
def test_another_toll_stands_alone(other: str) -> None:
    found = by_number(PROVINCE + other)
    assert {claim.scope for claim in found.values()} == {Scope.INCIDENT}
