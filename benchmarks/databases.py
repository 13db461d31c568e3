"""How fast orders come out of PostgreSQL: the source `sql` against a plain loop over SQLAlchemy's rows.

    python benchmarks/databases.py --url postgresql://postgres@/postgres?host=/var/run/postgresql --strict

Both read the same columns of the same table into a Parquet file, in turn, each in a process of its own. The table is made in
a schema of its own, which is removed in the end. Every value is compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from kartoteka import Connections, Context
from kartoteka_sql.source import SqlSource
from kartoteka_sql.url import database_url

ORDERS = 1_000_000
SCHEMA, TABLE = "kartoteka_benchmark", "orders"
LEAST = 5.0

COLUMNS = """
    order_id bigint PRIMARY KEY, customer_id text NOT NULL, ordered_on timestamptz NOT NULL, amount numeric(12, 2) NOT NULL,
    quantity integer, product text, status text
"""
ROWS = """
    SELECT n, 'C-' || 1 + n % 50000, timestamptz '2024-01-01' + n % 900 * interval '1 day' + n % 86400 * interval '1 s',
           (1 + n % 99999)::numeric / 100, 1 + n % 9, 'Product ' || n % 500,
           CASE WHEN n % 50 = 0 THEN 'cancelled' ELSE 'paid' END
    FROM generate_series(1, {orders}) n
"""


def make(url: str, orders: int) -> None:
    """The table, analysed and in the cache."""
    with _connected(url) as connection:
        drop(connection)
        for statement in (
            f"CREATE SCHEMA {SCHEMA}",
            f"CREATE TABLE {SCHEMA}.{TABLE} ({COLUMNS})",
            f"INSERT INTO {SCHEMA}.{TABLE} {ROWS.format(orders=orders)}",
        ):
            connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
    with _connected(url) as connection:
        connection.exec_driver_sql(f"SELECT sum(length(o::text)) FROM {SCHEMA}.{TABLE} o")


def drop(connection: sa.Connection) -> None:
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _connected(url: str) -> AbstractContextManager[sa.Connection]:
    return sa.create_engine(database_url(url, Path()), poolclass=sa.NullPool).begin()


def by_loop(url: str, file: Path) -> float:
    """Row by row, as one writes it first: streamed, and written in chunks."""
    began = time.perf_counter()
    metadata = sa.MetaData(schema=SCHEMA)
    with _connected(url) as connection:
        table = sa.Table(TABLE, metadata, autoload_with=connection)
        writer, rows = None, []
        for row in connection.execution_options(yield_per=10_000).execute(sa.select(table)):
            rows.append(dict(row._mapping))
            if len(rows) == 50_000:
                writer = _written(writer, rows, file)
                rows = []
        if rows:
            writer = _written(writer, rows, file)
    if writer is not None:
        writer.close()
    return time.perf_counter() - began


def _written(writer: pq.ParquetWriter | None, rows: list[dict[str, object]], file: Path) -> pq.ParquetWriter:
    batch = pa.Table.from_pylist(rows, None if writer is None else writer.schema)
    writer = writer or pq.ParquetWriter(file, batch.schema)
    writer.write_table(batch)
    return writer


def by_source(url: str, file: Path) -> float:
    """As landing reads it."""
    import adbc_driver_postgresql.dbapi  # noqa: F401  # as the loop's driver, before the clock starts

    began = time.perf_counter()
    connections = Connections()
    context = Context("shop", "orders", date(2026, 11, 30), "PLN", "en", "Europe/Warsaw", Path(), connections=connections)
    source = SqlSource(SqlSource.Options().load({"url": url, "schema": SCHEMA, "table": TABLE}), context)
    writer: pq.ParquetWriter | None = None
    for batch in source.read(None).batches():
        writer = writer or pq.ParquetWriter(file, batch.schema)
        writer.write_batch(batch)
    if writer is not None:
        writer.close()
    connections.close()
    return time.perf_counter() - began


def elsewhere(function: Callable[[str, Path], float], url: str, file: Path) -> float:
    """In a process of its own, whose start does not count."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as processes:
        return processes.submit(function, url, file).result()


def compare(loop: Path, source: Path) -> int:
    """Refuse files that do not hold the same; gives the number of rows."""
    import duckdb

    cast = "order_id, customer_id, CAST(ordered_on AS TIMESTAMPTZ), CAST(amount AS DECIMAL(12, 2)), quantity, product, status"
    one, other = (f"SELECT {cast} FROM read_parquet('{file}')" for file in (loop, source))
    ((count, different),) = duckdb.sql(
        f"SELECT (SELECT count(*) FROM ({one})), (SELECT count(*) FROM (({one}) EXCEPT ALL ({other})))"
    ).fetchall()
    ((more,),) = duckdb.sql(f"SELECT count(*) FROM (({other}) EXCEPT ALL ({one}))").fetchall()
    if different or more:
        raise SystemExit(f"{different + more} rows differ")
    return int(count)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--url", required=True, help="a database of PostgreSQL in which a schema may be made")
    arguments.add_argument("--orders", type=int, default=ORDERS)
    arguments.add_argument("--rounds", type=int, default=3, help="how often to run both; the best of each counts")
    arguments.add_argument("--strict", action="store_true", help="fail where the bound is not held")
    given = arguments.parse_args()
    make(given.url, given.orders)
    try:
        with tempfile.TemporaryDirectory() as folder:
            loop, source = Path(folder) / "loop.parquet", Path(folder) / "source.parquet"
            best = [float("inf"), float("inf")]
            for number in range(given.rounds):
                seconds = elsewhere(by_loop, given.url, loop), elsewhere(by_source, given.url, source)
                ratio = seconds[0] / seconds[1]
                print(f"round {number + 1}: loop {seconds[0]:.2f} s, source {seconds[1]:.2f} s, {ratio:.1f} times as fast")
                best = [min(pair) for pair in zip(best, seconds, strict=True)]
            rows = compare(loop, source)
    finally:
        with _connected(given.url) as connection:
            drop(connection)
    ratio = best[0] / best[1]
    print(f"{rows:,} orders, the same in both: loop {best[0]:.2f} s, source {best[1]:.2f} s, {ratio:.1f} times as fast")
    held = ratio >= LEAST
    print(f"bound: at least {LEAST:g} times as fast: {'held' if held else 'not held'}")
    if given.strict and not held:
        sys.exit(1)


if __name__ == "__main__":
    main()
