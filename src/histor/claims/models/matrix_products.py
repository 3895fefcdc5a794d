"""Matrix products by the library that numpy brings, on one thread: about three times as fast as spaCy's own."""

import ctypes
import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager

from spacy.language import Language
from spacy.pipeline import TrainablePipe

LINKED = "numpy.linalg._umath_linalg"  # a part of numpy that is linked with the library
# What the library calls its own number of threads: in the wheels of numpy 2, in those of numpy 1, in distributions.
NAMES = ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_", "openblas_{}_num_threads")


class NumpyProducts:
    """Lets a pipeline multiply by numpy where that can be kept to one thread, and else as it would."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec(LINKED)
        self._library = ctypes.CDLL(spec.origin) if spec is not None and spec.origin else None
        self._name = next((name for name in NAMES if hasattr(self._library, name.format("set"))), None)

    @property
    def in_force(self) -> bool:
        """Whether the number of threads can be set: several would wait for each other at every sentence."""
        return self._name is not None

    @property
    def threads(self) -> int | None:
        """The number of threads now, None where it is not known."""
        return self._ask("get") if self.in_force else None

    def take_over(self, nlp: Language) -> None:
        """Let the models of `nlp` multiply by numpy, where they would by the library that comes with spaCy.

        That one is built for any processor; numpy's takes the instructions that the processor at hand has.
        """
        for _, pipe in nlp.pipeline if self.in_force else ():
            if isinstance(pipe, TrainablePipe):
                for node in pipe.model.walk():
                    if getattr(node.ops, "use_blis", False):
                        node.ops = type(node.ops)(use_blis=False)

    @contextmanager
    def on_one_thread(self) -> Iterator[None]:
        """Keep products to one thread for a while: these are too small to share, and --jobs shares the reports."""
        before = self.threads
        if before is None:
            yield
            return
        self._ask("set", 1)
        try:
            yield
        finally:
            self._ask("set", before)

    def _ask(self, what: str, *threads: int) -> int:
        function = getattr(self._library, f"{self._name}".format(what))
        return int(function(*threads))
