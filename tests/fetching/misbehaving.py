"""A web server on this machine that does to a client whatever a server may."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import socket
from typing import TypeAlias

Behaviour: TypeAlias = Callable[[socket], None]


def answer(body: bytes = b"", *, status: str = "200 OK", **headers: str) -> Behaviour:
    """Send a whole and honest answer; `content_type="text/html"` is a header."""
    named = {key.replace("_", "-").title(): value for key, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    lines = [f"HTTP/1.1 {status}", *(f"{key}: {value}" for key, value in named.items()), "", ""]
    return raw("\r\n".join(lines).encode() + body)


def raw(data: bytes) -> Behaviour:
    """Send these bytes and close."""
    return lambda client: client.sendall(data)


def redirect(to: str) -> Behaviour:
    """Send the client elsewhere."""
    return answer(status="302 Found", location=to)


def endless(head: bytes, piece: bytes, pause: float = 0.0) -> Behaviour:
    """Send `head`, then `piece` for as long as somebody listens."""

    def send(client: socket) -> None:
        client.sendall(head)
        for _ in range(1_000_000):
            client.sendall(piece)
            time.sleep(pause)

    return send


@dataclass
class Site:
    """What is served at each path, and what was asked for."""

    port: int = 0
    pages: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving() -> Iterator[Site]:
    """Serve a site; paths that it does not have are 404."""
    site = Site()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            head = self.request.recv(65536).decode("latin-1")
            path = head.split(" ")[1] if " " in head else ""
            site.asked.append(path)
            behave = site.pages.get(path, answer(b"not here", status="404 Not Found"))
            try:
                behave(self.request)
            except OSError:
                return  # the client has had enough, which is what the test is about

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield site
        server.shutdown()
        thread.join()
