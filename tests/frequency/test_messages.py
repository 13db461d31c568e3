"""The sentence a customer's row carries: one test for each situation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kartoteka_frequency.words import number_of_orders
from support.frequency import PRINT_SHOP, Bought, by_customer, frequency, tables

AS_OF = date(2026, 11, 30)


def message(
    days: str, *, amount: str = "300", minimum: str = "300", tiers: list[dict[str, object]] | None = None
) -> str | None:
    segmenter = frequency(AS_OF, tiers or PRINT_SHOP, minimum)
    orders = [Bought("K1", date.fromisoformat(day), Decimal(amount)) for day in days.split()]
    return segmenter.message("message", by_customer(segmenter, tables("polars", ["K1"], orders))["K1"])


def test_the_best_tier_can_only_be_kept() -> None:
    assert message("2026-10-12 2026-10-26 2026-11-09 2026-11-23") == "An order of at least 300 PLN by 7 December keeps vip."


def test_several_orders_bring_the_next_tier() -> None:
    assert message("2026-05-29 2026-08-29 2026-11-28") == (
        "An order of at least 300 PLN by 28 February 2027 keeps segment-2. "
        "Two more orders, the next by 12 December, bring vip on 9 January 2027."
    )


def test_one_order_brings_the_next_tier() -> None:
    assert message("2026-11-30") == (
        "An order of at least 300 PLN by 30 May 2027 keeps segment-3. "
        "One more order, by 28 February 2027, brings segment-2 on 30 May 2027."
    )


def test_no_order_is_needed_for_the_next_tier() -> None:
    assert message("2026-10-20 2026-11-03 2026-11-17 2026-11-30") == (
        "An order of at least 300 PLN by 30 May 2027 keeps segment-3. "
        "No order is needed for vip: it comes on 1 December, and stays while orders are at most 2 weeks apart."
    )


@pytest.mark.parametrize(
    ("days", "amount"),
    [("2026-05-29", "300"), ("2026-11-01 2026-11-29", "299.99"), ("", "300")],
    ids=["inactive", "small", "none"],
)
def test_an_order_today_starts_the_lowest_tier(days: str, amount: str) -> None:
    assert message(days, amount=amount) == "An order of at least 300 PLN brings segment-3 at once."


def test_without_a_minimum_none_is_named() -> None:
    assert message("2026-10-12 2026-10-26 2026-11-09 2026-11-23", minimum="0") == "An order by 7 December keeps vip."
    assert message("", minimum="0") == "An order brings segment-3 at once."


def test_from_nothing_a_tier_that_takes_time_names_the_minimum_once() -> None:
    tiers = [{"name": "VIP", "every": "2 weeks", "for": "6 weeks"}]
    assert (
        message("", tiers=tiers) == "Three orders of at least 300 PLN, the first by 30 November, bring VIP on 11 January 2027."
    )
    tiers = [{"name": "VIP", "every": "2 weeks", "for": "2 weeks"}]
    assert message("", tiers=tiers) == "One order of at least 300 PLN, by 30 November, brings VIP on 14 December."


def test_ten_orders_are_written_in_digits() -> None:
    tiers = [{"name": "VIP", "every": "1 week", "for": "10 weeks"}]
    assert message("", minimum="0", tiers=tiers) == "10 orders, the first by 30 November, bring VIP on 8 February 2027."


def test_the_blacklist_gets_no_sentence() -> None:
    segmenter = frequency(AS_OF)
    row = by_customer(segmenter, tables("polars", ["K1"], [Bought("K1", AS_OF, Decimal(300))], ["K1"]))["K1"]
    assert row["segment"] == "blacklist"
    assert segmenter.message("message", row) is None


def test_another_column_is_refused() -> None:
    with pytest.raises(LookupError):
        frequency(AS_OF).message("sentence", {})


def test_words() -> None:
    assert [number_of_orders(number) for number in (1, 9, 10)] == ["one", "nine", "10"]
