"""Wait between two requests to one host."""

import time
from collections.abc import Callable

BETWEEN = 2.0  # seconds, unless the host asks for more
LONGEST = 120.0  # a host that asks for an hour is not waited for that long


class Pace:
    """Remembers when each host was last asked."""

    def __init__(
        self,
        between: float = BETWEEN,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._between = between
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}

    def wait(self, host: str, asked: float | None = None) -> None:
        """Return when `host` may be asked again; `asked` is the delay that it wants, in seconds."""
        between = max(self._between, min(asked or 0.0, LONGEST))
        if host in self._last:
            due = self._last[host] + between - self._clock()
            if due > 0:
                self._sleep(due)
        self._last[host] = self._clock()
