"""The parts of one list have one whole."""

from dataclasses import replace

from histor.claims.assembly.wholes import with_common_wholes
from histor.claims.mentions import HarmMention, Stretch
from histor.records.claim import Harm, Scope, VictimClass
from histor.values.count import Count, Hedge


def mention(
    number: int, *, part_of: int | None = None, victims: str | None = None, sentence: int = 1
) -> HarmMention:
    return HarmMention(
        sentence=sentence,
        trigger=Stretch(start=0, end=1),
        harm=Harm.KILLED,
        count=Count(exact=number, low=number, high=number, hedge=Hedge.EXACT, wording=str(number)),
        number=None,
        victims=victims,
        victim_span=None,
        victim_class=VictimClass.UNSPECIFIED,
        scope=Scope.SUBSET if part_of is not None else Scope.INCIDENT,
        part_of=part_of,
    )


def test_bare_numbers_of_a_list_are_parts_of_what_it_divides() -> None:
    total = mention(30, victims="civilians", sentence=0)
    found = with_common_wholes([total, mention(12, part_of=0), mention(10, part_of=1), mention(8, part_of=2)])
    assert [m.part_of for m in found] == [None, 0, 0, 0]


def test_a_part_that_names_its_victims_stays_a_part_of_a_part() -> None:
    total = mention(30, victims="people", sentence=0)
    found = with_common_wholes([total, mention(12, part_of=0), mention(5, part_of=1, victims="children")])
    assert [m.part_of for m in found] == [None, 0, 1]


def test_a_bare_number_counts_whom_its_whole_counts() -> None:
    total = replace(mention(30, victims="civilians", sentence=0), victim_class=VictimClass.CIVILIAN)
    assert with_common_wholes([total, mention(12, part_of=0)])[1].victim_class is VictimClass.CIVILIAN
