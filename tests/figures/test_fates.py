"""Wounded who die are counted with the dead."""

from dataclasses import replace
from typing import Any

import pytest

from factories import count, span
from figures.told import Told
from histor.figures.persons import person_of
from histor.records.claim import Harm, HarmClaim, Scope, Trace
from histor.records.figure import Figure, PointStatus

SHOT = (Trace(step="trigger", rule="injured.does_to_people:shoot", words="shot"),)


class Shooting(Told):
    """What reports say of one victim or of several, in sentences of their own unless `at` says where."""

    def of_one(self, victim: str, harm: Harm, *, at: int | None = None, of: str | None = None) -> HarmClaim:
        report = of or self.report(f"{victim} {harm} {len(self.claims)}")
        start = 1000 * len(self.claims) if at is None else at
        quote = span(f"{victim} was hit.", of=report, start=start)
        trigger = span("hit", of=report, start=start + len(victim) + 5)
        return self.says(None, 1, of=report, victims=victim, harm=harm, quote=quote, trigger=trigger)

    def of_many(self, number: int, harm: Harm, **changes: Any) -> HarmClaim:
        return self.says("police", number, "2031-03-10", harm=harm, victims="people", **changes)

    def bounds(self, harm: Harm) -> tuple[int | None, int | None]:
        figure = self.of(harm)
        return figure.low, figure.high

    def of(self, harm: Harm) -> Figure:
        (found,) = [figure for figure in self.reckoned() if figure.harm is harm]
        return found


@pytest.mark.parametrize(
    ("wounded", "dead"),
    [
        ("a man", "a 37-year-old man"),
        ("the two-year-old", "Odo Varn"),
        ("a child", "a 4-year-old girl"),
        ("himself", "the teenager"),
        ("Kendel Roe", "Kendell Roe"),
        ("Mr. Varn", "Odo Varn"),
        ("Teen", "Odo Varn"),
        ("Belmar Student", "Ada Varn"),
        ("Nicholas Varn", "Nick Varn"),
        ("Liz Varn", "Elizabeth Varn"),
    ],
)
def test_one_who_is_told_wounded_and_then_dead_is_one_of_the_dead(wounded: str, dead: str) -> None:
    told = Shooting()
    told.of_one(wounded, Harm.INJURED)
    told.of_one(dead, Harm.KILLED)
    assert (told.bounds(Harm.INJURED), told.bounds(Harm.KILLED)) == ((None, None), (1, 1))


@pytest.mark.parametrize(
    ("wounded", "dead"),
    [
        ("a woman", "a 37-year-old man"),
        ("a boy", "his grandfather"),
        ("a 12-year-old boy", "a 17-year-old boy"),
        ("Ada Varn", "Odo Varn"),
        ("Jack Varn", "Jim Varn"),
    ],
)
def test_somebody_else_stays_wounded(wounded: str, dead: str) -> None:
    told = Shooting()
    told.of_one(dead, Harm.KILLED)
    told.of_one(wounded, Harm.INJURED)
    assert (told.bounds(Harm.INJURED), told.bounds(Harm.KILLED)) == ((1, 1), (1, 1))


@pytest.mark.parametrize(("where", "wounded"), [("hand", (1, 1)), ("chest", (None, None))])
def test_one_hit_where_nobody_dies_of_it_is_not_who_died(
    where: str, wounded: tuple[int | None, int | None]
) -> None:
    told = Shooting()
    told.of_one("a man", Harm.KILLED)
    quote = span(f"He was hit in the left {where}.", of=told.report("A man was hit."))
    trigger = span("hit", of=quote.document, start=7)
    told.says(None, 1, of=quote.document, victims="he", harm=Harm.INJURED, quote=quote, trigger=trigger)
    assert told.bounds(Harm.INJURED) == wounded


