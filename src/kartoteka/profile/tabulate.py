"""Count a column by segment, for all segments of a segmentation in one query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kartoteka.profile.run_data import RunData

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw
    import numpy as np

MOST_VALUES = 60
"""So many values of a category are looked at: those that most customers have, whichever their segments are."""

FEWEST_OF_A_VALUE = 5
"""Where there are more, a value that fewer customers have is not looked at."""

_COLLECTED = 50_000


@dataclass(frozen=True, slots=True)
class Values:
    """A category by segment.

    Attributes:
        values: What is looked at, those that most customers have first.
        counts: A row for each of them: how many customers of each segment have it.
        known: Of how many customers of each segment anything is known.
    """

    values: Sequence[str | bool]
    counts: np.ndarray[Any, Any]
    known: np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers by segment, as rows of `value` (ascending), `segment` (its place) and `count`."""

    value: np.ndarray[Any, Any]
    segment: np.ndarray[Any, Any]
    count: np.ndarray[Any, Any]


def tabulate_values(data: RunData, step: str, segments: Sequence[str], column: nw.Expr, *, several: bool) -> Values:
    """Count the values of a category.

    Args:
        data: The run.
        step: The segmentation.
        segments: Its segments; results are in their order.
        column: Texts or booleans over the customers.
        several: A cell may hold several values, as `parts` takes them apart; a customer counts once for each.
    """
    import narwhals.stable.v2 as nw
    import numpy as np

    pairs = (
        data.customers.select(column.alias("value"), nw.col(step).alias("segment"))
        .filter(~nw.col("value").is_null())
        .group_by("value", "segment")
        .agg(nw.len().alias("count"))
    )
    table = pairs.head(_COLLECTED + 1).collect("pyarrow").to_arrow()
    if table.num_rows > _COLLECTED:
        # Nearly everybody has a value of their own: the engine looks for those that are frequent.
        pairs = data.engine.materialise(pairs, "pairs")
        places = {segment: at for at, segment in enumerate(segments)}
        known = np.zeros(len(segments), dtype=np.int64)
        for row in data.engine.rows(pairs.group_by("segment").agg(nw.col("count").sum().alias("known"))):
            known[places[row["segment"]]] = int(row["known"])
        totals = pairs.group_by("value").agg(nw.col("count").sum().alias("total"))
        frequent = totals.filter(nw.col("total") >= FEWEST_OF_A_VALUE).sort("total", "value", descending=[True, False])
        wanted = frequent.head(_COLLECTED if several else MOST_VALUES).select("value")
        table = pairs.join(wanted, on="value", how="semi").collect("pyarrow").to_arrow()
    else:
        known = None
    return _values(table.to_pydict(), segments, known, several=several)


def _values(columns: dict[str, list[Any]], segments: Sequence[str], known: Any, *, several: bool) -> Values:
    import numpy as np

    places = {segment: at for at, segment in enumerate(segments)}
    counts: dict[str | bool, Any] = {}
    found = np.zeros(len(segments), dtype=np.int64)
    for value, segment, count in zip(columns["value"], columns["segment"], columns["count"], strict=True):
        at = places[segment]
        each = parts(value) if several and isinstance(value, str) else [value]
        found[at] += int(count) if each else 0
        for one in each:
            counts.setdefault(one, np.zeros(len(segments), dtype=np.int64))[at] += int(count)
    fewest = FEWEST_OF_A_VALUE if len(counts) > MOST_VALUES else 1
    frequent = [value for value, row in counts.items() if row.sum() >= fewest]
    frequent.sort(key=lambda value: (-int(counts[value].sum()), str(value)))
    kept = frequent[:MOST_VALUES]
    table = np.array([counts[value] for value in kept], dtype=np.int64).reshape(len(kept), len(segments))
    return Values(kept, table, found if known is None else known)


def parts(cell: str) -> list[str]:
    """The values of a cell that may hold several: a JSON list of texts, or texts with `;` or `|` between them; each once."""
    text = cell.strip()
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except ValueError:
            listed = None
        if isinstance(listed, list) and all(isinstance(one, str | int | float) for one in listed):
            return _once(str(one) for one in listed)
    return _once(text.replace("|", ";").split(";"))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def tabulate_numbers(data: RunData, step: str, segments: Sequence[str], column: nw.Expr) -> Numbers:
    """Count the numbers of a column."""
    import narwhals.stable.v2 as nw
    import numpy as np

    counted = (
        data.customers.select(column.cast(nw.Float64).alias("value"), nw.col(step).alias("segment"))
        .filter(~nw.col("value").is_null() & nw.col("value").is_finite())
        .group_by("value", "segment")
        .agg(nw.len().alias("count"))
    )
    table = counted.collect("pyarrow").to_arrow()
    value = table["value"].to_numpy()
    encoded = table["segment"].combine_chunks().dictionary_encode()
    places = np.array([segments.index(segment) for segment in encoded.dictionary.to_pylist()], dtype=np.int64)
    segment = places[encoded.indices.to_numpy(zero_copy_only=False)] if len(places) else np.zeros(0, dtype=np.int64)
    order = np.argsort(value)
    return Numbers(value[order], segment[order], table["count"].to_numpy().astype(np.int64)[order])
