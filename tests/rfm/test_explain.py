"""What `explain` says of scores and segments."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kartoteka import Check
from rfm.working import AS_OF
from support.pipelines import SOURCES, Shop

SEGMENTS = """\
segments:
  value:
    use: rfm
    logistic_minimum: 300
    segments:
      - {name: best, recency: 5, monetary: 4-5}
      - {name: loyal, frequency: 3-5}
      - {name: any}
"""
NARROW = SEGMENTS.replace("      - {name: any}\n", "")


def explained(shop: Shop, customer: str, segments: str = SEGMENTS) -> dict[str, Any]:
    """What is told of one of five customers, of whom the first bought longest ago, least often, and least; D has only small
    orders, N none."""
    shop.customers(*"12345DN")
    rows = [
        (str(number), (AS_OF - timedelta(days=100 - 20 * number)).isoformat(), 300 * number)
        for number in range(1, 6)
        for _ in range(number)
    ]
    shop.orders(*rows, ("D", "2026-11-20", "299.99"), ("D", "2026-11-20", "10"))
    shop.project(SOURCES, segments)
    shop.run().done()
    [step] = shop.kartoteka("explain", customer, "--json").done().told["steps"]
    return dict(step)


def checks(shop: Shop, customer: str, segments: str = SEGMENTS) -> list[Check]:
    return [Check(**check) for check in explained(shop, customer, segments)["checks"]]


def test_the_scores_come_first_then_each_segment_until_one_fits(shop: Shop) -> None:
    # Quantiles + 1: days 17, 33, 49, 65; orders 2.8, 3.6, 4.4, 5.2; money 1021, 2101, 3541, 5341.
    assert checks(shop, "4") == [
        Check(
            "scores 4 3 4",
            True,
            "recency 4 (at least 17 days and less than 33 days): 20 days since the last order on 10 November 2026; "
            "frequency 3 (at least 4 orders and less than 5 orders): 4 orders; "
            "monetary 4 (at least 3,541 PLN and less than 5,341 PLN): 4,800 PLN",
        ),
        Check("best", False, "recency 4 is not 5", "it takes recency 5 (less than 17 days)"),
        Check("loyal", True, "frequency 3 is within 3-5"),
    ]


def test_what_it_takes_is_the_nearest_score(shop: Shop) -> None:
    found = {check.name: check for check in checks(shop, "1")}
    assert found["best"].because == "recency 1 is not 5; monetary 1 is not 4-5"
    assert found["best"].would_change == (
        "it takes recency 5 (less than 17 days) and monetary 4 (at least 3,541 PLN and less than 5,341 PLN)"
    )
    assert found["any"] == Check("any", True, "it takes any scores")


@pytest.mark.parametrize(
    ("customer", "because", "change"),
    [
        ("D", "the largest of 2 orders is 299.99 PLN, below the minimum of 300 PLN", "an order of at least 300 PLN"),
        ("N", "no order up to the as-of date", "an order of at least 300 PLN"),
    ],
)
def test_customers_without_scores(shop: Shop, customer: str, because: str, change: str) -> None:
    [check] = checks(shop, customer)
    assert (check.met, check.because, check.would_change) == (True, because, change)
    assert check.name == {"D": "below-minimum", "N": "no-orders"}[customer]


def test_scores_in_no_segment(shop: Shop) -> None:
    told = checks(shop, "1", NARROW)
    assert told[-1] == Check("Others", True, "no segment holds these scores")
    assert [check.met for check in told[1:-1]] == [False, False]
