"""What a host allows to be fetched, by its robots.txt (RFC 9309)."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlunsplit

from protego import Protego

from histor.fetching.addresses import split
from histor.fetching.connection import Answer

READ = 500 * 1024  # bytes: RFC 9309 asks for at least this much to be read
EVERYTHING, NOTHING = "User-agent: *\nAllow: /", "User-agent: *\nDisallow: /"


class Robots:
    """The rules of every host asked so far; each is asked once."""

    def __init__(self, get: Callable[[str], Answer], agent: str) -> None:
        self._get = get
        self._agent = agent
        self._rules: dict[str, Protego] = {}

    def allows(self, url: str) -> bool:
        """Return whether the address may be fetched."""
        return bool(self._of(url).can_fetch(url, self._agent))

    def delay(self, url: str) -> float | None:
        """Return the seconds between two requests that the host asks for."""
        asked = self._of(url).crawl_delay(self._agent)
        return float(asked) if asked is not None else None

    def _of(self, url: str) -> Protego:
        parts, _, _ = split(url)
        host = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        if host not in self._rules:
            self._rules[host] = Protego.parse(_rules(self._get(host)))
        return self._rules[host]


def _rules(answer: Answer) -> str:
    """Return the rules: a host without any allows all, one that cannot tell us allows nothing for now."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return NOTHING
    if answer.status != HTTPStatus.OK:
        return EVERYTHING
    return answer.body[:READ].decode("utf-8", "replace")
