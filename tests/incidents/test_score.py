"""What is passed over without a closer look could be no incident."""

from collections.abc import Sequence

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factories import document, harm, name, place, published, when
from histor.incidents.compare import FEATURES
from histor.incidents.names import named_in, names_of
from histor.incidents.report import scenes_of
from histor.incidents.scene import Scene, far_apart
from histor.incidents.score import ONE_INCIDENT, WEIGHTS, link
from histor.records.claim import HarmClaim
from histor.records.document import Document
from histor.records.incident import Reason
from histor.values.place import Place, PlacePrecision

NAMES = ["Ilvar Tosk", "Oda Renn", "Mill Street", "Harrow Bridge", "Senn Valley", "Corin Dale"]
PLACES = [
    None,
    place("Ardel", gazetteer_id="g:1", latitude=40.0, longitude=20.0, admin1="North", country="Norland"),
    place("Brunn", gazetteer_id="g:2", latitude=40.1, longitude=20.1, admin1="North", country="Norland"),
    place("Zorn", gazetteer_id="g:3", latitude=44.0, longitude=25.0, admin1="South", country="Norland"),
    place("Norland", gazetteer_id="g:4", country="Norland", precision=PlacePrecision.COUNTRY),
    place("Ostia", gazetteer_id="g:5", latitude=10.0, longitude=60.0, admin1="East", country="Southmark"),
    place("the old mill", precision=None),
]


@st.composite
def told(draw: st.DrawFn, number: int, places: Sequence[Place | None]) -> tuple[Document, HarmClaim]:
    named = draw(st.lists(st.sampled_from(NAMES), unique=True))
    text = f"Report {number}. They spoke of {', then of '.join(named) or 'nobody'} there."
    on = draw(st.sampled_from(["2031-03-05", "2031-03-06", "2031-03-09", None]))
    report = document(text, published=draw(st.sampled_from([None, published("2031-03-07")])))
    where: Place | None = draw(st.sampled_from(places))
    return report, harm(
        draw(st.sampled_from([8, 10, 12])),
        of=report.id,
        source=draw(st.sampled_from(["police", "Norland Watch"])),
        place=where,
        when=when(on) if on else None,
        perpetrator=draw(st.sampled_from([None, name("the army")])),
        quote=report.span(0, len(text)),
    )


@st.composite
def pairs(
    draw: st.DrawFn, here: Sequence[Place | None] = PLACES, there: Sequence[Place | None] = PLACES
) -> tuple[Scene, Scene]:
    (first, one), (second, other) = draw(told(1, here)), draw(told(2, there))
    names = names_of({first.id: first, second.id: second}, [])
    return scenes_of(first, [one], names)[0], scenes_of(second, [other], names)[0]


@settings(max_examples=400, deadline=None)
@given(pairs())
def test_two_scenes_are_linked_if_and_only_if_their_features_make_them_one(pair: tuple[Scene, Scene]) -> None:
    one, other = pair
    found = link(one, other)
    assume(found is None or not found.sure)
    reasons = _all(one, other)
    score = sum(WEIGHTS[reason.feature] * reason.score for reason in reasons)
    against = any(reason.score <= -1 for reason in reasons)
    assert (found is not None) == (score >= ONE_INCIDENT and not against)


@settings(max_examples=400, deadline=None)
@given(pairs(PLACES[1:5], PLACES[5:6]))
def test_what_is_far_apart_is_never_linked(pair: tuple[Scene, Scene]) -> None:
    assert not far_apart(*pair) or link(*pair) is None


def test_names_found_before_are_weighed_like_those_of_the_texts() -> None:
    reports = {one.id: one for one in (document("They shot Ilvar Tosk."), document("He knew Ilvar Tosk."))}
    named = {key: named_in(report.text) for key, report in reports.items()}
    bare = {key: document(report.text, id=key) for key, report in reports.items()}
    assert _plain(names_of(bare, [], named)) == _plain(names_of(reports, []))


def _plain(names: object) -> object:
    return {key: (one.words, one.people, one.rarity) for key, one in names.items()}  # type: ignore[attr-defined]


def _all(one: Scene, other: Scene) -> list[Reason]:
    return [reason for compare in FEATURES if (reason := compare(one, other))]
