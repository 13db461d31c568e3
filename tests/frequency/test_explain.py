"""What `explain` says of each tier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from frequency import plain_reading as plain
from frequency.histories import histories, settings
from kartoteka import Check
from support.examples import examples
from support.frequency import ENGINES, Bought, frequency, tables

AS_OF = date(2026, 11, 30)


def checks(days: str, *, amount: str = "300", engine: str = "polars", blacklist: tuple[str, ...] = ()) -> dict[str, Check]:
    orders = [Bought("K1", date.fromisoformat(day), Decimal(amount)) for day in days.split()]
    given_tables = tables(engine, ["K1"], orders, blacklist)
    return {check.name: check for check in frequency(AS_OF).explain(given_tables, "K1")}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_lapsed_streak_and_one_that_holds(engine: str) -> None:
    found = checks(
        "2026-08-10 2026-08-24 2026-09-07 2026-09-21 2026-10-05 2026-10-19 2026-11-02 2026-11-15",
        engine=engine,
    )
    assert list(found) == ["vip", "segment-1", "segment-2", "segment-3"]
    assert found["vip"] == Check(
        "vip",
        False,
        "last order 15 November 2026 + 2 weeks = 29 November 2026, before 30 November 2026",
        "three orders, the first on 30 November 2026; then it is met on 11 January 2027",
    )
    assert found["segment-1"] == Check(
        "segment-1",
        True,
        "last order 15 November 2026 + 1 month = 15 December 2026, not before 30 November 2026; "
        "streak of 8 orders from 10 August 2026: 10 August 2026 + 3 months = 10 November 2026, not after 30 November 2026",
        "no order by 15 December 2026 ends it on the day after",
    )
    assert found["segment-2"].met is False
    assert found["segment-3"].met is True


def test_the_gap_that_broke_the_streak_is_named() -> None:
    vip = checks("2026-09-01 2026-10-20 2026-11-03 2026-11-17 2026-11-30")["vip"]
    assert vip.because == (
        "last order 30 November 2026 + 2 weeks = 14 December 2026, not before 30 November 2026; "
        "streak of 4 orders from 20 October 2026: 20 October 2026 + 6 weeks = 1 December 2026, after 30 November 2026; "
        "the order before it 1 September 2026 + 2 weeks = 15 September 2026, before 20 October 2026"
    )
    assert vip.would_change == "no order is needed: it is met on 1 December 2026"


def test_what_a_living_streak_still_takes() -> None:
    found = checks("2026-05-29 2026-08-29 2026-11-28")
    assert found["vip"].would_change == "two more orders, the next by 12 December 2026; then it is met on 9 January 2027"
    assert "streak of 1 order from 28 November 2026" in found["vip"].because
    assert checks("2026-11-30")["segment-2"].would_change == "one more order by 28 February 2027; then it is met on 30 May 2027"


def test_orders_that_are_too_small() -> None:
    found = checks("2026-11-01 2026-11-15", amount="299.99")
    assert found["below-minimum"].because == "the largest of 2 orders is 299.99 PLN, below the minimum of 300 PLN"
    assert found["below-minimum"].would_change == "an order of at least 300 PLN"
    assert found["segment-3"] == Check(
        "segment-3", False, "no order that counts", "an order on 30 November 2026 meets it at once"
    )
    only = checks("2026-11-01", amount="10")["below-minimum"]
    assert only.because == "the only order is 10 PLN, below the minimum of 300 PLN"


def test_no_orders() -> None:
    assert checks("")["no-orders"].because == "no order up to the as-of date"


def test_the_blacklist_comes_first() -> None:
    found = checks("2026-11-30", blacklist=("K1",))
    assert next(iter(found.values())).name == "blacklist"
    assert found["segment-3"].met is True


@given(data=st.data())
@effort(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_it_agrees_with_the_plain_reading(data: st.DataObject) -> None:
    setting = data.draw(settings())
    segmenter = frequency(setting.as_of, setting.tiers, str(setting.minimum))
    for history in data.draw(histories(setting, customers=5)):
        orders = plain.orders_that_exist(history.lines, setting.as_of)
        wanted = plain.read(orders, setting.tiers, setting.minimum, setting.as_of)
        bought = [Bought(order.customer_id, order.ordered_on, order.amount) for order in orders]
        said = segmenter.explain(tables("polars", [history.customer_id], bought), history.customer_id)
        met = [check.name for check in said if check.met]
        assert met[:1] == ([] if wanted["segment"] == "inactive" else [wanted["segment"]])
