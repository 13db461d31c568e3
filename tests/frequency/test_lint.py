"""What `check` says about tiers that are allowed but hardly meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from frequency import plain_reading as plain
from frequency.histories import histories, settings
from kartoteka import DataRange, Period
from kartoteka_frequency.lengths import at_least_as_long, is_longer
from support.frequency import PRINT_SHOP, frequency

AS_OF = date(2026, 11, 30)


def lint(*tiers: dict[str, Any], data: DataRange | None = None) -> list[str]:
    return list(frequency(AS_OF, tiers).lint(data))


def test_the_print_shop_is_clean() -> None:
    assert lint(*PRINT_SHOP) == []
    assert lint(*PRINT_SHOP, data=DataRange(date(2024, 11, 30), AS_OF)) == []
    assert lint(*PRINT_SHOP, data=DataRange(None, None)) == []


def test_a_period_that_is_not_longer() -> None:
    assert lint({"name": "a", "every": "1 month", "for": "1 year"}, {"name": "b", "every": "2 weeks"}) == [
        "tier 'b' (every 2 weeks) is below 'a' (every 1 month), but its period is not longer; "
        "order the tiers from the most frequent buyers to the least"
    ]


def test_a_month_is_not_always_longer_than_30_days() -> None:
    [sentence] = lint({"name": "a", "every": "30 days", "for": "1 year"}, {"name": "b", "every": "1 month"})
    assert "is not longer" in sentence
    assert lint({"name": "a", "every": "4 weeks", "for": "1 year"}, {"name": "b", "every": "1 month"}) == []


def test_a_tier_that_can_never_be_reached() -> None:
    assert lint({"name": "a", "every": "1 month"}, {"name": "b", "every": "2 weeks", "for": "6 weeks"}) == [
        "tier 'b' can never be reached: whoever meets it meets 'a' as well, which is tried first; give 'b' a longer `every`"
    ]
    [sentence] = lint({"name": "a", "every": "1 month", "for": "6 weeks"}, {"name": "b", "every": "1 month", "for": "2 months"})
    assert sentence.endswith("give 'b' a longer `every` or a shorter `for`")


def test_a_window_longer_than_the_data() -> None:
    assert lint(*PRINT_SHOP, data=DataRange(date(2026, 9, 15), AS_OF)) == [
        "tier 'segment-1' asks for orders over 3 months, but the data begin on 15 September 2026: "
        "nobody can meet it before 15 December 2026",
        "tier 'segment-2' asks for orders over 6 months, but the data begin on 15 September 2026: "
        "nobody can meet it before 15 March 2027",
    ]
    assert lint(*PRINT_SHOP, data=DataRange(date(2026, 5, 30), AS_OF)) == []


@st.composite
def day_tiers(draw: st.DrawFn) -> list[dict[str, str]]:
    """Tiers in days, whose lengths can be told apart, each `for` longer than its `every`."""
    tiers = []
    for number in range(draw(st.integers(1, 4))):
        every = draw(st.integers(1, 12))
        longer = draw(st.one_of(st.none(), st.integers(1, 12)))
        tier = {"name": f"tier-{number}", "every": f"{every} days"}
        tiers.append(tier if longer is None else {**tier, "for": f"{every + longer} days"})
    return tiers


@given(data=st.data())
@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_nobody_is_in_a_tier_that_can_never_be_reached(data: st.DataObject) -> None:
    setting = data.draw(settings())
    said = list(frequency(setting.as_of, setting.tiers).lint(None))
    never = [
        tier["name"] for tier in setting.tiers if any(line.startswith(f"tier {tier['name']!r} can never") for line in said)
    ]
    for history in data.draw(histories(setting)):
        orders = plain.orders_that_exist(history.lines, setting.as_of)
        assert plain.read(orders, setting.tiers, setting.minimum, setting.as_of)["segment"] not in never


@given(day_tiers())
@effort(max_examples=100, deadline=None)
def test_any_other_tier_has_a_customer(tiers: list[dict[str, str]]) -> None:
    """Orders exactly `every` apart, the last of them `every` ago, as far back as `for` asks and no further."""
    said = lint(*tiers)
    today = AS_OF.toordinal()
    for tier in tiers:
        every = Period.parse(tier["every"]).days
        long = Period.parse(tier.get("for", tier["every"])).days
        days = {today - min(long, every * number) for number in range(1, 2 + long // every)}
        orders = [plain.Order("K1", date.fromordinal(day), Decimal(1)) for day in days]
        segment = plain.read(orders, tiers, Decimal(0), AS_OF)["segment"]
        unreachable = any(line.startswith(f"tier {tier['name']!r} can never") for line in said)
        assert (segment == tier["name"]) != unreachable


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [("2 weeks", "14 days", False), ("31 days", "1 month", True), ("1 month", "28 days", True), ("1 year", "12 months", False)],
)
def test_periods_are_compared_by_the_calendar(one: str, other: str, longer: bool) -> None:
    assert at_least_as_long(Period.parse(one), Period.parse(other))
    assert is_longer(Period.parse(one), Period.parse(other)) is longer
    assert not is_longer(Period.parse(other), Period.parse(one))
