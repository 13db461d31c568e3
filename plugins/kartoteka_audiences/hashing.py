"""The hash that both platforms compare by."""

from __future__ import annotations

import hashlib


def hashed(normal: str | None) -> str:
    """The SHA-256 of a normal form, in lower-case hexadecimal; nothing for nothing."""
    return hashlib.sha256(normal.encode()).hexdigest() if normal else ""
