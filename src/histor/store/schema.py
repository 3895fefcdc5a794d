"""The tables of a record: columns to filter by, beside them each record as JSON; apart from both, what is sensitive.

A table `X_sensitive` holds what `records/sensitive.py` marks of the bodies in `X`; reading joins the two. `SENSITIVE`
names every table that a copy for others must not have: what is left of a record then names nobody.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    select,
)

SCHEMA_VERSION = 4
RELEASED = "released"  # in `meta` of a record that was made for others

metadata = MetaData()


def key_column(table: Table) -> Column[Any]:
    """Return the one column by which rows of a table are told apart."""
    (key,) = table.primary_key
    return key


def _kept_apart(of: Table, *names: Column[str]) -> Table:
    """Return the table for what is sensitive in the bodies of another, row by row; it goes when the row does."""
    key = key_column(of)
    return Table(
        f"{of.name}_sensitive",
        metadata,
        Column(key.name, ForeignKey(key, ondelete="CASCADE"), primary_key=True),
        *names,
        Column("body", Text, nullable=False),  # by the way to each value
    )


meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),  # the order in which they came
    Column("id", String, nullable=False, unique=True),
    Column("outlet", String),
    Column("language", String),
    Column("published_from", Date),
    Column("published_to", Date, index=True),
    Column("captured_at", String, nullable=False),  # ISO 8601; reading again keeps it
    Column("copy_of", String, index=True),  # derived from all documents; outranks the one in `body`
    Column("body", Text, nullable=False),
)
documents_sensitive = _kept_apart(documents)

# What was given, file by file, and what was declared about it: by this a second build knows its input again.
arrivals = Table(
    "arrivals",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("file", String, nullable=False),
    Column("declared", Text, nullable=False),
    Column("read_by", String, nullable=False),  # versions of all that reads
    Column("read", Boolean, nullable=False),  # false: it failed, and is tried again
    Column("capture", Integer),  # the entry of the log that says when these bytes came with this declared
    UniqueConstraint("sha256", "file"),
)

CLAIMS_A_DOCUMENT = 2**20  # more than fifty megabytes of text hold

claims = Table(
    "claims",
    metadata,
    # In the order of documents and text: the document's seq times CLAIMS_A_DOCUMENT, and counting from there.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("harm", String),
    Column("act", String, index=True),
    Column("when_from", Date),
    Column("when_to", Date),
    Column("published_to", Date),
    Index("claims_by_kind", "kind", "harm"),
)

# Apart, so that looking through a million claims reads a hundred megabytes and not two thousand.
claim_bodies = Table(
    "claim_bodies",
    metadata,
    Column("seq", ForeignKey("claims.seq", ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
)
claims_sensitive = _kept_apart(
    claims,
    Column("source", String, index=True),  # names to search by, case-folded, one a line
    Column("speaker", String, index=True),
    Column("place", String, index=True),
)

# No row of what is derived has a number that tells when it came: all of it follows from reports and judgements.
incidents = Table(
    "incidents",
    metadata,
    Column("id", String, primary_key=True),
    Column("founded", String, nullable=False),  # the order of incidents
    Column("parent", String),
    Column("when_from", Date),
    Column("when_to", Date),
    Column("country", String),
    Column("body", Text, nullable=False),
    Index("incidents_in_order", "founded", "id"),
)
incidents_sensitive = _kept_apart(incidents)

memberships = Table(
    "memberships",
    metadata,
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("by", String, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("id", String, primary_key=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # its place among the figures of the incident, from 0
    Column("harm", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("body", Text, nullable=False),
    Index("figures_in_order", "incident", "number", "id"),
)
figures_sensitive = _kept_apart(figures)

figure_claims = Table(
    "figure_claims",
    metadata,
    Column("figure", ForeignKey("figures.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
)

failures = Table(
    "failures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("sha256", String, index=True),
    Column("body", Text, nullable=False),
)

# A person's acts, each as it stands in the log: added to, never changed or removed.
judgements = Table(
    "judgements",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of the entry in the log
    Column("id", String, nullable=False, unique=True),
    Column("body", Text, nullable=False),
)

retractions = Table(
    "retractions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of the entry in the log
    Column("document", String, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of the entry in the log
    Column("body", Text, nullable=False),
)

# Made of a document and its claims, and made anew when it is gone: how the two are read when all are needed.
gists = Table(
    "gists",
    metadata,
    Column("seq", ForeignKey(documents.c.seq, ondelete="CASCADE"), primary_key=True),
    Column("body", Text, nullable=False),
)

# What an incident or a figure said when it was derived, by its id: what says the same is not written again.
digests = Table(
    "digests",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, nullable=False),
)

# How incidents were put together: by this a report that comes or goes is held against those alone that it can touch
# (decisions/0016). All of it follows from the gists and from what persons decided. Keys are `values/key.py`'s.
entries = Table(  # a report that counts
    "entries",
    metadata,
    Column("owner", BigInteger, primary_key=True, autoincrement=False),  # the key of its id
    Column("document", String, nullable=False, unique=True),
    Column("origin", String, nullable=False, index=True),  # the document whose text it is
    Column("fresh", Boolean, nullable=False),  # false: it was read anew since
    Column("silent", Boolean, nullable=False),  # it gives no toll of its own
    Column("published", Date),
    Column("body", Text, nullable=False),
    Column("prints", LargeBinary, nullable=False),
)
postings = Table(  # the names, and the runs of words, of reports
    "postings",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("owner", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
spread = Table(  # in how many texts a name stands
    "spread",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("texts", Integer, nullable=False),
)
titles = Table(  # what reports call those whom they quote
    "titles",
    metadata,
    Column("name", String, primary_key=True),
    Column("title", String, primary_key=True),
    Column("owner", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
scenes = Table(
    "scenes",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),  # the key of its id
    Column("id", String, nullable=False),
    Column("document", String, nullable=False, index=True),
    Column("incident", String, index=True),
    Column("within", String, index=True),  # the scene of the same report that it is a part of
    Column("lead", Boolean, nullable=False),
    Column("nearest", BigInteger, index=True),  # the key of the scene with which it is linked most strongly
    Column("claims", Integer, nullable=False),
    Column("place", String, nullable=False),
    Column("day", String, nullable=False),
    Column("stretched", Boolean, nullable=False),
    Column("country", String),  # that it lies in beyond doubt
    Column("few", Boolean, nullable=False),  # every toll is of few people
    Column("first", Integer),  # of its days, counted from the first of the calendar
    Column("last", Integer),
    Column("slack", Integer, nullable=False),  # days by which these may be off
    Column("news", Integer),  # the day on which its report appeared, if that is about it
    Column("named", Boolean, nullable=False),  # persons are named that few reports name
    Column("keys_told", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
)
blocks = Table(  # the keys under which scenes meet
    "blocks",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
homes = Table(  # an incident, as far as reports and other incidents are held against it
    "homes",
    metadata,
    Column("incident", String, primary_key=True),
    Column("founded", String, nullable=False),  # the order of incidents
    Column("country", String),
    Column("first", Date),
    Column("last", Date),
    Column("wide", Boolean, nullable=False),  # another may lie within it
    Column("said", String, index=True),  # the incident around it, as reports say
    Column("shown", String, index=True),  # the same, as place and days show
    Column("body", Text, nullable=False),
    Index("homes_by_country", "country", "first"),
)
home_keys = Table(  # the words of its place with the months in which it is news
    "home_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("incident", String, primary_key=True),
    Index("home_keys_by_incident", "incident"),
    sqlite_with_rowid=False,
)
told = Table(  # of which incident a silent report tells
    "told",
    metadata,
    Column("document", String, primary_key=True),
    Column("incident", String, nullable=False, index=True),
)
INDEX = (entries, postings, spread, titles, scenes, blocks, homes, home_keys, told)

APART = {  # by the table whose bodies they complete
    table.name: apart
    for table, apart in (
        (documents, documents_sensitive),
        (claims, claims_sensitive),
        (incidents, incidents_sensitive),
        (figures, figures_sensitive),
    )
}
REMADE = (gists, digests, *INDEX)  # what is in them can be made again from the rest
# These too tell in a person's or a report's own words: names of files, reasons, corrections.
SENSITIVE = (*APART.values(), arrivals, failures, judgements, retractions, *REMADE)


def with_apart(table: Table, *columns: Column[Any]) -> Select[Any]:
    """Return the query for rows of a table (or `columns` of it) with both halves of their bodies: `body`, `closed`."""
    apart = APART[table.name]
    bodies = claim_bodies if table is claims else table
    chosen = [column for column in (columns or table.c) if column.name != "body"]
    found = select(*chosen, bodies.c.body, apart.c.body.label("closed")).select_from(table)
    if bodies is not table:
        found = found.join(bodies, bodies.c.seq == table.c.seq, isouter=True)
    return found.join(apart, key_column(apart) == key_column(table), isouter=True)


def in_order(table: Table, rows: Select[Any]) -> Select[Any]:
    """Return the query for rows of incidents or figures in their order; figures go by their incidents."""
    if table is incidents:
        return rows.order_by(incidents.c.founded)
    found = rows.join(incidents, incidents.c.id == figures.c.incident, isouter=True)
    return found.order_by(incidents.c.founded, figures.c.number)
