"""The key in the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def key_problem(file: Path, key: Sequence[str]) -> str | None:
    """Why the staged rows cannot be put in by a key: it is empty somewhere, or two rows have the same."""
    import pyarrow.parquet as pq

    keys = pq.read_table(file, columns=list(key))
    for name in key:
        empty = keys[name].null_count
        if empty:
            return f"{empty} of its rows {'has' if empty == 1 else 'have'} nothing in {name!r}, which is to name a row"
    counted = keys.group_by(list(key)).aggregate([([], "count_all")])
    twice = next((row for row in counted.to_pylist() if row["count_all"] > 1), None)
    if twice is None:
        return None
    told = ", ".join(f"{name} {twice[name]!r}" for name in key)
    return f"{twice['count_all']} of its rows have {told}, which is to name one"
