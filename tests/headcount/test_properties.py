"""The segmenter against the slow, plain reading of the rule, over random bands and customers."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from headcount import plain_reading as plain
from headcount.drawn import bands_of
from support.engines import ENGINES
from support.examples import examples
from support.headcount import AS_OF, Line, by_customer, headcount

PRODUCTS = ("Lunch", "Coffee", "Tea")


@st.composite
def ends(draw: st.DrawFn) -> tuple[int | None, int | None, dict[str, Any]]:
    """A headcount: its ends, and the fields that say it."""
    low = draw(st.integers(0, 35))
    high = low + draw(st.integers(0, 12))
    return draw(
        st.sampled_from(
            [
                (None, None, {}),
                (low, low, {"employees": low}),
                (low, low, {"employees_band": f"{low} osób"}),
                (low, high, {"employees_band": f"{low} à {high}"}),
                (low, None, {"employees_band": f"{low}+"}),
                (0, low, {"employees_band": f"до {low}"}),
                (low + 1, None, {"employees_band": f"> {low}"}),
            ]
        )
    )


@st.composite
def customers(draw: st.DrawFn) -> list[dict[str, Any]]:
    drawn = []
    for number in range(draw(st.integers(1, 25))):
        low, high, fields = draw(ends())
        until = draw(st.one_of(st.none(), st.integers(-2, 2)))
        orders = draw(st.lists(st.lists(st.sampled_from(PRODUCTS), min_size=1, max_size=2), max_size=2))
        drawn.append(
            {
                "customer_id": f"K{number}",
                "low": low,
                "high": high,
                "orders": orders,
                "competitor": draw(st.sampled_from([None, "Acme"])),
                "competitor_until": None if until is None else AS_OF + timedelta(days=until),
                **fields,
            }
        )
    return drawn


@pytest.mark.parametrize("engine", ENGINES)
@given(bands=bands_of(), batch=customers(), straddle=st.sampled_from(["unknown", "lower", "upper"]), main=st.booleans())
@effort(
    max_examples=examples(30),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_everybody_is_where_the_plain_reading_has_them(
    engine: str, bands: list[dict[str, Any]], batch: list[dict[str, Any]], straddle: str, main: bool
) -> None:
    lines: list[Line] = [
        (f"{one['customer_id']}-{number}", one["customer_id"], product)
        for one in batch
        for number, order in enumerate(one["orders"])
        for product in order
    ]
    products = {"Lunch"} if main else set()
    segmenter = headcount(bands=bands, straddle=straddle, main_products=sorted(products))
    rows = by_customer(segmenter, batch, lines, engine)
    for one in batch:
        row = rows[one["customer_id"]]
        size, reason = plain.size(one["low"], one["high"], bands, straddle)
        assert (row["size_band"], row["reason"]) == (size, reason), one
        assert (row["headcount_at_least"], row["headcount_at_most"]) == (one["low"], one["high"])
        wanted = plain.segment(size, one["competitor"], one["competitor_until"], AS_OF, one["orders"], products)
        assert row["segment"] == wanted, one
    counts = Counter(row["segment"] for row in rows.values())
    assert sum(counts[label.name] for label in segmenter.labels()) == len(batch)
