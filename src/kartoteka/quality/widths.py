"""Customers as points, and how much nearer each lies to its own segment than to the nearest other one.

The same stands in scikit-learn, to which the tests compare it; but a report would wait a second for that library to load, and
those who only judge a segmentation would have to install it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def standard_scores(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """One column of numbers on the scale of its own standard deviation, around its mean.

    Args:
        values: Numbers; those that are not known are NaN, and taken for the mean of the others. Some are known.
    """
    import numpy as np

    known = values[~np.isnan(values)]
    off = np.where(np.isnan(values), 0.0, values - known.mean())
    deviation = float(off.std())
    # A column without a difference has hardly more than the errors of rounding.
    least = 10 * np.finfo(float).eps * max(1.0, float(np.abs(known).max()))
    return off / deviation if deviation > least else np.zeros_like(off)


def indicators(values: Sequence[str]) -> NDArray[np.float64]:
    """One column for each value, scaled so that two customers with different values lie 1 apart."""
    import numpy as np

    names, places = np.unique(np.array(values, dtype=object).astype(str), return_inverse=True)
    marked: NDArray[np.float64] = np.eye(len(names))[places] / np.sqrt(2)
    return marked


def silhouette_widths(points: NDArray[np.float64], labels: Sequence[str]) -> NDArray[np.float64]:
    """The silhouette width of each point (Rousseeuw 1987): (b - a) / max(a, b).

    `a` is its mean distance to the others of its own segment, `b` that to the nearest other segment. The only one of its
    segment has a width of 0.

    Args:
        points: One row each; distances are Euclidean.
        labels: The segment of each; at least two different ones.
    """
    import numpy as np

    names, own = np.unique(np.array(labels, dtype=object).astype(str), return_inverse=True)
    squares = (points**2).sum(axis=1)
    apart = np.sqrt(np.maximum(squares[:, None] + squares[None, :] - 2 * points @ points.T, 0.0))
    np.fill_diagonal(apart, 0.0)
    sums = apart @ np.eye(len(names))[own]
    sizes = np.bincount(own)
    row = np.arange(len(own))
    alone = sizes[own] == 1
    within = sums[row, own] / np.where(alone, 1, sizes[own] - 1)
    means = sums / sizes
    means[row, own] = np.inf
    between = means.min(axis=1)
    larger = np.maximum(within, between)
    return np.where(alone | (larger == 0), 0.0, (between - within) / np.where(larger == 0, 1.0, larger))
