"""One guarded request: to vetted addresses only, bounded in time and size."""

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from histor.errors import FetchRefusedError
from histor.fetching.addresses import Policy, Resolve, split, system_resolver, vetted

STEP_SECONDS = 10.0  # to connect, and between two pieces of an answer


class TooSlowError(Exception):
    """The whole request took longer than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one answer may take, redirects apart, and how large it may be as sent."""

    seconds: float = 60.0
    size: int = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One response as it was sent: the body is not decompressed."""

    url: str
    status: int
    reason: str
    version: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    peer: str | None  # the address that answered

    def header(self, name: str) -> str | None:
        """Return the first header of this name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class _Guard(httpcore.NetworkBackend):
    """Connects to vetted addresses and to no other, and hands out streams that end at the deadline."""

    def __init__(self, policy: Policy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._inner = httpcore.SyncBackend()
        self.deadline = 0.0
        self.peer: str | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, _left(self.deadline, timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.peer = address
            return _Timed(stream, self.deadline)
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            return vetted(host.strip("[]"), port, self._policy, self._resolve)
        except OSError as error:
            raise httpcore.ConnectError(f"no such host: {host}") from error


class _Timed(httpcore.NetworkStream):
    """A stream that no slow drip keeps open past the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  # httpcore's own
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TooSlowError
    return left if timeout is None else min(left, timeout)


class Connection:
    """Asks one address at a time; nothing is kept open between two."""

    def __init__(
        self, *, policy: Policy, limits: Limits, agent: str, resolve: Resolve = system_resolver
    ) -> None:
        self._policy = policy
        self._limits = limits
        self._agent = agent
        self._resolve = resolve

    def get(self, url: str) -> Answer:
        """Return the answer to a GET of a checked address; redirects are answers too.

        Raises FetchRefusedError for an address that may not be fetched or an answer that is too large or
        too slow, httpcore's errors for a connection that breaks.
        """
        guard = _Guard(self._policy, self._resolve)
        guard.deadline = time.monotonic() + self._limits.seconds
        try:
            with httpcore.ConnectionPool(network_backend=guard, max_keepalive_connections=0) as pool:
                return self._ask(pool, guard, url)
        except (TooSlowError, httpcore.TimeoutException) as error:
            if time.monotonic() < guard.deadline:
                raise
            raise FetchRefusedError(
                f"{url} took longer than {self._limits.seconds:.0f} seconds: given up"
            ) from error

    def _ask(self, pool: httpcore.ConnectionPool, guard: _Guard, url: str) -> Answer:
        steps = dict.fromkeys(("connect", "read", "write", "pool"), STEP_SECONDS)
        with pool.stream("GET", url, headers=self.headers(url), extensions={"timeout": steps}) as response:
            return Answer(
                url=url,
                status=response.status,
                reason=response.extensions.get("reason_phrase", b"").decode("latin-1"),
                version=response.extensions.get("http_version", b"HTTP/1.1").decode("latin-1"),
                headers=tuple(
                    (key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers
                ),
                body=self._body(response, url),
                peer=guard.peer,
            )

    def headers(self, url: str) -> list[tuple[str, str]]:
        """Return what is told of us: as little as a server needs."""
        parts, _, _ = split(url)
        return [
            ("Host", parts.netloc),
            ("User-Agent", self._agent),
            ("Accept", "*/*"),
            ("Accept-Encoding", "gzip, identity"),
            ("Connection", "close"),
        ]

    def _body(self, response: httpcore.Response, url: str) -> bytes:
        received = bytearray()
        for piece in response.iter_stream():
            received += piece
            if len(received) > self._limits.size:
                raise FetchRefusedError(f"{url} sends more than {self._limits.size / 1e6:.0f} MB: given up")
        return bytes(received)
