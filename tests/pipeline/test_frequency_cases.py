"""The twelve cases worked by hand, from two CSV files to the list that is handed out."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop, segments
from support.shared_cases import shared_case_rows

COLUMNS = ("segment", "keep_until", "next_tier", "promote_on", "order_by", "orders_needed")
TERMS = {
    "vip": ("20", "30", ""),
    "segment-1": ("12", "14", ""),
    "segment-2": ("8", "7", ""),
    "segment-3": ("5", "7", "prepaid"),
}


@pytest.mark.parametrize("lines", [1, 3])
def test_the_shared_cases_from_file_to_file(shop: Shop, lines: int) -> None:
    """Each order in one line, and each in three of which one takes back what another gave."""
    runs = defaultdict(list)
    for case in shared_case_rows("cases/frequency.csv"):
        runs[case["as_of"], case["logistic_minimum"]].append(case)
    assert sum(map(len, runs.values())) == 12
    for (as_of, minimum), cases in runs.items():
        shop.customers(*(case["case"] for case in cases))
        shop.table("data/orders.csv", ["order_id", "customer_id", "ordered_on", "amount"], order_lines(cases, lines))
        shop.project(SOURCES, LOYALTY.replace("300", minimum), EVERYBODY)

        told = shop.results(as_of)

        found = {row["customer_id"]: row for row in shop.export()}
        assert found.keys() == {case["case"] for case in cases}
        for case in cases:
            assert cells(found[case["case"]]) == wanted(case), case["why"]
        assert sum(segments(told).values()) == told["customers"] == len(cases)


def order_lines(cases: list[dict[str, str]], lines: int) -> list[tuple[str, str, str, Decimal]]:
    rows = []
    for case in cases:
        for number, day in enumerate(case["order_dates"].split()):
            amount = Decimal(case["amount"])
            parts = [amount] if lines == 1 else [amount + 5, Decimal("-7.5"), Decimal("2.5")]
            rows += [(f"{case['case']}/{number}", case["case"], day, part) for part in parts]
    return rows


def wanted(case: dict[str, str]) -> dict[str, str]:
    days = [day for day in case["order_dates"].split() if date.fromisoformat(day) <= date.fromisoformat(case["as_of"])]
    counting = days if Decimal(case["amount"]) >= Decimal(case["logistic_minimum"]) else []
    discount, payment_days, prefer = TERMS.get(case["segment"], ("", "", ""))
    return {
        **{column: case[column] for column in COLUMNS},
        "qualifying_orders": str(len(counting)),
        "ignored_orders": str(len(days) - len(counting)),
        "first_order_on": min(counting, default=""),
        "last_order_on": max(counting, default=""),
        "turnover": f"{len(counting) * Decimal(case['amount']):.2f}",
        "discount": f"{discount}.00" if discount else "",
        "payment_days": payment_days,
        "prefer": prefer,
    }


def cells(row: dict[str, str]) -> dict[str, str]:
    own = {"segment": row["loyalty"]}
    own |= {name.removeprefix("loyalty_"): value for name, value in row.items() if name.startswith("loyalty_")}
    return {name: value for name, value in own.items() if not name.startswith("streak_start_")}
