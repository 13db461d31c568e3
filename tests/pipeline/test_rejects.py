"""Rows that cannot be used: too many stop a run before anything is delivered; and what did not change is not read again."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop

COLUMNS = ["order_id", "customer_id", "ordered_on", "amount"]


def rows_with_bad(bad: int, good: int) -> list[tuple[str, str, str, str]]:
    wrong = [(f"b{number}", "A", "2026-02-30", "300") for number in range(bad)]
    return [*((f"g{number}", "A", "2026-11-20", "300") for number in range(good)), *wrong]


def shop_with_bad(shop: Shop, bad: int, good: int, reading: str = "") -> None:
    shop.customers("A")
    shop.table("data/orders.csv", COLUMNS, rows_with_bad(bad, good))
    shop.project(SOURCES.replace("orders.csv", f"orders.csv{reading}"), LOYALTY, EVERYBODY)


@pytest.mark.parametrize(
    ("bad", "good", "reading", "stops"),
    [
        (10, 20, "", False),
        (11, 20, "", True),
        (11, 1089, "", False),
        (11, 1088, "", True),
        (1, 20, ", max_rejects: 0", True),
        (11, 20, ", max_rejects: 50%", False),
    ],
)
def test_too_many_rejects_stop_a_run(shop: Shop, bad: int, good: int, reading: str, stops: bool) -> None:
    """More than 10 rows and more than 1 %, where nothing else is said."""
    shop_with_bad(shop, bad, good, reading)
    said = shop.run()
    assert said.code == (4 if stops else 0), said.err
    assert (shop.folder / "out").exists() is not stops
    if stops:
        assert f"{bad} of {bad + good} rows of orders cannot be used, more than max_rejects allows" in said.err
        assert f"data/orders.csv:{good + 2}: " in said.err
        assert "2026-02-30" in said.err
        assert not list(shop.folder.glob(".kartoteka/runs/*"))
        assert shop.kartoteka("explain", "A").code == 8, "nothing was committed"


@pytest.mark.parametrize("bad", [1, 4])
def test_a_source_of_which_nothing_is_left_stops_a_run(shop: Shop, bad: int) -> None:
    """However few rows there are; unless it is said how many may be rejected."""
    shop_with_bad(shop, bad, 0)
    said = shop.run()
    assert said.code == 4, said.err
    assert f"{bad} of {bad} rows of orders cannot be used:\n" in said.err
    assert "data/orders.csv:2: ordered_on: '2026-02-30' is not a day" in said.err
    shop_with_bad(shop, bad, 0, ", max_rejects: unlimited")
    shop.run().done()


def test_a_stopped_run_leaves_the_previous_one_as_it_was(shop: Shop) -> None:
    shop_with_bad(shop, 0, 5)
    shop.results("2026-11-30")
    kept = {place: shop.files(place) for place in ("out", ".kartoteka/runs")}
    shop_with_bad(shop, 20, 5)
    assert shop.run("2026-11-30").code == shop.run("2026-12-31").code == 4
    assert {place: shop.files(place) for place in kept} == kept
    assert shop.kartoteka("explain", "A").code == 0


def test_rows_read_are_landed_or_rejected_and_it_is_printed(shop: Shop) -> None:
    shop_with_bad(shop, 3, 20)
    said = shop.run().done()
    (line,) = [line.split() for line in said.out.splitlines() if line.startswith("orders ")]
    assert line == ["orders", "23", "20", "3"]
    (place,) = [line for line in said.out.splitlines() if line.startswith("Rejected rows of orders")]
    with (shop.folder / place.rpartition(": ")[2]).open(encoding="utf-8", newline="") as lines:
        rejects = list(csv.DictReader(lines))
    assert [(row["file"], row["line"]) for row in rejects] == [("data/orders.csv", str(line)) for line in (22, 23, 24)]
    assert rejects[0]["raw"] == "b0,A,2026-02-30,300"
    assert "Rejected rows of customers" not in said.out


def reused(told: Any) -> dict[str, bool]:
    return {source["table"]: source["reused"] for source in told["sources"]}


def test_what_did_not_change_is_not_read_again(shop: Shop) -> None:
    shop_with_bad(shop, 3, 20)
    assert reused(shop.results("2026-10-31")) == {"customers": False, "orders": False}
    again = shop.results("2026-11-30")
    assert reused(again) == {"customers": True, "orders": True}
    assert [(one["read"], one["landed"], one["rejected"]) for one in again["sources"]] == [(1, 1, 0), (23, 20, 3)]
    assert "unchanged, not read again" in shop.run().done().out

    shop.table("data/orders.csv", COLUMNS, rows_with_bad(3, 21))
    changed = shop.results("2026-11-30")
    assert reused(changed) == {"customers": True, "orders": False}
    assert changed["sources"][1]["landed"] == 21
    assert shop.snapshot(changed["run_id"])["A"]["loyalty_qualifying_orders"] == 21


def test_a_file_of_the_same_size_and_time_of_another_content_is_read_again(shop: Shop) -> None:
    shop_with_bad(shop, 0, 1)
    file = shop.folder / "data" / "orders.csv"
    shop.results()
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("300", "299"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    told = shop.results()
    assert reused(told)["orders"] is False
    assert shop.snapshot(told["run_id"])["A"]["loyalty"] == "below-minimum"


def test_a_source_without_rejects_names_no_file_of_them(shop: Shop) -> None:
    shop_with_bad(shop, 2, 5)
    customers, orders = shop.results()["sources"]
    assert customers["rejects"] is None
    assert Path(orders["rejects"]).is_file()


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("=cmd|' /C calc'!A0,A,2026-02-30,5", "'=cmd|' /C calc'!A0,A,2026-02-30,5"),
        ("o1,A,2026-02-30,5; =HYPERLINK(1)", "o1,A,2026-02-30,5; '=HYPERLINK(1)"),
        ("@SUM(A1),A,2026-02-30,5", "'@SUM(A1),A,2026-02-30,5"),
        ("-2+3,A,2026-02-30,+cmd", "'-2+3,A,2026-02-30,'+cmd"),
        ("o1,A,2026-02-30,-5.00", "o1,A,2026-02-30,-5.00"),
        ("+48 600 100-200,-,2026-02-30,a@x.pl", "+48 600 100-200,-,2026-02-30,a@x.pl"),
    ],
)
def test_a_spreadsheet_runs_nothing_of_the_list_of_rejects(shop: Shop, raw: str, kept: str) -> None:
    """Neither one that cuts at commas nor one that cuts at semicolons; the row can still be recognised."""
    shop.customers("A")
    shop.text("data/orders.csv", f"order_id,customer_id,ordered_on,amount\n{raw}\no2,A,2026-11-02,400\n")
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    (orders,) = [one for one in shop.results()["sources"] if one["table"] == "orders"]
    with Path(orders["rejects"]).open(encoding="utf-8", newline="") as stream:
        assert [row["raw"] for row in csv.DictReader(stream)] == [kept]


def test_nor_of_the_list_of_emptied_cells(shop: Shop) -> None:
    shop.customers("A")
    shop.table("data/orders.csv", [*COLUMNS, "quantity"], [("1", "A", "2026-11-02", "400", "=1+1")])
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    (orders,) = [one for one in shop.results()["sources"] if one["table"] == "orders"]
    with Path(orders["emptied_file"]).open(encoding="utf-8", newline="") as stream:
        assert [row["cell"] for row in csv.DictReader(stream)] == ["'=1+1"]
