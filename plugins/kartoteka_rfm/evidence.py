"""The segment of each customer with the evidence for it, and the scores alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kartoteka import Frame, Tables
from kartoteka_rfm.cut_points import Cutting, as_text, find_cut_points
from kartoteka_rfm.measures import MEASURES, measured
from kartoteka_rfm.scoring import with_scores
from kartoteka_rfm.segments import BELOW_MINIMUM, NO_ORDERS, Segment

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw


def evidence_frame(
    tables: Tables, minimum: Decimal, cutting: Cutting, segments: Sequence[Segment], others: str, as_of: date
) -> Frame:
    """One row for each of `tables.customers`: `customer_id`, `segment`, what was measured, the scores as `recency_score`,
    `frequency_score` and `monetary_score`, and `cut_points`."""
    import narwhals.stable.v2 as nw

    customers = measured(tables, minimum, as_of)
    cut_points = find_cut_points(customers, cutting)
    scored = with_scores(customers, cut_points, cutting.groups, "_score")
    without_scores = nw.when(nw.col("has_orders")).then(nw.lit(BELOW_MINIMUM)).otherwise(nw.lit(NO_ORDERS))
    segment = nw.when(nw.col("frequency").is_null()).then(without_scores).otherwise(nw.lit(others))
    for one in reversed(segments):
        segment = nw.when(_holds(one)).then(nw.lit(one.name)).otherwise(segment)
    return scored.with_columns(segment=segment, cut_points=nw.lit(as_text(cut_points), dtype=nw.String))


def _holds(segment: Segment) -> nw.Expr:
    """Whether the segment takes the customer; never true without scores."""
    import narwhals.stable.v2 as nw

    scored = ~nw.col("frequency").is_null()
    limits = [nw.col(f"{name}_score").is_between(bounds.low, bounds.high) for name, bounds in segment.bounds]
    return nw.all_horizontal(scored, *limits, ignore_nulls=False)


def score_frame(tables: Tables, minimum: Decimal, cutting: Cutting, as_of: date) -> Frame:
    """One row for each of `tables.customers`: `customer_id`, the scores as `recency`, `frequency`, `monetary`, and `score`."""
    import narwhals.stable.v2 as nw

    customers = measured(tables, minimum, as_of)
    scored = with_scores(customers, find_cut_points(customers, cutting), cutting.groups, "_score")
    names = [f"{measure.name}_score" for measure in MEASURES]
    return scored.select(
        "customer_id",
        *(nw.col(name).alias(name.removesuffix("_score")) for name in names),
        score=nw.concat_str(*(nw.col(name).cast(nw.String) for name in names)),
    )
