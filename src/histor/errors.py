"""Every error that Histor raises on purpose.

HistorError                   something that a person can act on; its message says what is wrong and what to do
├── InputError                what was given to Histor cannot be used (exit status 2 at the command line)
│   ├── MissingInputError     a file or folder that is not there or may not be read
│   ├── ManifestError         a manifest or front matter that contradicts the format
│   ├── LexiconError          a lexicon, codebook or gazetteer table that breaks its schema (file and line given)
│   ├── PackError             a packed or sealed record that cannot be made or opened
│   └── ProofError            a timestamp or other proof that does not hold
├── FetchRefusedError         an address that is not fetched: not public, not allowed, too large, too slow
├── UnreadableError           the bytes of one document cannot be read; becomes a Failure, the batch goes on
├── RecordError               the record folder cannot be used
│   ├── RecordVersionError    made by a newer Histor, or one from before records had a log
│   ├── RecordBusyError       another build is writing to it
│   └── UnknownIdError        no claim, figure, incident or document has that id
└── NoEvidenceError           a figure was asked for without a claim to stand on
"""


class HistorError(Exception):
    """Something that a person can act on."""


class InputError(HistorError):
    """What was given cannot be used."""


class MissingInputError(InputError):
    """A file or folder that is not there or may not be read."""


class ManifestError(InputError):
    """A manifest or front matter that contradicts the format."""


class LexiconError(InputError):
    """A lexicon, codebook or gazetteer table that breaks its schema."""


class PackError(InputError):
    """A packed or sealed record cannot be made or opened."""


class ProofError(InputError):
    """A timestamp or another proof does not hold."""


class FetchRefusedError(HistorError):
    """An address may not be fetched, or gives too much or too slowly."""


class UnreadableError(HistorError):
    """The bytes of one document cannot be read."""


class RecordError(HistorError):
    """The record folder cannot be used."""


class RecordVersionError(RecordError):
    """The record was made by a newer Histor, or by one from before records had a log."""


class RecordBusyError(RecordError):
    """Another build is writing to the record."""


class UnknownIdError(RecordError):
    """No claim, figure, incident or document has that id."""


class NoEvidenceError(HistorError):
    """A figure was asked for without a claim to stand on."""
