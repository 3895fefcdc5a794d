"""Fetch one address politely: robots.txt, pace, redirects followed one by one, each checked anew."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin

import httpcore

from histor.errors import FetchRefusedError
from histor.fetching.addresses import checked, split
from histor.fetching.connection import Answer
from histor.fetching.pace import Pace
from histor.fetching.robots import Robots

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MOST_REDIRECTS = 5
BROKEN = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: every answer on the way, the last one being the page."""

    url: str
    answers: tuple[Answer, ...]

    @property
    def page(self) -> Answer:
        """The last answer."""
        return self.answers[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFetched:
    """Why an address gave nothing, with the answers that came before that was clear."""

    url: str
    reason: str
    answers: tuple[Answer, ...] = ()


class Fetcher:
    """Fetches addresses one after another."""

    def __init__(self, get: Callable[[str], Answer], *, agent: str, pace: Pace | None = None) -> None:
        self._get = get
        self._pace = pace or Pace()
        self._robots = Robots(self._robots_txt, agent)

    def fetch(self, url: str) -> Fetched | NotFetched:
        """Return what `url` gives; nothing that a server does raises."""
        answers: list[Answer] = []
        try:
            address = checked(url)
            while len(answers) <= MOST_REDIRECTS:
                answers.append(self._polite(address))
                following = _following(answers[-1])
                if following is None:
                    return _judged(url, tuple(answers))
                address = checked(following)
        except FetchRefusedError as error:
            return NotFetched(url=url, reason=str(error), answers=tuple(answers))
        except BROKEN as error:
            reason = f"the connection failed ({_told(error)}): try again later"
            return NotFetched(url=url, reason=reason, answers=tuple(answers))
        reason = f"more than {MOST_REDIRECTS} redirects: given up"
        return NotFetched(url=url, reason=reason, answers=tuple(answers))

    def _polite(self, address: str) -> Answer:
        if not self._robots.allows(address):
            raise FetchRefusedError(f"{address}: the site's robots.txt does not allow it to be fetched")
        _, host, _ = split(address)
        self._pace.wait(host, self._robots.delay(address))
        return self._get(address)

    def _robots_txt(self, url: str) -> Answer:
        """Return the answer to a request for robots.txt, one redirect followed."""
        answer = self._get(url)
        following = _following(answer)
        return self._get(checked(following)) if following else answer


def _following(answer: Answer) -> str | None:
    location = answer.header("location")
    if answer.status not in REDIRECTS or not location:
        return None
    try:
        return urljoin(answer.url, location)
    except ValueError as error:
        raise FetchRefusedError(
            f"the site sends us on to {location!r}, which is no address: {error}"
        ) from error


def _judged(url: str, answers: tuple[Answer, ...]) -> Fetched | NotFetched:
    page = answers[-1]
    if page.status == HTTPStatus.OK:
        return Fetched(url=url, answers=answers)
    reason = f"the site answered {page.status} {page.reason}".rstrip()
    return NotFetched(url=url, reason=reason, answers=answers)


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
