"""`histor fetch` at the command line."""

from pathlib import Path

import pytest

from command import histor
from fetching.misbehaving import answer, serving

PAGE = b"<html><head><title>Ardel</title></head><body><p>At least 40 people were killed in Ardel.</p></body></html>"


def test_fetching_is_off_until_it_is_allowed(tmp_path: Path) -> None:
    done = histor("fetch", "https://news.example/", "--into", tmp_path / "f")
    assert (done.status, (tmp_path / "f").exists()) == (2, False)
    assert "allow it with --online" in done.err


def test_a_list_of_addresses_is_fetched_and_what_failed_is_told(tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/page"] = answer(PAGE, content_type="text/html")
        links = tmp_path / "links.txt"
        links.write_text(f"# two pages\n{site.url('/page')}\n{site.url('/gone')} # lost\n", encoding="utf-8")
        done = histor(
            "fetch",
            links,
            "--online",
            "--into",
            tmp_path / "f",
            "--allow-host",
            "127.0.0.1",
            "--between",
            "0",
        )
    assert done.status == 1
    assert "/gone: the site answered 404 Not Found" in done.err
    assert "2 pages: 1 fetched, 1 not" in done.err
    assert [path.suffixes for path in (tmp_path / "f").iterdir()] == [[".warc", ".gz"]]


def test_a_csv_file_lists_addresses_by_column(tmp_path: Path) -> None:
    with serving() as site:
        site.pages["/page"] = answer(PAGE, content_type="text/html")
        links = tmp_path / "links.csv"
        links.write_text(f"Title,URL\nArdel,{site.url('/page')}\n", encoding="utf-8")
        done = histor(
            "fetch", links, "--online", "--into", tmp_path / "f", "--allow-host", f"127.0.0.1:{site.port}"
        )
    assert (done.status, "1 page: 1 fetched" in done.err) == (0, True)


def test_a_loopback_address_is_refused_until_its_host_is_opened(tmp_path: Path) -> None:
    with serving() as site:
        done = histor("fetch", site.url("/page"), "--online", "--into", tmp_path / "f")
    assert (done.status, site.asked) == (1, [])
    assert f"--allow-host 127.0.0.1:{site.port}" in done.err


@pytest.mark.parametrize("given", ["nothing-here.txt", ""])
def test_what_is_neither_address_nor_list_is_a_wrong_call(given: str, tmp_path: Path) -> None:
    assert histor("fetch", given, "--online", "--into", tmp_path / "f").status == 2
