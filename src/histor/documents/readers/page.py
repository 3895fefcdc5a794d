"""What a reader makes of the bytes of one file."""

from dataclasses import dataclass

from histor.documents.received import Declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The working text, what the file declares of itself, and what was found in it."""

    text: str
    declared: Declared  # front matter: somebody put it there for us
    found: Declared  # metadata and headline: what the page happens to say
    reader: str
    media_type: str
    flags: tuple[str, ...] = ()  # what to know of the text: "ocr", "headline_only"
    missing: str | None = None  # what of the file is not in the text, and what to do; None if all of it is
