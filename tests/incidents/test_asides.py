"""What a report tells beside its subject stays beside it."""

from typing import Any

from factories import document, harm, place, published, span, when
from histor.incidents.group import group
from histor.incidents.names import people_in
from histor.records.claim import Harm, HarmClaim, Scope
from histor.records.document import Document
from histor.values.place import Place

GATE = place("Mirn gate", latitude=35.0, longitude=36.0, country="Norland")
SOUGHT = "They seek Ilvar Tosk of Harrow Lane for the shooting at the Mirn gate by Orsa Venn."
BEFORE = "In the past Ilvar Tosk was blamed for a shooting in Harrow Lane. "


def one(text: str, on: str = "2031-03-07") -> Document:
    return document(text, published=published(on))


def dead(told: Document, words: str, on: str | None, where: Place | None = GATE, **changes: Any) -> HarmClaim:
    quote = span(words, of=told.id, start=told.text.index(words))
    return harm(
        1,
        of=told.id,
        quote=quote,
        trigger=quote,
        count_span=quote,
        place=where,
        when=when(on) if on else None,
        published=told.published,
        source=None,
        **changes,
    )


def test_what_the_accused_did_before_is_no_part_of_what_he_is_accused_of() -> None:
    first, second = one(SOUGHT), one(BEFORE + SOUGHT, "2031-03-08")
    told = [dead(first, SOUGHT, "2031-03-06"), dead(second, SOUGHT, "2031-03-06")]
    earlier = dead(second, BEFORE, "2029-08-01", None, background=True)
    grouped = group([*told, earlier], {first.id: first, second.id: second})
    assert {frozenset(incident.claims) for incident in grouped} == {
        frozenset(claim.id for claim in told),
        frozenset([earlier.id]),
    }


def test_what_a_report_is_about_stands_before_what_it_recalls() -> None:
    report = one(BEFORE + SOUGHT)
    earlier = dead(report, BEFORE, "2029-08-01", None, background=True)
    subject = dead(report, SOUGHT, "2031-03-06")
    found = group([earlier, subject], {report.id: report})
    assert [incident.claims for incident in found] == [(subject.id,), (earlier.id,)]


def test_of_an_arrest_and_the_killing_that_it_is_for_the_killing_is_the_subject() -> None:
    report = one("Ilvar Tosk was held in Brunn. " + SOUGHT)
    held = dead(report, "Ilvar Tosk was held in Brunn.", "2031-03-20", harm=Harm.DETAINED)
    killed = dead(report, SOUGHT, "2031-03-06")
    found = group([held, killed], {report.id: report})
    assert [incident.claims for incident in found] == [(killed.id,), (held.id,)]


def test_what_is_recalled_undated_joins_no_other_report_by_its_place() -> None:
    first, second = one(SOUGHT), one("A year's count reached 100 at the Mirn gate. " + SOUGHT, "2031-03-08")
    told = [dead(first, SOUGHT, "2031-03-06"), dead(second, SOUGHT, "2031-03-06")]
    count = dead(second, "A year's count reached 100 at the Mirn gate.", None, background=True)
    grouped = group([*told, count], {first.id: first, second.id: second})
    assert frozenset([count.id]) in {frozenset(incident.claims) for incident in grouped}


def test_a_year_s_toll_with_its_parts_is_not_what_a_report_is_about() -> None:
    text = SOUGHT + " In 2031 there were 87 homicides. Of them 86 were in town, one by the Mirn gate."
    report = one(text)
    subject = dead(report, SOUGHT, "2031-03-06")
    words = "In 2031 there were 87 homicides."
    year = dead(report, words, "2031-01-01", None, scope=Scope.CUMULATIVE)
    parts = [
        dead(report, part, "2031-01-01", None, scope=Scope.SUBSET, subset_of=year.id)
        for part in ("Of them 86 were in town,", "one by the Mirn gate.")
    ]
    found = group([subject, year, *parts], {report.id: report})
    assert found[0].claims == (subject.id,)


def test_a_day_and_one_name_of_many_make_no_incident_of_two_shootings() -> None:
    mine = "They met at Ober, Pell, Quor, Rusk, Senn, Tann, Ulm, Vard, Wenn and Hale."
    yours = "They met at Alm, Brok, Corv, Dern, Esk, Fenn, Gorm, Holt, Isk and Hale."
    first, second = one(mine), one(yours)
    told = [dead(first, mine, "2031-03-06", None), dead(second, yours, "2031-03-06", None)]
    assert len(group(told, {first.id: first, second.id: second})) == len(told)


def test_a_site_is_no_person() -> None:
    assert people_in(
        "That day they met with Orsa Venn on the road near Harrow Airport, and later at Tosk Plaza."
    ) == {"orsa venn"}
