"""The same inputs, rules and as-of date give the same bytes, wherever, whenever and on however many threads."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq

from support.pipelines import EVERYBODY, HEAD, LOYALTY, SOURCES, Shop, segments

CAMPAIGNS = """\
campaigns:
  everybody:
    channel: none
    export:
      - {use: csv, path: out/everybody.csv}
      - {use: jsonl, path: out/everybody.jsonl}
      - {use: parquet, path: out/everybody.parquet}
  reminders:
    channel: none
    where: loyalty = 'inactive'
    export: [{use: csv, path: "out/reminders-all.csv", columns: [customer_id, loyalty_message]}]
"""


def write_busy_data(shop: Shop) -> None:
    """More order lines than one thread is given at once, and prices whose binary sums would depend on their order."""
    chance = random.Random(20261130)
    customers = [f"K{number:05}" for number in range(3_000)]
    known = [(one, f"Firm {one}", chance.randrange(900)) for one in customers]
    shop.table("data/customers.csv", ["customer_id", "name", "employees"], known)
    rows = []
    for number in range(65_000):
        customer = chance.choice(customers[:-50])
        day = date(2025, 1, 1) + timedelta(days=chance.randrange(700))
        rows += [(f"Z{number}", customer, day, f"{chance.randrange(1, 60_000) / 100:.2f}") for _ in range(2)]
    shop.table("data/orders.csv", ["order_id", "customer_id", "ordered_on", "amount"], rows)
    shop.table("data/blacklist.csv", ["customer_id"], [[customers[7]], [customers[-1]]])


def test_two_folders_and_any_number_of_threads_give_the_same_bytes(tmp_path: Path) -> None:
    write_busy_data(Shop(tmp_path))
    made = []
    for name, threads in (("one", 1), ("elsewhere", 4)):
        shop = Shop(tmp_path / name)
        shutil.copytree(tmp_path / "data", shop.folder / "data")
        parts = (SOURCES, "blacklist: data/blacklist.csv\n", LOYALTY, "scores:\n  size: {use: size}\n", CAMPAIGNS)
        shop.project(*parts, head=f"{HEAD}threads: {threads}\n")
        shop.results("2026-10-31")
        told = shop.results("2026-11-30")
        assert told["moves"]["changes"]
        made.append({place: shop.files(place) for place in ("out", ".kartoteka/runs")})

    first = made[0]
    assert sorted(first["out"]) == ["everybody.csv", "everybody.jsonl", "everybody.parquet", "reminders-all.csv"]
    assert sorted(first[".kartoteka/runs"]) == [
        "shop-2026-10-31-1/customers.parquet",
        "shop-2026-10-31-1/manifest.json",
        "shop-2026-11-30-1/customers.parquet",
        "shop-2026-11-30-1/manifest.json",
        "shop-2026-11-30-1/moves.parquet",
    ]
    for other in made[1:]:
        for place, files in first.items():
            assert [name for name in files if files[name] != other[place].get(name)] == []
            assert files.keys() == other[place].keys()


def test_keys_are_in_order(shop: Shop) -> None:
    shop.customers("b", "a", "C", "Ä", "10", "9")
    shop.orders(("b", "2026-11-20", 300), ("9", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    told = shop.results()
    rows = pq.read_table(told["snapshot"]).column("customer_id").to_pylist()
    assert rows == [row["customer_id"] for row in shop.export()] == sorted(rows)


def test_a_run_of_the_same_day_supersedes_the_first_and_gives_its_bytes_again(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    first = shop.results()
    snapshot, listed = Path(first["snapshot"]).read_bytes(), shop.files("out")
    second = shop.results()

    assert (first["run_id"], second["run_id"]) == ("shop-2026-11-30-1", "shop-2026-11-30-2")
    assert second["predecessor"] is None, "a run is not compared with the one it takes the place of"
    assert Path(second["snapshot"]).read_bytes() == snapshot
    assert shop.files("out") == listed
    assert not Path(first["snapshot"]).exists(), "nobody would read it any more"
    assert shop.results("2026-12-31")["predecessor"] == {"run_id": "shop-2026-11-30-2", "as_of": "2026-11-30"}


def test_a_run_for_an_earlier_day_is_compared_with_what_was_before_that_day(shop: Shop) -> None:
    shop.customers("A", "B")
    shop.orders(("A", "2026-09-20", 300), ("B", "2026-10-15", 300), ("B", "2026-12-15", 300))
    shop.project(SOURCES, LOYALTY)
    days = ("2026-09-30", "2026-12-31", "2026-10-31", "2026-12-31", "2026-08-31")
    told = [shop.results(day) for day in days]

    assert [one["predecessor"] and one["predecessor"]["run_id"] for one in told] == [
        None,
        "shop-2026-09-30-1",
        "shop-2026-09-30-1",
        "shop-2026-10-31-1",
        None,
    ]
    assert segments(told[0]) == {"segment-3": 1, "no-orders": 1}
    assert segments(told[4]) == {"no-orders": 2}
    (up,) = told[2]["moves"]["changes"]
    assert (up["from_segment"], up["to_segment"], up["direction"]) == ("no-orders", "segment-3", "up")
    assert told[3]["moves"]["changes"] == []


def test_snapshot_and_manifest_know_no_clock_and_no_place(shop: Shop) -> None:
    shop.customers("A")
    shop.orders(("A", "2016-11-20", 300))
    shop.project(SOURCES, LOYALTY, EVERYBODY)
    today = datetime.now(UTC).date().isoformat()
    told = shop.results("2016-11-30")

    for file in (told["manifest"], told["snapshot"]):
        content = Path(file).read_bytes()
        assert today.encode() not in content
        assert str(shop.folder).encode() not in content
    kinds = {str(field.type) for field in pq.read_schema(told["snapshot"])}
    assert kinds == {"string", "bool", "int64", "date32[day]", "decimal128(18, 4)"}
