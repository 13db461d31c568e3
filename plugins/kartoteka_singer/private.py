"""A folder for what nobody else may read: settings with secrets, and what goes with them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kartoteka_singer.interrupts import interrupts_wait

_PREFIX = "kartoteka-singer-"
_NEW = f".{_PREFIX}"
_LOCK = "lock"
_ABANDONED_AFTER = 3600.0


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder that only the user may enter; it is gone afterwards.

    What a killed process left is removed first: whoever lives holds the lock in its folder.
    """
    _sweep(Path(tempfile.gettempdir()))
    with ExitStack() as stack:
        with interrupts_wait():
            # Locked under another name, so that nobody takes it for abandoned before it is locked.
            new = Path(tempfile.mkdtemp(prefix=_NEW))
            lock = FileLock(new / _LOCK)
            lock.acquire()
            stack.callback(lock.release)
            folder = new.rename(new.with_name(_PREFIX + new.name.removeprefix(_NEW)))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def write_private(file: Path, text: str) -> Path:
    """Write a file that only the user may read."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    return file


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        if _is_ours(folder) and (folder / _LOCK).is_file():
            lock = FileLock(folder / _LOCK)
            try:
                lock.acquire(timeout=0)
            except (Timeout, OSError):
                continue
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
    for folder in parent.glob(f"{_NEW}*"):
        if _is_ours(folder) and time.time() - folder.stat().st_mtime > _ABANDONED_AFTER:
            shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return folder.is_dir() and not folder.is_symlink() and (not hasattr(os, "getuid") or found.st_uid == os.getuid())
