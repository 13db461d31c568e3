"""What a folder holds, as something that can be compared."""

from __future__ import annotations

import hashlib
from pathlib import Path

STATE = ".kartoteka"


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path; kartoteka's own state is left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and STATE not in path.relative_to(folder).parts
    }
