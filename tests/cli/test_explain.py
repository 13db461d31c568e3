"""What a person reads of one customer, and where there is no run to speak of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kartoteka.cli.show_run import plain
from support.pipelines import LOYALTY, SOURCES, Shop, say


@pytest.fixture
def run(shop: Shop) -> Shop:
    shop.table("data/customers.csv", ("customer_id", "name"), [("A", "Firm\r\nA"), ("B", "Firm B")])
    shop.orders(("A", "2026-09-20", 300))
    shop.project(SOURCES, LOYALTY)
    for day in ("2026-10-31", "2026-09-30", "2026-10-31"):
        shop.run(day).done()
    return shop


def test_a_day_without_a_run_is_told_with_the_days_that_have_one(run: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run.kartoteka("explain", "A", "--as-of", "2026-11-30")
    assert said.code == 8
    assert said.err == (
        "Error: shop has not been run as of 2026-11-30 yet\n"
        f"  Run it first: kartoteka run shop --as-of 2026-11-30 --project {run.folder}\n"
        "  or take another day: there are runs as of 2026-09-30, 2026-10-31\n"
    )
    monkeypatch.chdir(run.folder)
    assert "Run it first: kartoteka run shop --as-of 2026-11-30\n" in say("explain", "A", "--as-of", "2026-11-30").err


def test_a_pipeline_that_never_ran_is_told(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY)
    said = shop.kartoteka("explain", "A")
    assert said.err == (f"Error: shop has not been run yet\n  Run it first: kartoteka run shop --project {shop.folder}\n")


def test_breaks_in_a_name_are_blanks_in_the_heading(run: Shop) -> None:
    said = run.kartoteka("explain", "A").done().out
    assert said.startswith("\nA Firm A, as of 2026-10-31\n")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"), (False, "no"), (4.0, "4"), (1.9669115590265989, "1.966912"), (1e9, "1000000000"), (1e-9, "0"),
        (Decimal("12.5000"), "12.5"), (date(2026, 11, 30), "2026-11-30"), ("1.50", "1.50"), (7, "7"),
    ],
)  # fmt: skip
def test_values_are_shown_without_idle_digits(value: object, shown: str) -> None:
    assert plain(value) == shown
