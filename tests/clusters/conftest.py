"""Firms of three kinds that a person tells apart at a glance."""

from __future__ import annotations

import csv
import random
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kartoteka.cli.main import main

HEADER = ("customer_id", "employees", "income", "industry", "religion", "name")
GROUPS = """\
        use: clusters
        k: 2-5
        fields:
          employees:
          income: {log: true}
          industry:
"""


def project(options: str = GROUPS, head: str = "") -> str:
    return f"""\
version: 1
timezone: Europe/Warsaw
currency: PLN
{head}pipelines:
  firms:
    sources:
      customers: customers.csv
    blacklist: blacklist.csv
    segments:
      groups:
{options}"""


def firms() -> list[tuple[Any, ...]]:
    """40 large metal works that earn much, 40 bakeries and 40 schools, both small; the schools earn a hundred times as much as
    the bakeries. One more large one, on the blacklist, with a million employees; and one of which no income is known."""
    chance = random.Random(5)
    found: list[tuple[Any, ...]] = []
    for at in range(40):
        found.append((f"M{at:02}", 500 + chance.randrange(50), 90_000 + chance.randrange(9000), "metal", "", "M"))
        found.append((f"B{at:02}", 5 + chance.randrange(20), 800 + chance.randrange(300), "bakery", "", "B"))
        found.append((f"S{at:02}", 5 + chance.randrange(20), 80_000 + chance.randrange(9000), "school", "", "S"))
    found.append(("X00", 1_000_000, 90_000, "metal", "", "X"))
    found.append(("Z00", 520, "", "metal", "", "Z"))
    return found


def write(folder: Path, rows: Sequence[tuple[Any, ...]], text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "customers.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    (folder / "blacklist.csv").write_text("customer_id\nX00\n", "utf-8")
    (folder / "kartoteka.yaml").write_text(text, "utf-8")


def run(folder: Path, as_of: str = "2026-11-30") -> None:
    with redirect_stdout(StringIO()):
        assert main(["run", "--as-of", as_of, "--project", str(folder)]) == 0


def segments(folder: Path, as_of: str = "2026-11-30") -> Mapping[str, str]:
    """Where the latest run of a day has each customer."""
    file = sorted((folder / ".kartoteka" / "runs").glob(f"*-{as_of}-*/customers.parquet"))[-1]
    return dict(duckdb.sql(f"select customer_id, groups from '{file}'").fetchall())


@pytest.fixture(scope="module")
def told_apart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("firms")
    write(folder, firms(), project())
    run(folder)
    return folder
