"""Fetching against a server that misbehaves in every way: whatever it does, we get a page or a reason."""

import csv
import gzip
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from fetching.misbehaving import Behaviour, Site, answer, endless, raw, redirect, serving
from histor.errors import FetchRefusedError, InputError
from histor.fetching.addresses import Policy, checked, vetted
from histor.fetching.connection import Answer, Connection, Limits
from histor.fetching.fetch import MOST_ENTRIES, Fetching, Gotten
from histor.fetching.fetcher import Fetched, Fetcher, NotFetched
from histor.fetching.pace import Pace
from histor.fetching.targets import targets

AT = datetime(2025, 3, 10, 12, tzinfo=UTC)
PAGE = b"<html><body><p>At least 40 people were killed in Ardel, residents said.</p></body></html>"
LOCAL = Policy(open_hosts=frozenset({"127.0.0.1"}))
QUICK = Limits(seconds=1.5, size=100_000)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


def fetcher(policy: Policy = LOCAL, *, slept: list[float] | None = None) -> Fetcher:
    connection = Connection(policy=policy, limits=QUICK, agent="histor/test")
    waits = slept if slept is not None else []
    return Fetcher(connection.get, agent="histor/test", pace=Pace(3.0, clock=lambda: 0.0, sleep=waits.append))


def reason(site: Site, behaviour: Behaviour) -> str:
    """Return why a page that behaves so gives nothing."""
    site.pages["/page"] = behaviour
    found = fetcher().fetch(site.url("/page"))
    assert isinstance(found, NotFetched)
    return found.reason


def test_a_page_is_fetched_as_it_was_sent(site: Site) -> None:
    site.pages["/page"] = answer(PAGE, content_type="text/html", x_odd="kept")
    found = fetcher().fetch(site.url("/page#part"))
    assert isinstance(found, Fetched)
    assert (found.page.body, found.page.header("x-odd"), found.page.status) == (PAGE, "kept", 200)


def test_a_compressed_page_is_kept_compressed(site: Site) -> None:
    site.pages["/page"] = answer(gzip.compress(PAGE), content_encoding="gzip")
    found = fetcher().fetch(site.url("/page"))
    assert isinstance(found, Fetched)
    assert gzip.decompress(found.page.body) == PAGE


def test_a_missing_page_says_so(site: Site) -> None:
    assert reason(site, answer(status="404 Not Found")) == "the site answered 404 Not Found"


def test_a_redirect_is_followed_and_kept(site: Site) -> None:
    site.pages |= {"/old": redirect("/new"), "/new": answer(PAGE)}
    found = fetcher().fetch(site.url("/old"))
    assert isinstance(found, Fetched)
    assert [each.status for each in found.answers] == [302, 200]


def test_a_redirect_in_a_circle_is_given_up(site: Site) -> None:
    assert "redirects: given up" in reason(site, redirect("/page"))


@pytest.mark.parametrize(
    "to",
    ["http://localhost:{port}/inside", "http://169.254.169.254/latest/", "http://[::1]/", "http://10.0.0.7/"],
)
def test_a_redirect_into_a_private_network_is_refused(site: Site, to: str) -> None:
    assert "not on the public network" in reason(site, redirect(to.format(port=site.port)))
    assert "/inside" not in site.asked


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "javascript:1"]
)
def test_a_redirect_to_another_scheme_is_refused(site: Site, to: str) -> None:
    assert "only http and https are fetched" in reason(site, redirect(to))


def test_a_page_without_end_is_given_up_at_its_size(site: Site) -> None:
    assert "sends more than" in reason(site, endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000))


def test_a_page_that_drips_is_given_up_at_its_time(site: Site) -> None:
    assert "took longer than" in reason(site, endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.1))


def test_headers_that_drip_are_given_up_at_their_time(site: Site) -> None:
    assert "took longer than" in reason(site, endless(b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n", 0.1))


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\x00\x01\x02 no web server",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nbad",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 999999 ?\r\n\r\n",
    ],
    ids=["nothing", "garbage", "half a body", "broken chunks", "a huge header", "an odd status"],
)
def test_an_answer_that_breaks_is_a_reason(site: Site, sent: bytes) -> None:
    assert "the connection failed" in reason(site, raw(sent))


def test_a_host_that_is_not_there_is_a_reason() -> None:
    found = fetcher().fetch("http://nowhere.invalid/")
    assert isinstance(found, NotFetched)
    assert "no such host" in found.reason


