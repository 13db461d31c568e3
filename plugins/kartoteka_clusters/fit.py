"""Find the groups: k-means over a sample of customers, and how many groups tell them apart best."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kartoteka import ConfigError, Frame, gettext
from kartoteka_clusters.features import Compared, compared, raw
from kartoteka_clusters.model import DIGITS, NAMES, Axis, Group, Model, is_known
from kartoteka_clusters.naming import names_of
from kartoteka_clusters.options import Groups

if TYPE_CHECKING:
    from datetime import date

    import pyarrow as pa

SAMPLE = 20_000
"""So many customers say where the groups lie; where there are more, each one so far on by `customer_id`."""

SILHOUETTE_SAMPLE = 2000
_MOST_VALUES = 20
_LEAST_SHARE = 0.01
_STARTS = 10


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for."""

    fields: Sequence[Compared]
    groups: Groups
    smallest: int
    seed: int
    as_of: date


def require_sklearn() -> None:
    """Raises:
    ConfigError: The library is not installed.
    """
    try:
        import sklearn  # noqa: F401  # whether it is there
    except ImportError:
        hint = "pip install 'kartoteka[clusters]'"
        raise ConfigError(gettext("the segmenter clusters needs scikit-learn, which is not installed"), hint=hint) from None


def fit(customers: Frame, search: Search) -> Model:
    """The groups of the customers who are not blacklisted and of whom enough is known.

    The same customers give the same groups, in whatever order they come and on however many threads: the sample is in the order
    of their numbers, the search begins at a fixed seed and runs on one thread, and what it finds is rounded.
    """
    table, every = sampled(customers, search.fields, search.as_of)
    axes = axes_of(table, search.fields)
    if table.num_rows < 2 * search.smallest or not axes:
        return Model(axes, (Group(f"{NAMES}1", "everybody", [0.0] * len(axes), table.num_rows),))
    points = _points(table, axes, search.fields)
    return _best(points, axes, search, every)


def sampled(customers: Frame, fields: Sequence[Compared], as_of: date) -> tuple[pa.Table, int]:
    """The raw values of the sample, in the order of their numbers, and for how many customers each stands."""
    import narwhals.stable.v2 as nw

    wanted = customers.filter(~nw.col("blacklisted")).filter(is_known(fields, as_of))
    every = -(-int(wanted.select(nw.len()).collect("pyarrow").item(0, 0)) // SAMPLE) or 1
    if every > 1:
        wanted = wanted.with_row_index("_row", order_by="customer_id").filter(nw.col("_row") % every == 0)
    values = [raw(field, as_of) for field in fields]
    values = [value if field.is_category else compared(field, value) for field, value in zip(fields, values, strict=True)]
    chosen = wanted.select("customer_id", *(value.alias(f"value {at}") for at, value in enumerate(values)))
    table: pa.Table = chosen.sort("customer_id").collect("pyarrow").to_arrow()
    return table, every


def axes_of(table: pa.Table, fields: Sequence[Compared]) -> list[Axis]:
    """How each field is scaled: one axis for a number, one for each frequent value of a category; none for what is the same
    for all."""
    import numpy as np

    axes = []
    for at, field in enumerate(fields):
        known = table[f"value {at}"].drop_null()
        if len(known) == 0:
            continue
        if field.is_category:
            counts = sorted(Counter(known.to_pylist()).items(), key=lambda one: (-one[1], one[0]))
            frequent = [(value, count) for value, count in counts if count >= _LEAST_SHARE * len(known)][:_MOST_VALUES]
            if len(counts) > 1:
                unit = 2**0.5 / field.chosen.weight**0.5
                axes += [Axis(field, value, round(count / len(known), 6), round(unit, 6)) for value, count in frequent]
            continue
        numbers = known.to_numpy().astype(float)
        spread = float(np.std(numbers))
        if spread > 0:
            axes.append(Axis(field, None, _rounded(float(np.mean(numbers))), _rounded(spread / field.chosen.weight**0.5)))
    return axes


def _rounded(number: float) -> float:
    """To nine digits: what is left is the same on every machine."""
    return float(f"{number:.9g}")


def _points(table: pa.Table, axes: Sequence[Axis], fields: Sequence[Compared]) -> Any:
    """Where each customer of the sample is, in the units of the axes."""
    import numpy as np

    columns = []
    names = {field.name: f"value {at}" for at, field in enumerate(fields)}
    for axis in axes:
        values = table[names[axis.field.name]]
        if axis.value is None:
            numbers = values.to_numpy().astype(float)
        else:
            numbers = np.array([None if one is None else float(one == axis.value) for one in values.to_pylist()], dtype=float)
        columns.append(np.nan_to_num((numbers - axis.middle) / axis.unit, nan=0.0))
    return np.column_stack(columns)


def _best(points: Any, axes: Sequence[Axis], search: Search, every: int) -> Model:
    import numpy as np
    from threadpoolctl import threadpool_limits

    distinct = len(np.unique(points, axis=0))
    tried: list[tuple[int, float, int]] = []
    found: dict[int, Any] = {}
    with threadpool_limits(1):
        for number in range(search.groups.low, min(search.groups.high, distinct) + 1):
            labels, centres = _kmeans(points, number, search.seed)
            found[number] = labels, centres
            smallest = int(np.bincount(labels, minlength=number).min()) * every
            tried.append((number, _silhouette(points, labels), smallest))
    fixed = search.groups.low == search.groups.high
    fitting = [one for one in tried if fixed or one[2] >= search.smallest]
    if not fitting:
        return Model(axes, (Group(f"{NAMES}1", "everybody", [0.0] * len(axes), len(points)),), tried)
    number, _, _ = max(fitting, key=lambda one: (one[1], -one[0]))
    labels, centres = found[number]
    return _model(labels, centres, axes, tried)


def _kmeans(points: Any, number: int, seed: int) -> tuple[Any, Any]:
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer different points than groups: told by sizes
        made = KMeans(number, n_init=_STARTS, random_state=seed, algorithm="lloyd").fit(points)
    centres = np.round(made.cluster_centers_, DIGITS) + 0.0
    order = sorted(range(number), key=lambda at: tuple(-centres[at]))
    place = np.empty(number, dtype=int)
    place[order] = np.arange(number)
    return place[made.labels_], centres[order]


def _silhouette(points: Any, labels: Any) -> float:
    from sklearn.metrics import silhouette_score

    step = -(-len(points) // SILHOUETTE_SAMPLE)
    chosen, of = points[::step], labels[::step]
    return round(float(silhouette_score(chosen, of)), DIGITS) if 1 < len(set(of.tolist())) < len(of) else 0.0


def _model(labels: Any, centres: Any, axes: Sequence[Axis], tried: Sequence[tuple[int, float, int]]) -> Model:
    import numpy as np

    sizes = np.bincount(labels, minlength=len(centres))
    middles = [[float(value) for value in centre] for centre in centres]
    names = names_of(axes, middles)
    groups = [
        Group(f"{NAMES}{at}", name, centre, int(size))
        for at, (name, centre, size) in enumerate(zip(names, middles, sizes, strict=True), start=1)
    ]
    return Model(axes, groups, tried)
