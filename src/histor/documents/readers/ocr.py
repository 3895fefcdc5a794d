"""Read pictures of pages with Tesseract, where it is installed."""

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from histor.errors import UnreadableError

NEEDED = (
    "this PDF is a scan without a text layer and needs OCR: install Tesseract and add it again, "
    "or run `ocrmypdf FILE.pdf OUT.pdf` and add OUT.pdf"
)
SOME_NEEDED = (
    "{} of this PDF: pictures with hardly a word as text, or nameless letters, which need OCR; the rest was read. "
    "Install Tesseract and add it again, or run `ocrmypdf --skip-text FILE.pdf OUT.pdf` and add OUT.pdf"
)
RESOLUTION = 300  # dots an inch: below 200 Tesseract errs in figures
SECONDS = 120  # a page
MOST_PAGES = 300
MOST_TOLD = 10


def can_read(pages: int) -> bool:
    """Return whether there is a Tesseract to read so many pages."""
    return shutil.which("tesseract") is not None and pages <= MOST_PAGES


def ocr_pages(pdf: Any, texts: Sequence[str], scanned: Sequence[int]) -> list[str]:  # noqa: ANN401  # no types
    """Return the texts of pages with what Tesseract reads on those that are scanned.

    Raises UnreadableError if Tesseract is missing or fails, or if there is no text then on any page.
    """
    program = shutil.which("tesseract")
    if program is None or not can_read(len(scanned)):
        raise UnreadableError(NEEDED)
    found = [
        _ocr(program, pdf.pages[number]) if number in scanned else text for number, text in enumerate(texts)
    ]
    if not any(found):
        raise UnreadableError(
            "Tesseract found no text on the pages of this scan: type its text into a .txt file"
        )
    return found


def pages_told(numbers: Sequence[int]) -> str:
    """Return the pages with these numbers, from 0, as they are told: "page 1", "pages 2, 3 and 7"."""
    *first, last = [str(number + 1) for number in numbers]
    if len(first) > MOST_TOLD:
        return f"pages {', '.join(first[:MOST_TOLD])} and {len(numbers) - MOST_TOLD} more"
    return f"pages {', '.join(first)} and {last}" if first else f"page {last}"


def _ocr(program: str, page: Any) -> str:  # noqa: ANN401
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; the picture goes through a pipe
            [program, "stdin", "stdout"],
            input=_picture(page),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableError(f"Tesseract failed on this scan ({error}): mend its installation") from error
    lines = done.stdout.decode("utf-8", "replace").replace("\f", "\n").split("\n")
    return "\n".join(line for line in lines if line.strip())


def _picture(page: Any) -> bytes:  # noqa: ANN401
    """Return a page as PNG; raises UnreadableError for one that cannot be drawn, or fills the memory."""
    if page.width * page.height * (RESOLUTION / POINTS) ** 2 > MOST_DOTS:
        raise UnreadableError("a page of this scan is larger than paper is: print it to A4, and add that")
    made = BytesIO()
    try:
        page.to_image(resolution=RESOLUTION).original.save(made, format="PNG")
    except (RuntimeError, ValueError, OSError, MemoryError) as error:  # RuntimeError: PDFium's own
        raise UnreadableError(
            f"a page of this scan cannot be drawn ({error}): print it anew, and add that"
        ) from error
    return made.getvalue()


POINTS = 72  # an inch
MOST_DOTS = 200_000_000  # of a page: A0, the largest poster, has 140 million
