"""The page: self-contained, escaped, every figure tied to its sentence."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

from factories import document
from histor.publications.dossier import render_dossier, web_address
from publications.coast import coast_view


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