def test_another_man_is_not_the_man_told_before() -> None:
    told = Shooting()
    report = told.report("A man was killed. Another man was wounded.")
    told.of_one("a man", Harm.KILLED, at=0, of=report)
    told.of_one("another man", Harm.INJURED, at=20, of=report)
    assert (told.bounds(Harm.INJURED), told.bounds(Harm.KILLED)) == ((1, 1), (1, 1))


@pytest.mark.parametrize(("victim", "hurt"), [("An officer", (1, 1)), ("He", (None, None))])
def test_who_was_also_hit_is_none_of_the_dead_told_before(
    victim: str, hurt: tuple[int | None, int | None]
) -> None:
    told = Shooting()
    dead = told.of_one("a deputy", Harm.KILLED)
    told.says(
        None,
        1,
        of=dead.document,
        victims=victim,
        harm=Harm.INJURED,
        quote=span(f"{victim} was also hit.", of=dead.document, start=2000),
        trigger=span("hit", of=dead.document, start=2000 + len(f"{victim} was also ")),
        traces=SHOT,
    )
    assert told.bounds(Harm.INJURED) == hurt


def test_where_one_sentence_tells_dead_and_wounded_an_unnamed_one_stays_wounded() -> None:
    told = Shooting()
    report = told.report("A man was killed and a man wounded.")
    told.of_one("a man", Harm.KILLED, at=0, of=report)
    told.of_one("one man", Harm.INJURED, at=0, of=report)
    told.of_one("a man", Harm.INJURED)
    assert told.bounds(Harm.INJURED) == (1, 1)


def test_where_one_sentence_tells_dead_and_wounded_a_name_still_says_who_died() -> None:
    told = Shooting()
    report = told.report("A man was killed and a woman wounded.")
    told.of_one("a man", Harm.KILLED, at=0, of=report)
    told.of_one("a woman", Harm.INJURED, at=0, of=report)
    told.of_one("Odo Varn", Harm.INJURED)
    told.of_one("Odo Varn", Harm.KILLED)
    figure = told.of(Harm.INJURED)
    assert {point.status for point in figure.series} == {PointStatus.STANDS, PointStatus.SUPERSEDED}


def test_the_wife_told_wounded_is_the_wife_in_the_list_of_the_dead() -> None:
    told = Shooting()
    report = told.report("A man was killed and a boy wounded.")
    told.of_one("a man", Harm.KILLED, at=0, of=report)
    told.of_one("a boy", Harm.INJURED, at=0, of=report)
    told.says("police", 3, victims="Odo Varn, his wife and a neighbour")
    told.of_one("his 26-year-old wife", Harm.INJURED)
    assert {point.flags for point in told.of(Harm.INJURED).series} == {(), ("died",)}


def test_those_shot_are_the_dead_and_the_wounded_together() -> None:
    told = Shooting()
    told.of_many(4, Harm.INJURED, traces=SHOT)
    told.of_one("Odo Varn", Harm.KILLED)
    figure = told.of(Harm.INJURED)
    assert ((figure.low, figure.high), figure.flags) == ((3, 3), ("1 of them died",))


def test_the_dead_told_as_a_part_of_those_shot_are_all_the_dead() -> None:
    told = Shooting()
    shot = told.of_many(5, Harm.INJURED, traces=SHOT)
    told.says("police", 2, of=shot.document, quote=shot.quote, scope=Scope.SUBSET, subset_of=shot.id)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((2, 2), (3, 3))


def test_a_bare_number_of_dead_behind_those_shot_counts_some_of_them() -> None:
    told = Shooting()
    shot = told.of_many(2, Harm.INJURED, traces=SHOT)
    died = span("died", of=shot.document, start=shot.trigger.start + 20)
    told.says("police", 1, of=shot.document, quote=shot.quote, trigger=died)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((1, 1), (1, 1))


def test_the_dead_told_as_some_of_the_wounded_are_none_of_those_left_among_however_many() -> None:
    told = Shooting()
    hurt = told.of_many(30, Harm.INJURED)
    told.says("police", 3, of=hurt.document, quote=hurt.quote, scope=Scope.SUBSET, subset_of=hurt.id)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((3, 3), (27, 27))


