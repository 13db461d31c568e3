"""What is said where somebody removed files from the state folder, and that a run brings back what it can."""

from __future__ import annotations

import pytest

from support.pipelines import EVERYBODY, LOYALTY, SOURCES, Shop


@pytest.fixture(autouse=True)
def _shop_with_a_run(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-10-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    shop.run("2026-10-31").done()


def remove(shop: Shop, pattern: str) -> None:
    files = list((shop.folder / ".kartoteka").glob(pattern))
    assert files
    for file in files:
        file.unlink()


def test_explain_without_the_snapshot_says_what_would_do(shop: Shop) -> None:
    remove(shop, "runs/*/customers.parquet")
    said = shop.kartoteka("explain", "A")
    assert said.code == 8, said.err
    assert said.err.startswith("Error: the snapshot of run shop-2026-10-31-1 is gone: there is no ")
    assert "run again: kartoteka run shop --as-of 2026-10-31" in said.err
    shop.run("2026-10-31").done()
    shop.kartoteka("explain", "A").done()


def test_a_run_after_it_warns_and_compares_with_none(shop: Shop) -> None:
    remove(shop, "runs/*/customers.parquet")
    told = shop.results("2026-11-30")
    assert told["predecessor"] is None
    gone = "the snapshot of run shop-2026-10-31-1 is gone, so this run is compared with none"
    assert any(warning.startswith(gone) for warning in told["warnings"])
    assert "shop-2026-11-30-1" in str(shop.results("2026-12-31")["predecessor"])


def test_explain_without_what_was_read_says_what_would_do_and_a_run_reads_again(shop: Shop) -> None:
    remove(shop, "landing/shop/orders/*/*.parquet")
    said = shop.kartoteka("explain", "A")
    assert said.code == 8, said.err
    assert said.err.startswith("Error: what was read of orders is not there any more\n")
    assert "Run again: kartoteka run shop --as-of 2026-10-31" in said.err
    shop.run("2026-10-31").done()
    shop.kartoteka("explain", "A").done()
