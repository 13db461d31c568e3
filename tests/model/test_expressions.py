"""Periods, days between days and division: the same on every engine, and the same as in Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import narwhals.stable.v2 as nw
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kartoteka import Day, Integer, Money, Number, Period, add_period, days_between, divide
from support.engines import ENGINES, arrow, lazy, values
from support.examples import examples

days = st.one_of(
    st.none(), st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from([date(2024, 1, 31), date(2023, 1, 31)])
)
periods = st.one_of(
    st.builds(Period, months=st.integers(1, 60)),
    st.builds(Period, days=st.integers(1, 800)),
    st.builds(lambda weeks: Period(days=7 * weeks), st.integers(1, 9)),
)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=examples(60), deadline=None)
@given(starts=st.lists(days, min_size=1, max_size=12), period=periods)
@example(starts=[date(2024, 1, 31), date(2023, 1, 31), date(2024, 2, 29), date(2023, 12, 31), None], period=Period(months=1))
@example(starts=[date(2024, 2, 29), date(2000, 2, 29), date(1900, 2, 28)], period=Period(months=12))
def test_a_period_is_added_as_on_the_calendar(engine: str, starts: list[date | None], period: Period) -> None:
    frame = lazy(engine, arrow({"d": Day}, [{"d": start} for start in starts]))
    result = frame.with_columns(moved=add_period(nw.col("d"), period))
    assert result.collect_schema()["moved"] == nw.Date
    expected = [None if start is None else period.after(start) for start in starts]
    assert values(frame, moved=add_period(nw.col("d"), period)) == {"moved": expected}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("days", "months"), [(30, 1), (60, 2), (360, 12), (720, 24)])
def test_days_are_not_taken_for_months_in_one_query(engine: str, days: int, months: int) -> None:
    starts = [date(2024, 2, 29), date(2026, 1, 31)]
    frame = lazy(engine, arrow({"d": Day}, [{"d": start} for start in starts]))
    periods = {"days": Period(days=days), "months": Period(months=months)}
    got = values(frame, **{name: add_period(nw.col("d"), period) for name, period in periods.items()})
    assert got == {name: [period.after(start) for start in starts] for name, period in periods.items()}


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=examples(60), deadline=None)
@given(pairs=st.lists(st.tuples(days, days), min_size=1, max_size=12))
@example(
    pairs=[(date(2023, 12, 31), date(2024, 1, 1)), (date(2024, 3, 1), date(2024, 2, 28)), (date(1, 1, 1), date(9999, 12, 31))]
)
def test_days_between_days(engine: str, pairs: list[tuple[date | None, date | None]]) -> None:
    frame = lazy(engine, arrow({"a": Day, "b": Day}, [{"a": a, "b": b} for a, b in pairs]))
    between = days_between(nw.col("a"), nw.col("b"))
    assert frame.with_columns(x=between).collect_schema()["x"] == nw.Int64
    since = days_between(nw.lit(date(2024, 2, 29)), nw.col("b"))
    got = values(frame, between=between, since=since)
    assert got["between"] == [None if a is None or b is None else (b - a).days for a, b in pairs]
    assert got["since"] == [None if b is None else (b - date(2024, 2, 29)).days for _, b in pairs]


amounts = st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=4))


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=examples(60), deadline=None)
@given(
    rows=st.lists(
        st.tuples(amounts, st.one_of(st.none(), st.integers(-9, 9)), st.sampled_from([None, 0.0, 0.5, -3.0])), min_size=1
    )
)
@example(rows=[(Decimal("100.1000"), 3, 0.0), (Decimal("1.0000"), 0, None), (Decimal("0.0000"), 0, 0.5)])
def test_division_is_a_number_and_empty_by_zero(
    engine: str, rows: list[tuple[Decimal | None, int | None, float | None]]
) -> None:
    types = {"m": Money, "i": Integer, "f": Number}
    frame = lazy(engine, arrow(types, [dict(zip(types, row, strict=True)) for row in rows]))
    quotients = {
        "m_i": divide(nw.col("m"), nw.col("i")),
        "i_f": divide(nw.col("i"), nw.col("f")),
        "m_3": divide(nw.col("m"), nw.lit(3)),
        "m_0": divide(nw.col("m"), nw.lit(0)),
    }
    schema = frame.with_columns(**quotients).collect_schema()
    assert {schema[name] for name in quotients} == {nw.Float64}

    def quotient(a: Decimal | int | None, b: float | None) -> float | None:
        return None if a is None or not b else float(a) / float(b)

    got = values(frame, **quotients)
    assert got["m_i"] == [quotient(m, i) for m, i, _ in rows]
    assert got["i_f"] == [quotient(i, f) for _, i, f in rows]
    assert got["m_3"] == [quotient(m, 3) for m, _, _ in rows]
    assert got["m_0"] == [None] * len(rows)


@pytest.mark.parametrize("engine", ENGINES)
def test_days_between_over_every_year_there_is(engine: str) -> None:
    ends = [end for year in range(1, 10000) for end in (date(year, 1, 1), date(year, 12, 31))]
    frame = lazy(engine, arrow({"d": Day}, [{"d": end} for end in ends]))
    since = days_between(nw.lit(date(2000, 2, 29)), nw.col("d"))
    assert values(frame, since=since)["since"] == [(end - date(2000, 2, 29)).days for end in ends]