def test_the_dead_among_the_wounded_are_a_part_where_others_are_told_dead() -> None:
    told = Shooting()
    hurt = told.of_many(30, Harm.INJURED)
    told.of_many(12, Harm.KILLED)
    told.says("police", 3, of=hurt.document, quote=hurt.quote, scope=Scope.SUBSET, subset_of=hurt.id)
    killed = [figure for figure in told.reckoned() if figure.harm is Harm.KILLED]
    assert {(figure.scope, figure.low) for figure in killed} == {(Scope.INCIDENT, 12), (Scope.SUBSET, 3)}


@pytest.mark.parametrize(
    ("words", "on", "left"),
    [
        ("A girl who was wounded in the raid died.", "2031-03-12", (1, 1)),
        ("A girl died of her wounds.", "2031-03-12", (1, 1)),
        ("A girl died in the raid.", "2031-03-12", (2, 2)),
        ("A girl who was wounded in the raid died.", "2031-03-10", (2, 2)),
    ],
)
def test_who_had_been_hurt_before_a_later_report_tells_the_death_was_one_of_the_wounded(
    words: str, on: str, left: tuple[int, int]
) -> None:
    told = Shooting()
    told.says("police", 2, "2031-03-10", harm=Harm.INJURED, victims="children")
    report = told.report(words, on)
    quote = span(words, of=report)
    trigger = span("died", of=report, start=words.index("died"))
    told.says("police", 1, on, of=report, victims="A girl", quote=quote, trigger=trigger)
    assert told.bounds(Harm.INJURED) == left


def test_a_later_report_counts_the_dead_of_so_many_wounded_by_their_number() -> None:
    told = Shooting()
    told.says("police", 18, "2031-03-10", harm=Harm.INJURED, victims="children")
    words = "Four of the 18 children wounded in the raid have died."
    report = told.report(words, "2031-03-12")
    trigger = span("died", of=report, start=words.index("died"))
    told.says("police", 4, of=report, quote=span(words, of=report), trigger=trigger, scope=Scope.SUBSET)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((4, 4), (14, 14))


def test_the_later_death_of_one_is_no_smaller_toll() -> None:
    told = Shooting()
    told.says("police", 2, "2031-03-10")
    words = "A third guard, who was wounded on Monday, died."
    report = told.report(words, "2031-03-12")
    trigger = span("died", of=report, start=words.index("died"))
    told.says("police", 1, of=report, quote=span(words, of=report), trigger=trigger, victims="A third guard")
    killed = [figure for figure in told.reckoned() if figure.harm is Harm.KILLED]
    assert {(figure.scope, figure.low, figure.high) for figure in killed} == {
        (Scope.INCIDENT, 2, 2),
        (Scope.SUBSET, 1, 1),
    }


def test_one_of_a_list_of_wounded_is_told_dead_by_the_same_noun() -> None:
    told = Shooting()
    words = "A boy and his mother were hurt. The boy died."
    report = told.report(words)
    quote = span(words, of=report)
    hurt, died = (span(w, of=report, start=words.index(w)) for w in ("hurt", "died"))
    both = "A boy and his mother"
    told.says("police", 2, of=report, harm=Harm.INJURED, victims=both, quote=quote, trigger=hurt)
    told.says("police", 1, of=report, victims="The boy", quote=quote, trigger=died)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((1, 1), (1, 1))


def test_both_told_dead_are_the_two_told_hurt_before() -> None:
    told = Shooting()
    words = "Two guards were hurt; both died."
    report = told.report(words)
    quote = span(words, of=report)
    hurt = span("hurt", of=report, start=words.index("hurt"))
    told.says("police", 2, of=report, harm=Harm.INJURED, victims="guards", quote=quote, trigger=hurt)
    died = span("died", of=report, start=words.index("died"))
    both = replace(count(2), wording="both")
    told.says("police", both, of=report, victims="both", quote=quote, trigger=died)
    assert (told.bounds(Harm.KILLED), told.bounds(Harm.INJURED)) == ((2, 2), (None, None))


