"""Whole pipelines against the slow, plain reading of the rule: random order lines, from CSV files to the snapshot."""

from __future__ import annotations

import dataclasses
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from frequency import plain_reading as plain
from frequency.histories import History, Setting, histories, settings
from support.examples import examples
from support.pipelines import SOURCES, Shop, segments

CUSTOMERS = 60
WORDS = {
    "cancelled": ["cancelled", "Anulowane", "annulée", "Отменён"],
    "returned": ["returned", "zwrot", "retourné", "Возврат"],
    "paid": ["paid", "opłacone"],
    None: [""],
}


@given(data=st.data())
@effort(
    max_examples=examples(10),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_a_run_is_as_the_plain_reading_has_it(data: st.DataObject) -> None:
    setting = data.draw(settings())
    batch = data.draw(histories(setting, CUSTOMERS))
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    lines = some_lines_cancelled([line for history in batch for line in history.lines], chance)
    strangers = {history.customer_id for history in batch if chance.random() < 0.1}
    known = [history for history in batch if history.customer_id not in strangers]

    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        write(shop, setting, known, lines, chance)
        told = shop.results(setting.as_of.isoformat())
        snapshot = shop.snapshot(told["run_id"])

    orders, counts = read_orders(lines, {history.customer_id for history in known}, setting.as_of)
    assert snapshot.keys() == {history.customer_id for history in known}
    for history in known:
        mine = [order for order in orders if order.customer_id == history.customer_id]
        wanted = plain.read(mine, setting.tiers, setting.minimum, setting.as_of, history.blacklisted)
        assert unprefixed(snapshot[history.customer_id]) == wanted, mine
    assert told["orders"] == counts
    assert segments(told) == Counter(row["loyalty"] for row in snapshot.values())
    assert sum(segments(told).values()) == told["customers"] == len(known)
    assert all(source["read"] == source["landed"] + source["rejected"] for source in told["sources"])


def write(shop: Shop, setting: Setting, known: Sequence[History], lines: Iterable[plain.Line], chance: random.Random) -> None:
    """A project as of either habit of writing numbers and days."""
    polish = chance.random() < 0.5
    shop.customers(*(history.customer_id for history in known))
    shop.table("data/blacklist.csv", ["customer_id"], [[history.customer_id] for history in known if history.blacklisted])
    rows = []
    for line in lines:
        amount = str(line.amount).replace(".", "," if polish else ".")
        day = line.ordered_on.strftime("%d.%m.%Y" if polish else "%Y-%m-%d")
        rows.append((line.order_id, line.customer_id, day, amount, chance.choice(WORDS[line.status])))
    shop.table("data/orders.csv", ["order_id", "customer_id", "ordered_on", "amount", "status"], rows)
    decimal = "," if polish else "."
    loyalty = {"use": "frequency", "logistic_minimum": str(setting.minimum), "tiers": list(setting.tiers)}
    shop.project(
        SOURCES.replace("orders.csv", f"orders.csv, decimal: '{decimal}'"),
        "blacklist: data/blacklist.csv\n",
        f"segments: {json.dumps({'loyalty': loyalty})}\n",
    )


def some_lines_cancelled(lines: Sequence[plain.Line], chance: random.Random) -> list[plain.Line]:
    """The lines in any order, a few of them cancelled or returned without the rest of their order."""
    told = [
        dataclasses.replace(line, status=chance.choice(["cancelled", "returned"])) if chance.random() < 0.05 else line
        for line in lines
    ]
    chance.shuffle(told)
    return told


def read_orders(lines: Sequence[plain.Line], known: set[str], as_of: date) -> tuple[list[plain.Order], dict[str, int]]:
    """The orders that exist, and what became of the others; a line that was cancelled alone leaves the rest standing."""
    by_order: dict[str, list[plain.Line]] = {}
    for line in lines:
        by_order.setdefault(line.order_id, []).append(line)
    counts = {"orders": len(by_order), "cancelled": 0, "draft": 0, "negative": 0, "future": 0, "unknown_customer": 0}
    orders = []
    for its_lines in by_order.values():
        standing = [line for line in its_lines if line.status not in plain.GONE]
        if not standing:
            counts["cancelled"] += 1
            continue
        total = sum((line.amount for line in standing), Decimal("0.0000"))
        day = min(line.ordered_on for line in standing)
        customer = standing[0].customer_id
        if total < 0:
            counts["negative"] += 1
        elif day > as_of:
            counts["future"] += 1
        elif customer not in known:
            counts["unknown_customer"] += 1
        else:
            orders.append(plain.Order(customer, day, total))
    return orders, counts


def unprefixed(row: Mapping[str, Any]) -> dict[str, Any]:
    own = {name.removeprefix("loyalty_"): value for name, value in row.items() if name.startswith("loyalty_")}
    terms = {"discount", "payment_days", "prefer"}
    return {"segment": row["loyalty"], **{name: value for name, value in own.items() if name not in terms}}
