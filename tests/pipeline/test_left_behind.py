"""A list that is written no more is told as long as it lies there: it would be mailed again."""

from __future__ import annotations

import pytest

from support.pipelines import LOYALTY, SOURCES, Shop

CAMPAIGN = "campaigns:\n  {name}:\n    channel: none\n    export: [{{use: csv, path: '{path}'}}]\n"


def campaign(path: str, name: str = "offer") -> str:
    return CAMPAIGN.format(name=name, path=path)


@pytest.fixture
def shop_with_orders(shop: Shop) -> Shop:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    return shop


def left_behind(shop: Shop, as_of: str = "2026-11-30") -> list[str]:
    return [warning for warning in shop.results(as_of)["warnings"] if "is not written any more" in warning]


def test_the_list_of_a_segment_that_was_renamed(shop_with_orders: Shop) -> None:
    shop = shop_with_orders
    shop.project(SOURCES, LOYALTY, campaign("out/{segment}.csv"))
    assert left_behind(shop) == []
    shop.project(SOURCES, LOYALTY.replace("name: vip", "name: gold"), campaign("out/{segment}.csv"))
    old = shop.folder / "out/vip.csv"
    told = f"{old} is of an earlier run and is not written any more; take it away, or it may be used again"
    assert left_behind(shop) == [told]
    assert left_behind(shop, "2026-12-01") == [told]
    old.unlink()
    assert left_behind(shop) == []


def test_the_list_of_a_campaign_that_was_taken_away(shop_with_orders: Shop) -> None:
    shop = shop_with_orders
    shop.project(SOURCES, LOYALTY, campaign("out/offer.csv"))
    shop.run().done()
    shop.project(SOURCES, LOYALTY, campaign("out/offer.csv", name="autumn"))
    assert left_behind(shop) == []
    shop.project(SOURCES, LOYALTY)
    assert [warning.partition(" is ")[0] for warning in left_behind(shop)] == [str(shop.folder / "out/offer.csv")]


def test_a_list_for_each_day_is_meant_to_stay(shop_with_orders: Shop) -> None:
    shop = shop_with_orders
    shop.project(SOURCES, LOYALTY, campaign("out/{as_of}.csv"))
    shop.run("2026-11-29").done()
    assert left_behind(shop) == []
    assert (shop.folder / "out/2026-11-29.csv").is_file()
