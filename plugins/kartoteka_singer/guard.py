"""Sees to it that a program does not outlive this one, even where this one is killed and can do nothing any more."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

_WATCHER = Path(__file__).with_name("watcher.py")


class Guard:
    """A small process beside a program. It holds one end of a pipe, and this process the other: where that closes without a
    word, it ends the program and all that it has started.

    On Windows, which has no process groups to end, there is none.

    Args:
        group: The program's process group.
    """

    def __init__(self, group: int) -> None:
        self._watcher: subprocess.Popen[bytes] | None = None
        if hasattr(os, "killpg"):
            # In a session of its own, so that what a terminal sends to this process does not end the guard before it.
            self._watcher = subprocess.Popen(
                [sys.executable, "-I", "-S", str(_WATCHER), str(group)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def dismiss(self) -> None:
        """Let it go: the program has ended."""
        if self._watcher is not None:
            with contextlib.suppress(OSError):  # it was ended by somebody else
                self._watcher.communicate(b".")
