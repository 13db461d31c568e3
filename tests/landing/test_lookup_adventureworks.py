"""A real shop whose order lines have no amounts, reconciled with SQL over its raw files."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from support.pipelines import EVERYBODY, Shop, segments
from support.shared_data import shared_data

HEAD = """\
version: 1
locale: en
timezone: America/New_York
currency: USD
"""
SOURCES = """\
sources:
  customers: {use: csv, path: data/AdventureWorks_Customers.csv, decimal: "."}
  orders:
    use: csv
    path: data/AdventureWorks_Sales_*.csv
    lookup: {path: data/AdventureWorks_Products.csv, key: ProductKey, take: {unit_price: ProductPrice}}
    columns: {amount: OrderQuantity * unit_price}
"""
LOYALTY = """\
segments:
  loyalty:
    use: frequency
    logistic_minimum: 25
    tiers:
      - {name: often, every: 3 months, for: 6 months}
      - {name: yearly, every: 1 year}
"""

RAW = """
CREATE VIEW lines AS
    SELECT OrderNumber AS number, CustomerKey AS customer, strptime(OrderDate, '%m/%d/%Y')::DATE AS day,
           OrderQuantity::INTEGER * ProductPrice::DECIMAL(18, 4) AS amount
    FROM read_csv('{folder}/AdventureWorks_Sales_*.csv', all_varchar = true)
    JOIN read_csv('{folder}/AdventureWorks_Products.csv', all_varchar = true) USING (ProductKey);
CREATE VIEW orders AS SELECT customer, number, min(day) AS day, sum(amount) AS total FROM lines GROUP BY ALL;
CREATE VIEW customers AS
    SELECT CustomerKey AS customer, replace(replace(AnnualIncome, '$', ''), ',', '')::DECIMAL(18, 4) AS income
    FROM read_csv('{folder}/AdventureWorks_Customers.csv', all_varchar = true);
"""

# A streak for three months begins with the last order that came later than three months after the one before it.
SORTED = """
WITH past AS (SELECT * FROM orders WHERE day <= $as_of),
     counting AS (SELECT *, lag(day) OVER (PARTITION BY customer ORDER BY day) AS before FROM past WHERE total >= 25),
     streaks AS (
        SELECT customer, max(day) AS last, count(*) AS orders, sum(total) AS turnover,
               max(day) FILTER (before IS NULL OR day > before + INTERVAL 3 MONTH) AS began
        FROM counting GROUP BY customer)
SELECT customer,
       CASE WHEN $as_of <= last + INTERVAL 3 MONTH AND began + INTERVAL 6 MONTH <= $as_of THEN 'often'
            WHEN $as_of <= last + INTERVAL 1 YEAR THEN 'yearly'
            WHEN last IS NOT NULL THEN 'inactive'
            WHEN customer IN (SELECT customer FROM past) THEN 'below-minimum'
            ELSE 'no-orders' END AS loyalty,
       coalesce(orders, 0) AS qualifying, coalesce(turnover, 0)::DECIMAL(18, 4) AS turnover, income
FROM customers LEFT JOIN streaks USING (customer)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    shutil.copytree(shared_data("adventureworks"), tmp_path / "data")
    shop = Shop(tmp_path)
    shop.project(SOURCES, LOYALTY, EVERYBODY, head=HEAD)
    return shop


@pytest.mark.parametrize("as_of", ["2018-12-31", "2018-05-31"])
def test_orders_turnover_and_segments_reconcile(shop: Shop, as_of: str) -> None:
    told = shop.results(as_of)
    with duckdb.connect() as raw:
        raw.execute(RAW.format(folder=shop.folder / "data"))
        wanted = sql(raw, SORTED, {"as_of": date.fromisoformat(as_of)})
        ((lines, orders, late, ended),) = raw.execute(
            "SELECT (SELECT count(*) FROM lines), count(*), count(*) FILTER (day > $as_of), max(day) FROM orders",
            {"as_of": date.fromisoformat(as_of)},
        ).fetchall()
    rows = {one["table"]: (one["read"], one["landed"], one["rejected"]) for one in told["sources"]}
    assert rows == {"customers": (18_148, 18_148, 0), "orders": (lines, lines, 0)}
    assert told["orders"] == {
        "orders": orders,
        "cancelled": 0,
        "draft": 0,
        "negative": 0,
        "future": late,
        "unknown_customer": 0,
    }
    assert ended == date(2018, 12, 31)

    snapshot = shop.snapshot(told["run_id"])
    assert len(wanted) == len(snapshot) == 18_148
    for row in wanted:
        found = snapshot[row["customer"]]
        got = (found["loyalty"], found["loyalty_qualifying_orders"], found["loyalty_turnover"], found["income"])
        assert got == (row["loyalty"], row["qualifying"], row["turnover"], row["income"])
    assert segments(told) == {name: count for name, count in counted(wanted).items() if count}
    assert sum(Decimal(row["loyalty_turnover"]) for row in shop.export()) == sum(row["turnover"] for row in wanted) > 0


def test_lines_of_products_that_are_missing_are_told(shop: Shop) -> None:
    """Without the last of its products its lines are rejected, and every one is accounted for."""
    products = shop.folder / "data" / "AdventureWorks_Products.csv"
    lines = products.read_text(encoding="utf-8").splitlines(keepends=True)
    dropped = lines.pop().partition(",")[0]
    products.write_text("".join(lines), encoding="utf-8")
    (_, orders) = shop.results("2018-12-31")["sources"]
    with duckdb.connect() as raw:
        query = f"SELECT count(*), count(*) FILTER (ProductKey = '{dropped}') FROM read_csv(?, all_varchar = true)"
        ((read, missing),) = raw.execute(query, [f"{shop.folder}/data/AdventureWorks_Sales_*.csv"]).fetchall()
    assert (orders["read"], orders["landed"], orders["rejected"]) == (read, read - missing, missing)
    assert read > missing > 0
    rejects = next(shop.folder.glob(".kartoteka/landing/shop/orders/*/rejects.csv")).read_text(encoding="utf-8")
    reason = f"amount cannot be computed: no ProductKey '{dropped}' in data/AdventureWorks_Products.csv"
    assert rejects.count(reason) == missing


def sql(raw: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    found = raw.execute(query, parameters)
    names = [described[0] for described in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def counted(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {name: sum(row["loyalty"] == name for row in rows) for name in {row["loyalty"] for row in rows}}
