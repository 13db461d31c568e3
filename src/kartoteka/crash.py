"""Named points at which a test may kill the process, to see that nothing is lost and nothing is left half done.

Two variables of the environment, read once when this module is imported, arm them; without either, a point does nothing:

- `KARTOTEKA_CRASH_AT=before-rename:3` kills the process with SIGKILL when it comes by that point for the third time
  (without a number: the first time);
- `KARTOTEKA_CRASH_TRACE=FILE` appends the name of every point that is passed to a file, one a line, so that a test can list
  the points of a run, and tell in which phase a kill at a random moment hit.
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

POINTS = {
    "before-fsync-file": "fsync",
    "after-fsync-file": "fsync",
    "before-fsync-folder": "fsync",
    "after-fsync-folder": "fsync",
    "before-rename": "rename",
    "after-rename": "rename",
    "before-announce": "prepare",
    "after-announce": "prepare",
    "before-prepare": "prepare",
    "after-prepare": "prepare",
    "before-commit": "commit",
    "inside-commit": "commit",
    "after-commit": "commit",
    "before-delivery": "delivery",
    "after-delivery": "delivery",
    "before-mark": "mark",
    "after-mark": "mark",
    "before-manifest": "manifest",
    "after-manifest": "manifest",
    "before-tidy": "tidy",
    "after-tidy": "tidy",
}
"""Every point, with its phase. `inside-commit` lies in the catalog's transaction, when all is written but nothing is true."""


class _Armed:
    """What the environment asked for, and how often each point was passed."""

    def __init__(self, at: str | None, trace: str | None) -> None:
        name, _, number = (at or "").partition(":")
        if name and name not in POINTS:
            raise ValueError(f"KARTOTEKA_CRASH_AT names no crash point: {name!r}; there are {', '.join(POINTS)}")
        self.name = name
        self.number = int(number or 1)
        self.trace = Path(trace) if trace else None
        self.passed: Counter[str] = Counter()

    def passes(self, name: str) -> None:
        if name not in POINTS:
            raise ValueError(f"{name!r} is not among the crash points; add it to kartoteka.crash.POINTS")
        self.passed[name] += 1
        if self.trace is not None:
            with self.trace.open("a", encoding="utf-8") as file:
                file.write(f"{name}\n")
        if name == self.name and self.passed[name] == self.number:
            os.kill(os.getpid(), signal.SIGKILL)


def _armed() -> _Armed | None:
    at, trace = os.environ.get("KARTOTEKA_CRASH_AT"), os.environ.get("KARTOTEKA_CRASH_TRACE")
    return _Armed(at, trace) if at or trace else None


_ARMED = _armed()


def crash_point(name: str) -> None:
    """Pass a point of `POINTS`: the process ends here, at once, when a test asked for that."""
    if _ARMED is not None:
        _ARMED.passes(name)
