"""Points are worth half after each whole period, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kartoteka import Period
from kartoteka_points.decay import last_days
from points.judged import AS_OF, part
from support.engines import ENGINES


def asked(engine: str, days: list[date | None], halves_every: str, points: int = 10) -> list[int]:
    return part(
        engine,
        [{"asked_on": day} for day in days],
        where="true",
        points=points,
        decay={"since": "asked_on", "halves_every": halves_every},
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_ten_points_halve_on_the_day(engine: str) -> None:
    ages = [0, 1, 29, 30, 59, 60, 89, 90, 119, 120, 149, 150, 9999]
    days: list[date | None] = [AS_OF - timedelta(days=age) for age in ages]
    # 10, 5, 2.5, 1.25, 0.625, 0.3125
    assert asked(engine, days, "30 days") == [10, 10, 10, 5, 5, 3, 3, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize("engine", ENGINES)
def test_months_are_calendar_months(engine: str) -> None:
    # 31 August + 3 months is 30 November, the as-of date; so is 30 August + 3 months. 29 February + 1 year is 28 February.
    days: list[date | None] = [date(2026, 8, 30), date(2026, 8, 31), date(2026, 9, 1), date(2026, 5, 31), date(2026, 5, 30)]
    assert asked(engine, days, "3 months", points=8) == [4, 4, 8, 2, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_age_and_a_day_to_come_give_nothing(engine: str) -> None:
    assert asked(engine, [None, AS_OF + timedelta(days=1), AS_OF], "1 week") == [0, 0, 10]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_cap_comes_before_the_decay(engine: str) -> None:
    customers = [{"employees": employees, "asked_on": date(2026, 10, 1)} for employees in (3, 8, 1000)]
    decay = {"since": "asked_on", "halves_every": "1 month"}
    assert part(engine, customers, value="employees", points=1, cap=8, decay=decay) == [2, 4, 4]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_day_may_be_computed(engine: str) -> None:
    decay = {"since": "asked_on + interval '1 month'", "halves_every": "1 month"}
    customers = [{"asked_on": day} for day in (date(2026, 9, 30), date(2026, 10, 30), date(2026, 10, 31))]
    assert part(engine, customers, where="true", points=4, decay=decay) == [2, 4, 4]


@pytest.mark.parametrize("period", ["1 day", "30 days", "1 month", "7 months", "1 year", "400 years"])
@pytest.mark.parametrize("as_of", [AS_OF, date(2024, 2, 29), date(2026, 3, 1), date(2026, 2, 28)])
def test_last_days_are_the_last_from_which_so_many_periods_have_passed(period: str, as_of: date) -> None:
    found = list(last_days(Period.parse(period), as_of, 8))
    for times, day in enumerate(found, start=1):
        moved = Period.parse(period) * times
        assert moved.after(day) <= as_of < moved.after(day + timedelta(days=1))
    assert len(found) == (8 if period != "400 years" else 5)


def test_a_period_longer_than_the_calendar_never_passes() -> None:
    assert list(last_days(Period(months=12 * 9000), AS_OF, 3)) == []
