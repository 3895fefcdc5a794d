"""Tell whether what a file's metadata says of it can be believed."""

import re

# What programs write there: "Microsoft Word - draft3.doc", "untitled", "report_final.pdf", "Document1".
MACHINE_MADE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)\b.*|untitled.*|(?:document|doc|slide|presentation|book|scan)[ _-]?\d*|[^\s]+)$",
    re.IGNORECASE,
)
LONGEST_TITLE = 300  # characters


def believable_title(title: object) -> str | None:
    """Return a title of several words that a person may have given; None for a file's name or a program's."""
    words = " ".join(title.split()) if isinstance(title, str) else ""
    if not words or len(words) > LONGEST_TITLE or MACHINE_MADE.match(words) or "\ufffd" in words:
        return None
    return words
