"""Rows are streamed: a table that is larger than the memory it is read in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from support.databases import Database, each_database

ROWS, WIDTH = 60_000, 4_000
READ = """
import resource, sys
from datetime import date
from pathlib import Path
from kartoteka import Connections, Context
from kartoteka_sql import source as module
from kartoteka_sql.snapshot import postgresql

def read(query):
    connections = Connections()
    context = Context("shop", "orders", date(2026, 11, 30), "PLN", "en", "Europe/Warsaw", Path(), connections=connections)
    source = module.SqlSource(module.SqlSource.Options().load({"url": sys.argv[1], "query": query}), context)
    rows = sum(batch.num_rows for batch in source.read(None).batches())
    connections.close()
    return rows

if sys.argv[2] == "psycopg":
    postgresql.find_spec = lambda name: None
read("SELECT * FROM wide WHERE n <= 6000")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(read("SELECT * FROM wide"), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("driver", ["usual", "psycopg"])
@each_database
def test_wide_rows(database: Database, tmp_path: Path, driver: str) -> None:
    if driver == "psycopg" and database.backend != "postgresql":
        pytest.skip("there is one driver")
    rows = {
        "postgresql": f"SELECT n, repeat('x', {WIDTH}) FROM generate_series(1, {ROWS}) n",
        "mariadb": f"SELECT seq, repeat('x', {WIDTH}) FROM seq_1_to_{ROWS}",
        "sqlite": f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {ROWS}) "
        f"SELECT n, replace(printf('%{WIDTH}d', 0), ' ', 'x') FROM s",
    }[database.backend]
    database.run("CREATE TABLE wide (n INTEGER, note TEXT)", f"INSERT INTO wide {rows}")
    done = subprocess.run([sys.executable, "-c", READ, database.url, driver], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count, more_megabytes = map(int, done.stdout.split())
    assert count == ROWS
    # The whole table has 240 MB; the first tenth of it was read before.
    assert more_megabytes < ROWS * WIDTH // 1_000_000 // 3
