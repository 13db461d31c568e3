"""Why a customer is where it is, as the program tells it."""

from __future__ import annotations

from typing import Any

import pytest

from support.pipelines import LOYALTY, SOURCES, Shop, install_distribution

VIP = [("V1", day, 300) for day in ("2026-10-12", "2026-10-26", "2026-11-09", "2026-11-23")]
ORDERS = [
    *VIP,
    ("K1001", "2026-11-20", 300),
    ("K1001", "2026-11-21", "299.99"),
    ("K1002", "2026-01-20", 300),
    ("small", "2026-11-20", 30),
    ("barred", "2026-11-20", 300),
]


@pytest.fixture
def ran(shop: Shop) -> Shop:
    shop.customers("V1", "K1001", "K1002", "small", "none", "barred")
    shop.orders(*ORDERS)
    shop.table("data/blacklist.csv", ["customer_id"], [["barred"]])
    shop.project(SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY)
    shop.results()
    return shop


def told(shop: Shop, customer: str, *arguments: str) -> dict[str, Any]:
    (step,) = shop.kartoteka("explain", customer, "--json", *arguments).done().told["steps"]
    return dict(step)


def met(step: dict[str, Any]) -> dict[str, bool]:
    return {check["name"]: check["met"] for check in step["checks"]}


@pytest.mark.parametrize(
    ("customer", "segment", "tiers_met", "message"),
    [
        ("V1", "vip", ["vip", "segment-3"], "An order of at least 300 PLN by 7 December keeps vip."),
        (
            "K1001",
            "segment-3",
            ["segment-3"],
            "An order of at least 300 PLN by 20 May 2027 keeps segment-3. "
            "One more order, by 20 February 2027, brings segment-2 on 20 May 2027.",
        ),
        ("K1002", "inactive", [], "An order of at least 300 PLN brings segment-3 at once."),
        ("small", "below-minimum", ["below-minimum"], "An order of at least 300 PLN brings segment-3 at once."),
        ("none", "no-orders", ["no-orders"], "An order of at least 300 PLN brings segment-3 at once."),
    ],
)
def test_each_kind_of_customer(ran: Shop, customer: str, segment: str, tiers_met: list[str], message: str) -> None:
    step = told(ran, customer)
    assert (step["segment"], step["message"]) == (segment, message)
    assert [name for name, held in met(step).items() if held] == tiers_met
    assert {"vip", "segment-1", "segment-2", "segment-3"} <= met(step).keys()
    assert step["evidence"].keys() >= {"keep_until", "turnover", "streak_start_vip"}


def test_the_orders_and_dates_that_decide_are_printed(ran: Shop) -> None:
    out = ran.kartoteka("explain", "V1").done().out
    assert "V1 Firm V1, as of 2026-11-30" in out
    assert "loyalty: vip (20 % discount, 30 days to pay)" in out
    assert "streak of 4 orders from 12 October 2026: 12 October 2026 + 6 weeks = 23 November 2026" in out
    assert "last order 23 November 2026 + 2 weeks = 7 December 2026" in out
    lapsed = ran.kartoteka("explain", "K1002").done().out
    assert "last order 20 January 2026 + 6 months = 20 July 2026, before 30 November 2026" in lapsed
    small = ran.kartoteka("explain", "small").done().out
    assert "the only order is 30 PLN, below the minimum of 300 PLN" in small


def test_the_blacklist_comes_before_everything(ran: Shop) -> None:
    step = told(ran, "barred")
    assert (step["segment"], step["checks"], step["message"], step["terms"]) == ("blacklist", [], None, {})
    assert step["evidence"]["next_tier"] is None
    assert "On the blacklist, which comes before everything." in ran.kartoteka("explain", "barred").done().out


def test_where_it_was_before_is_told(ran: Shop) -> None:
    ran.results("2027-01-31")
    assert told(ran, "V1")["moved_from"] == "vip"
    assert told(ran, "none")["moved_from"] is None
    assert "Before: vip" in ran.kartoteka("explain", "V1").done().out
    assert told(ran, "V1", "--as-of", "2026-11-30")["segment"] == "vip"


def test_a_stranger_is_met_with_the_nearest_numbers(ran: Shop) -> None:
    said = ran.kartoteka("explain", "K1003")
    assert said.code == 1
    assert said.err.startswith("Error: run shop-2026-11-30-1 knows no customer 'K1003'\n  Did you mean ")
    assert "K1001" in said.err
    assert "K1002" in said.err
    assert "Did you mean" not in ran.kartoteka("explain", "§§§").err


def test_before_any_run_and_for_a_day_without_one(shop: Shop) -> None:
    shop.customers("A")
    shop.orders()
    shop.project(SOURCES, LOYALTY)
    said = shop.kartoteka("explain", "A")
    assert said.code == 8
    assert said.err.startswith("Error: shop has not been run yet\n  Run it first: kartoteka run shop")
    assert not (shop.folder / ".kartoteka").exists(), "explain writes nothing"
    shop.results()
    said = shop.kartoteka("explain", "A", "--as-of", "2026-10-31")
    assert (said.code, "as of 2026-10-31" in said.err) == (8, True)


def test_files_that_nobody_has_read_yet_change_nothing(ran: Shop) -> None:
    before = {customer: told(ran, customer) for customer in ("V1", "K1001")}
    ran.customers("V1")
    ran.orders(("V1", "2025-11-20", 300))
    assert {customer: told(ran, customer) for customer in before} == before


