"""A small project with PSD, and its answers."""

from __future__ import annotations

from support.pipelines import Shop

SOURCES = "sources:\n  customers: {use: csv, path: data/customers.csv}\n  orders: {use: csv, path: data/orders.csv}\n"
LOYALTY = """\
segments:
  loyalty:
    use: frequency
    logistic_minimum: 300
    tiers:
      - {name: vip, every: 1 month}
      - {name: regular, every: 6 months}
"""
PSD = """\
scores:
  psd:
    use: psd
    groups: loyalty
    leave_out: [inactive, below-minimum, no-orders]
    pass: {passion: 3, specialisation: 3, profitability: 3}
    profitability:
      average_order: {weight: 3, anchors: {1500: 5, 300: 1, 600: 3}}
      payment: {weight: 1, marks: {prepaid: 5, instalments: 3, postpaid: 2}}
"""
CAMPAIGNS = """\
campaigns:
  good:
    where: loyalty in ('vip', 'regular') and psd_passed
    channel: none
    export: [{use: csv, path: out/good.csv, columns: [customer_id, loyalty, psd_verdict]}]
  everybody:
    channel: none
    export: [{use: csv, path: out/everybody.csv}]
"""
ANSWERS = """\
# What we think of them.
vip:
  passion:
    mark: 4           # it was 3 last year
    because: They pay on time.
    traits: friendly
    by: Anna
    on: 2026-11-02
  specialisation: {mark: 3.5, because: They sell more., results: Menus that sell., removes: [time], by: Jan, on: 2026-11-02}
regular:
  passion: {mark: 2, because: They haggle., by: Anna, on: 2026-11-02}   # to be asked again
"""


def write_shop(shop: Shop, *, answers: str | None = ANSWERS, psd: str = PSD) -> None:
    """Two vips (average order 700, prepaid), two regulars (300; 450), and one without orders."""
    shop.table(
        "data/customers.csv",
        ("customer_id", "name", "payment", "customer_type"),
        [
            ("A", "Alfa", "prepaid", "Spółka"),
            ("B", "Beta", "Prepaid", "JDG"),
            ("C", "Celta", "postpaid", "Korporacja"),
            ("D", "Delta", "instalments", "osoba fizyczna"),
            ("E", "Echo", "", ""),
        ],
    )
    shop.orders(
        ("A", "2026-11-20", 500), ("A", "2026-11-10", 1000), ("A", "2026-11-11", 10), ("B", "2026-11-20", 600),
        ("C", "2026-09-01", 300), ("D", "2026-09-02", 450),
    )  # fmt: skip
    shop.project(SOURCES, LOYALTY, psd, CAMPAIGNS)
    if answers is not None:
        shop.text("answers.yaml", answers)
