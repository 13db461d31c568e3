"""The days of a declared history, by hand and against what was declared."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kartoteka import Period
from kartoteka.personas.history import earliest_that_reaches, latest_within, orders_of
from kartoteka.personas.persona import Buys, Declared, Order

AS_OF = date(2026, 11, 30)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy with other tests
PERIODS = st.one_of(st.builds(Period, months=st.integers(1, 30)), st.builds(Period, days=st.integers(1, 400)))


def days(declared: Declared, as_of: date = AS_OF) -> list[str]:
    return [day.isoformat() for day, _, _ in orders_of(declared, as_of)]


@pytest.mark.parametrize(
    ("buys", "expected"),
    [
        # 30 November less 2, 4 and 6 weeks: the first order lies six weeks back to the day.
        (Buys(Decimal(5), Period(days=14), Period(days=42)), ["2026-10-19", "2026-11-02", "2026-11-16", "2026-11-30"]),
        # An order every five weeks reaches six weeks back only with the third.
        (Buys(Decimal(5), Period(days=35), Period(days=42)), ["2026-09-21", "2026-10-26", "2026-11-30"]),
        (Buys(Decimal(5), Period(months=1), number=3, last=Period(days=10)), ["2026-09-20", "2026-10-20", "2026-11-20"]),
        (Buys(Decimal(5), number=1, last=Period(months=6)), ["2026-05-30"]),
    ],
)
def test_days_that_a_person_counted(buys: Buys, expected: list[str]) -> None:
    assert days(Declared(buys=buys)) == expected


def test_months_that_are_too_short_take_the_day_after() -> None:
    """28 February + 3 months is 28 May, which does not reach the 31st; 1 March does."""
    assert earliest_that_reaches(date(2026, 5, 31), Period(months=3)) == date(2026, 3, 1)


def test_single_orders_stand_beside_the_others_in_order() -> None:
    declared = Declared(
        buys=Buys(Decimal(5), number=1, last=Period(days=3)),
        orders=[Order(Decimal(7)), Order(Decimal(9), ago=Period(days=7)), Order(Decimal(8), on=date(2026, 1, 2))],
    )
    told = [(day.isoformat(), int(amount)) for day, amount, _ in orders_of(declared, AS_OF)]
    assert told == [("2026-01-02", 8), ("2026-11-23", 9), ("2026-11-27", 5), ("2026-11-30", 7)]


@BUSY
@given(DAYS, PERIODS)
def test_counting_back_finds_the_first_and_the_last_day(day: date, period: Period) -> None:
    one = timedelta(days=1)
    earliest, latest = earliest_that_reaches(day, period), latest_within(day, period)
    assert period.after(earliest) >= day > period.after(earliest - one)
    assert period.after(latest) <= day < period.after(latest + one)


@BUSY
@given(DAYS, PERIODS, st.one_of(PERIODS, st.integers(2, 40)), st.one_of(st.none(), PERIODS))
def test_a_history_keeps_what_it_declares(as_of: date, every: Period, long: Period | int, last: Period | None) -> None:
    number, duration = (long, None) if isinstance(long, int) else (None, long)
    found = [day for day, _, _ in orders_of(Declared(buys=Buys(Decimal(1), every, duration, number, last)), as_of)]
    assert all(before < after <= every.after(before) for before, after in pairwise(found))
    assert found[-1] == as_of if last is None else last.after(found[-1]) >= as_of >= found[-1]
    if number is not None:
        assert len(found) == number
    elif duration is not None:
        assert duration.after(found[0]) <= as_of
        assert len(found) == 1 or duration.after(found[1]) > as_of
