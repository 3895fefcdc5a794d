"""The tables of a record: indexed columns to filter by, and beside them each record whole, as JSON."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 2

metadata = MetaData()

meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True),  # the order in which they came
    Column("id", String, nullable=False, unique=True),
    Column("file", String, nullable=False),
    Column("outlet", String),
    Column("language", String),
    Column("published_from", Date),
    Column("published_to", Date, index=True),
    Column("captured_at", String, nullable=False),  # ISO 8601; reading again keeps it
    Column("copy_of", String, index=True),  # derived from all documents; outranks the one in `body`
    Column("body", Text, nullable=False),
)

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
    Column("source", String, index=True),  # names to search by, case-folded, one a line
    Column("speaker", String, index=True),
    Column("place", String, index=True),
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

incidents = Table(
    "incidents",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("parent", String),
    Column("name", String, nullable=False),
    Column("when_from", Date),
    Column("when_to", Date),
    Column("country", String),
    Column("body", Text, nullable=False),
)

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
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("incident", ForeignKey("incidents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("harm", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("body", Text, nullable=False),
)

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
    Column("seq", Integer, primary_key=True),
    Column("body", Text, nullable=False),
)
