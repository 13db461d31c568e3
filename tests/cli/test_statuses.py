"""Which words for the status of orders were met, and how they were taken, is told by a run and by a check."""

from __future__ import annotations

import json

import pytest

from kartoteka.cli.show_run import statuses_in_words
from kartoteka.pipeline.land.statuses import Statuses
from support.pipelines import LOYALTY, SOURCES, Shop

ORDERS = ("order_id", "customer_id", "ordered_on", "amount", "status")
WORDS = ["Anulowane", "anulowane", "zwrot", "zrealizowane", "zrealizowane", "zrealizowane", "skreślone", "", "  "]
LINE = (
    "Status of orders, in rows: cancelled 2, returned 1; any other word counts as an order: "
    "zrealizowane 3, skreślone 1, empty 2.\n"
)


@pytest.fixture
def told(shop: Shop) -> Shop:
    shop.customers("A")
    shop.table("data/orders.csv", ORDERS, [(f"o{n}", "A", "2026-11-20", 300, word) for n, word in enumerate(WORDS)])
    shop.project(SOURCES, LOYALTY)
    return shop


@pytest.mark.parametrize("messy", [False, True], ids=["clean", "messy"])
def test_the_words_are_told_with_their_rows(told: Shop, messy: bool) -> None:
    if messy:
        with (told.folder / "data/orders.csv").open("a") as orders:
            orders.write("o99,A,2026-11-20,much,zgubione\n")
    assert LINE not in told.kartoteka("check").done().out, "nothing has been read yet"
    for _ in range(2):
        said = told.run().done()
        assert f"\n{LINE}" in said.out
        assert "9 orders, of which 6 count; left out: 3 cancelled or returned" in said.out
    assert f"\n{LINE}" in told.kartoteka("check").done().out
    (_, orders_told) = told.results()["sources"]
    assert orders_told["statuses"] == {
        "left_out": {"cancelled": 2, "returned": 1},
        "kept": {"zrealizowane": 3, "skreślone": 1},
        "further": 0,
        "empty": 2,
    }


def test_orders_without_a_status_are_not_looked_through(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY)
    assert "Status of orders" not in shop.run().done().out
    (facts,) = (shop.folder / ".kartoteka/landing").rglob("orders/*/landing.json")
    assert json.loads(facts.read_text(encoding="utf-8"))["statuses"] is None


def test_only_the_commonest_of_many_words_are_listed(shop: Shop) -> None:
    shop.customers("A")
    words = [f"word-{n:02}" for n in range(30)]
    rows = [(f"{word}-{n}", "A", "2026-11-20", 300, word) for n in range(2) for word in words[n * 12 :]]
    shop.table("data/orders.csv", ORDERS, rows)
    shop.project(SOURCES, LOYALTY)
    (_, orders) = shop.results()["sources"]
    assert orders["statuses"]["kept"] == {**dict.fromkeys(words[12:], 2), **dict.fromkeys(words[:2], 1)}
    assert orders["statuses"]["further"] == 10
    assert "word-00 1, word-01 1, further words 10.\n" in shop.run().done().out


def test_where_all_are_known(shop: Shop) -> None:
    assert statuses_in_words(Statuses({"cancelled": 1200}, {}, 0, 0)) == "Status of orders, in rows: cancelled 1,200."
    assert statuses_in_words(Statuses({}, {"paid": 2}, 0, 0)) == (
        "Status of orders, in rows: none cancelled or returned; any other word counts as an order: paid 2."
    )


ONE_C = ("Номер заказа", "Дата", "Сумма", "Контрагент", "Проведен")


def test_a_document_of_1c_that_is_not_posted_is_no_order(shop: Shop) -> None:
    cells = ["Да", "Нет", "нет", "Да", ""]
    rows = [(f"УТ-{n}", "20.11.2026", "300,00", "ООО «Луч»", cell) for n, cell in enumerate(cells)]
    shop.table("data/orders.csv", ONE_C, [*rows, ("УТ-1", "20.11.2026", "5,00", "ООО «Луч»", "Нет")])
    shop.project("sources: {orders: data/orders.csv}\n", LOYALTY)
    said = shop.run().done()
    assert "5 orders, of which 3 count; left out: 2 not posted." in said.out
    (customer,) = shop.snapshot(shop.results()["run_id"]).values()
    assert customer["loyalty_turnover"] == 900
    assert "posted       boolean  Проведен" in shop.kartoteka("check").done().out


def test_words_for_a_draft_do_not_count_either(shop: Shop) -> None:
    shop.customers("A")
    words = ["Draft", "w buforze", "Brouillon", "не проведён", "anulowane", "nowe"]
    shop.table("data/orders.csv", ORDERS, [(f"o{n}", "A", "2026-11-20", 300, word) for n, word in enumerate(words)])
    shop.project(SOURCES, LOYALTY)
    said = shop.run().done()
    assert "6 orders, of which 1 counts; left out: 4 not posted, 1 cancelled or returned." in said.out
    assert "Status of orders, in rows: cancelled 1, draft 4; any other word counts as an order: nowe 1." in said.out
