"""How much memory the engine may use before it spills to disk."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

SHARE_OF_MACHINE = Decimal("0.6")
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def machine_memory() -> int:
    """Bytes that this process may use at most: the machine's, or its container's where that is less."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")] if hasattr(os, "sysconf") else []
    for file in _CGROUP_LIMITS:
        try:
            limits.append(int(file.read_text()))
        except (OSError, ValueError):  # no such cgroup, or "max"
            continue
    return min(limits, default=4 * 1024**3)
