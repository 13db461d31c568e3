"""The scorer against a slow plain reading of its rule, on every engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kartoteka import Period
from points.judged import AS_OF, judged
from support.engines import ENGINES
from support.examples import examples

_DAYS = st.one_of(st.none(), st.integers(-3, 800).map(lambda age: AS_OF - timedelta(days=age)))
_CUSTOMERS = st.fixed_dictionaries(
    {
        "employees": st.one_of(st.none(), st.integers(-5, 400)),
        "turnover": st.one_of(st.none(), st.integers(-20_000, 3_000_000).map(lambda units: Decimal(units) / 10_000)),
        "industry": st.sampled_from([None, "food", "paper"]),
        "asked_on": _DAYS,
    }
)
_PERIODS = st.sampled_from(["1 day", "30 days", "2 weeks", "1 month", "6 months", "1 year"])
_DECAYS = st.one_of(st.none(), _PERIODS.map(lambda period: {"since": "asked_on", "halves_every": period}))
_CONDITIONS = st.sampled_from(["employees > 50", "industry = 'food'", "asked_on is not null", "turnover >= 100"])


@st.composite
def _nice_to_have(draw: st.DrawFn) -> dict[str, Any]:
    decay = draw(_DECAYS)
    rest = {} if decay is None else {"decay": decay}
    if draw(st.booleans()):
        return {"where": draw(_CONDITIONS), "points": draw(st.integers(1, 40)), **rest}
    points = draw(st.integers(1, 30_000).map(lambda units: Decimal(units) / 10_000))
    cap = draw(st.integers(3, 100))
    return {"value": draw(st.sampled_from(["employees", "turnover"])), "points": str(points), "cap": cap, **rest}


def _truth(condition: str, row: Mapping[str, Any]) -> bool | None:
    match condition.split():
        case ["employees", *_]:
            return None if row["employees"] is None else row["employees"] > 50
        case ["industry", *_]:
            return None if row["industry"] is None else row["industry"] == "food"
        case ["turnover", *_]:
            return None if row["turnover"] is None else row["turnover"] >= 100
    return row["asked_on"] is not None


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def _passed(since: date, period: Period) -> int:
    passed = 0
    while passed < 99 and (period * (passed + 1)).after(since) <= AS_OF:
        passed += 1
    return passed


def _points(one: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    if "where" in one:
        worth = one["points"] if _truth(one["where"], row) else 0
    else:
        value = row[one["value"]]
        exact = Decimal(0) if value is None else Decimal(one["points"]) * value
        worth = _whole(min(max(exact, Decimal(0)), Decimal(one["cap"])))
    if "decay" not in one:
        return worth
    since = row["asked_on"]
    if since is None or since > AS_OF:
        return 0
    return _whole(Decimal(worth) / 2 ** _passed(since, Period.parse(one["decay"]["halves_every"])))


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=examples(40), deadline=None)
@given(
    customers=st.lists(_CUSTOMERS, min_size=1, max_size=8),
    must_have=st.lists(_CONDITIONS, max_size=3),
    nice_to_have=st.lists(_nice_to_have(), min_size=1, max_size=4),
)
def test_it_is_what_the_rule_says(
    engine: str, customers: list[dict[str, Any]], must_have: list[str], nice_to_have: list[dict[str, Any]]
) -> None:
    rows = judged(
        engine,
        customers,
        must_have=[{"name": f"m{number}", "where": condition} for number, condition in enumerate(must_have)],
        nice_to_have=[{"name": f"n{number}", **one} for number, one in enumerate(nice_to_have)],
    )
    for customer, row in zip(customers, rows, strict=True):
        parts = [_points(one, customer) for one in nice_to_have]
        assert [row[f"n{number}"] for number in range(len(parts))] == parts
        assert row["points"] == sum(parts)
        truths = {f"m{number}": _truth(condition, customer) for number, condition in enumerate(must_have)}
        assert row["fit"] is all(truths.values())
        missing = [name if truth is False else f"{name} (unknown)" for name, truth in truths.items() if not truth]
        assert row["missing"] == ("; ".join(missing) or None)
