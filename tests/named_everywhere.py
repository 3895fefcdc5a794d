"""Records of each kind with one name in every field that takes words."""

from typing import Any

from hypothesis import strategies as st

from factories import document, event, harm, place, span, statement, when
from histor.records.claim import Trace
from histor.records.figure import Figure, Grade, Point, PointStatus, Rule
from histor.records.incident import Incident, Membership, Reason
from histor.values.name import Name

LETTERS = st.sampled_from("zqxjвщкלשםعمرظ悠斋아")
NAME = st.text(LETTERS, min_size=4, max_size=9)


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
