"""The whole numbers that stand for customers: one for each, whatever the texts come to."""

from __future__ import annotations

from pathlib import Path

import narwhals.stable.v2 as nw
import pyarrow as pa
import pytest

from kartoteka.cli.main import main
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.pipeline.customer_keys import CustomerKeys

PROJECT = """\
version: 1
timezone: Europe/Warsaw
currency: PLN
pipelines:
  shop:
    sources: {customers: customers.csv, orders: orders.csv}
    segments:
      loyalty:
        use: frequency
        tiers:
          - {name: often, every: 1 month, for: 2 months}
          - {name: seldom, every: 6 months}
    campaigns:
      everybody: {channel: none, export: [{use: csv, path: out/everybody.csv}]}
"""


@pytest.fixture
def engine(tmp_path: Path) -> DuckDBEngine:
    return DuckDBEngine(tmp_path / "spill")


def keys_of(tables: Tables, frame: Frame) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for row in tables.keyed(frame).select("customer_id", "customer_key").collect().rows():
        found.setdefault(row[0], set()).add(row[1])
    return found


@pytest.mark.parametrize("way", ["made of the text", "two are the same", "numbered"])
def test_each_customer_has_one_key_in_all_frames(way: str, engine: DuckDBEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "two are the same":
        made_well = DuckDBEngine.hashed

        def made_badly(self: DuckDBEngine, frame: Frame, column: str, name: str) -> Frame:
            return made_well(self, frame, column, name).with_columns((nw.col(name) % 7).alias(name))

        monkeypatch.setattr(DuckDBEngine, "hashed", made_badly)
    ids = [f"K{at}" for at in range(50)]
    customers = engine.from_arrow(pa.table({"customer_id": ids}))
    orders = engine.from_arrow(pa.table({"customer_id": ids[:40] * 3, "amount": list(range(120))}))
    tables = Tables(customers, orders, orders, customers)
    if way != "numbered":
        tables = Tables(customers, orders, orders, customers, key=CustomerKeys(customers, engine))
    of_customers, of_orders = keys_of(tables, customers), keys_of(tables, orders)
    assert of_customers.keys() == set(ids)
    assert all(len(keys) == 1 for keys in of_customers.values())
    assert len(set().union(*of_customers.values())) == len(ids)
    assert of_orders == {customer_id: of_customers[customer_id] for customer_id in ids[:40]}
    assert len(tables.keyed(orders).collect()) == 120


def delivered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The list of a project that was never run before."""
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("kartoteka.yaml").write_text(PROJECT, "utf-8")
    Path("customers.csv").write_text("customer_id\n" + "".join(f"K{at}\n" for at in range(60)), "utf-8")
    days = ["2026-11-20", "2026-10-25", "2026-10-01", "2026-06-15", "2026-01-31"]
    rows = [f"K{at},{day},{100 + at}.50\n" for at in range(50) for day in days[at % 5 :]]
    Path("orders.csv").write_text("customer_id,ordered_on,amount\n" + "".join(rows), "utf-8")
    assert main(["run", "--as-of", "2026-11-30"]) == 0
    return Path("out/everybody.csv").read_bytes()


def test_a_run_gives_the_same_whatever_the_keys_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = delivered(tmp_path / "first", monkeypatch)
    asked: list[str] = []

    def all_the_same(self: DuckDBEngine, frame: Frame, column: str, name: str) -> Frame:
        asked.append(name)
        return frame.with_columns(nw.lit(1).alias(name))

    monkeypatch.setattr(DuckDBEngine, "hashed", all_the_same)
    assert delivered(tmp_path / "second", monkeypatch) == expected
    assert asked == ["customer_key"]  # for the look whether they differ, and never again
