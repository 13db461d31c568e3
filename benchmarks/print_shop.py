"""Time the print shop: the pipeline against the same result as one hand-written statement.

::

    python benchmarks/print_shop.py                                     # 10 million orders of 500,000 customers
    python benchmarks/print_shop.py --orders 20000 --customers 1000     # a minute less, and says nothing about speed

Each run is a process of its own, in turn: the statement, the pipeline's first run, and two more over unchanged files: for
another day, which computes everything but reads nothing, and for the same day again, which takes the segments from the first
run. Both results for that day are compared, column by column, for every customer.
"""

from __future__ import annotations

import argparse
import compileall
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from string import Template
from typing import TypeVar

import duckdb
from make_orders import CUSTOMERS, ORDERS, Files, make_orders

HERE = Path(__file__).resolve().parent
AS_OF = "2026-11-30"
DAY_BEFORE = "2026-11-29"
MINIMUM = 300
Result = TypeVar("Result")

MOST_FIRST, MOST_AGAIN, MOST_MEMORY = 1.2, 0.5, 1_500_000_000


@dataclass(frozen=True)
class Measured:
    """One process from start to end. `memory` is its peak, in bytes."""

    seconds: float
    cpu: float
    memory: int


def measure(command: Sequence[str], log: Path) -> Measured:
    """Run a command to its end; its output goes to a file, which is shown where it fails."""
    with log.open("wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{log.read_text(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def elsewhere(function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a process of its own: the peak memory of a parent counts as that of its children."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as processes:
        return processes.submit(function, *arguments).result()


def run_by_hand(files: Files, result: Path) -> None:
    """The statement, in this process."""
    statement = Template((HERE / "by_hand.sql").read_text(encoding="utf-8"))
    duckdb.execute(
        statement.substitute(
            customers=files.customers.as_posix(), orders=files.orders.as_posix(), result=result, as_of=AS_OF, minimum=MINIMUM
        )
    )


def make_project(folder: Path, files: Files) -> None:
    """A project whose two sources are the files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(HERE / "kartoteka.yaml", folder)
    for file in (files.customers, files.orders):
        (folder / file.name).symlink_to(file.resolve())


def compile_packages() -> None:
    """Does what pip does when it installs: an editable checkout may have no bytecode, and would be compiled by every run."""
    for module in pkgutil.iter_modules():
        if module.name.startswith("kartoteka"):
            for folder in getattr(module.module_finder.find_spec(module.name, None), "submodule_search_locations", None) or ():
                compileall.compile_dir(folder, quiet=1)


def compare(by_hand: Path, by_pipeline: Path) -> dict[str, int]:
    """Refuses results that differ for any customer; gives the number of customers in each segment."""
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        for name, file in (("hand", by_hand), ("pipeline", by_pipeline)):
            connection.execute(f"create table {name} as from read_csv('{file}', header = true, all_varchar = true)")
        columns = {name: [row[0] for row in connection.execute(f"describe {name}").fetchall()] for name in ("hand", "pipeline")}
        missing = set(columns["hand"]) - set(columns["pipeline"])
        if missing:
            raise SystemExit(f"the pipeline's list has no column {', '.join(sorted(missing))}")
        numbers = ("loyalty_turnover", "loyalty_discount")
        for column in columns["hand"]:
            # An amount may be written with more or fewer zeros; everything else is compared as it is written.
            value = f"try_cast(%s.{column} as decimal(38, 4))" if column in numbers else f"nullif(%s.{column}, '')"
            different = connection.execute(f"""
                select count(*), any_value(coalesce(hand.customer_id, pipeline.customer_id))
                from hand full join pipeline on hand.customer_id = pipeline.customer_id
                where {value % "hand"} is distinct from {value % "pipeline"}
            """).fetchall()[0]
            if different[0]:
                raise SystemExit(f"{column} differs for {different[0]} customers, such as {different[1]}")
        return dict(connection.execute("select loyalty, count(*) from pipeline group by all order by 2 desc").fetchall())


def benchmark(folder: Path, orders: int, customers: int, rounds: int) -> bool:
    """Print the times, and tell whether the bounds hold."""
    files = elsewhere(make_orders, folder / f"data-{orders}-{customers}", orders, customers)
    hand, project = folder / "by-hand.csv", folder / "project"
    by_hand = [sys.executable, __file__, "--by-hand", str(hand), "--orders-file", str(files.orders)]
    kartoteka = str(Path(sys.executable).with_name("kartoteka"))
    pipeline, day_before = (
        [kartoteka, "run", "print-shop", "--as-of", day, "--project", str(project)] for day in (AS_OF, DAY_BEFORE)
    )
    runs = [
        ("by hand", by_hand),
        ("first run", pipeline),
        ("another day, unchanged", day_before),
        ("again, unchanged", pipeline),
    ]
    compile_packages()
    for file in (files.orders, files.customers):
        with file.open("rb") as content:  # Every run finds the files in the cache, the first one as well.
            while content.read(1 << 24):
                pass
    print(f"{orders:,} orders of {customers:,} customers, {files.orders.stat().st_size / 1e6:,.0f} MB; {machine()}\n")
    print(f"{'':24}{'seconds':>10}{'CPU s':>10}{'peak MB':>10}{'ratio':>8}{'CPU':>8}")
    measured: dict[str, list[Measured]] = {name: [] for name, _ in runs}
    for _ in range(rounds):
        make_project(project, files)
        for name, command in runs:
            one = measure(command, folder / "log.txt")
            measured[name].append(one)
            show(name, one, measured["by hand"][-1])
        segments = elsewhere(compare, hand, project / "out" / "everybody.csv")
    # The speed of a shared machine changes from minute to minute: a run is compared with the statement that ran beside it.
    middle = {name: ratios(each, measured["by hand"]) for name, each in measured.items()}
    if rounds > 1:
        print(f"\nin the middle of {rounds} rounds")
        for name, (wall, cpu) in middle.items():
            print(f"{name:54}{wall:8.2f}{cpu:8.2f}")
    print("\nthe same for every customer:", ", ".join(f"{count:,} {segment}" for segment, count in segments.items()))
    first, again = middle["first run"][0], middle["again, unchanged"][0]
    memory = max(one.memory for name, each in measured.items() if name != "by hand" for one in each)
    return first <= MOST_FIRST and again <= MOST_AGAIN and memory <= MOST_MEMORY


def ratios(each: Sequence[Measured], by_hand: Sequence[Measured]) -> tuple[float, float]:
    """The median ratio, of wall time and of CPU time, of each run to the statement of the same round."""
    pairs = list(zip(each, by_hand, strict=True))
    return median(one.seconds / hand.seconds for one, hand in pairs), median(one.cpu / hand.cpu for one, hand in pairs)


def show(name: str, measured: Measured, by_hand: Measured) -> None:
    tail = f"{measured.seconds / by_hand.seconds:8.2f}{measured.cpu / by_hand.cpu:8.2f}"
    print(f"{name:24}{measured.seconds:10.1f}{measured.cpu:10.1f}{measured.memory / 1e6:10,.0f}{tail}", flush=True)


def machine() -> str:
    """What the times depend on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    versions = f"Python {sys.version.split()[0]}, DuckDB {duckdb.__version__}"
    return f"{cores} cores, {memory:.0f} GB, {versions}, load before {os.getloadavg()[0]:.1f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--orders", type=int, default=ORDERS)
    arguments.add_argument("--customers", type=int, default=CUSTOMERS)
    arguments.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kartoteka-benchmark")
    arguments.add_argument("--rounds", type=int, default=1, help="how often to run them all; the median counts")
    arguments.add_argument("--strict", action="store_true", help="fail where a bound is not held")
    arguments.add_argument("--by-hand", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--orders-file", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.by_hand:
        run_by_hand(Files(given.orders_file, given.orders_file.with_name("customers.csv")), given.by_hand)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    held = benchmark(given.folder, given.orders, given.customers, given.rounds)
    print(
        f"\nbounds: first at most {MOST_FIRST}, again at most {MOST_AGAIN}, peak at most {MOST_MEMORY / 1e6:,.0f} MB:", end=" "
    )
    print("held" if held else "not held")
    if given.strict and not held:
        sys.exit(1)


if __name__ == "__main__":
    main()
