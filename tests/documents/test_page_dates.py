"""When a web page appeared, and whose it is: as it says, and as no other story on it does."""

import json
from datetime import date

from factories import CAPTURED, published
from forms import FOUR, NINE
from histor.documents.intake import Declared, Received
from histor.documents.read import read
from histor.records.document import Document, Published

STORY = "".join(
    f"<p>{words}</p>"
    for words in (NINE, FOUR, "“We counted the dead twice,” a nurse at the hospital said. “There are nine.”")
)


def read_page(markup: str) -> Document:
    [page] = read(Received(data=markup.encode(), file="a.html", declared=Declared(), captured_at=CAPTURED))
    assert isinstance(page, Document)
    return page


def web_page(head: str = "", story: str = STORY, after: str = "") -> Document:
    body = f"<body><article><h1>Nine killed in the market</h1>{story}</article>{after}</body>"
    return read_page(f"<!DOCTYPE html><html><head><title>Nine</title>{head}</head>{body}</html>")


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def test_a_page_appeared_on_the_day_of_its_own_story() -> None:
    story = {
        "@type": "NewsArticle",
        "datePublished": "2025-03-10T23:30:00-05:00",
        "dateModified": "2025-03-14",
    }
    other = '<aside><time datetime="2019-07-14">14 July 2019</time></aside>'
    graph = linked(**{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"}, story]})
    meta = '<meta property="article:published_time" content="2025-03-10T06:00:00Z">'
    time = '<time datetime="2025-03-10T06:00:00">today</time>'
    for page in (
        web_page(graph, after=other),
        web_page(meta, after=other),
        web_page("", time + STORY, other),
    ):
        assert page.published == published("2025-03-10")
    address = '<link rel="canonical" href="https://a.example/2025/3/9/nine">'
    assert web_page(address + meta).published == published("2025-03-09")


def test_the_day_of_another_story_or_of_either_of_two_months_is_no_page_s() -> None:
    for after in (
        '<aside><time datetime="2019-07-14">x</time><time datetime="2018-07-14">y</time></aside>',
        "<footer>© 2019 · Last year's story of 14 July 2019</footer>",
        '<div class="published">03/04/2025</div>',
    ):
        assert web_page(after=after).published is None


def test_a_live_blog_appeared_from_its_first_day_to_its_last_under_its_own_title() -> None:
    posts = [
        {"@type": "BlogPosting", "headline": "Evening", "datePublished": "2025-03-11T21:00:00Z"},
        {"@type": "BlogPosting", "headline": "Morning", "datePublished": "2025-03-10T07:00:00Z"},
    ]
    blog = linked(**{"@type": "LiveBlogPosting", "headline": "Coast war live", "liveBlogUpdate": posts})
    page = web_page(blog)
    assert (page.title, page.published) == (
        "Coast war live",
        Published(start=date(2025, 3, 10), end=date(2025, 3, 11)),
    )


def test_an_outlet_that_a_page_names_only_to_machines_is_its_outlet() -> None:
    story = linked(**{"@type": ["NewsArticle"], "publisher": {"@type": "Organization", "name": "Ardel Post"}})
    assert (
        web_page(f'{story}<link rel="canonical" href="https://ardelpost.example/1">').outlet == "Ardel Post"
    )


def test_scripts_without_an_end_cost_no_more_than_their_length() -> None:
    opened = '<script type="application/ld+json">{"@type":' * 50_000
    page = read_page(
        f"<html><head><title>T</title></head><body><article>{STORY}</article></body></html>{opened}"
    )
    assert page.published is None


def test_the_address_that_a_page_was_saved_from_is_its_address() -> None:
    browser = "<!-- saved from url=(0042)https://ardelpost.example/2025/03/10/nine -->"
    single = "<!--\n Page saved with SingleFile \n url: https://ardelpost.example/2025/03/10/nine \n saved date: x\n-->"
    for comment in (browser, single):
        page = read_page(
            f"<!DOCTYPE html>\n{comment}\n<html><body><article><h1>Nine</h1>{STORY}</article></body></html>"
        )
        assert page.url == "https://ardelpost.example/2025/03/10/nine"
        assert page.published == published("2025-03-10")
