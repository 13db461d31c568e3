"""Time the report of a run against the run itself.

::

    python benchmarks/report.py                                     # 1 million customers, 10 million orders
    python benchmarks/report.py --orders 20000 --customers 1000     # tells that it works, and nothing about speed

The files are those of `make_orders.py`, with fields for a profile added: of customers their industry, city and headcount, of
orders the product line. Then, each in a process of its own: the first run, which reads everything; a run for the day after,
which finds the files unchanged; and the report of that run, with its moves, profiles and quality. Of several rounds the median
counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

import duckdb
from make_orders import Files, make_orders
from print_shop import AS_OF, DAY_BEFORE, compile_packages, elsewhere, machine, make_project, measure

MOST, MOST_BYTES = 0.5, 2_000_000

_CUSTOMERS = """
copy (
    select *,
        'industry ' || (row_number() over () * 7919 % 12) as industry,
        'city ' || (row_number() over () * 104729 % 40) as city,
        row_number() over () * 15485863 % 400 as employees
    from read_csv('{customers}', all_varchar = true)
) to '{target}' (header)
"""
_ORDERS = """
copy (
    select *, 'line ' || (row_number() over () * 7919 % 6) as product_line
    from read_csv('{orders}', all_varchar = true)
) to '{target}' (header)
"""


def with_fields(files: Files, folder: Path) -> Files:
    """The same files with fields for a profile, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Files(folder / "orders.csv", folder / "customers.csv")
    if not (made.orders.exists() and made.customers.exists()):
        with duckdb.connect() as connection:
            connection.execute("set enable_progress_bar = false")
            connection.execute(_CUSTOMERS.format(customers=files.customers, target=made.customers))
            connection.execute(_ORDERS.format(orders=files.orders, target=made.orders))
    return made


def benchmark(folder: Path, orders: int, customers: int, rounds: int) -> bool:
    """Print the times, and tell whether the bounds hold."""
    plain = elsewhere(make_orders, folder / f"data-{orders}-{customers}", orders, customers)
    files = elsewhere(with_fields, plain, folder / f"fields-{orders}-{customers}")
    project = folder / "report-project"
    compile_packages()
    for file in (files.orders, files.customers):
        with file.open("rb") as content:
            while content.read(1 << 24):
                pass
    kartoteka = str(Path(sys.executable).with_name("kartoteka"))
    page = folder / "report.html"
    commands = {
        "first run": [kartoteka, "run", "--as-of", DAY_BEFORE, "--project", str(project)],
        "another day, unchanged": [kartoteka, "run", "--as-of", AS_OF, "--project", str(project)],
        "report": [kartoteka, "report", "-o", str(page), "--project", str(project)],
    }
    print(f"{orders:,} orders of {customers:,} customers; {machine()}\n")
    print(f"{'':24}{'seconds':>10}{'CPU s':>10}{'peak MB':>10}")
    ratios, cpu_ratios = [], []
    for _round in range(rounds):
        make_project(project, files)
        measured = {}
        for name, command in commands.items():
            one = measured[name] = measure(command, folder / "log.txt")
            print(f"{name:24}{one.seconds:10.1f}{one.cpu:10.1f}{one.memory / 1e6:10,.0f}", flush=True)
        ratios.append(measured["report"].seconds / measured["first run"].seconds)
        cpu_ratios.append(measured["report"].cpu / measured["first run"].cpu)
    ratio, size = median(ratios), page.stat().st_size
    each = ", ".join(f"{one:.2f}" for one in ratios)
    print(f"\nthe report against the first run: {each}; CPU {median(cpu_ratios):.2f}; it has {size:,} bytes")
    return ratio <= MOST and size <= MOST_BYTES


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--orders", type=int, default=10_000_000)
    arguments.add_argument("--customers", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=1, help="how often to run them all; the median counts")
    arguments.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kartoteka-benchmark")
    arguments.add_argument("--strict", action="store_true", help="fail where a bound is not held")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    held = benchmark(given.folder, given.orders, given.customers, given.rounds)
    print(f"bounds: at most {MOST} of the first run's time, at most {MOST_BYTES:,} bytes: {'held' if held else 'not held'}")
    if given.strict and not held:
        sys.exit(1)


if __name__ == "__main__":
    main()
