"""The key in the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kartoteka import ngettext


def key_problem(file: Path, key: Sequence[str]) -> str | None:
    """Why the staged rows cannot be put in by a key: it is empty somewhere, or two rows have the same."""
    import pyarrow.parquet as pq

    keys = pq.read_table(file, columns=list(key))
    for name in key:
        empty = keys[name].null_count
        if empty:
            return ngettext(
                "{number} of its rows has nothing in {name!r}, which is to name a row",
                "{number} of its rows have nothing in {name!r}, which is to name a row",
                empty,
                number=empty,
                name=name,
            )
    counted = keys.group_by(list(key)).aggregate([([], "count_all")])
    twice = next((row for row in counted.to_pylist() if row["count_all"] > 1), None)
    if twice is None:
        return None
    told = ", ".join(f"{name} {twice[name]!r}" for name in key)
    number = twice["count_all"]
    return ngettext(
        "{number} of its rows has {values}, which is to name one",
        "{number} of its rows have {values}, which is to name one",
        number,
        number=number,
        values=told,
    )
