"""Make the orders and customers of a large print shop: the same files for the same arguments, on every machine.

::

    python benchmarks/make_orders.py --folder /tmp/print-shop            # 10 million orders of 500,000 customers
    python benchmarks/make_orders.py --folder /tmp/small --orders 20000 --customers 1000

Customers are of a few kinds, so that every segment occurs: buyers by the week, the month and the quarter, some of whom
stopped at some day; buyers once; buyers of small orders alone; and those who have not bought yet. The last orders lie on
30 November 2026, and go back two years where there are twenty orders for each customer.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import duckdb

SEED = 20261130
ORDERS = 10_000_000
CUSTOMERS = 500_000

# Random numbers from integer arithmetic alone: the hash functions of an engine may change with its version.
_MACROS = """
create macro chance(number, stream) as
    (((((number * 48271 + stream * 69621 + $seed) % 2147483647) * ((number * 48271 + stream * 69621 + $seed) % 2147483647)
        + stream * 16807) % 2147483647) * 39373 % 2147483647) / 2147483647.0
"""

_CUSTOMERS = """
create table buyers as
with drawn as (
    select number, chance(number, 1) as kind, chance(number, 2) as u, chance(number, 3) as v, chance(number, 4) as w
    from range($customers) as numbers(number)
)
select
    number,
    printf('K%07d', number + 1) as customer_id,
    kind >= 0.02 and kind < 0.05 as small,
    case
        when kind < 0.02 then null                   -- has not bought yet
        when kind < 0.05 then 20 + 30 * u            -- buys too little to count
        when kind < 0.12 then 5 + 7 * u              -- every week or two
        when kind < 0.35 then 14 + 14 * u            -- every two weeks to a month
        when kind < 0.66 then 28 + 55 * u            -- up to a quarter
        when kind < 0.92 then 80 + 100 * u           -- up to half a year
        else 100000.0                                -- once
    end as gap,
    case when w < 0.2 or kind >= 0.92 then v * $span else least(v * gap, 400 * v) end as last_age
from drawn
"""

_ORDERS = """
create table orders as
with placed as (
    select
        customer_id, small, number * 4096 + step as id,
        last_age + step * gap + case when step = 0 then 0 else 0.3 * gap * (chance(number * 4096 + step, 5) - 0.5) end as age
    from (select *, unnest(range(floor(($span - last_age) / gap)::bigint + 1)) as step from buyers where gap is not null)
)
select
    customer_id,
    (date '2026-11-30' - floor(age)::integer)::date as ordered_on,
    case when small then 20 + 279 * chance(id, 6) else 250 + 2400 * chance(id, 6) * chance(id, 6) end::decimal(18, 2) as amount,
    id
from placed
order by age, id
limit $orders
"""


@dataclass(frozen=True)
class Files:
    """What was made."""

    orders: Path
    customers: Path


def make_orders(folder: Path, orders: int = ORDERS, customers: int = CUSTOMERS) -> Files:
    """Write `orders.csv` and `customers.csv` into a folder, unless both are there."""
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(folder / "orders.csv", folder / "customers.csv")
    if files.orders.exists() and files.customers.exists():
        return files
    # Twenty orders for each customer take two years; the margin makes up for what the kinds leave open.
    numbers = {"seed": SEED, "customers": customers, "orders": orders, "span": 730 * 1.1 * orders / customers / 20}
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        for statement in (_MACROS, _CUSTOMERS, _ORDERS):
            connection.execute(_filled(statement, numbers))
        made = connection.execute("select count(*) from orders").fetchall()[0][0]
        if made != orders:
            raise SystemExit(f"only {made} orders came of {customers} customers; this is a fault of the generator")
        connection.execute(f"""
            copy (
                select
                    printf('ZS-%010d', row_number() over (order by ordered_on, id)) as order_id, customer_id, ordered_on, amount
                from orders
                order by order_id
            ) to '{files.orders}' (header)
        """)
        connection.execute(f"""
            copy (
                select customer_id, 'Firma ' || (number + 1) as name, 'k' || (number + 1) || '@example.com' as email
                from buyers
                order by customer_id
            ) to '{files.customers}' (header)
        """)
    return files


def _filled(statement: str, numbers: dict[str, float]) -> str:
    for name, number in numbers.items():
        statement = statement.replace(f"${name}", str(number))
    return statement


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--folder", type=Path, required=True)
    arguments.add_argument("--orders", type=int, default=ORDERS)
    arguments.add_argument("--customers", type=int, default=CUSTOMERS)
    given = arguments.parse_args()
    files = make_orders(given.folder, given.orders, given.customers)
    for file in (files.orders, files.customers):
        print(f"{file}: {file.stat().st_size / 1_000_000:,.0f} MB")


if __name__ == "__main__":
    main()