def test_a_page_that_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.pages |= {"/robots.txt": answer(b"User-agent: *\nDisallow: /page"), "/page": answer(PAGE)}
    found = fetcher().fetch(site.url("/page"))
    assert isinstance(found, NotFetched)
    assert (found.reason.endswith("robots.txt does not allow it to be fetched"), site.asked) == (
        True,
        ["/robots.txt"],
    )


def test_a_host_whose_robots_txt_fails_is_left_alone_for_now(site: Site) -> None:
    site.pages |= {"/robots.txt": answer(status="503 Busy"), "/page": answer(PAGE)}
    assert isinstance(fetcher().fetch(site.url("/page")), NotFetched)


def test_robots_txt_is_asked_for_once(site: Site) -> None:
    site.pages |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    polite = fetcher()
    polite.fetch(site.url("/a"))
    polite.fetch(site.url("/b"))
    assert site.asked == ["/robots.txt", "/a", "/b"]


def test_two_pages_of_one_host_are_asked_for_with_a_pause(site: Site) -> None:
    slept: list[float] = []
    site.pages |= {"/a": answer(PAGE), "/b": answer(PAGE)}
    polite = fetcher(slept=slept)
    polite.fetch(site.url("/a"))
    polite.fetch(site.url("/b"))
    assert slept == [3.0]


def test_a_host_that_asks_for_a_longer_pause_gets_it(site: Site) -> None:
    slept: list[float] = []
    site.pages |= {
        "/robots.txt": answer(b"User-agent: *\nCrawl-delay: 9"),
        "/a": answer(PAGE),
        "/b": answer(PAGE),
    }
    polite = fetcher(slept=slept)
    polite.fetch(site.url("/a"))
    polite.fetch(site.url("/b"))
    assert slept == [9.0]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0",  # noqa: S104  # refused, not bound to
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fc00::1", "fe80::1%eth0", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
        "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "fec0::1", "3fff::1", "5f00::1", "::1.2.3.4",
    ],
)  # fmt: skip
def test_an_address_off_the_public_network_is_refused(address: str) -> None:
    with pytest.raises(FetchRefusedError, match="not on the public network"):
        vetted("news.example", 80, Policy(), lambda _host, _port: [address])


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_good(address: str) -> None:
    assert vetted("news.example", 80, Policy(), lambda _host, _port: [address]) == [address]


def test_a_host_with_one_private_address_is_refused() -> None:
    with pytest.raises(FetchRefusedError):
        vetted("news.example", 80, Policy(), lambda _host, _port: ["93.184.216.34", "10.0.0.1"])


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    site.pages["/page"] = answer(PAGE)
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    policy = Policy(open_hosts=frozenset({"news.example"}))
    connection = Connection(policy=policy, limits=QUICK, agent="histor/test", resolve=resolve)
    found = connection.get(f"http://news.example:{site.port}/page")
    assert (found.body, found.peer, asked) == (PAGE, "127.0.0.1", ["news.example"])


@pytest.mark.parametrize("port", [8080, 80])
def test_a_host_opened_with_its_port_is_open_at_that_port_only(port: int) -> None:
    policy = Policy(open_hosts=frozenset({"desk.example:8080"}))
    assert policy.opens("desk.example", port) is (port == 8080)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("http://news.example", "http://news.example/"),
        ("https://news.example/a b?q=ü#frag", "https://news.example/a%20b?q=%C3%BC"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
    ],
)
def test_an_address_is_sent_as_the_web_writes_it(given: str, sent: str) -> None:
    assert checked(given) == sent


@pytest.mark.parametrize(
    "given",
    [
        "file:///etc/passwd",
        "news.example",
        "http://",
        "http://[",
        "http://user:secret@news.example/",
        "",
        "http://a:99999/",
        "http://a/\udcff",
        "javascript:alert(1)",
        "data:text/html,x",
        "gopher://a.example/",
        "http:///page",
        "http://" + "a" * 300 + "/",
    ],
)
def test_what_is_no_web_address_is_refused(given: str) -> None:
    with pytest.raises(FetchRefusedError):
        checked(given)


def kept(path: Path) -> list[tuple[str, str, bytes]]:
    """Return type, address and content of every record of a WARC file."""
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file)
        ]


