"""Files that outlive a kill or a power cut: contents are fsynced, names are changed by renaming, folders are fsynced.

A new file is safe only when both its contents (`fsync_file`) and its name (`fsync_folder` of its folder) are.
"""

from __future__ import annotations

import os
from pathlib import Path

from kartoteka.crash import crash_point


def fsync_file(path: Path) -> None:
    """Put the contents of a finished file on the disk."""
    crash_point("before-fsync-file")
    # Opened for writing because some systems refuse to fsync what was opened for reading.
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    crash_point("after-fsync-file")


def fsync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk: call it after a file in it was made, renamed or removed."""
    crash_point("before-fsync-folder")
    if os.name != "nt":  # Windows has no handle on a folder that could be flushed; its file system journals names.
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    crash_point("after-fsync-folder")


def replace(source: Path, target: Path) -> None:
    """Rename a file over another in one step, so that `target` is the old file or the new one and never half of either.

    Both must lie on one file system; `source` must have been fsynced. The names are on the disk when this returns.
    """
    crash_point("before-rename")
    source.replace(target)
    crash_point("after-rename")
    fsync_folder(target.parent)
    if source.parent != target.parent:
        fsync_folder(source.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, with their names on the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    fsync_folder(folder.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file whole: beside its place first, then renamed into it."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(content)
    fsync_file(draft)
    replace(draft, path)


def fsync_tree(folder: Path) -> None:
    """Put every file and folder beneath a folder on the disk, and the folder itself."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            fsync_folder(path)
        else:
            fsync_file(path)
    fsync_folder(folder)
