"""Measures are pooled over members and orders: against a slow plain reading, on every engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import Boolean, ColumnType, Context, Frame, Integer, Money, Number, Tables, Text
from kartoteka_psd.options import PsdOptions
from kartoteka_psd.scorer import Psd
from support.engines import ENGINES
from support.examples import examples

COLUMNS: dict[str, ColumnType] = {
    "customer_id": Text, "blacklisted": Boolean, "decision_days": Integer, "purchasing_power": Money, "share": Number,
    "payment": Text, "consent_email": Boolean, "customer_type": Text,
}  # fmt: skip
EVIDENCE: dict[str, ColumnType] = {"customer_id": Text, "segment": Text, "qualifying_orders": Integer, "turnover": Money}
ORDERS: dict[str, ColumnType] = {"order_id": Text, "customer_id": Text, "amount": Money}
LINE = {"anchors": {"0": 1, "1000": 5}}
OPTIONS: dict[str, Any] = {
    "groups": "loyalty",
    "profitability": {
        "average_order": LINE, "decision_days": LINE, "purchasing_power": LINE, "share": LINE,
        "payment": {"marks": {"Prepaid": 5, "postpaid": 2}}, "consent_email": {"marks": {"true": 5, "false": 1}},
    },
}  # fmt: skip


def frames(engine: str, tables: Mapping[str, tuple[Mapping[str, ColumnType], Sequence[Mapping[str, Any]]]]) -> dict[str, Frame]:
    """Small tables that can be joined, on an engine."""
    connection = duckdb.connect()
    made: dict[str, Frame] = {}
    for name, (columns, rows) in tables.items():
        table = pa.table({key: pa.array([row.get(key) for row in rows], type_.to_arrow()) for key, type_ in columns.items()})
        if engine == "polars":
            made[name] = nw.from_native(pl.from_arrow(table).lazy())
        else:
            connection.register(f"_{name}", table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM _{name}")
            made[name] = nw.from_native(connection.table(name))
    return made


def scores(
    engine: str,
    customers: Sequence[Mapping[str, Any]],
    orders: Sequence[Mapping[str, Any]] = (),
    *,
    evidence: bool = True,
    **options: Any,
) -> dict[str, dict[str, Fraction | dict[str, int] | None]]:
    """The pooled values of each segment, by measure."""
    told = [
        {**one, "turnover": one.get("turnover", Decimal(0)), "qualifying_orders": one.get("orders", 0)} for one in customers
    ]
    columns = EVIDENCE if evidence else {name: EVIDENCE[name] for name in ("customer_id", "segment")}
    made = frames(engine, {"customers": (COLUMNS, customers), "orders": (ORDERS, orders), "loyalty": (columns, told)})
    tables = Tables(made["customers"], made["orders"], made["orders"], made["customers"], {"loyalty": made["loyalty"]})
    segments = {"loyalty": ["a", "b", "c", "blacklist"]}
    context = Context("shop", "psd", date(2026, 11, 30), "PLN", "en", "UTC", Path("/nowhere"), COLUMNS, segments)
    psd = Psd(PsdOptions().load({**OPTIONS, **options}), context)
    return {
        one.segment: {measured.measure.name: measured.texts or measured.value for measured in one.measures}
        for one in psd.judged(tables)
    }


def customer(number: int, segment: str, **told: Any) -> dict[str, Any]:
    return {"customer_id": f"K{number}", "segment": segment, "blacklisted": segment == "blacklist", **told}


@pytest.mark.parametrize("engine", ENGINES)
def test_orders_are_pooled_and_not_a_mean_of_means(engine: str) -> None:
    customers = [
        customer(1, "a", orders=1, turnover=Decimal(900)),
        customer(2, "a", orders=3, turnover=Decimal(900)),
        customer(3, "a"),
        customer(4, "blacklist", orders=9, turnover=Decimal(9)),
    ]
    found = scores(engine, customers)
    assert {segment: values["average_order"] for segment, values in found.items()} == {"a": 450, "b": None, "c": None}


ORDERS_OF_TWO = [
    {"order_id": str(number), "customer_id": who, "amount": Decimal(amount)}
    for number, (who, amount) in enumerate([("K1", "299.99"), ("K1", "300"), ("K2", "600.01"), ("K2", "10")])
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("evidence", "minimum", "expected"),
    [
        (True, None, "100"),
        (False, None, "302.5"),
        (True, 300, "450.005"),
        (False, 300, "450.005"),
        (True, 0, "302.5"),
        (True, 1000, None),
    ],
)
def test_which_orders_count(engine: str, evidence: bool, minimum: int | None, expected: str | None) -> None:
    customers = [customer(1, "a", orders=2, turnover=Decimal(200)), customer(2, "a")]
    own = {} if minimum is None else {"logistic_minimum": minimum}
    found = scores(engine, customers, ORDERS_OF_TWO, evidence=evidence, **own)
    assert found["a"]["average_order"] == (None if expected is None else Fraction(expected))


@pytest.mark.parametrize("engine", ENGINES)
def test_only_some_members(engine: str) -> None:
    types = ["corporation", "private", None, "corporation"]
    customers = [customer(number, "a", decision_days=10 * number, customer_type=type_) for number, type_ in enumerate(types)]
    assert scores(engine, customers)["a"]["decision_days"] == 15
    assert scores(engine, customers, only="customer_type = 'corporation'")["a"]["decision_days"] == 15
    assert scores(engine, customers, only="customer_type = 'private'")["a"]["decision_days"] == 10
    assert scores(engine, customers, only="customer_type <> 'corporation'")["a"]["decision_days"] == 10


@pytest.mark.parametrize("engine", ENGINES)
def test_plain_numbers_have_one_sum_in_every_order(engine: str) -> None:
    shares = [0.1, 0.2, 0.3, 1e15, -1e15, 2.35, float("nan"), float("inf")]
    for told in (shares, shares[::-1]):
        found = scores(engine, [customer(number, "a", share=share) for number, share in enumerate(told)])
        assert found["a"]["share"] == Fraction("2.95") / 6


cells: dict[str, st.SearchStrategy[Any]] = {
    "segment": st.sampled_from(["a", "b", "blacklist"]),
    "decision_days": st.none() | st.integers(-5, 50),
    "purchasing_power": st.none() | st.decimals(-10, 10, places=4),
    "share": st.none() | st.integers(-500, 500).map(lambda cents: cents / 100),
    "payment": st.none() | st.sampled_from(["prepaid", "Prepaid", "POSTPAID", "barter"]),
    "consent_email": st.none() | st.booleans(),
    "orders": st.integers(0, 3),
    "turnover": st.decimals(0, 1000, places=2),
}
people = st.lists(st.fixed_dictionaries(cells), max_size=6)


def slow(rows: Sequence[Mapping[str, Any]], segment: str) -> dict[str, Any]:
    """The rule read plainly."""
    members = [row for row in rows if row["segment"] == segment]
    found: dict[str, Any] = {}
    orders = sum(row["orders"] for row in members)
    found["average_order"] = sum((Fraction(row["turnover"]) for row in members), Fraction(0)) / orders if orders else None
    for name in ("decision_days", "purchasing_power", "share"):
        have = [Fraction(str(row[name])) for row in members if row[name] is not None]
        found[name] = sum(have) / len(have) if have else None
    for name in ("payment", "consent_email"):
        texts = [str(row[name]).lower() for row in members if row[name] is not None]
        found[name] = {text: texts.count(text) for text in texts} or None
    return found


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=examples(30), deadline=None)
@given(rows=people)
def test_pooled_values_are_those_of_a_slow_reading(engine: str, rows: list[dict[str, Any]]) -> None:
    found = scores(engine, [{**customer(number, row["segment"]), **row} for number, row in enumerate(rows)])
    assert found == {segment: slow(rows, segment) for segment in ("a", "b", "c")}
