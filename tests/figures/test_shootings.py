"""One shooting told by hospital, police and papers: who is in care, who is counted with whom, who has died."""

from dataclasses import replace
from typing import Any

from factories import count, span
from figures.told import Told
from histor.records.claim import Harm, HarmClaim, Trace


class Shooting(Told):
    """What one report says of those shot, each in a sentence of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.at = self.report("the report")

    def tells(self, harm: Harm, number: int, victims: str, rule: str, **changes: Any) -> HarmClaim:
        start = 100 * len(self.claims)
        told = f"{victims} were harmed."
        return self.says(
            None,
            replace(count(number), wording=victims if victims.startswith("both") else str(number)),
            of=changes.pop("of", self.at),
            harm=harm,
            victims=victims,
            quote=changes.pop("quote", span(told, of=self.at, start=start)),
            trigger=span("harmed", of=self.at, start=start + told.index("harmed")),
            traces=(Trace(step="trigger", rule=rule, words="harmed"),),
            **changes,
        )

    def bounds(self, harm: Harm) -> tuple[int | None, int | None]:
        (found,) = [figure for figure in self.reckoned() if figure.harm is harm]
        return found.low, found.high


def test_so_many_in_one_state_are_some_of_the_wounded() -> None:
    told = Shooting()
    told.tells(Harm.INJURED, 5, "people", "injured.does:wound")
    told.tells(Harm.INJURED, 3, "others", "injured.does_to_people:treat")
    told.tells(Harm.INJURED, 1, "people", "injured.phrases_suffers:be in * condition")
    assert told.bounds(Harm.INJURED) == (5, 5)


def test_in_one_report_a_described_group_is_some_of_a_larger_one() -> None:
    told = Shooting()
    told.tells(Harm.KILLED, 4, "his wife and three children", "killed.does:kill")
    told.tells(Harm.KILLED, 2, "older children", "killed.does:kill")
    assert told.bounds(Harm.KILLED) == (4, 4)


def test_described_groups_of_two_reports_are_rivals() -> None:
    told = Shooting()
    told.tells(Harm.KILLED, 4, "women", "killed.does:kill")
    told.tells(Harm.KILLED, 2, "women", "killed.does:kill", of=told.report("another"))
    assert told.bounds(Harm.KILLED) == (2, 4)


def test_those_found_with_gunshot_wounds_are_the_dead_and_the_wounded() -> None:
    told = Shooting()
    told.tells(Harm.INJURED, 5, "adults", "wounds:gunshot wound")
    told.tells(Harm.KILLED, 2, "men", "killed.phrases_does:pronounce dead")
    assert told.bounds(Harm.INJURED) == (3, 3)


def test_the_dead_of_those_shot_are_all_whom_their_report_tells_apart() -> None:
    told = Shooting()
    told.tells(Harm.INJURED, 3, "people", "injured.does_to_people:shoot")
    told.tells(Harm.KILLED, 1, "Ada Varn", "killed.suffers:die")
    told.tells(Harm.KILLED, 1, "Odo Roe", "killed.suffers:die")
    assert told.bounds(Harm.INJURED) == (1, 1)


def test_both_victims_are_those_whom_their_report_tells_dead() -> None:
    told = Shooting()
    told.tells(Harm.INJURED, 2, "both victims", "wounds:injury")
    told.tells(Harm.KILLED, 2, "a woman and her son", "killed.phrases_does:find dead")
    assert told.bounds(Harm.INJURED) == (None, None)


def test_one_of_a_list_of_wounded_who_dies_leaves_the_others() -> None:
    told = Shooting()
    told.tells(
        Harm.INJURED, 2, "his mother, Ada Varn, and his brother", "injured.phrases_suffers:suffer * wound"
    )
    told.tells(Harm.KILLED, 1, "Ada Varn", "killed.suffers:die")
    assert told.bounds(Harm.INJURED) == (1, 1)


def test_a_killer_is_not_added_to_all_who_were_found_dead() -> None:
    told = Shooting()
    at = {"quote": span("Five were found dead after he killed himself.", of=told.at)}
    told.tells(Harm.KILLED, 5, "people", "killed.phrases_does:find dead", **at)
    told.tells(Harm.KILLED, 1, "himself", "killed.does:kill", **at)
    assert told.bounds(Harm.KILLED) == (5, 5)


def test_kin_of_the_other_sex_is_another_victim() -> None:
    told = Shooting()
    told.tells(Harm.KILLED, 1, "a woman", "killed.phrases_does:find dead")
    told.tells(Harm.KILLED, 1, "her husband", "killed.phrases_does:find dead")
    assert told.bounds(Harm.KILLED) == (2, 2)
