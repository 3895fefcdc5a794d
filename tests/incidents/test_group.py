"""Claims in, incidents out."""

import random
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from factories import count, day, document, event, harm, name, place, published, span, statement, when
from histor.incidents.group import group
from histor.records.claim import Act, Claim, Harm, HarmClaim, Modality, Scope, Trace
from histor.records.document import Document
from histor.records.incident import Incident
from histor.values.date import DateBasis, DatePrecision, When
from histor.values.place import Place, PlacePrecision

NORLAND = place("Norland", country="Norland", gazetteer_id="n", precision=PlacePrecision.COUNTRY)


def town(written: str, at: float = 35.0, admin1: str = "North") -> Place:
    return place(written, gazetteer_id=written, latitude=at, longitude=36.0, admin1=admin1, country="Norland")


ARDEL, CORVE = town("Ardel"), town("Corve", 38.0, "South")


class Reports:
    """Reports and what they claim, built up line by line."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: list[Claim] = []

    def report(self, text: str, on: str | None = "2031-03-07", **changes: Any) -> str:
        made = document(text, published=published(on) if on else None, **changes)
        self.documents[made.id] = made
        return made.id

    def dead(self, of: str, number: int, **changes: Any) -> HarmClaim:
        start = sum(100 for claim in self.claims if claim.document == of)
        told = f"{number} were killed"
        claim = harm(
            number,
            of=of,
            quote=span(told, of=of, start=start),
            trigger=span("killed", of=of, start=start + 10),
            count_span=span(str(number), of=of, start=start),
            published=self.documents[of].published,
            **changes,
        )
        self.claims.append(claim)
        return claim

    def grouped(self) -> list[Incident]:
        return group(self.claims, self.documents)

    def together(self) -> set[frozenset[str]]:
        return {frozenset(incident.claims) for incident in self.grouped()}


def test_two_reports_of_one_day_and_town_are_one_incident() -> None:
    told = Reports()
    first = told.dead(told.report("One."), 9, place=ARDEL, when=when("2031-03-06"))
    second = told.dead(told.report("Two."), 12, place=ARDEL, when=when("2031-03-06"))
    assert told.together() == {frozenset([first.id, second.id])}


def test_the_same_town_on_another_day_is_another_incident() -> None:
    told = Reports()
    told.dead(told.report("One."), 9, place=ARDEL, when=when("2031-03-06"))
    told.dead(told.report("Two."), 9, place=ARDEL, when=when("2031-03-11"))
    assert len(told.grouped()) == 2


def test_the_same_day_in_a_town_far_away_is_another_incident() -> None:
    told = Reports()
    told.dead(told.report("One."), 9, place=ARDEL, when=when("2031-03-06"))
    told.dead(told.report("Two."), 9, place=CORVE, when=when("2031-03-06"))
    assert len(told.grouped()) == 2


def test_a_report_that_gives_no_day_tells_of_nothing_that_came_after_it() -> None:
    text = "Gunmen on the Orrel bridge road in Ardel killed the ferry clerk of the Tollhouse mill."
    told = Reports()
    told.dead(told.report(f"{text} One.", on="2031-03-07"), 1, place=ARDEL)
    told.dead(told.report(f"{text} Two.", on="2031-09-18"), 1, place=ARDEL, when=when("2031-09-17"))
    assert len(told.grouped()) == 2


def test_running_tolls_that_begin_on_one_day_are_one_incident() -> None:
    told = Reports()
    coast = place("the coast", precision=None)
    first = told.dead(
        told.report("One."), 745, place=coast, when=when("2031-03-06", "2031-03-08"), scope=Scope.CUMULATIVE
    )
    later = told.report("Two.", on="2031-03-12")
    second = told.dead(
        later, 1383, place=coast, when=when("2031-03-06", "2031-03-12"), scope=Scope.CUMULATIVE
    )
    assert told.together() == {frozenset([first.id, second.id])}


def test_a_running_toll_that_began_long_before_is_another_incident_around_it() -> None:
    told = Reports()
    report = told.report("One.", on="2031-03-20")
    told.dead(report, 40, place=ARDEL, when=when("2031-03-17"))
    told.dead(report, 3000, place=NORLAND, when=when("2031-03-07", "2031-03-20"), scope=Scope.CUMULATIVE)
    small, large = sorted(told.grouped(), key=lambda incident: incident.place == NORLAND)
    assert (small.parent, large.parent) == (large.id, None)


def test_a_part_with_its_own_place_is_an_incident_inside_its_whole() -> None:
    told = Reports()
    report = told.report("One.")
    whole = told.dead(report, 137, place=NORLAND, when=when("2031-03-06"))
    part = told.dead(report, 67, place=ARDEL, when=when("2031-03-06"), scope=Scope.SUBSET, subset_of=whole.id)
    outer, inner = told.grouped()
    assert (outer.claims, inner.claims, inner.parent) == ((whole.id,), (part.id,), outer.id)


def test_a_part_has_a_place_of_its_own_also_where_other_harm_is_told_there() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 300, harm=Harm.INJURED, place=ARDEL, when=when("2031-03-06"))
    whole = told.dead(report, 137, place=NORLAND, when=when("2031-03-06"))
    part = told.dead(report, 67, place=ARDEL, when=when("2031-03-06"), scope=Scope.SUBSET, subset_of=whole.id)
    assert {part.id} in told.together()


def test_a_town_and_the_district_of_its_name_are_one_place_for_the_parts_of_a_toll() -> None:
    told = Reports()
    report = told.report("One.")
    district = town("Ardel", 35.1)
    district = replace(district, gazetteer_id="district", precision=PlacePrecision.ADMIN2)
    whole = told.dead(report, 137, place=NORLAND, when=when("2031-03-06"))
    part: dict[str, Any] = {"when": when("2031-03-06"), "scope": Scope.SUBSET, "subset_of": whole.id}
    one = told.dead(report, 67, place=ARDEL, **part)
    other = told.dead(report, 70, place=district, **part)
    assert {one.id, other.id} in told.together()


def test_a_part_without_a_place_of_its_own_stays_with_its_whole() -> None:
    told = Reports()
    report = told.report("One.")
    whole = told.dead(report, 137, place=ARDEL, when=when("2031-03-06"))
    part = told.dead(report, 9, place=ARDEL, when=when("2031-03-06"), scope=Scope.SUBSET, subset_of=whole.id)
    assert told.together() == {frozenset([whole.id, part.id])}


def test_what_one_town_lost_is_not_the_toll_of_the_country() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 137, place=NORLAND, when=when("2031-03-06"))
    told.dead(report, 2, place=ARDEL, when=when("2031-03-06"), source="Police")
    country, here = told.grouped()
    assert (here.place, here.parent) == (ARDEL, country.id)


def test_a_hypothetical_toll_is_in_no_incident() -> None:
    told = Reports()
    told.dead(told.report("One."), 200, place=ARDEL, modality=Modality.HYPOTHETICAL)
    assert told.grouped() == []


def test_an_attack_that_is_recalled_has_an_incident_of_its_own() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    told.dead(report, 253, place=ARDEL, when=when("2019-04-21"), background=True)
    assert [incident.when and incident.when.start for incident in told.grouped()] == [
        date(2031, 3, 6),
        date(2019, 4, 21),
    ]


def test_an_undated_toll_that_is_only_recalled_does_not_join_what_the_report_is_about() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    told.dead(report, 253, place=ARDEL, background=True)
    assert len(told.grouped()) == 2


def test_a_war_total_is_an_episode_beside_the_incident() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    told.dead(report, 20000, place=NORLAND, when=when("2029-01-01", "2031-03-07"), scope=Scope.CUMULATIVE)
    incident, war = told.grouped()
    assert (len(incident.claims), len(war.claims), incident.parent) == (1, 1, war.id)


def test_the_dead_among_the_wounded_are_where_those_are() -> None:
    told = Reports()
    report = told.report("One.")
    hurt = told.dead(report, 20, place=ARDEL, when=when("2031-03-06"), harm=Harm.INJURED)
    dead = told.dead(report, 3, place=ARDEL, when=when("2031-03-06"), scope=Scope.SUBSET, subset_of=hurt.id)
    assert told.together() == {frozenset([hurt.id, dead.id])}


def test_a_city_s_count_of_many_shootings_is_none_of_the_one_that_is_told_beside_it() -> None:
    told = Reports()
    report = told.report("One.", on="2031-03-09")
    boy = told.dead(report, 1, place=ARDEL, when=when("2031-03-08"))
    counted = (Trace(step="scope", rule="scope:round-up", words="in 33 separate shootings"),)
    city = told.dead(
        report, 7, place=ARDEL, when=when("2031-03-07", "2031-03-09"), scope=Scope.CUMULATIVE, traces=counted
    )
    assert told.together() == {frozenset([boy.id]), frozenset([city.id])}


def test_copies_of_one_text_speak_of_one_incident() -> None:
    told = Reports()
    original = told.report("The wire.")
    copy = told.report("The wire, again.", copy_of=original)
    first = told.dead(original, 31, place=Place(written="Ardel market"), when=when("2031-03-06"))
    second = told.dead(copy, 31, place=None, when=when("2031-03-06"))
    assert told.together() == {frozenset([first.id, second.id])}


def test_without_a_dateline_the_day_of_an_incident_stays_open() -> None:
    told = Reports()
    monday = When(basis=DateBasis.UNANCHORED, wording="Monday")
    told.dead(told.report("One.", on=None), 9, place=ARDEL, when=monday)
    (incident,) = told.grouped()
    assert (incident.when, incident.name) == (None, "Killings in Ardel, date open")


def test_a_name_says_what_was_done_where_and_when() -> None:
    told = Reports()
    open_end = When(start=day("2031-03-06"), precision=DatePrecision.DAY, basis=DateBasis.STATED)
    told.dead(told.report("One."), 9, place=ARDEL, when=open_end, scope=Scope.CUMULATIVE)
    assert told.grouped()[0].name == "Killings in Ardel, from 6 March 2031"


def test_an_id_stays_when_later_reports_are_added() -> None:
    told = Reports()
    told.dead(told.report("One.", on="2031-03-06"), 9, place=ARDEL, when=when("2031-03-06"))
    before = told.grouped()[0].id
    told.dead(told.report("Two.", on="2031-03-08"), 12, place=ARDEL, when=when("2031-03-06"))
    assert [incident.id for incident in told.grouped()] == [before]


def test_a_statement_belongs_to_what_its_report_is_about() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    said = replace(
        statement(of=report),
        quote=span("He spoke.", of=report, start=900),
        trigger=span("spoke", of=report, start=903),
    )
    told.claims.append(said)
    assert said.id in told.grouped()[0].claims


def test_a_fall_of_government_months_before_is_no_part_of_the_incident() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    ouster = event(
        "Government regains territory",
        event_type="Strategic developments",
        of=report,
        when=when("2030-12-08"),
        background=True,
    )
    told.claims.append(ouster)
    assert all(ouster.id not in incident.claims for incident in told.grouped())


def test_violence_without_a_toll_founds_an_incident() -> None:
    told = Reports()
    report = told.report("One.")
    ambush = event(of=report, place=ARDEL, when=when("2031-03-06"), actors=(name("gunmen"),))
    told.claims.append(ambush)
    (incident,) = told.grouped()
    assert (incident.claims, incident.name) == ((ambush.id,), "Armed clash in Ardel, 6 March 2031")


def test_a_report_without_a_toll_joins_the_incident_whose_names_it_uses() -> None:
    told = Reports()
    names = "In the town of Ardel, with Minister Orlo and the Norland Front, there was talk."
    told.dead(told.report(names), 12, place=ARDEL, when=when("2031-03-06"))
    reaction = told.report("They met in Ardel, said Orlo of the Norland Front.", on="2031-03-09")
    condemned = statement(Act.CONDEMN, of=reaction)
    told.claims.append(condemned)
    assert condemned.id in told.grouped()[0].claims


def test_every_member_says_why_it_is_there() -> None:
    told = Reports()
    told.dead(told.report("One."), 40, place=ARDEL, when=when("2031-03-06"))
    told.dead(told.report("Two."), 40, place=ARDEL, when=when("2031-03-06"))
    features = {reason.feature for member in told.grouped()[0].members for reason in member.reasons}
    assert features == {"time", "place", "toll"}


PLACES = st.sampled_from([None, ARDEL, CORVE, NORLAND, Place(written="the coast")])
DAYS = st.sampled_from(
    [None, when("2031-03-06"), when("2031-03-07"), when("2031-03-11"), when("2031-03-06", "2031-03-11")]
)
TOLLS = st.tuples(st.integers(0, 5), st.integers(1, 60), PLACES, DAYS, st.booleans())


@given(st.lists(TOLLS, max_size=14), st.integers(0, 1000))
def test_the_order_of_claims_changes_nothing(
    tolls: list[tuple[int, int, Place | None, When | None, bool]], seed: int
) -> None:
    told = Reports()
    for report, number, where, at, background in tolls:
        told.dead(told.report(f"Report {report}."), number, place=where, when=at, background=background)
    first = told.grouped()
    random.Random(seed).shuffle(told.claims)  # noqa: S311 (a test's order, no secret)
    told.documents = dict(reversed(told.documents.items()))
    assert told.grouped() == first


@given(st.lists(TOLLS, max_size=14))
def test_every_toll_is_in_exactly_one_incident(
    tolls: list[tuple[int, int, Place | None, When | None, bool]],
) -> None:
    told = Reports()
    for report, number, where, at, background in tolls:
        told.dead(told.report(f"Report {report}."), number, place=where, when=at, background=background)
    held = [claim for incident in told.grouped() for claim in incident.claims]
    assert sorted(held) == sorted(claim.id for claim in told.claims)


def test_a_vague_toll_and_an_exact_one_are_of_one_incident() -> None:
    told = Reports()
    told.dead(told.report("One."), 31, place=ARDEL, when=when("2031-03-06"))
    report = told.report("Two.")
    told.claims.append(harm(count(24), of=report, place=ARDEL, when=when("2031-03-06", "2031-03-07")))
    assert len(told.grouped()) == 1


def test_a_town_s_few_dead_do_not_join_another_report_s_toll_for_the_country() -> None:
    told = Reports()
    told.dead(told.report("One."), 400, place=NORLAND, when=when("2031-03-06"))
    told.dead(told.report("Two."), 3, place=ARDEL, when=when("2031-03-06"))
    here, country = sorted(told.grouped(), key=lambda incident: incident.place == NORLAND)
    assert (here.place, here.parent) == (ARDEL, country.id)


def test_a_running_toll_without_place_or_beginning_is_not_the_report_s_subject() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 290, place=ARDEL, when=when("2031-03-06"))
    told.dead(report, 100_000, scope=Scope.CUMULATIVE)
    assert len(told.grouped()) == 2


def test_a_report_that_gives_no_day_joins_what_happened_there_in_the_week_before() -> None:
    told = Reports()
    told.dead(told.report("One.", on="2031-03-07"), 40, place=ARDEL, when=when("2031-03-06"))
    told.dead(told.report("Two.", on="2031-03-11"), 31, place=ARDEL)
    told.dead(told.report("Three.", on="2031-05-11"), 35, place=ARDEL)
    assert sorted(len(incident.documents) for incident in told.grouped()) == [1, 2]


def test_the_day_on_which_a_running_toll_was_counted_is_not_when_it_began() -> None:
    told = Reports()
    told.dead(
        told.report("One.", on="2031-03-12"),
        900,
        place=ARDEL,
        when=when("2031-03-06", "2031-03-12"),
        scope=Scope.CUMULATIVE,
    )
    counted = {"when": when("2031-03-11"), "as_of": day("2031-03-11"), "scope": Scope.CUMULATIVE}
    told.dead(told.report("Two.", on="2031-03-11"), 800, place=ARDEL, **counted)
    assert len(told.grouped()) == 1


def test_a_part_does_not_join_a_killing_in_a_town_nearby() -> None:
    told = Reports()
    report = told.report("One.")
    whole = told.dead(report, 137, place=NORLAND, when=when("2031-03-06"))
    told.dead(report, 67, place=ARDEL, when=when("2031-03-06"), scope=Scope.SUBSET, subset_of=whole.id)
    told.dead(told.report("Two."), 70, place=town("Brunn", 35.1), when=when("2031-03-06"))
    assert {len(incident.documents) for incident in told.grouped() if incident.place == ARDEL} == {1}


def test_a_toll_since_a_month_long_ago_is_an_episode_even_if_the_month_is_all_that_is_said() -> None:
    told = Reports()
    report = told.report("One.")
    told.dead(report, 12, place=ARDEL, when=when("2031-03-06"))
    since = When(start=day("2030-12-01"), precision=DatePrecision.MONTH, basis=DateBasis.STATED)
    told.dead(report, 300, place=ARDEL, when=since)
    assert [len(incident.claims) for incident in told.grouped()] == [1, 1]


def test_a_town_s_dead_lie_within_those_of_the_region_that_holds_its_province() -> None:
    told = Reports()
    coast = place(
        "the coast", gazetteer_id="c", country="Norland", precision=PlacePrecision.COUNTRY, covers=("North",)
    )
    days = when("2031-03-06", "2031-03-11")
    told.dead(told.report("One."), 900, place=coast, when=days, scope=Scope.CUMULATIVE)
    told.dead(told.report("Two."), 3, place=ARDEL, when=when("2031-03-08"))
    told.dead(told.report("Three."), 4, place=CORVE, when=when("2031-03-08"))
    found = {incident.place: incident for incident in told.grouped()}
    assert (found[ARDEL].parent, found[CORVE].parent) == (found[coast].id, None)
