"""The groups are the same on every engine that the model is tested on, and those of a plain reading."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import numpy as np
import pytest

from kartoteka import Boolean, ColumnType, Day, Number, Text
from kartoteka_clusters.features import Compared
from kartoteka_clusters.fit import Search, fit
from kartoteka_clusters.model import Model, with_groups
from kartoteka_clusters.options import Chosen, Groups
from support.engines import ENGINES, arrow, lazy

AS_OF = date(2026, 1, 1)
COLUMNS: dict[str, ColumnType] = {
    "customer_id": Text,
    "blacklisted": Boolean,
    "income": Number,
    "birth_date": Day,
    "trade": Text,
}
FIELDS = (
    Compared("income", "number", Chosen(log=True), average=False),
    Compared("birth_date", "day", Chosen(weight=0.5), average=False),
    Compared("trade", "text", Chosen(weight=2), average=True),
)
SEARCH = Search(FIELDS, Groups(2, 5), smallest=20, seed=1, as_of=AS_OF)


def customers(seed: int) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    return [
        {
            "customer_id": f"C{at:03}",
            "blacklisted": at == 3,
            "income": None if at % 17 == 0 else chance.choice([100, 5000]) + 50 * chance.random(),
            "birth_date": date(1960 + chance.randrange(40), 1, 1),
            "trade": chance.choice(["metal", "bakery", None]),
        }
        for at in range(300)
    ]


def sorted_on(engine: str, rows: list[dict[str, Any]]) -> tuple[Model, list[dict[str, Any]]]:
    frame = lazy(engine, arrow(COLUMNS, rows))
    model = fit(frame, SEARCH)
    return model, with_groups(frame, model, FIELDS, AS_OF).sort("customer_id").collect("pyarrow").rows(named=True)


@pytest.mark.parametrize("seed", range(3))
def test_engines_agree_to_the_last_digit(seed: int) -> None:
    first, second = (sorted_on(engine, customers(seed)) for engine in ENGINES)
    assert first == second


@pytest.mark.parametrize("seed", range(3))
def test_everybody_is_in_the_nearest_group(seed: int) -> None:
    """Scaled anew, row by row, in plain numbers."""
    rows = customers(seed)
    model, found = sorted_on("duckdb", rows)
    for row, told in zip(rows, found, strict=True):
        if row["income"] is None:
            assert (told["segment"], told["name"], told["distance"]) == ("incomplete", None, None)
            continue
        at = []
        for axis in model.axes:
            if axis.value is None:
                days = (AS_OF - row["birth_date"]).days
                number = np.log(row["income"] + 1) if axis.field.name == "income" else days
                at.append((number - axis.middle) / axis.unit)
            else:
                at.append(0 if row["trade"] is None else ((row["trade"] == axis.value) - axis.middle) / axis.unit)
        far = [float(np.linalg.norm(np.array(at) - np.array(group.centre))) for group in model.groups]
        nearest, second = np.argsort(far)[:2]
        assert told["segment"] == model.groups[nearest].label
        assert told["second"] == model.groups[second].label
        assert told["distance"] == pytest.approx(far[nearest], abs=1e-4)
        assert told["second_distance"] == pytest.approx(far[second], abs=1e-4)


def test_scales_are_those_that_are_told() -> None:
    """Half a weight shrinks squared distances to a half; two values of a category of weight 2 are a root of two apart."""
    rows = customers(0)
    model, _ = sorted_on("polars", rows)
    known = [row for row in rows if row["income"] is not None and not row["blacklisted"]]
    days = [(AS_OF - row["birth_date"]).days for row in known]
    by_name = {(axis.field.name, axis.value): axis for axis in model.axes}
    born = by_name["birth_date", None]
    assert (born.middle, born.unit) == pytest.approx((np.mean(days), np.std(days) * 2**0.5), rel=1e-6)
    metal, bakery = by_name["trade", "metal"], by_name["trade", "bakery"]
    assert (1 / metal.unit) ** 2 + (1 / bakery.unit) ** 2 == pytest.approx(2)
    told = [row["trade"] for row in known if row["trade"] is not None]
    assert metal.middle == pytest.approx(told.count("metal") / len(told), abs=1e-6)
