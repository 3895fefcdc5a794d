"""A record in which every table has rows, and there is a file and an act of every kind."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from archive.authority import in_block, opentimestamp
from command import FIRST, SECOND, UNDATED, histor, write_reports
from forms import page_of, warc_of, zip_of
from histor.documents.intake import Declared
from histor.pipeline import build, reinstate, retract
from histor.pipeline.deciding import decide_claims
from histor.records.judgement import JudgementKind
from histor.review.decide import Decider
from histor.store.record import Record

FOUR = "Four people were killed in Tartus on Friday, the Syrian Observatory for Human Rights said."
SIX = "Six people were killed in Homs on Friday, the Syrian Observatory for Human Rights said."
TWO_DAYS = """---
outlet: Plains Times
published: 2025-03-11
---
Two people, Oda Varn and Ilvar Tosk, were killed in Hama on Sunday, the interior ministry said.

The interior ministry said on Tuesday that at least 973 people were killed across Syria between 6 and 10 March 2025.
"""
SILENT = """---
outlet: Harbour Notes
published: 2025-03-12
---
The governor of Latakia, Samir Halloum, condemned the killings in Latakia. Mayor Oda Renn of Hama urged calm.
"""
NOISE = bytes(range(256)) * 4
SIGNED = Decider(who="ana", at=datetime(2025, 4, 2, tzinfo=UTC), why="so it says")


def full(folder: Path) -> Path:
    """Make the record in `folder`/record and return that."""
    reports = write_reports(folder / "reports", (FIRST, SECOND, UNDATED, TWO_DAYS, SILENT))
    (reports / "copy.txt").write_text(FIRST.replace("The Ardel Courier", "Evening Post"), encoding="utf-8")
    (reports / "copied.txt").write_text(
        SECOND.replace("Northern Herald", "Southern Herald"), encoding="utf-8"
    )
    (reports / "noise.txt").write_bytes(NOISE)
    (reports / "more-noise.txt").write_bytes(NOISE[1:])
    (reports / "pages.warc.gz").write_bytes(warc_of({"url": "https://a.example/1", "body": page_of(FOUR)}))
    (reports / "more.zip").write_bytes(zip_of({"six.txt": SIX.encode()}))
    record = folder / "record"
    with Record.open(record, create=True) as opened:
        build([reports], record=opened)
        build([reports / "2.txt"], record=opened, given=Declared(outlet="The Harbour"))
        first, second = (claim.id for _, claim in zip(range(2), opened.claims(), strict=False))
        decide_claims(opened, SIGNED, JudgementKind.ACCEPT, [first])
        decide_claims(opened, SIGNED, JudgementKind.ACCEPT, [second])
        withdrawn = list(opened.documents())[2].id
        retract(opened, withdrawn, who="ana", why="an error")
        reinstate(opened, withdrawn, who="ben", why="no error")
    histor("dossier", "--record", record, "-o", folder / "page.html")
    histor("proof", "ask", "--record", record)
    [said] = (record / "proofs").glob("log-*.txt")
    (folder / "proof").write_bytes(
        opentimestamp(hashlib.sha256(said.read_bytes()).digest(), in_block(800_000))[0]
    )
    histor("proof", "attach", folder / "proof", "--record", record)
    return record
