"""Draw the pages of a PDF within bounds: a few bytes can stand for instructions that would be drawn for days."""

import struct
import zlib
from collections.abc import Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfplumber.page import PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

from histor.errors import UnreadableError

MOST_DRAWN = 32 * 1024 * 1024  # bytes of instructions, each time they are drawn
MOST_ON_A_PAGE, MOST_IN_ALL = 100_000, 10_000_000  # letters and lines; a page of a newspaper has 30,000
DEEPEST = 10_000  # states that are saved and not taken back
TOO_MUCH = "draws more than a report does, as attacks and detailed maps do: save its text as a .txt file"
FLATE = frozenset({"FlateDecode", "Fl"})
GROWN = 128  # times its size, at most, what another filter makes of a stream (RunLength: 64)


class Drawing:
    """Counts the instructions that one PDF has drawn so far."""

    def __init__(self) -> None:
        self._left, self._in_all, self._on_page = MOST_DRAWN, 0, 0

    def lay_out(self, page: Any) -> None:  # noqa: ANN401  # pdfplumber has no types
        """Draw a page, so that pdfplumber finds it drawn; raises UnreadableError if there is too much to draw."""
        self._on_page = 0
        device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
        device.drawing = self
        try:
            _Interpreter(page.pdf.rsrcmgr, device, self).process_page(page.page_obj)
        except (PSException, struct.error, zlib.error) as error:
            raise PdfminerException(error) from error  # as pdfplumber does when it draws by itself
        page._layout = device.get_result()  # noqa: SLF001  # where pdfplumber keeps it

    def count(self) -> None:
        """Count a letter or a line that is about to be drawn."""
        self._on_page += 1
        self._in_all += 1
        if self._on_page > MOST_ON_A_PAGE or self._in_all > MOST_IN_ALL:
            raise UnreadableError(f"this PDF {TOO_MUCH}")

    def charge(self, stream: PDFStream) -> None:
        """Count the instructions in a stream, before they are unpacked."""
        self._left -= unpacked_size(stream, self._left)
        if self._left < 0:
            raise UnreadableError(f"this PDF {TOO_MUCH}")


class _Device(PDFPageAggregatorWithMarkedContent):
    """Keeps what is drawn, and counts it."""

    drawing: Drawing

    def render_char(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # pdfminer's own
        self.drawing.count()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # as above
        self.drawing.count()
        return super().paint_path(*args, **kwargs)


class _Interpreter(PDFPageInterpreter):
    """Draws, and counts each stream each time that it is drawn, also inside others."""

    def __init__(self, rsrcmgr: Any, device: Any, drawing: Drawing) -> None:  # noqa: ANN401  # pdfminer's own
        super().__init__(rsrcmgr, device)
        self._drawing = drawing

    def dup(self) -> "_Interpreter":
        return _Interpreter(self.rsrcmgr, self.device, self._drawing)

    def do_q(self) -> None:
        if len(self.gstack) >= DEEPEST:
            raise UnreadableError(f"this PDF {TOO_MUCH}")
        super().do_q()

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            self._drawing.charge(stream_value(stream))
        super().execute(streams)


def unpacked_size(stream: PDFStream, most: int) -> int:
    """Return how large a stream is when unpacked; of one larger than `most`, something larger than that."""
    data = stream.get_rawdata() or b""
    if stream.rawdata is None:  # it is unpacked already
        return len(stream.get_data())
    for name, _ in stream.get_filters():
        if literal_name(name) not in FLATE:
            return len(data) * GROWN
        data = _inflated(data, most + 1)
    return len(data)


def _inflated(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, most)
    except zlib.error:  # pdfminer reads what it can of it
        return data
