"""The rooms in order: what the faces call. Each module is one job: read, take in, derive, build."""

from histor.pipeline.building import Progress, Summary, build, read_one
from histor.pipeline.days import known_as_of, known_by_day, reporting_days
from histor.pipeline.intake import Outcome, Step
from histor.pipeline.knowing import RULE, Known, derive, known, settle, standing
from histor.pipeline.reading import Reader, Reading, load_reader
from histor.pipeline.replaying import Replayed, replay
from histor.pipeline.verifying import Verified, verify, verify_folder
from histor.pipeline.withdrawing import Change, Total, Withdrawal, reinstate, retract

__all__ = [
    "RULE",
    "Change",
    "Known",
    "Outcome",
    "Progress",
    "Reader",
    "Reading",
    "Replayed",
    "Step",
    "Summary",
    "Total",
    "Verified",
    "Withdrawal",
    "build",
    "derive",
    "known",
    "known_as_of",
    "known_by_day",
    "load_reader",
    "read_one",
    "reinstate",
    "replay",
    "reporting_days",
    "retract",
    "settle",
    "standing",
    "verify",
    "verify_folder",
]
