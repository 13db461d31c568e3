"""Tiers are named in the language of the firm: they segment, are lists of their own, and stand in conditions."""

from __future__ import annotations

import pytest

from support.pipelines import SOURCES, Shop

TIERS = """\
segments:
  loyalty:
    use: frequency
    tiers:
      - {name: VIP, every: 2 weeks}
      - {name: Постоянный, every: 1 month}
      - {name: fidèle, every: 3 months}
      - {name: Rzadki klient, every: 1 year}
campaigns:
  lists:
    where: loyalty in ('VIP', 'Постоянный', 'fidèle', 'Rzadki klient') and loyalty_streak_start_postoyannyy is not null
    channel: none
    export: [{use: csv, path: 'out/{segment}.csv', columns: [customer_id, loyalty_streak_start_vip, loyalty_message]}]
"""


@pytest.fixture
def named(shop: Shop) -> Shop:
    days = {"a": "2026-11-28", "b": "2026-11-05", "c": "2026-09-15", "d": "2026-01-15"}
    shop.customers(*days)
    shop.orders(*((customer, day, 500) for customer, day in days.items()))
    shop.project(SOURCES, TIERS)
    return shop


def test_they_segment_and_are_lists_of_their_own(named: Shop) -> None:
    named.run().done()
    lists = {name: named.export(f"out/{name}.csv") for name in ("VIP", "Постоянный", "fidèle", "Rzadki klient")}
    assert {name: [row["customer_id"] for row in rows] for name, rows in lists.items()} == {
        "VIP": ["a"],
        "Постоянный": ["b"],
        "fidèle": ["c"],
        "Rzadki klient": ["d"],
    }
