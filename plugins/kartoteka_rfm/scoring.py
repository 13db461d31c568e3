"""Scores: the number of the group that a value is in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kartoteka import Frame, Integer
from kartoteka_rfm.cut_points import CutPoints
from kartoteka_rfm.measures import MEASURES, Measure

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def with_scores(customers: Frame, cut_points: CutPoints, groups: int, suffix: str) -> Frame:
    """`measured(…)` with a score for each measure, from 1 to `groups`; empty where there is no value.

    A value is in the group of the last cut point that is not above it: a group is closed below and open above. The groups of
    recency count backwards, so that the fewest days have the highest score.

    Args:
        customers: `measured(…)`.
        cut_points: The first value of each group but the first.
        groups: How many groups there are.
        suffix: What follows the name of the measure in the name of the column.
    """
    scores = {f"{one.name}{suffix}": _score(one, cut_points[one.name], groups) for one in MEASURES}
    return customers.with_columns(**scores)


def _score(measure: Measure, cuts: Sequence[Decimal], groups: int) -> nw.Expr:
    import narwhals.stable.v2 as nw

    value = nw.col(measure.column)
    best_first = measure.low_is_best
    score: nw.Expr = nw.when(~value.is_null()).then(nw.lit(groups if best_first else 1, dtype=nw.Int64))
    for number, cut in enumerate(cuts, start=1):
        first = nw.lit(int(cut)) if measure.kind is Integer else nw.lit(cut)
        score = (
            nw.when(value >= first).then(nw.lit(groups - number if best_first else number + 1, dtype=nw.Int64)).otherwise(score)
        )
    return score
