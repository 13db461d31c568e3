"""Segmenter and scorer against the slow, plain reading, over random customers, on both engines."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfm import plain_reading as plain
from rfm.working import AS_OF, by_customer, scorer, segmenter
from support.examples import examples
from support.frequency import ENGINES, Bought, tables

AMOUNTS = [Decimal(text) for text in ("0.0001", "0.3333", "9.99", "10", "10", "25.5", "300", "299.99", "100000.01")]


def orders_of(chance: random.Random, customers: list[str]) -> list[Bought]:
    """Few or many orders on few or many days, so that values are often equal."""
    days = chance.choice([1, 3, 400])
    most = chance.choice([1, 2, 12])
    return [
        Bought(customer, AS_OF - timedelta(days=chance.randrange(days)), chance.choice(AMOUNTS))
        for customer in customers
        for _ in range(chance.randint(0, most))
    ]


@st.composite
def situations(draw: st.DrawFn) -> dict[str, Any]:
    chance = random.Random(draw(st.integers(0, 2**32)))
    customers = [f"K{number:02}" for number in range(draw(st.integers(0, 40)))]
    return {
        "customers": customers,
        "orders": orders_of(chance, customers),
        "blacklist": [customer for customer in customers if chance.random() < 0.1],
        "minimum": draw(st.sampled_from([Decimal(0), Decimal(10), Decimal(300)])),
        "offset": draw(st.sampled_from([Decimal(0), Decimal(1), Decimal("0.5")])),
        "groups": draw(st.sampled_from([5, 5, 2, 3, 9])),
    }


@pytest.mark.parametrize("engine", ENGINES)
@given(situation=situations())
@settings(max_examples=examples(25), deadline=None)
def test_every_column_is_as_the_plain_reading_has_it(engine: str, situation: dict[str, Any]) -> None:
    customers, orders, minimum, groups = (situation[key] for key in ("customers", "orders", "minimum", "groups"))
    options = {"logistic_minimum": str(minimum), "offset": str(situation["offset"]), "groups": groups}
    own = {} if groups == 5 else {"segments": [{"name": "best", "recency": groups}], "others": "rest"}
    given_tables = tables(engine, customers, orders, situation["blacklist"])
    rows = by_customer(segmenter(**options, **own), given_tables)
    points = by_customer(scorer(**options), given_tables)

    measured = plain.measure(orders, AS_OF, minimum)
    cuts = plain.cuts(measured, situation["blacklist"], groups, situation["offset"])
    assert rows.keys() == points.keys() == set(customers)
    for customer, row in rows.items():
        if customer not in measured:
            assert row["segment"] == ("below-minimum" if any(o.customer_id == customer for o in orders) else "no-orders")
            assert {row[name] for name in row if name not in ("segment", "cut_points")} == {None}
            assert set(points[customer].values()) == {None}
            continue
        found = plain.scores(measured[customer], cuts, groups) if cuts[0] else None
        if found is None:
            continue  # Everybody who has ordered is on the blacklist.
        assert (row["recency_days"], row["frequency"], row["monetary"]) == measured[customer]
        assert (row["recency_score"], row["frequency_score"], row["monetary_score"]) == found
        assert points[customer]["score"] == "".join(map(str, found))
        assert row["segment"] == (plain.usual_segment(found) if groups == 5 else "best" if found[0] == groups else "rest")
        assert (AS_OF - row["last_order_on"]).days == row["recency_days"]


@given(situation=situations(), way=st.sampled_from(["lower", "higher", "nearest", "midpoint", "inverted-cdf"]))
@settings(max_examples=examples(15), deadline=None)
def test_engines_agree_and_equal_values_have_equal_scores(situation: dict[str, Any], way: str) -> None:
    found = [
        by_customer(scorer(quantile=way), tables(engine, situation["customers"], situation["orders"], situation["blacklist"]))
        for engine in ENGINES
    ]
    assert found[0] == found[1]
    measured = plain.measure(situation["orders"], AS_OF, Decimal(0))
    for at, name in enumerate(("recency", "frequency", "monetary")):
        scores: dict[Any, set[int]] = {}
        for customer, values in measured.items():
            scores.setdefault(values[at], set()).add(found[0][customer][name])
        assert all(len(each) == 1 for each in scores.values())
        rising = [next(iter(scores[value])) for value in sorted(scores)]
        assert rising == sorted(rising, reverse=name == "recency")


def test_the_situations_are_of_every_kind() -> None:
    """A random test shows nothing of what it never draws."""
    seen: Counter[str] = Counter()

    @given(situation=situations())
    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    def draw(situation: dict[str, Any]) -> None:
        measured = plain.measure(situation["orders"], AS_OF, situation["minimum"])
        seen["nobody"] += not measured
        seen["no orders"] += len({order.customer_id for order in situation["orders"]}) < len(situation["customers"])
        seen["below minimum"] += len(measured) < len({order.customer_id for order in situation["orders"]})
        seen["few values"] += 1 < len({values[1] for values in measured.values()}) < 5
        seen["many values"] += len({values[2] for values in measured.values()}) > 9
        seen["all the same"] += len(measured) > 1 and len({values[0] for values in measured.values()}) == 1
        seen["blacklist"] += any(customer in measured for customer in situation["blacklist"])

    draw()
    assert min(seen.values()) >= 3, seen
