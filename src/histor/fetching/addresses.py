"""Which addresses may be fetched: public web hosts, and single hosts that a user opened."""

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from histor.errors import FetchRefusedError

Address: TypeAlias = IPv4Address | IPv6Address
Resolve: TypeAlias = Callable[[str, int], Iterable[str]]

PORTS = {"http": 80, "https": 443}
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
UNICAST = ip_network(
    "2000::/3"
)  # all that was ever given out of IPv6 (RFC 4291); the rest leads somewhere odd
DOCUMENTED = ip_network("3fff::/20")  # RFC 9637: for examples
KEPT = "/%:=&?~#+!$,;'@()*[]"  # what a path or query may hold as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be asked for. `open_hosts` are hosts, or host:port, that may lie on a private network."""

    open_hosts: frozenset[str] = frozenset()

    def opens(self, host: str, port: int) -> bool:
        """Return whether a user opened this host by name."""
        return host in self.open_hosts or f"{host}:{port}" in self.open_hosts


def checked(url: str) -> str:
    """Return `url` as it can be sent, without its fragment.

    Raises FetchRefusedError for what is no web address, or one with a user name and password in it.
    """
    try:
        url.encode()  # what a shell hands over need not be text
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchRefusedError(f"{url!r} is no web address: {error}") from error
    if parts.scheme not in PORTS or not host:
        raise FetchRefusedError(f"{url!r} is no web address: only http and https are fetched")
    if parts.username is not None:
        raise FetchRefusedError("a user name or password in an address is not sent: leave it out")
    return urlunsplit(
        (parts.scheme, _netloc(host, port), _quoted(parts.path) or "/", _quoted(parts.query), "")
    )


def without_secret(words: str) -> str:
    """Return words with the name and password left out of every address in them: what is said may be kept."""
    return SECRET.sub("…@", words)


SECRET = re.compile(r"(?<=://)[^/?#\s]*@")


def _netloc(host: str, port: int | None) -> str:
    try:
        name = host if ":" in host else host.encode("idna").decode()
    except UnicodeError as error:
        raise FetchRefusedError(f"{host!r} is no host name: {error}") from error
    shown = f"[{name}]" if ":" in name else name
    return shown if port is None else f"{shown}:{port}"


def _quoted(part: str) -> str:
    return quote(part, safe=KEPT)


def split(url: str) -> tuple[SplitResult, str, int]:
    """Return the parts of a checked address, its host and its port."""
    parts = urlsplit(url)
    return parts, parts.hostname or "", parts.port or PORTS[parts.scheme]


def system_resolver(host: str, port: int) -> list[str]:
    """Return the addresses of a host, as the system finds them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def vetted(host: str, port: int, policy: Policy, resolve: Resolve) -> list[str]:
    """Return the addresses of `host` to connect to; the connection must go to these and to no other.

    Raises FetchRefusedError if one of them is private, loopback or otherwise not of the public network: a
    name that leads there as well may have been set up for that. Raises OSError if there is no such host.
    """
    found = list(resolve(host, port))
    if policy.opens(host, port):
        return found
    for text in found:
        if not _public(ip_address(text.split("%")[0])):
            raise FetchRefusedError(
                f"{host} leads to {text}, which is not on the public network: "
                f"if you mean it, open it with --allow-host {host}:{port}"
            )
    return found


def _public(address: Address) -> bool:
    inner = _embedded(address)
    if isinstance(address, IPv6Address) and inner is None:
        return address in UNICAST and address not in DOCUMENTED and address.is_global
    return address.is_global and not address.is_multicast and (inner is None or _public(inner))


def _embedded(address: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to."""
    if isinstance(address, IPv4Address):
        return None
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
