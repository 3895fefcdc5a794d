"""By whom and what they name, reports are told to speak of one thing."""

from factories import document, harm, place, published, span, statement, when
from histor.incidents.compare.people import compare_people
from histor.incidents.compare.words import compare_words
from histor.incidents.group import group
from histor.incidents.names import Names, names_of, people_in
from histor.incidents.report import scenes_of
from histor.incidents.scene import Scene
from histor.records.claim import HarmClaim
from histor.records.document import Document

FIRST = "A man was shot on Monday. Ilvar Tosk was killed at the Mirn gate, said his aunt."
TRIAL = "The court heard on Thursday how Ilvar Tosk was killed by the Mirn gate."
NAMESAKE = "The court heard on Thursday how Ilvar Tosk was killed near Brunn."


def shot(told: Document, on: str | None, where: str) -> HarmClaim:
    start = told.text.index("Ilvar Tosk was killed")
    words = span("Ilvar Tosk was killed", of=told.id, start=start)
    return harm(
        1,
        of=told.id,
        quote=words,
        trigger=words,
        place=place(where, latitude=float(len(where)), longitude=36.0, country="Norland"),
        when=when(on) if on else None,
        published=told.published,
        source=None,
    )


def scenes(*told: Document) -> list[Scene]:
    claims = {one.id: [shot(one, "2031-03-06", "Ardel")] for one in told}
    names = names_of({one.id: one for one in told}, [claim for found in claims.values() for claim in found])
    return [scene for one in told for scene in scenes_of(one, claims[one.id], names)]


def test_a_name_that_is_also_a_common_word_of_its_report_names_nobody() -> None:
    assert people_in("Watch Live: the guard said to watch it live. Orsa Venn fell.") == {"orsa venn"}


def test_a_line_of_capitals_names_nobody() -> None:
    assert people_in("Girl Dies After Shot Near Mill\nShe was Orsa Venn of the valley.") == {"orsa venn"}


def test_the_name_of_an_area_is_no_person_s() -> None:
    assert people_in("It was in Orsa Venn Local Government Area, not in Brill Tarn District.") == frozenset()


def test_titles_and_offices_are_no_part_of_a_name() -> None:
    assert people_in("She spoke to Sergeant Venn and to Orsa B. Venn in town.") == {"orsa venn"}


def test_who_is_quoted_anywhere_is_nobody_to_know_an_incident_by() -> None:
    told = document(FIRST)
    said = statement(of=told.id, speaker="Ilvar Tosk")
    assert names_of({told.id: told}, [said])[told.id].people == frozenset()


def test_who_is_named_in_many_reports_is_nobody_to_know_an_incident_by() -> None:
    told = {one.id: one for one in (document(f"Number {n} names Ilvar Tosk too.") for n in range(6))}
    assert {names.people for names in names_of(told, []).values()} == {frozenset()}


def test_copies_of_one_text_make_a_name_no_commoner() -> None:
    first = document("The first names Ilvar Tosk.")
    copies = [document(f"Copy {n} names Ilvar Tosk.", copy_of=first.id) for n in range(9)]
    told = {one.id: one for one in [first, *copies]}
    assert names_of(told, [])[first.id].people == {"ilvar tosk"}


def test_a_name_in_most_reports_weighs_nothing_and_one_in_two_reports_all() -> None:
    told = [document(f"It was in Ardel, number {n}.") for n in range(120)]
    rare = [document(f"It was at Mirn in Ardel, number {n}.") for n in range(2)]
    names = names_of({one.id: one for one in [*told, *rare]}, [])[rare[0].id]
    assert (names.weight(["mirn"]), names.weight(["ardel"])) == (1.0, 0.0)


def test_the_same_dead_person_is_a_reason() -> None:
    one, other = scenes(document(FIRST), document(TRIAL))
    found = compare_people(one, other)
    assert found is not None
    assert (found.feature, found.score, found.words) == ("people", 1.0, "both name Ilvar Tosk")


def test_reports_with_many_names_and_none_in_common_speak_of_two_things() -> None:
    first = Names(words=frozenset(["mirn", "tosk", "venn"]))
    one, other = scenes(document(FIRST), document(TRIAL))
    mine = Scene(one.id, one.document, one.claims, first, one.origin)
    yours = Scene(
        other.id, other.document, other.claims, Names(words=frozenset(["a", "b", "c"])), other.origin
    )
    found = compare_words(mine, yours)
    assert found is not None
    assert found.score < 0


def test_a_trial_of_months_later_is_of_the_killing_of_the_person_it_names() -> None:
    first, trial = (
        document(FIRST, published=published("2031-03-07")),
        document(TRIAL, published=published("2031-09-18")),
    )
    claims = [shot(first, "2031-03-06", "Ardel"), shot(trial, "2031-09-18", "Brunn district")]
    assert len(group(claims, {first.id: first, trial.id: trial})) == 1


def test_a_name_alone_does_not_outweigh_another_day_and_place() -> None:
    first, trial = (
        document(FIRST, published=published("2031-03-07")),
        document(NAMESAKE, published=published("2031-09-18")),
    )
    claims = [shot(first, "2031-03-06", "Ardel"), shot(trial, "2031-09-18", "Brunn district")]
    assert len(group(claims, {first.id: first, trial.id: trial})) == 2


def test_a_name_in_two_reports_of_many_dead_joins_nothing() -> None:
    first, later = (
        document(FIRST, published=published("2031-03-07")),
        document(TRIAL, published=published("2031-09-18")),
    )
    claims = [
        shot(first, "2031-03-06", "Ardel"),
        harm(
            40,
            of=later.id,
            quote=span("Ilvar Tosk was killed", of=later.id, start=33),
            trigger=span("killed", of=later.id, start=48),
            place=place("Brunn", latitude=60.0, longitude=36.0, country="Norland"),
            when=when("2031-09-18"),
            source=None,
        ),
    ]
    assert len(group(claims, {first.id: first, later.id: later})) == 2


def test_a_report_without_a_toll_that_names_the_dead_is_of_the_incident() -> None:
    first = document(FIRST, published=published("2031-03-07"))
    funeral = document("Hundreds walked behind the coffin of Ilvar Tosk.", published=published("2031-04-30"))
    (incident,) = group([shot(first, "2031-03-06", "Ardel")], {first.id: first, funeral.id: funeral})
    assert incident.documents == tuple(sorted([first.id, funeral.id]))


def test_a_report_that_names_nothing_in_common_is_of_no_incident() -> None:
    first = document(FIRST, published=published("2031-03-07"))
    other = document("Hundreds walked to the market of Corve.", published=published("2031-03-08"))
    (incident,) = group([shot(first, "2031-03-06", "Ardel")], {first.id: first, other.id: other})
    assert incident.documents == (first.id,)


def test_a_person_and_nothing_else_in_common_is_a_weak_reason() -> None:
    one, other = scenes(document(FIRST), document(NAMESAKE))
    found = compare_people(one, other)
    assert found is not None
    assert found.score < 1.0
