"""What is withheld stands nowhere in a release or a public page; what may be said stays."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import event, name, place
from histor.publications.dossier import render_dossier
from histor.publications.masking import Mask
from histor.publications.public import coarsened, public_view
from histor.publications.release import release_files
from histor.publications.view import DossierView
from histor.publications.withheld import Coordinates, Profile, is_person
from histor.records.claim import Act, HarmClaim
from histor.records.failure import Failure
from histor.records.incident import Incident, Membership, Reason
from histor.records.sensitive import Sensitivity
from histor.values.name import Name
from histor.values.place import Place, PlacePrecision
from publications.coast import MADE, Case, coast_view

SYLLABLES = st.sampled_from(["zor", "qev", "wux", "vyk", "xan", "jyq", "ğüz", "ńem"])
WORD = st.lists(SYLLABLES, min_size=2, max_size=3).map(lambda parts: "".join(parts).capitalize())
PERSON = st.tuples(WORD, WORD).filter(lambda two: two[0] != two[1]).map(" ".join)
EXACT_PLACE = place("Ardel", latitude=35.53217, longitude=35.79119, gazetteer_id="geonames:1")


def told_of(victim: str, witness: str, group: str = "Qorvite") -> DossierView:
    """Return a record in which the names stand in every field that takes words."""
    first, last = victim.split()
    case = Case()
    death = f"One killed was {victim}, {group} teacher; {last.upper()} was 40, said {witness}."
    speech = f"We condemn what was done to {first}, {witness} said."
    report = replace(
        case.report("Coast Wire", "2025-03-08", death, f"A line about {victim} that nobody quotes.", speech),
        title=f"The death of {victim}",
        url=f"https://reports.example/{first.lower()}-{last.lower()}.html",
        file=f"{last.lower()}_{first.lower()}.txt",
        author=witness,
    )
    case.documents[:] = [report]
    harmed = case.harm(report, death, source=witness, place=EXACT_PLACE, group=group, named_victims=(victim,))
    case.claims[0] = replace(harmed, victims=f"{group} teacher {victim}")
    case.statement(
        report,
        speech,
        Act.CONDEMN,
        witness,
        role="farmer",
        topic=f"the death of {victim}",
        about=f"{last}'s house",
    )
    case.claims.append(event(of=report.id, targets=(name(victim),), actors=(name("gunmen"),)))
    reasons = (Reason(feature="words", score=1.0, words=f"both of {victim}"),)
    members = tuple(Membership(claim=each.id, by="rules/1", reasons=reasons) for each in case.claims)
    incident = Incident(
        id="i-1", name=f"Killing of {victim}, {group}, in Ardel", parent=None, members=members,
        documents=(report.id,), when=None, place=EXACT_PLACE, actors=(name(witness),), founder=case.claims[0].id,
    )  # fmt: skip
    failure = Failure(stage="read", subject=f"{last}.pdf", reason=f"{victim}: no text", sha256=None, at=MADE)
    return replace(
        coast_view(title=f"For {victim}"),
        documents=case.documents, claims=case.claims, incidents=[incident], figures=[], failures=[failure],
    )  # fmt: skip


def leaks(text: str, *names: str) -> list[str]:
    found = text.casefold()
    return [word for each in names for word in each.casefold().split() if word in found]


def whole(files: Mapping[str, str]) -> str:
    return "".join(files.values())


@settings(max_examples=60, deadline=None)
@given(victim=PERSON, witness=PERSON)
def test_no_withheld_name_stands_anywhere_in_a_release(victim: str, witness: str) -> None:
    written = whole(release_files(told_of(victim, witness), Profile()))
    assert leaks(written, victim, witness, "qorvite", "35.53217", "35.79119") == []


@settings(max_examples=5, deadline=None)
@given(victim=PERSON, witness=PERSON)
def test_no_withheld_name_stands_anywhere_in_a_public_page(victim: str, witness: str) -> None:
    page = render_dossier(public_view(told_of(victim, witness)))
    assert leaks(page, victim, witness, "qorvite") == []
    assert "nobody quotes" not in page


def test_every_span_of_a_public_edition_stands_in_its_excerpt() -> None:
    public = public_view(told_of("Zorqev Wuxvyk", "Xanjyq Nemzor"))
    texts = {each.id: each.text for each in public.documents}
    claim = public.claims[0]
    assert isinstance(claim, HarmClaim)
    assert texts[claim.document][claim.quote.start : claim.quote.end] == claim.quote.text
    assert texts[claim.document][claim.trigger.start : claim.trigger.end] == "killed"
    assert claim.quote.text == (
        "One killed was [name withheld], [group withheld] teacher; [name withheld] was 40, said [name withheld]."
    )


def test_ids_figures_and_public_speakers_stay() -> None:
    before, after = coast_view(), public_view(coast_view())
    assert [each.id for each in after.claims] == [each.id for each in before.claims]
    assert [(each.low, each.high) for each in after.figures] == [(e.low, e.high) for e in before.figures]
    assert [c.source for c in after.claims if isinstance(c, HarmClaim)] == [
        c.source for c in before.claims if isinstance(c, HarmClaim)
    ]


def test_a_public_page_says_what_is_left_out() -> None:
    page = render_dossier(public_view(coast_view()))
    assert "Left out of this edition: names of victims, names of private persons who speak" in page
    assert "The full text as read" not in page


def test_what_is_kept_is_not_masked() -> None:
    profile = Profile(keep=frozenset({Sensitivity.VICTIM, Sensitivity.GROUP, Sensitivity.WITNESS}))
    claim = public_view(told_of("Zorqev Wuxvyk", "Xanjyq Nemzor"), profile).claims[0]
    assert isinstance(claim, HarmClaim)
    assert (claim.named_victims, claim.group) == (("Zorqev Wuxvyk",), "Qorvite")
    assert claim.source == name("Xanjyq Nemzor")


@pytest.mark.parametrize(
    "spelled",
    [
        "Sämir Halloüm",
        "SAMIR  HALLOUM",
        "samir-halloum",
        "SamirHalloum",
        "Samir Halloum's",
        "Sa\u0301mir\nHalloum",
    ],
)
def test_a_name_is_found_however_it_is_spelled(spelled: str) -> None:
    mask = Mask(["Samir Halloum"], ["samir", "halloum"], [])
    assert mask.text(f"They saw {spelled} there.") == "They saw [name withheld] there."


def test_an_address_that_names_somebody_keeps_its_host() -> None:
    mask = Mask(["Samir Halloum"], [], [])
    assert mask.address("https://news.example/s%61mir%2Dhalloum") == "https://news.example/"


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Samir Halloum", True),
        ("Umm Khaled", True),
        ("سمير", True),
        ("residents", False),
        ("Residents", False),
        ("a doctor from Ardel", False),
        ("Ardel Relief Committee", False),
    ],
)
def test_a_private_person_is_told_from_a_body(written: str, person: bool) -> None:  # noqa: FBT001
    assert is_person(name(written)) is person


def test_whom_the_actor_lexicon_knows_is_no_private_person() -> None:
    assert not is_person(Name(canonical="Samir Halloum", written="Halloum", entry="mayor-of-ardel"))


def test_an_occupation_is_no_office() -> None:
    case = Case()
    report = case.report("Coast Wire", "2025-03-08", "One spoke.", "Another spoke.")
    case.statement(report, "One spoke.", Act.REPORT, "Zorqev Wuxvyk", role="mayor of Ardel")
    case.statement(report, "Another spoke.", Act.REPORT, "Xanjyq Nemzor", role="nurse")
    public = public_view(replace(coast_view(), documents=case.documents, claims=case.claims))
    assert [each.source and each.source.written for each in public.claims] == ["Zorqev Wuxvyk", "a witness"]


@pytest.mark.parametrize(
    ("how", "point"),
    [
        (Coordinates.EXACT, (35.53217, 35.79119)),
        (Coordinates.TOWN, (35.5, 35.8)),
        (Coordinates.ADMIN1, (None, None)),
        (Coordinates.NONE, (None, None)),
    ],
)
def test_a_point_is_no_finer_than_asked_for(
    how: Coordinates, point: tuple[float | None, float | None]
) -> None:
    coarse = coarsened(EXACT_PLACE, how)
    assert (coarse.latitude, coarse.longitude) == point


def test_a_site_of_the_recorders_own_has_no_point() -> None:
    site = replace(EXACT_PLACE, gazetteer_id="user:camps.csv:7")
    coarse = coarsened(site, Coordinates.TOWN)
    assert (coarse.latitude, coarse.longitude, coarse.gazetteer_id) == (None, None, None)


def test_a_province_stands_for_the_places_in_it() -> None:
    town = replace(EXACT_PLACE, admin1="Latakia", admin2="Jableh", country="Syria")
    assert coarsened(town, Coordinates.ADMIN1) == Place(
        written="Latakia", name="Latakia", admin1="Latakia", country="Syria", precision=PlacePrecision.ADMIN1
    )
