"""Find the day on which a web page says that it appeared: of its own story, not of those that it links to."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from histor.documents.dates import day_of, published_between
from histor.records.document import Published

LINKED_DATA = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>", re.IGNORECASE)
SCRIPT_END = re.compile("</script", re.IGNORECASE)
MOST_LINKED = 2_000_000  # characters of one script
STORY = re.compile(r"(?:Article|Posting|Report|PressRelease|CreativeWork)$")
LIVE = "LiveBlogPosting"
META = re.compile(r"<meta\s[^>]{1,1000}>", re.IGNORECASE)
TIME = re.compile(r"<time\s[^>]{0,400}datetime=[^>]{1,100}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# The names under which pages say it to search engines, aggregators and libraries, the surest first.
NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "dcterms.created", "dc.date.created", "publishdate", "publish-date", "publish_date", "published_time",
    "publication_date", "pubdate", "date",
)  # fmt: skip
HEADLINE = re.compile(r"<h1[\s>]", re.IGNORECASE)
ELSEWHERE = re.compile(r"<(?:aside|footer|nav)[\s>]|</article>", re.IGNORECASE)
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states of its story."""

    published: Published | None = None
    title: str | None = None  # of a live blog: its posts have headlines too
    outlet: str | None = None


def stated_in(markup: str, url: str | None) -> Stated:
    """Return what a page, at `url`, states; a live blog appeared from its first day to its last."""
    stories = list(_stories(markup))
    live = next((story for story in stories if LIVE in _types(story)), None)
    outlet = next(filter(None, map(_publisher, stories)), None)
    if live is not None:
        return replace(_live(live), outlet=outlet)
    days = (_day(story.get("datePublished")) for story in stories)
    found = (_in_address(url), next(filter(None, days), None), _in_meta(markup), _of_headline(markup))
    return Stated(published=next(filter(None, map(_published, found)), None), outlet=outlet)


def _publisher(story: Mapping[str, Any]) -> str | None:
    said = story.get("publisher")
    name = said.get("name") if isinstance(said, Mapping) else None
    return name if isinstance(name, str) and name.strip() else None


def _in_address(url: str | None) -> str | None:
    """Return the day in the path of an address: the outlet's own, where the others may be those of Greenwich."""
    found = IN_ADDRESS.search(url or "")
    return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else None


IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?![\d.])")


def _stories(markup: str) -> Iterator[Mapping[str, Any]]:
    for script in _scripts(markup):
        try:
            loaded = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from (each for each in _nodes(loaded) if any(map(STORY.search, _types(each))))


def _scripts(markup: str) -> Iterator[str]:
    place = 0
    while (start := LINKED_DATA.search(markup, place)) and (end := SCRIPT_END.search(markup, start.end())):
        place = end.end()
        if end.start() - start.end() <= MOST_LINKED:
            yield markup[start.end() : end.start()]


def _nodes(loaded: object) -> Iterator[Mapping[str, Any]]:
    """Yield what stands at the top, in a list or a graph: what lies deeper is of other stories."""
    for each in loaded if isinstance(loaded, list) else [loaded]:
        if isinstance(each, Mapping):
            graph = each.get("@graph")
            yield each
            yield from (
                (node for node in graph if isinstance(node, Mapping)) if isinstance(graph, list) else ()
            )


def _types(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [each for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str)]


def _live(blog: Mapping[str, Any]) -> Stated:
    posts = blog.get("liveBlogUpdate")
    nodes = [
        blog,
        *(each for each in (posts if isinstance(posts, list) else [posts]) if isinstance(each, Mapping)),
    ]
    said = (_day(node.get(key)) for node in nodes for key in LIVE_DAYS)
    days = sorted(day for day in said if day)
    title = blog.get("headline")
    return Stated(
        published=_published(f"{days[0]}/{days[-1]}" if days else None),
        title=title if isinstance(title, str) and title.strip() else None,
    )


LIVE_DAYS = ("coverageStartTime", "datePublished", "dateModified", "coverageEndTime")


def _in_meta(markup: str) -> str | None:
    said: dict[str, str] = {}
    for found in META.finditer(markup):
        attributes = _attributes(found[0])
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        said.setdefault(name.lower(), attributes.get("content", ""))
    return next(filter(None, (_day(said.get(name)) for name in NAMES)), None)


def _of_headline(markup: str) -> str | None:
    """Return the only day of a page's times, or the first below its headline where nothing else has begun before it."""
    times = [
        (found.start(), day)
        for found in TIME.finditer(markup)
        if (day := _day(_attributes(found[0]).get("datetime")))
    ]
    if len({day for _, day in times}) == 1:
        return times[0][1]
    headline = HEADLINE.search(markup)
    below = [(start, day) for start, day in times if headline and start > headline.end()]
    if headline is None or not below or ELSEWHERE.search(markup, headline.end(), below[0][0]):
        return None
    return below[0][1]


def _attributes(tag: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or "" for found in ATTRIBUTE.finditer(tag)}


def _day(value: object) -> str | None:
    """Return the day of a moment, where it is certain: as it is where the page was written."""
    if not isinstance(value, str):
        return None
    found = ISO.match(value.strip())
    day = found[1] if found else day_of(value)
    return day if day and len(day) == len("2025-03-10") else None


def _published(days: str | None) -> Published | None:
    try:
        return published_between(days) if days else None
    except ValueError:
        return None


def believable(day: str | None, markup: str) -> str | None:
    """Return the day that was found in a page, unless it may be that of another story or of another month.

    Of several times the search takes the oldest, which stands beside a link; it looks into the footer; and of
    03/04/2025 it makes one day.
    """
    if day is None or (TIME.search(markup) and not any(day in found[0] for found in META.finditer(markup))):
        return None
    footer = FOOTER.search(markup)
    return day if _written(day).search(markup, 0, footer.start() if footer else len(markup)) else None


FOOTER = re.compile(r"<footer[\s>]", re.IGNORECASE)


def _written(day: str) -> re.Pattern[str]:
    """Return the forms in which a page may write a day, those left out that may be another's."""
    year, month, of_month = day.split("-")
    number, name = f"0?{int(of_month)}(?:st|nd|rd|th)?", f"{MONTHS[int(month) - 1]}[a-z]*"
    forms = [
        rf"{year}[-/.]?{month}[-/.]?{of_month}",
        rf"\b{number}\.?[ -]{name}\.?,?[ -]{year}",
        rf"\b{name}\.? {number},? {year}",
    ]
    if int(of_month) > len(MONTHS) or month == of_month:
        one, other = f"0?{int(of_month)}", f"0?{int(month)}"
        forms += [rf"\b(?:{one}[./-]{other}|{other}[./-]{one})[./-](?:{year}|{year[2:]})\b"]
    return re.compile("|".join(forms), re.IGNORECASE)


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
