"""The page: self-contained, escaped, every figure tied to its sentence."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from factories import document, harm, place, statement
from histor.publications.dossier import render_dossier, web_address
from histor.publications.view import DossierView
from histor.records.claim import Act, Claim, Harm, Scope, VictimClass
from histor.records.failure import Failure
from histor.records.figure import Grade, PointStatus
from histor.records.incident import Incident, Membership
from histor.records.review import Review
from histor.values.date import DateBasis, When
from histor.values.name import Name
from publications.coast import MADE, coast_view, figure, point


class Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str, *tags: str) -> list[str]:
        return [
            found for tag, attrs in self.tags if (not tags or tag in tags) and (found := attrs.get(attribute))
        ]


def test_the_same_view_gives_the_same_page() -> None:
    assert render_dossier(coast_view()) == render_dossier(coast_view())


def test_nothing_is_fetched_and_no_script_is_there() -> None:
    page = Page(render_dossier(coast_view()))
    assert page.values("src") == []
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "embed"} == set()


def test_the_style_fetches_nothing() -> None:
    page = render_dossier(coast_view())
    assert re.findall(r"url\(|@import", page) == []


def test_every_link_within_the_page_has_its_target() -> None:
    page = Page(render_dossier(coast_view()))
    wanted = {href[1:] for href in page.values("href", "a") if href.startswith("#")}
    assert wanted - set(page.values("id")) == set()


def test_no_id_stands_twice() -> None:
    ids = Page(render_dossier(coast_view())).values("id")
    assert len(ids) == len(set(ids))


def test_headings_never_skip_a_level() -> None:
    levels = [
        int(tag[1]) for tag, _ in Page(render_dossier(coast_view())).tags if re.fullmatch(r"h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_five_lines_say_what_is_known() -> None:
    page = render_dossier(coast_view())
    headings = re.findall(r"<div><dt>([^<]+)</dt><dd>(?:<p>|<ul>)", page)
    assert headings == ["Killed", "Other harm", "Who blames whom", "Denied or disputed", "Promised"]


def test_markup_in_a_report_is_text() -> None:
    hostile = document("<script>alert(1)</script>", title="<img src=x onerror=alert(1)>", outlet='"><b>')
    page = render_dossier(replace(coast_view(), title="</title><script>", documents=[hostile], claims=[],
                                  incidents=[], figures=[]))  # fmt: skip
    assert {tag for tag, _ in Page(page).tags} & {"script", "img"} == set()


def test_characters_that_reorder_text_are_shown_by_number() -> None:
    hostile = document("Dead:\u202e 37", title="\u2066title")
    page = render_dossier(replace(coast_view(), documents=[hostile], claims=[], incidents=[], figures=[]))
    assert ("⟨U+202E⟩ 37" in page, "⟨U+2066⟩title" in page, "\u202e" in page) == (True, True, False)


def test_only_web_addresses_become_links() -> None:
    asked = [
        "https://a.example/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[",
        "//a.example",
        None,
    ]
    assert [web_address(url) for url in asked] == ["https://a.example/x", None, None, None, None, None]


def test_an_empty_record_is_a_page_too() -> None:
    empty = replace(coast_view(), documents=[], claims=[], incidents=[], figures=[])
    assert "No report read here gives a number of dead." in render_dossier(empty)


def test_a_copy_stands_under_its_original() -> None:
    assert "1 copy of the same text" in render_dossier(coast_view())


def hostile_view(words: str) -> DossierView:
    """A view that says `words` wherever a record has text."""
    report = document(
        f"{words} and more.", title=words, outlet=words, url=f"https://a.example/{words}", file=words,
        agency_credit=words, language="en",
    )  # fmt: skip
    who = Name(canonical=words, written=words)
    given: dict[str, Any] = {"of": report.id, "quote": report.span(0, len(words)), "outlet": words}
    open_date = When(basis=DateBasis.UNANCHORED, wording=words)
    somewhere = place(words, latitude=35.0, longitude=36.0, admin1=words, country=words)
    toll = harm(
        9, **given, source=words, via=who, victims=words, place=somewhere, when=open_date, perpetrator=who
    )
    denial = statement(Act.DENY, **given, speaker=words, role=words, organization=who, about=words)
    counted = figure(
        [point([toll], PointStatus.DISPUTED)], explanation=words, grade_reason=words, flags=(words,)
    )
    killing = Incident(
        id="i-1", name=words, parent=None, members=(Membership(claim=toll.id, by=words, reasons=()),),
        documents=(report.id,), when=open_date, place=somewhere, actors=(who,), founder=toll.id,
    )  # fmt: skip
    failed = Failure(stage=words, subject=words, reason=words, sha256=None, at=MADE)
    return coast_view(
        title=words, documents=[report], claims=[toll, denial], incidents=[killing], figures=[counted],
        failures=[failed], method={words: words},
    )  # fmt: skip


def test_markup_in_any_record_is_text() -> None:
    hostile = Page(render_dossier(hostile_view("<script>x</script><img src=x onerror=y>\"'")))
    assert {tag for tag, _ in hostile.tags} == {
        tag for tag, _ in Page(render_dossier(hostile_view("plain"))).tags
    }


def test_no_record_can_add_an_attribute() -> None:
    page = Page(render_dossier(hostile_view('" onload="x" style="y" \' onclick=\'z')))
    assert {name for _, attributes in page.tags for name in attributes} & {
        "onload",
        "onclick",
        "style",
    } == set()


def test_no_record_brings_characters_that_reorder_the_page() -> None:
    page = render_dossier(hostile_view("a\u202eb\u2067c\u200bd"))
    assert re.findall("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", page) == []


def test_the_policy_forbids_everything_but_the_style() -> None:
    policies = [
        attributes["content"]
        for tag, attributes in Page(render_dossier(coast_view())).tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"]


def test_the_bytes_do_not_depend_on_the_run() -> None:
    program = (
        "import hashlib;from publications.coast import coast_view;"
        "from histor.publications.dossier import render_dossier;"
        "print(hashlib.sha256(render_dossier(coast_view()).encode()).hexdigest())"
    )
    path = os.pathsep.join(each for each in sys.path if each)
    seen = {
        subprocess.run(  # noqa: S603 - this interpreter and the program above
            [sys.executable, "-c", program],
            env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
            check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_every_section_says_that_a_machine_read_it() -> None:
    page = render_dossier(coast_view())
    headings = re.findall(r'<h2 id="(\w+)">[^<]*<span class="badge machine">', page)
    assert headings == ["known", "figures", "map", "timeline", "statements", "promises", "doubts"]


def test_one_sentence_that_two_reports_carry_stands_once_with_both() -> None:
    words = "France spoke plainly."
    reports = [document(f"{words} {outlet}", outlet=outlet) for outlet in ("Harbour Daily", "Coast Wire")]
    claims: list[Claim] = [
        statement(speaker="France", of=each.id, quote=each.span(0, len(words)), outlet=each.outlet)
        for each in reports
    ]
    page = render_dossier(coast_view(documents=reports, claims=claims, incidents=[], figures=[]))
    said = re.findall(r"<li><q><bdi>France spoke plainly.</bdi></q>.*?</li>", page, re.DOTALL)
    assert [re.findall(r"Harbour Daily|Coast Wire", re.sub("<[^>]+>", "", each)) for each in said] == [
        ["Harbour Daily", "Coast Wire"]
    ]


def test_a_part_is_not_in_doubt_for_being_one() -> None:
    part = figure([point([harm(90)], PointStatus.STANDS)], scope=Scope.SUBSET, flags=("subset: women",))
    assert "No figure is contested." in render_dossier(coast_view(figures=[part]))


def test_parts_that_do_not_add_up_are_in_doubt() -> None:
    flag = "parts do not add up: 1,663 of 1,676"
    whole = figure([point([harm(1676)], PointStatus.STANDS)], flags=(flag,), grade=Grade.WEAK)
    doubts = render_dossier(coast_view(figures=[whole])).split('id="doubts"')[1].split("<h3>")[2]
    assert flag in doubts


def test_words_that_no_calendar_settles_are_told_from_no_words() -> None:
    page = render_dossier(coast_view())
    unresolved = page.split("<h3>Date words that could not be resolved</h3>")[1].split("<h3>")[0]
    assert ("“<bdi>last week</bdi>”" in unresolved, "in the own words of Levant Daily" in unresolved) == (
        True,
        True,
    )


def test_only_the_best_attested_incidents_are_shown_in_full() -> None:
    tolls = [harm(number, harm=Harm.KILLED, victim_class=VictimClass.CIVILIAN) for number in range(1, 41)]
    incidents = [
        Incident(
            id=f"i-{toll.id}", name=f"Killings number {toll.count.low}", parent=None,
            members=(Membership(claim=toll.id, by="rules/1", reasons=()),), documents=(), when=None,
            place=None, actors=(), founder=toll.id,
        )
        for toll in tolls
    ]  # fmt: skip
    figures = [
        figure([point([toll], PointStatus.STANDS)], id=f"g-{toll.id}", incident=f"i-{toll.id}")
        for toll in tolls
    ]
    page = render_dossier(coast_view(claims=tolls, incidents=incidents, figures=figures))
    assert (page.count('<article class="incident">'), page.count("Killings number")) == (12, 41)


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (Review.MACHINE, "machine-read, not reviewed"),
        (Review.PARTLY, "reviewed in part"),
        (Review.REVIEWED, "reviewed"),
    ],
)
def test_a_figure_says_how_far_it_is_reviewed(review: Review, said: str) -> None:
    toll = replace(coast_view().figures[0], review=review)
    [badge] = re.findall(
        r"<h4>.*?<span class=\"badge (\w+)\">([^<]+)</span></h4>", render_dossier(coast_view(figures=[toll]))
    )
    assert badge == (review, said)


def test_the_page_says_how_far_its_claims_are_reviewed() -> None:
    view = coast_view()
    judged = [replace(claim, review=Review.ACCEPTED) for claim in view.claims]
    kinds = [
        re.findall(
            r'<p class="kind">Dossier <span class="badge (\w+)">',
            render_dossier(replace(view, claims=claims)),
        )
        for claims in (view.claims, [judged[0], *view.claims[1:]], judged)
    ]
    assert kinds == [["machine"], ["partly"], ["reviewed"]]


def test_what_is_known_says_how_many_incidents_with_dead_it_leaves_to_the_figures() -> None:
    view = coast_view()
    coast = view.incidents[0]
    inside, elsewhere = replace(coast, id="i-inside", parent=coast.id), replace(coast, id="i-elsewhere")
    told = view.figures[0]
    more = [replace(told, id=f"f-{home.id}", incident=home.id, series=()) for home in (inside, elsewhere)]
    incidents, figures = [coast, inside, elsewhere], [*view.figures, *more]
    assert "more incident" not in render_dossier(view)
    assert "1 more incident with dead: see Figures." in render_dossier(
        replace(view, incidents=incidents, figures=figures)
    )
