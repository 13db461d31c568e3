"""Running the scorer `points` over rows made in a test, from options as they are written in a project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kartoteka import Context, Day, Integer, Money, Number, Text
from kartoteka_points.scorer import Points
from support.engines import arrow, lazy, values

AS_OF = date(2026, 11, 30)
COLUMNS = {
    "customer_id": Text,
    "employees": Integer,
    "turnover": Money,
    "share": Number,
    "industry": Text,
    "founded_on": Day,
    "years_active": Integer,
    "asked_on": Day,
}


def points(**written: Any) -> Points:
    """The scorer."""
    context = Context("p", "lead", AS_OF, "PLN", "en", "Europe/Warsaw", Path(), COLUMNS)
    return Points(Points.Options().load(written), context)


def judged(engine: str, customers: Sequence[Mapping[str, Any]], **written: Any) -> list[dict[str, Any]]:
    """What the scorer gives for each customer; a field that is not told is empty."""
    rows = [{name: customer.get(name) for name in COLUMNS} | {"customer_id": str(n)} for n, customer in enumerate(customers)]
    scorer = points(**written)
    given = values(lazy(engine, arrow(COLUMNS, rows)), **scorer.columns())
    assert set(given) == set(scorer.provided_columns())
    return [{name: column[index] for name, column in given.items()} for index in range(len(rows))]


def part(engine: str, customers: Sequence[Mapping[str, Any]], **nice_to_have: Any) -> list[int]:
    """The points that a single nice-to-have gives each customer."""
    found = judged(engine, customers, nice_to_have=[{"name": "it", **nice_to_have}])
    assert all(row["points"] == row["it"] for row in found)
    return [row["it"] for row in found]
