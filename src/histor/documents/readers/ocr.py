"""Read pictures of pages with Tesseract, where it is installed."""

import shutil
import subprocess
from io import BytesIO
from typing import Any

from histor.errors import UnreadableError

NEEDED = (
    "this PDF is a scan without a text layer and needs OCR: install Tesseract and add it again, "
    "or run `ocrmypdf FILE.pdf OUT.pdf` and add OUT.pdf"
)
RESOLUTION = 300  # dots an inch: below 200 Tesseract errs in figures
SECONDS = 120  # a page
MOST_PAGES = 300


def ocr_pages(pdf: Any) -> str:  # noqa: ANN401  # pdfplumber has no types
    """Return what Tesseract reads on the pages; raises UnreadableError if it is missing, fails or finds nothing."""
    program = shutil.which("tesseract")
    if program is None or len(pdf.pages) > MOST_PAGES:
        raise UnreadableError(NEEDED)
    text = "\n".join(_ocr(program, page) for page in pdf.pages).strip()
    if not text:
        raise UnreadableError(
            "Tesseract found no text on the pages of this scan: type its text into a .txt file"
        )
    return text


def _ocr(program: str, page: Any) -> str:  # noqa: ANN401
    picture = BytesIO()
    page.to_image(resolution=RESOLUTION).original.save(picture, format="PNG")
    try:
        done = subprocess.run(  # noqa: S603  # a fixed program; the picture goes through a pipe
            [program, "stdin", "stdout"],
            input=picture.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableError(f"Tesseract failed on this scan ({error}): mend its installation") from error
    lines = done.stdout.decode("utf-8", "replace").replace("\f", "\n").split("\n")
    return "\n".join(line for line in lines if line.strip())
