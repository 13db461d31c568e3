"""What an upsert will change, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kartoteka_sql.plain import plain_text
from kartoteka_sql.upsert.compare import Difference, Row
from kartoteka_sql.upsert.target import Target

_LONGEST = 40


def remarks(difference: Difference, target: Target, *, remove: bool) -> Iterator[str]:
    """A sentence with the counts, and a few examples of what will be changed and removed."""
    counts = [
        f"{difference.new:,} new",
        f"{difference.changed:,} changed",
        f"{difference.unchanged:,} unchanged",
        *([f"{difference.removed:,} removed"] if remove else []),
    ]
    yield ", ".join(counts)
    for old, new in difference.changed_rows:
        cells = [
            f"{name} {_shown(before)} → {_shown(after)}"
            for name, before, after in zip(target.names, old, new, strict=True)
            if before != after
        ]
        yield f"changed {_named(target.key_of(new))}: {', '.join(cells)}"
    if difference.changed > len(difference.changed_rows):
        yield f"changed … and {difference.changed - len(difference.changed_rows):,} more"
    for key in difference.removed_keys:
        yield f"removed {_named(key)}"
    if difference.removed > len(difference.removed_keys):
        yield f"removed … and {difference.removed - len(difference.removed_keys):,} more"


def _named(key: Row) -> str:
    return " ".join(map(_shown, key))


def _shown(value: Any) -> str:
    if value is None:
        return "(empty)"
    text = " ".join(plain_text(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
