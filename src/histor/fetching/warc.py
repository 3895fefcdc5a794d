"""Keep what was fetched as WARC (ISO 28500): request and response with their headers, nothing of this machine."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import IO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from histor.fetching.addresses import split
from histor.fetching.connection import Answer

# The body is kept with its transfer coding undone, so the header that announces one would be untrue.
RENAMED = {"transfer-encoding": "X-Orig-Transfer-Encoding"}


class WarcFile:
    """Writes one WARC file, one gzip member a record, as every WARC tool expects."""

    def __init__(self, out: IO[bytes], *, software: str, at: datetime) -> None:
        self._writer = WARCWriter(out, gzip=True, warc_version="1.1")
        about = {"software": software, "format": "WARC File Format 1.1"}
        body = "".join(f"{key}: {value}\r\n" for key, value in about.items()).encode()
        info = self._writer.create_warc_record(
            "",
            "warcinfo",
            payload=io.BytesIO(body),
            length=len(body),
            warc_content_type="application/warc-fields",
            warc_headers_dict={"WARC-Date": stamp(at)},
        )
        self._writer.write_record(info)

    def keep(self, answer: Answer, sent: Iterable[tuple[str, str]], at: datetime) -> None:
        """Write a response and the request that it answers."""
        parts, _, _ = split(answer.url)
        named = {"WARC-Date": stamp(at)} | ({"WARC-IP-Address": answer.peer} if answer.peer else {})
        response = self._writer.create_warc_record(
            answer.url,
            "response",
            payload=io.BytesIO(answer.body),
            length=len(answer.body),
            http_headers=StatusAndHeaders(
                f"{answer.status} {answer.reason}".rstrip(),
                [(RENAMED.get(key.lower(), key), value) for key, value in answer.headers],
                protocol=answer.version,
            ),
            warc_headers_dict=named,
        )
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        request = self._writer.create_warc_record(
            answer.url,
            "request",
            http_headers=StatusAndHeaders(f"GET {path} HTTP/1.1", list(sent), is_http_request=True),
            warc_headers_dict={"WARC-Date": stamp(at)},
        )
        self._writer.write_request_response_pair(request, response)


def stamp(at: datetime) -> str:
    """Return a moment as WARC writes it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
