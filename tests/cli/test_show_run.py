"""What a person reads of a run: paths that can be typed, counts that add up, and what was left empty or not kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from kartoteka.cli.show_run import orders_in_words
from kartoteka.pipeline.orders import OrderCounts
from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop, say


@pytest.fixture
def small(shop: Shop) -> Shop:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    return shop


def test_a_dry_run_says_what_it_did_not_do(small: Shop) -> None:
    said = small.run("2026-11-30", "--dry-run").done().out
    assert said.startswith("\nshop as of 2026-11-30 (dry run: no run was kept and nothing was delivered)\n")


@pytest.mark.parametrize(
    ("here", "shown"), [("shop", ""), (".", "shop/"), ("elsewhere", None)], ids=["inside", "above", "elsewhere"]
)
def test_paths_can_be_typed_in_the_current_folder(
    small: Shop, monkeypatch: pytest.MonkeyPatch, here: str, shown: str | None
) -> None:
    current = small.folder.parent / here
    current.mkdir(exist_ok=True)
    monkeypatch.chdir(current)
    project = {"shop": ".", ".": "shop", "elsewhere": "../shop"}[here]
    for more in (["--dry-run"], []):
        said = say("run", "--as-of", "2026-11-30", "--project", project, *more).done().out
        place = f"{small.folder.resolve()}/" if shown is None else shown
        assert f"\n  {place}out/everybody.csv: 2 rows\n" in said
    assert f"\nEvery customer: {place}.kartoteka/runs/shop-2026-11-30-1/customers.parquet\n" in said
    assert Path(current / place / "out/everybody.csv").is_file()


def test_rows_have_a_note_only_where_something_was_not_read_again(small: Shop) -> None:
    assert "source     read  landed  rejected\n---------  ----  ------  --------\n" in small.run().out
    assert "source     read  landed  rejected  note\n" in small.run().out


def test_counts_are_written_alike_in_tables_and_sentences(shop: Shop) -> None:
    shop.customers(*(f"K{number}" for number in range(1200)))
    shop.orders(*(("K1", "2026-11-20", 300) for _ in range(1001)), ("K1", "2026-12-24", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    said = shop.run().done().out
    assert "customers  1,200   1,200         0\n" in said
    assert "1,002 orders, of which 1,001 count; left out: 1 after the as-of date.\n" in said
    assert "all                1,200\n" in said
    assert "everybody     1,200        0        1,200\n" in said
    assert "everybody.csv: 1,200 rows\n" in said
    shop.orders(("K1", "2026-12-24", 300))
    assert "\n7 no-orders      .  .  .  .  .  .  1,199  .\n" in shop.run("2026-12-31").done().out


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            OrderCounts(orders=2041, cancelled=61, future=12),
            "2,041 orders, of which 1,968 count; left out: 61 cancelled or returned, 12 after the as-of date.",
        ),
        (OrderCounts(orders=2, negative=1), "2 orders, of which 1 counts; left out: 1 with a negative total."),
        (OrderCounts(orders=2), "2 orders, all of which count."),
        (OrderCounts(orders=1), "1 order, which counts."),
    ],
)
def test_orders_in_words(counts: OrderCounts, words: str) -> None:
    assert orders_in_words(counts) == words


def test_shares_and_moves_are_aligned_to_the_right(shop: Shop) -> None:
    shop.customers(*(f"K{number}" for number in range(12)))
    shop.orders(("K1", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY)
    said = shop.run().done().out
    assert "\nsegment-3              1   8.3 %  5 % discount" in said
    assert "\nno-orders             11  91.7 %\n" in said
    moved = shop.run("2026-12-31").done().out
    assert "\nno-orders" in moved
    assert "\n7 no-orders      .  .  .  .  .  .  11  .\n" in moved


def test_emptied_cells_are_counted_and_their_file_is_named(shop: Shop) -> None:
    shop.table(
        "data/customers.csv", ("customer_id", "name", "birth_date"), [("A", "Firm A", "31.02.2026"), ("B", "Firm B", "")]
    )
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY)
    (source, orders) = shop.results()["sources"]
    assert (source["table"], source["emptied"]) == ("customers", 1)
    assert "31.02.2026" in Path(source["emptied_file"]).read_text(encoding="utf-8")
    assert (orders["emptied"], orders["emptied_file"]) == (0, None)
    said = shop.run().done().out
    assert f"1 cell of customers left empty, with the reasons: {source['emptied_file']}\n" in said


def test_deliveries_in_json_have_named_keys(small: Shop) -> None:
    (campaign,) = small.results()["campaigns"]
    file = str(small.folder / "out/everybody.csv")
    assert campaign["deliveries"] == [
        {"destination": "out/everybody.csv", "rows": 2, "file": file, "remarks": [], "left_out": {}}
    ]
    assert small.results("2026-12-31")["predecessor"] == {"run_id": "shop-2026-11-30-1", "as_of": "2026-11-30"}
