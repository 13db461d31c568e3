"""Cut points: the ways of taking a quantile, ties, and data of which there is little."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kartoteka_rfm.quantiles import WAYS, quantile
from rfm.working import AS_OF, by_customer, scorer, segmenter
from support.frequency import ENGINES, Bought, tables


def taken(way: str, values: Sequence[int], group: int, groups: int) -> Fraction:
    return quantile(way, dict(enumerate(sorted(values))), len(values), group, groups)


@pytest.mark.parametrize("way", list(WAYS))
def test_quantiles_that_are_values_are_taken_by_every_way(way: str) -> None:
    assert [taken(way, [1, 2, 4, 8, 16, 32], group, 5) for group in range(1, 5)] == [2, 4, 8, 16]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("linear", ["9/5", "16/5", "28/5", "48/5"]),
        ("lower", ["1", "2", "4", "8"]),
        ("higher", ["2", "4", "8", "16"]),
        ("nearest", ["2", "4", "4", "8"]),
        ("midpoint", ["3/2", "3", "6", "12"]),
        ("inverted-cdf", ["1", "2", "4", "8"]),
        ("averaged-inverted-cdf", ["3/2", "3", "6", "12"]),
    ],
)
def test_five_values(way: str, expected: list[str]) -> None:
    found = [taken(way, [1, 2, 4, 8, 16], group, 5) for group in range(1, 5)]
    assert found == [Fraction(text) for text in expected]


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=60),
    st.integers(2, 9),
    st.sampled_from(["lower", "higher", "midpoint"]),
)
def test_polars_takes_the_same_quantiles(values: list[int], groups: int, way: Any) -> None:
    for group in range(1, groups):
        if (len(values) - 1) * group % groups:  # At a position itself, a share in binary can fall on either side.
            assert float(taken(way, values, group, groups)) == pl.Series(values).quantile(group / groups, way)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60), st.integers(2, 9), st.sampled_from(sorted(WAYS)))
def test_two_neighbours_are_all_that_is_asked_for(values: list[int], groups: int, way: str) -> None:
    ranked = sorted(values)
    for group in range(1, groups):
        first = (len(values) - 1) * group // groups
        beside = {at: ranked[at] for at in (first, first + 1) if at < len(ranked)}
        found = quantile(way, beside, len(values), group, groups)
        assert min(beside.values()) <= found <= max(beside.values())


def bought(customer: str, days_ago: int = 0, amount: str = "100", orders: int = 1) -> list[Bought]:
    return [Bought(customer, AS_OF - timedelta(days=days_ago), Decimal(amount))] * orders


def scores(orders: list[Bought], engine: str = "duckdb", **options: Any) -> dict[str, str]:
    customers = dict.fromkeys(order.customer_id for order in orders)
    return {name: row["score"] for name, row in by_customer(scorer(**options), tables(engine, customers, orders)).items()}


@pytest.mark.parametrize("engine", ENGINES)
def test_one_customer(engine: str) -> None:
    assert scores(bought("A"), engine) == {"A": "511"}


@pytest.mark.parametrize("engine", ENGINES)
def test_all_the_same(engine: str) -> None:
    orders = [order for name in "ABCDEFG" for order in bought(name, 10, "9.99", 3)]
    assert set(scores(orders, engine).values()) == {"511"}
    assert set(scores(orders, engine, offset=0).values()) == {"155"}


@pytest.mark.parametrize("engine", ENGINES)
def test_fewer_values_than_groups(engine: str) -> None:
    orders = [order for number, name in enumerate("ABCDEFGHIJ") for order in bought(name, orders=1 if number < 8 else 3)]
    found = scores(orders, engine)
    assert {name: score[1] for name, score in found.items()} == dict(zip("ABCDEFGHIJ", "1111111155", strict=True))


@pytest.mark.parametrize("engine", ENGINES)
def test_nobody_has_ordered(engine: str) -> None:
    assert by_customer(segmenter(), tables(engine, [], [])) == {}
    [row] = by_customer(segmenter(), tables(engine, ["A"], [])).values()
    assert (row.pop("segment"), set(row.values())) == ("no-orders", {None})
    assert set(by_customer(scorer(), tables(engine, ["A"], []))["A"].values()) == {None}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_blacklist_moves_no_cut_point(engine: str) -> None:
    orders = [order for number, name in enumerate("ABCDE") for order in bought(name, amount=str(100 * number + 100))]
    huge = [order for name in "XYZ" for order in bought(name, amount="1000000", orders=50)]
    without = by_customer(segmenter(), tables(engine, "ABCDE", orders))
    beside = by_customer(segmenter(), tables(engine, "ABCDEXYZ", orders + huge, "XYZ"))
    assert {name: beside[name] for name in without} == without
    assert beside["X"]["monetary_score"] == 5


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cut_point_belongs_to_the_group_above(engine: str) -> None:
    """Of 0, 100, 200, …, 500 the quantiles are 100, 200, 300, 400."""
    orders = [order for number in range(6) for order in bought(f"K{number}", amount=f"{100 * number}")]
    edge = {name: score[2] for name, score in scores(orders, engine, offset=0).items()}
    assert edge == {"K0": "1", "K1": "2", "K2": "3", "K3": "4", "K4": "5", "K5": "5"}
    above = {name: score[2] for name, score in scores(orders, engine).items()}
    assert above == {"K0": "1", "K1": "1", "K2": "2", "K3": "3", "K4": "4", "K5": "5"}


@pytest.mark.parametrize("engine", ENGINES)
def test_own_cut_points(engine: str) -> None:
    own = {"recency": [30, 90, 180, 365], "frequency": [2, 3, 5, 10], "monetary": ["99.99", 200, 300, 400]}
    days = {"A": 0, "B": 29, "C": 30, "D": 89, "E": 90, "F": 364, "G": 365, "H": 5000}
    orders = [order for name, ago in days.items() for order in bought(name, ago, "99.99" if ago % 2 else "99.98")]
    found = scores([*orders, *bought("A", 0, "200.02", 1)], engine, cut_points=own)
    assert {name: score[0] for name, score in found.items()} == dict(zip("ABCDEFGH", "55443211", strict=True))
    assert (found["A"], found["B"], found["C"]) == ("524", "512", "411")


@pytest.mark.parametrize("engine", ENGINES)
def test_own_cut_points_of_one_measure_leave_the_others_to_quantiles(engine: str) -> None:
    orders = [order for number in range(6) for order in bought(f"K{number}", number, f"{100 * number}")]
    given_tables = tables(engine, [f"K{number}" for number in range(6)], orders)
    row = by_customer(segmenter(cut_points={"recency": [3, 7, 14, 30]}), given_tables)["K0"]
    assert row["cut_points"] == "recency 3 7 14 30; frequency 2 2 2 2; monetary 101.00 201.00 301.00 401.00"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cut_between_two_amounts_is_exact(engine: str) -> None:
    """A third of the way from 0.0001 to 0.0002 no amount lies: the group above begins with 0.0002."""
    orders = [*bought("A", amount="0.0001"), *bought("B", amount="0.0002")]
    row = by_customer(segmenter(offset=0, groups=3, segments=[{"name": "x"}]), tables(engine, "AB", orders))["A"]
    assert row["cut_points"] == "recency 0 0; frequency 1 1; monetary 0.0002 0.0002"
    assert row["monetary_score"] == 1
