"""The segmenter against the slow, plain reading of the rule, over random histories."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from frequency import plain_reading as plain
from frequency.histories import History, Setting, histories, settings
from support.examples import examples
from support.frequency import ENGINES, Bought, by_customer, frequency, tables

# A batch comes from one seed, so there is nothing to shrink.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]


def expected(history: History, setting: Setting) -> dict[str, Any]:
    orders = plain.orders_that_exist(history.lines, setting.as_of)
    return plain.read(orders, setting.tiers, setting.minimum, setting.as_of, history.blacklisted)


def found(batch: list[History], setting: Setting, engine: str) -> dict[str, dict[str, Any]]:
    orders = [
        Bought(order.customer_id, order.ordered_on, order.amount)
        for history in batch
        for order in plain.orders_that_exist(history.lines, setting.as_of)
    ]
    barred = [history.customer_id for history in batch if history.blacklisted]
    given_tables = tables(engine, [history.customer_id for history in batch], orders, barred)
    return by_customer(frequency(setting.as_of, setting.tiers, str(setting.minimum)), given_tables)


@pytest.mark.parametrize("engine", ENGINES)
@given(data=st.data())
@effort(
    max_examples=examples(40),
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_column_is_as_the_plain_reading_has_it(engine: str, data: st.DataObject) -> None:
    setting = data.draw(settings())
    batch = data.draw(histories(setting))
    rows = found(batch, setting, engine)

    assert rows.keys() == {history.customer_id for history in batch}
    for history in batch:
        wanted = expected(history, setting)
        assert rows[history.customer_id] == wanted, plain.orders_that_exist(history.lines, setting.as_of)

    labels = [label.name for label in frequency(setting.as_of, setting.tiers).labels()]
    counts = Counter(row["segment"] for row in rows.values())
    assert sum(counts[label] for label in [*labels, "blacklist"]) == len(batch)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("first", ["30 days", "1 month"])
def test_periods_of_which_neither_is_the_longer(engine: str, first: str) -> None:
    """From 31 January, 30 days reach 2 March and 1 month 28 February; from 1 January the month reaches further."""
    second = {"30 days": "1 month", "1 month": "30 days"}[first]
    orders = [
        *(Bought("february", day, Decimal(1)) for day in (date(2026, 1, 31), date(2026, 3, 1))),
        *(Bought("january", day, Decimal(1)) for day in (date(2026, 1, 1), date(2026, 2, 1))),
    ]
    segmenter = frequency(date(2026, 3, 1), [{"name": name, "every": name} for name in (first, second)], 0)
    rows = by_customer(segmenter, tables(engine, ["february", "january"], orders))
    assert rows["february"]["streak_start_30_days"] == date(2026, 1, 31)
    assert rows["february"]["streak_start_1_month"] == date(2026, 3, 1)
    assert rows["january"]["streak_start_30_days"] == date(2026, 2, 1)
    assert rows["january"]["streak_start_1_month"] == date(2026, 1, 1)


def test_the_histories_reach_every_boundary() -> None:
    """A random test shows nothing of what it never draws."""
    seen: Counter[str] = Counter()

    @given(data=st.data())
    @effort(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def draw(data: st.DataObject) -> None:
        setting = data.draw(settings())
        for history in data.draw(histories(setting)):
            orders = plain.orders_that_exist(history.lines, setting.as_of)
            row = expected(history, setting)
            days = [order.ordered_on for order in orders]
            seen["in a tier" if row["keep_until"] else row["segment"]] += 1
            seen["none needed"] += row["orders_needed"] == 0
            seen["several needed"] += (row["orders_needed"] or 0) > 1
            seen["best tier"] += row["segment"] == setting.tiers[0]["name"]
            seen["kept until today"] += row["keep_until"] == setting.as_of
            seen["same day"] += len(set(days)) < len(days)
            seen["leap day"] += any((day.month, day.day) == (2, 29) for day in days)
            seen["at the minimum"] += any(order.amount == setting.minimum for order in orders)
            seen["just below"] += any(order.amount == setting.minimum - Decimal("0.0001") for order in orders)
            seen["in the future"] += any(line.ordered_on > setting.as_of for line in history.lines)
            seen["several lines"] += len({line.order_id for line in history.lines}) < len(history.lines)
            seen["not all exist"] += len({line.order_id for line in history.lines}) > len(orders)
            for tier in setting.tiers:
                start = row["streak_start_" + tier["name"].replace("-", "_").replace(" ", "_")]
                if tier.get("for") and start:
                    seen["long enough to the day"] += plain.plus(start, tier["for"]) == setting.as_of
                seen["gap of exactly a period"] += any(plain.plus(day, tier["every"]) in days for day in days)
                seen["month clamped"] += "month" in tier["every"] and any(
                    plain.plus(day, tier["every"]).day < day.day and plain.plus(day, tier["every"]) in days for day in days
                )

    draw()
    rare = {what: count for what, count in seen.items() if count < 5}
    assert not rare
    assert len(seen) == 19


def test_the_plain_reading_adds_periods_by_the_calendar() -> None:
    assert plain.plus(date(2027, 1, 31), "1 month") == date(2027, 2, 28)
    assert plain.plus(date(2028, 1, 31), "1 month") == date(2028, 2, 29)
    assert plain.plus(date(2026, 1, 31), "1 month", 2) == date(2026, 3, 31)
    assert plain.plus(date(2026, 11, 30), "1 quarter") == date(2027, 2, 28)
    assert plain.plus(date(2028, 2, 29), "1 year") == date(2029, 2, 28)
    assert plain.plus(date(2026, 11, 30), "2 weeks") == date(2026, 12, 14)
