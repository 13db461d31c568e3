"""The process of a `Guard`: a script that is run by itself and imports nothing of ours.

It is given a process group. A byte on its standard input dismisses it; an end without one means that its parent is gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time

GRACE = 3.0
"""Seconds that the group has to end by itself."""


def _end(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGTERM)
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            os.killpg(group, 0)
            time.sleep(0.05)
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__" and not sys.stdin.buffer.read(1):
    _end(int(sys.argv[1]))
