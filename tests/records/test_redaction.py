"""A record without what is sensitive holds no name, no group, no point and no word of its report."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from factories import document, event, harm, place, span, statement, when
from histor.records.claim import Trace
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership, Reason
from histor.records.redaction import BAR, WITHHELD, redacted
from histor.values.name import Name
from histor.values.place import PlacePrecision

LETTERS = st.sampled_from("zqxjвщкלשםعمرظ悠斋아")
NAME = st.text(LETTERS, min_size=4, max_size=9)
MONITOR = Name(canonical="Coast Monitor", written="the monitor", entry="coast-monitor")


def everywhere(words: str) -> list[Any]:
    """Return a record of each kind with `words` in every field that takes a report's words."""
    somebody = Name(canonical=words, written=words)
    spot = place(words, latitude=35.53217, longitude=35.79119, admin2=words, gazetteer_id=f"user:{words}:1")
    told: dict[str, Any] = {
        "source": somebody,
        "via": somebody,
        "perpetrator": somebody,
        "place": place("the coast", parts=(spot,), admin2=words),
        "quote": span(f"{words} was there."),
        "trigger": span(words),
        "traces": (Trace(step="source", rule="quote", words=words),),
    }
    point = Point(
        source=somebody, as_of=None, published=None, exact=1, low=1, high=1, hedge=harm().count.hedge,
        wording=words, status=PointStatus.STANDS, claims=("c-1",), documents=("d1",),
    )  # fmt: skip
    return [
        document(f"{words} was there.", file=words, url=f"https://a.example/{words}", title=words, author=words,
                 locator=words),
        harm(source=words, named_victims=(words,), group=words, victims=words, also=(span(words),), **{
            key: value for key, value in told.items() if key != "source"}),
        event(actors=(somebody,), targets=(somebody,), weapon=words, **told),
        statement(speaker=words, role=words, organization=somebody, topic=words, about=words,
                  promise_evidence=(span(words),), **{key: told[key] for key in told if key != "source"}),
        Incident(id="i-1", name=words, parent=None, founder="c-1", documents=("d1",), actors=(somebody,), place=spot,
                 when=when("2025-03-08"),
                 members=(Membership(claim="c-1", by="rules/1",
                                     reasons=(Reason(feature="place", score=1.0, words=words),)),)),
        Figure(id="g-1", incident="i-1", harm=harm().harm, victim_class=harm().victim_class, scope=harm().scope,
               series=(point,), rule=Rule.RANGE, low=1, high=1, best=None, independent_sources=1, documents=1,
               grade=Grade.WEAK, grade_reason=words, explanation=words),
    ]  # fmt: skip


@given(NAME)
def test_no_field_of_any_record_keeps_a_word_of_its_report(words: str) -> None:
    for record in everywhere(words):
        assert words in repr(record)
        assert words not in repr(redacted(record))


@given(NAME)
def test_no_field_of_any_record_keeps_a_point_on_the_ground(words: str) -> None:
    for record in everywhere(words):
        told = repr(redacted(record))
        assert ("35.53" in told, "35.79" in told, "user:" in told) == (False, False, False)


@given(NAME)
def test_redacting_twice_is_redacting_once(words: str) -> None:
    for record in everywhere(words):
        assert redacted(redacted(record)) == redacted(record)


def test_bars_stand_where_words_stood() -> None:
    report = document("Amal Zor was there.")
    bare = redacted(report)

    assert (bare.text, bare.span(0, 8)) == (BAR * 19, redacted(report.span(0, 8)))


def test_counts_days_and_categories_stay() -> None:
    before = harm(9, women=2, when=when("2025-03-08"))
    after = redacted(before)

    assert (after.count.exact, after.women, after.when, after.harm) == (9, 2, before.when, before.harm)


def test_a_name_that_the_lexicon_knows_stays() -> None:
    assert redacted(harm(source=None, perpetrator=MONITOR)).perpetrator == MONITOR


def test_a_name_that_no_lexicon_knows_may_be_a_persons() -> None:
    assert redacted(harm(source="Amal Zor")).source == Name(canonical=WITHHELD, written=WITHHELD)


def test_a_place_becomes_its_province() -> None:
    village = place("Ardel", latitude=35.5, longitude=35.7, admin2="Haffa", admin1="Latakia", country="Syria")

    assert redacted(harm(place=village)).place == place(
        "Latakia", admin1="Latakia", country="Syria", precision=PlacePrecision.ADMIN1
    )


def test_a_place_in_no_known_country_is_withheld() -> None:
    nowhere = redacted(harm(place=place("Ardel"))).place

    assert (nowhere and (nowhere.written, nowhere.name, nowhere.precision)) == (WITHHELD, None, None)
