"""A document withdrawn from the record by a person: marked, counted no more, never removed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """One withdrawal or, with `undone`, the taking back of one."""

    document: str
    who: str
    at: datetime
    why: str
    undone: bool = False
