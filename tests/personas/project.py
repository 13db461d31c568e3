"""A shop with personas, and what is typed to ask of them."""

from __future__ import annotations

import json
from typing import Any

from support.pipelines import Said, Shop

PARTS = (
    "sources: {customers: data/customers.csv, orders: data/orders.csv}",
    "personas: personas.yaml",
)
LOYALTY = """\
loyalty:
  use: frequency
  logistic_minimum: 300
  tiers:
    - {name: vip, every: 2 weeks, for: 6 weeks, terms: {discount: 20%, payment_days: 1}}
    - {name: regular, every: 3 months, terms: {discount: 5%, prefer: prepaid}}
"""
SIZE = """\
size:
  use: rules
  rules:
    - {segment: large, when: employees >= 100 and industry = 'metal'}
    - {else: small}
"""
AS_OF = "2026-11-30"


def write_shop(shop: Shop, personas: str | None = None, segments: str = LOYALTY + SIZE) -> Shop:
    """Six customers with their orders, and a file of personas where there is one."""
    customers = [(f"C{number}", f"Firm {number}", "metal" if number < 4 else "wood", 40 * number) for number in range(1, 7)]
    shop.table("data/customers.csv", ("customer_id", "name", "industry", "employees"), customers)
    orders = [
        (f"o{number}-{day}", f"C{number}", f"2026-{month:02}-{day:02}", 250 * number, "Posters")
        for number in range(1, 5)
        for month in (10, 11)
        for day in (2, 12, 22)
    ]
    shop.table(
        "data/orders.csv",
        ("order_id", "customer_id", "ordered_on", "amount", "product"),
        [(f"{order}-{at}", *rest) for at, (order, *rest) in enumerate(orders)],
    )
    indented = "".join(f"  {line}\n" for line in segments.splitlines())
    shop.project(*(f"{part}\n" for part in PARTS), f"segments:\n{indented}")
    if personas is not None:
        shop.text("personas.yaml", personas)
    return shop


def personas(shop: Shop, *arguments: str) -> Said:
    """`kartoteka personas …`."""
    return shop.kartoteka("personas", *arguments)


def checked(shop: Shop, *arguments: str) -> Any:
    """What `kartoteka personas check --json` tells, whatever its exit code."""
    return json.loads(personas(shop, "check", "--json", *arguments).out)