def fetch(path: Path, *urls: str) -> list[Gotten]:
    connection = Connection(policy=LOCAL, limits=QUICK, agent="histor/test")
    polite = Fetcher(connection.get, agent="histor/test", pace=Pace(0.0))
    return list(Fetching(connection, polite, software="histor/test", now=lambda: AT).into(path, urls))


def test_what_was_fetched_is_a_warc_file_that_others_read(site: Site, tmp_path: Path) -> None:
    site.pages["/page"] = answer(gzip.compress(PAGE), content_encoding="gzip", content_type="text/html")
    url = site.url("/page")
    assert fetch(tmp_path / "a.warc.gz", url) == [Gotten(url=url, reason=None)]
    records = kept(tmp_path / "a.warc.gz")
    assert [record[0] for record in records] == ["warcinfo", "response", "request"]
    assert records[1][1:] == (url, PAGE)


@pytest.mark.parametrize(
    "url",
    [
        "http://ana:hunter22@a.example/x",
        "http://hunter22@a.example:99999/",
        "ftp://ana:hunter22@a.example/",
        "http://ana:hun@ter22@[",
    ],
)
def test_a_password_in_an_address_is_neither_sent_nor_said(url: str, tmp_path: Path) -> None:
    [gotten] = fetch(tmp_path / "a.warc.gz", url)
    assert gotten.reason
    assert "22" not in gotten.url + gotten.reason


def test_an_answer_that_is_no_page_is_kept_too(site: Site, tmp_path: Path) -> None:
    [gotten] = fetch(tmp_path / "a.warc.gz", site.url("/gone"))
    assert gotten.reason == "the site answered 404 Not Found"
    assert kept(tmp_path / "a.warc.gz")[1] == ("response", site.url("/gone"), b"not here")


def test_a_feed_s_entries_are_fetched_once_each(site: Site, tmp_path: Path) -> None:
    links = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/a", "/b", "/a"))
    feed = f"<rss version='2.0'><channel>{links}</channel></rss>".encode()
    site.pages |= {
        "/feed": answer(feed, content_type="application/rss+xml"),
        "/a": answer(PAGE),
        "/b": answer(PAGE),
    }
    told = fetch(tmp_path / "a.warc.gz", site.url("/feed"))
    assert [(each.url, each.from_feed) for each in told] == [
        (site.url("/feed"), None),
        (site.url("/a"), site.url("/feed")),
        (site.url("/b"), site.url("/feed")),
    ]


def test_a_feed_that_is_an_entity_bomb_has_no_entries(site: Site, tmp_path: Path) -> None:
    entities = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb = entities + b"<rss><channel><item><link>&b;</link></item></channel></rss>"
    site.pages["/feed"] = answer(bomb, content_type="text/xml")
    assert len(fetch(tmp_path / "a.warc.gz", site.url("/feed"))) == 1


def test_the_warc_file_says_nothing_of_this_machine(site: Site, tmp_path: Path) -> None:
    site.pages["/page"] = answer(PAGE)
    fetch(tmp_path / "a.warc.gz", site.url("/page"))
    info = kept(tmp_path / "a.warc.gz")[0][2]
    assert info == b"software: histor/test\r\nformat: WARC File Format 1.1\r\n"


@pytest.mark.parametrize("location", ["http://[", "http://a:b/", "//", "http://a\\b@[::"])
def test_a_redirect_to_what_is_no_address_is_a_reason(site: Site, location: str) -> None:
    assert reason(site, redirect(location)) != ""


@pytest.mark.parametrize(
    "location", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "file:///etc/passwd"]
)
def test_a_redirect_out_of_the_web_is_refused(site: Site, location: str) -> None:
    assert "only http and https are fetched" in reason(site, redirect(location))


@pytest.mark.parametrize(
    "location", ["http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/", "http://2130706433:1/"]
)
def test_a_redirect_to_a_private_address_however_it_is_written_is_refused(site: Site, location: str) -> None:
    told = reason(site, redirect(location))
    assert "not on the public network" in told or "no such host" in told


def test_robots_txt_that_redirects_into_a_private_network_is_not_followed(site: Site) -> None:
    site.pages |= {"/robots.txt": redirect("http://10.0.0.1/robots.txt"), "/page": answer(PAGE)}
    found = fetcher().fetch(site.url("/page"))
    assert isinstance(found, NotFetched)
    assert "not on the public network" in found.reason


