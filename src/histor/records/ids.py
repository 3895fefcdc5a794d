"""Ids that follow from content: the same input gives the same id on every machine."""

import hashlib
import json
from collections.abc import Sequence

ID_DIGITS = 20  # 80 bits: two of a million records meet by chance once in 10^12 records


def content_id(prefix: str, parts: Sequence[str | int | None]) -> str:
    """Return `prefix` and the digest of `parts`; None, "" and 0 give different ids."""
    canonical = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode()).hexdigest()[:ID_DIGITS]}"
