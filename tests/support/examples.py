"""How many examples a property that takes seconds is tried on."""

from __future__ import annotations

import os


def examples(number: int) -> int:
    """All of them on one interpreter; a quarter where KARTOTEKA_TESTS=short asks for what depends on the others."""
    return number if os.environ.get("KARTOTEKA_TESTS", "all") == "all" else max(number // 4, 3)