@pytest.mark.parametrize("change", ["orders", "rules"])
def test_reasons_of_other_inputs_or_rules_are_not_told_for_an_older_run(ran: Shop, change: str) -> None:
    """A customer who is `vip` by yesterday's orders must not be told that by today's it is not."""
    if change == "orders":
        ran.orders(("V1", "2025-11-20", 300))
        ran.results("2026-12-31")
        segment = "inactive"
    else:
        segment = "below-minimum"
        ran.project(SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY.replace("300", "301"))
    said = ran.kartoteka("explain", "V1", "--as-of", "2026-11-30").done()
    assert "loyalty: vip" in said.out
    assert "not met" not in said.out
    assert "keeps vip" not in said.out
    assert said.err.startswith("Warning: loyalty: what was read, or the rules, have changed since run shop-2026-11-30-1")
    assert "kartoteka run shop --as-of 2026-11-30" in said.err
    ran.results("2026-11-30")
    again = ran.kartoteka("explain", "V1", "--as-of", "2026-11-30").done()
    assert f"loyalty: {segment}" in again.out
    assert again.err == ""


INPUT = "{}: the files, or how they are read, have changed; this is told as run shop-2026-11-30-1 has read them"


@pytest.mark.parametrize("change", ["gone", "cut", "another column", "read otherwise"])
def test_an_input_that_has_changed_since_does_not_stop_it(ran: Shop, change: str) -> None:
    before = told(ran, "K1001")
    assert before["checks"]
    orders, warning = ran.folder / "data/orders.csv", INPUT.format("orders")
    match change:
        case "gone":
            orders.unlink()
            warning = f"orders: no file 'data/orders.csv'; looked for {orders}; this is told as run shop-2026-11-30-1"
        case "cut":
            orders.write_bytes(b"")
        case "another column":
            ran.table("data/orders.csv", ("order_id", "customer_id", "ordered_on"), [("o1", "K1001", "2026-11-20")])
        case _:
            sources = SOURCES.replace("orders.csv}", "orders.csv, columns: {amount: nothing}}")
            ran.project(sources, "blacklist: data/blacklist.csv\n", LOYALTY)
    assert told(ran, "K1001") == before
    said = ran.kartoteka("explain", "K1001").done()
    assert said.err.startswith(f"Warning: {warning}"), said.err
    assert len(said.err.splitlines()) == 1, said.err


def test_a_file_in_which_orders_are_looked_up_is_one_of_their_files(ran: Shop) -> None:
    sources = SOURCES.replace(
        "orders.csv}", "orders.csv, lookup: {path: data/days.csv, key: order_id, take: {product: Product}}}"
    )
    ran.table("data/days.csv", ("order_id", "Product"), [(f"o{number}", "cards") for number in range(9)])
    ran.project(sources, "blacklist: data/blacklist.csv\n", LOYALTY)
    ran.results()
    assert ran.kartoteka("explain", "V1").done().err == ""
    ran.table("data/days.csv", ("order_id", "Product"), [("o1", "cards")])
    said = ran.kartoteka("explain", "V1").done()
    assert said.err == f"Warning: {INPUT.format('orders').replace('-1 ', '-2 ')}\n"
    (ran.folder / "data/days.csv").unlink()
    assert ran.kartoteka("explain", "V1").done().err.startswith("Warning: orders: no file 'data/days.csv'")


def test_nothing_is_warned_of_where_nothing_has_changed(ran: Shop) -> None:
    ran.results("2026-12-31")
    assert ran.kartoteka("explain", "K1001", "--as-of", "2026-11-30").done().err == ""


def test_what_sources_and_campaigns_need_is_not_needed(ran: Shop) -> None:
    sources = SOURCES.replace("use: csv", "use: crm-of-acme", 1)
    campaigns = "campaigns:\n  all: {channel: none, export: [{use: mail-of-acme}]}\n"
    ran.project(sources, "blacklist: data/blacklist.csv\n", LOYALTY, campaigns)
    assert ran.run().code == 3, "the plugins are not there"
    assert told(ran, "V1")["checks"]


def test_a_table_that_was_read_anew_is_not_reasoned_from_by_any_step(ran: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a step does not say of itself that it follows from its inputs alone."""
    code = """
        from kartoteka import *
        import narwhals.stable.v2 as nw

        @hookimpl
        def kartoteka_segmenters():
            yield SegmenterSpec("firms", f"{__name__}:Firms", "All are one.")

        class Firms(RowSegmenter):
            requires = {"customers": ["name"]}

            def labels(self):
                return [Label("firm")]

            def columns(self):
                return {"segment": nw.lit("firm")}

            def explain(self, tables, customer_id):
                (name,) = tables.customers.select("name").collect().to_native().column(0).to_pylist()
                return [Check("firm", True, f"is called {name}")]
        """
    install_distribution(ran.folder.parent, "acme-firms", "acme_firms_explained", code, monkeypatch)
    ran.project(SOURCES, "segments:\n  kind: {use: firms}\n")
    ran.results("2026-11-30")
    assert "is called Firm V1" in ran.kartoteka("explain", "V1").done().out
    ran.table("data/customers.csv", ("customer_id", "name"), [("V1", "Other")])
    ran.results("2026-12-31")
    said = ran.kartoteka("explain", "V1", "--as-of", "2026-11-30").done()
    assert "Other" not in said.out
    assert said.err.startswith("Warning: kind: what was read, or the rules, have changed since run shop-2026-11-30-2")


def test_a_step_that_was_added_since_is_named(ran: Shop) -> None:
    ran.project(SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY + "  kind: {use: rules, rules: [{else: all}]}\n")
    said = ran.kartoteka("explain", "V1").done()
    assert "loyalty: vip" in said.out
    assert "step 'kind' was not part of run shop-2026-11-30-1; run again to see it" in said.err