def test_those_told_wounded_beside_the_dead_are_none_of_them() -> None:
    told = Shooting()
    dead = told.of_many(1, Harm.KILLED)
    told.says("police", 4, of=dead.document, harm=Harm.INJURED, quote=dead.quote, traces=SHOT)
    assert told.bounds(Harm.INJURED) == (4, 4)


def test_the_wounded_of_a_word_that_nobody_dies_of_lose_nobody_to_the_dead() -> None:
    told = Shooting()
    told.of_many(4, Harm.INJURED)
    told.of_one("Odo Varn", Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (4, 4)


def test_among_many_victims_only_a_name_makes_two_mentions_one_person() -> None:
    told = Shooting()
    told.of_many(60, Harm.KILLED)
    told.of_one("a 12-year-old boy", Harm.KILLED)
    told.of_one("a 12-year-old boy", Harm.INJURED)
    told.of_one("Odo Varn", Harm.KILLED)
    told.of_one("Odo Varn", Harm.INJURED)
    figure = told.of(Harm.INJURED)
    assert {(point.status, point.flags) for point in figure.series} == {
        (PointStatus.STANDS, ()),
        (PointStatus.SUPERSEDED, ("died",)),
    }


def test_who_was_only_threatened_with_death_stays_wounded() -> None:
    told = Shooting()
    told.of_one("a man", Harm.INJURED)
    told.of_one("a man", Harm.ABDUCTED)
    assert told.bounds(Harm.INJURED) == (1, 1)


def test_the_explanation_names_both_tellings() -> None:
    told = Shooting()
    told.of_one("a man", Harm.INJURED)
    told.says("county hospital", 1, "2031-03-11", victims="a 37-year-old man")
    assert told.of(Harm.INJURED).explanation == (
        "No number stands: what is told is denied, replaced or of those who died. "
        "Counted with the dead: “a man” (a report), told dead as “a 37-year-old man” (county hospital)."
    )


@pytest.mark.parametrize(
    ("victim", "sentence", "age"),
    [
        ("a 37-year-old man", "a 37-year-old man was hit.", 37),
        ("a two-year-old", "a two-year-old was hit.", 2),
        ("a 17-month-old girl", "a 17-month-old girl was hit.", 1),
        ("a man aged 40", "a man aged 40 was hit.", 40),
        ("Odo Varn", "Odo Varn, 50, was hit.", 50),
        ("Ada Varn", "Ada Varn, age 17 months, was hit.", 1),
        ("Odo Varn", "Odo Varn, 50 others and a dog were hit.", None),
        ("Odo Varn", "Odo Varn was hit.", None),
    ],
)
def test_a_victim_s_age_is_what_the_words_give(victim: str, sentence: str, age: int | None) -> None:
    told = Told()
    claim = told.says(None, 1, victims=victim, quote=span(sentence))
    assert person_of(claim).age == age


@pytest.mark.parametrize(
    ("victim", "name"),
    [
        ("Teen", ()),
        ("Belmar Teen", ()),
        ("Soldier", ()),
        ("Officer Odo Varn", ("Officer", "Odo", "Varn")),
        ("Odo Varn Jr.", ("Odo", "Varn", "Jr.")),
    ],
)
def test_what_somebody_is_makes_no_name_in_a_headline_s_capitals(victim: str, name: tuple[str, ...]) -> None:
    assert person_of(Told().says("police", 1, victims=victim)).name == name


def test_a_place_before_the_noun_is_no_name() -> None:
    told = Told()
    claim = told.says("police", 1, victims="a North Ardel woman")
    assert (person_of(claim).name, person_of(claim).sex) == ((), "female")


@pytest.mark.parametrize(("dead", "wounded"), [(4, None), (3, 1)])
def test_a_fourth_one_shot_where_four_are_dead_is_the_last_of_them(dead: int, wounded: int | None) -> None:
    told = Shooting()
    at = told.report("the report")
    told.of_many(dead, Harm.KILLED, of=at)
    told.says(
        None,
        1,
        of=at,
        victims="a fourth person",
        harm=Harm.INJURED,
        traces=SHOT,
        quote=span("A fourth person was shot.", of=at, start=900),
        trigger=span("shot", of=at, start=920),
    )
    assert told.bounds(Harm.INJURED) == (wounded, wounded)


@pytest.mark.parametrize("by_hand", ["himself", "suicide"])
def test_those_shot_by_one_who_then_killed_himself_are_the_dead_beside_him(by_hand: str) -> None:
    told = Shooting()
    shot = told.of_many(3, Harm.INJURED, traces=SHOT)
    told.of_one(by_hand, Harm.KILLED, at=shot.quote.start, of=shot.document)
    told.of_many(4, Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (None, None)


def test_the_death_of_one_who_shot_others_is_none_of_theirs() -> None:
    told = Shooting()
    shot = told.of_many(3, Harm.INJURED, traces=SHOT)
    told.of_one("himself", Harm.KILLED, at=shot.quote.start, of=shot.document)
    assert told.bounds(Harm.INJURED) == (3, 3)


@pytest.mark.parametrize(
    ("rule", "published", "hurt"),
    [
        ("killed.suffers:die", "2031-03-12", None),  # a later report says that she has died
        ("killed.does:kill", "2031-03-12", 1),  # killed on the spot: somebody else
        ("killed.suffers:die", "2031-03-10", 1),  # of the same day, when she still lived
    ],
)
def test_one_in_stable_condition_is_who_died_only_if_a_later_report_says_so(
    rule: str, published: str, hurt: int | None
) -> None:
    told = Shooting()
    claim = told.says(None, 1, "2031-03-10", harm=Harm.INJURED, victims="a woman")
    words = "1 woman was hit and is in stable condition."
    told.claims[-1] = replace(claim, quote=span(words, of=claim.document, start=claim.quote.start))
    told.says(
        None, 1, published, victims="a cousin", traces=(Trace(step="trigger", rule=rule, words="died"),)
    )
    assert told.bounds(Harm.INJURED) == (hurt, hurt)


def test_who_is_not_expected_to_live_may_be_who_died() -> None:
    told = Shooting()
    claim = told.says(None, 1, "2031-03-10", harm=Harm.INJURED, victims="a woman")
    words = "1 woman was hit and is not expected to survive."
    told.claims[-1] = replace(claim, quote=span(words, of=claim.document, start=claim.quote.start))
    told.of_one("a woman", Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (None, None)


def test_one_shot_beside_the_gunman_whom_others_killed_stays_wounded() -> None:
    told = Shooting()
    report = told.report("A guard was hit and the gunman killed.")
    told.of_one("a guard", Harm.INJURED, at=0, of=report)
    told.of_one("the gunman", Harm.KILLED, at=0, of=report)
    told.of_one("a man", Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (1, 1)


def test_who_is_hit_is_not_the_one_who_did_it_and_died() -> None:
    told = Shooting()
    told.of_one("her sister", Harm.INJURED)
    told.of_one("suicide", Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (1, 1)


@pytest.mark.parametrize(
    "victims",
    ["his mother, 27-year-old Ada Varn, and his brother", "his mother, Ada Varn, 27, and his brother"],
)
def test_a_name_with_an_age_between_commas_is_of_the_one_before_it(victims: str) -> None:
    told = Shooting()
    told.says("police", 2, harm=Harm.INJURED, victims=victims)
    told.of_one("Ada Varn", Harm.KILLED)
    assert told.bounds(Harm.INJURED) == (1, 1)
