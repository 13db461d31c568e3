"""Paths as people are shown them."""

from __future__ import annotations

from pathlib import Path


def shown_path(path: Path) -> str:
    """A path as it can be typed in the current folder: from there where it leads down, else whole."""
    # The last part may be a link that the person made; the folders before it may hold "..".
    here, whole = Path.cwd(), path.parent.resolve() / path.name
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)
