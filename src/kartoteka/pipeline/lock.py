"""One writing command at a time in a project.

The operating system holds the lock and lets go of it when the process ends, however it ends: a killed run leaves none behind.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kartoteka.durable import make_folder
from kartoteka.errors import LockedError, StateError
from kartoteka.language import gettext as _


@contextmanager
def project_lock(state: Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the lock of a state folder.

    Args:
        state: The state folder; it is made if need be.
        wait: Seconds to wait for another process to finish.

    Raises:
        LockedError: Another process holds it; the message says which, where and since when.
        StateError: The state folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    holder = state / "lock.json"
    try:
        make_folder(state)
        lock = FileLock(state / "lock", timeout=wait)
        lock.acquire()
    except Timeout:
        raise LockedError(
            _("{holder} is writing to {folder}", holder=_described(holder), folder=state),
            hint=_("wait until it has finished, then run this again"),
        ) from None
    except OSError as error:
        raise StateError(
            _("the state folder {folder} cannot be written to: {reason}", folder=state, reason=error.strerror),
            hint=_("give yourself the right to write there"),
        ) from None
    try:
        # For people alone: nothing is decided by it, so it need not be durable.
        about = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        holder.write_text(json.dumps(about), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _described(holder: Path) -> str:
    try:
        about = json.loads(holder.read_text(encoding="utf-8"))
        return _("process {number} on {host} (since {since})", number=about["pid"], host=about["host"], since=about["since"])
    except (OSError, ValueError, KeyError, TypeError):
        return _("another process")