def test_robots_txt_without_end_is_given_up(site: Site) -> None:
    site.pages |= {
        "/robots.txt": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"Disallow: /a\n" * 1000),
        "/page": answer(PAGE),
    }
    assert isinstance(fetcher().fetch(site.url("/page")), NotFetched)


def test_a_rule_of_many_stars_is_matched_at_once(site: Site) -> None:
    stars = b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"*b\n"
    site.pages |= {"/robots.txt": answer(stars), "/" + "a" * 80: answer(PAGE)}
    started = time.monotonic()
    assert isinstance(fetcher().fetch(site.url("/" + "a" * 80)), Fetched)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("delay", ["inf", "nan", "-5", "1e400", "soon"])
def test_a_pause_that_is_no_number_of_seconds_holds_nobody_up(site: Site, delay: str) -> None:
    slept: list[float] = []
    site.pages |= {"/robots.txt": answer(f"User-agent: *\nCrawl-delay: {delay}".encode()), "/a": answer(PAGE)}
    polite = fetcher(slept=slept)
    for _ in range(2):
        assert isinstance(polite.fetch(site.url("/a")), Fetched)
    assert all(3.0 <= seconds <= 120.0 for seconds in slept)


def test_a_compressed_feed_s_entries_are_fetched(site: Site, tmp_path: Path) -> None:
    feed = f"<rss version='2.0'><channel><item><link>{site.url('/a')}</link></item></channel></rss>".encode()
    site.pages |= {
        "/feed": answer(gzip.compress(feed), content_type="application/rss+xml", content_encoding="gzip"),
        "/a": answer(PAGE),
    }
    told = fetch(tmp_path / "a.warc.gz", site.url("/feed"))
    assert [(each.url, each.reason) for each in told] == [(site.url("/feed"), None), (site.url("/a"), None)]


def test_a_feed_that_unpacks_without_end_has_no_entries(site: Site, tmp_path: Path) -> None:
    bomb = gzip.compress(b"<rss><channel>" + b" " * 60_000_000)
    site.pages["/feed"] = answer(bomb, content_type="text/xml", content_encoding="gzip")
    assert len(fetch(tmp_path / "a.warc.gz", site.url("/feed"))) == 1


def test_a_feed_s_link_that_is_no_address_is_passed_over(site: Site, tmp_path: Path) -> None:
    feed = f"<rss><channel><item><link>http://[</link></item><item><link>{site.url('/a')}</link></item></channel></rss>"
    site.pages |= {"/feed": answer(feed.encode(), content_type="text/xml"), "/a": answer(PAGE)}
    assert [each.url for each in fetch(tmp_path / "a.warc.gz", site.url("/feed"))] == [
        site.url("/feed"),
        site.url("/a"),
    ]


def test_of_a_feed_without_end_the_first_entries_are_fetched_and_the_rest_is_said() -> None:
    links = "".join(
        f"<item><link>ftp://a.example/{number}</link></item>" for number in range(MOST_ENTRIES + 5)
    )
    answered = Answer(
        url="http://a.example/feed", status=200, reason="OK", version="HTTP/1.1", peer=None,
        headers=(("Content-Type", "text/xml"),), body=f"<rss><channel>{links}</channel></rss>".encode(),
    )  # fmt: skip
    told = list(_fetched_from(answered))

    assert len(told) == 2 + MOST_ENTRIES
    assert "only its first 1,000 are fetched" in str(told[1].reason)


def _fetched_from(answered: Answer) -> Iterator[Gotten]:
    """Yield what a fetching tells that gets this answer for whatever it asks."""
    connection = Connection(policy=LOCAL, limits=QUICK, agent="histor/test")
    blank = replace(answered, status=404, body=b"")
    polite = Fetcher(
        lambda url: answered if url == answered.url else blank, agent="histor/test", pace=Pace(0.0)
    )
    with tempfile.TemporaryDirectory() as folder:
        fetching = Fetching(connection, polite, software="histor/test", now=lambda: AT)
        yield from fetching.into(Path(folder) / "a.warc.gz", [answered.url])


def test_a_table_of_addresses_with_an_endless_cell_is_a_wrong_call(tmp_path: Path) -> None:
    csv.field_size_limit(131_072)
    (tmp_path / "list.csv").write_text('url\n"' + "a" * 200_000 + '"\n')
    with pytest.raises(InputError, match="no table that can be read"):
        list(targets(str(tmp_path / "list.csv")))
