"""Whole projects written into a folder, and the program run over them as a person would."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pyarrow.parquet as pq
import pytest

from kartoteka.cli.main import main

HEAD = """\
version: 1
locale: en
timezone: Europe/Warsaw
currency: PLN
"""

SOURCES = """\
sources:
  customers: {use: csv, path: data/customers.csv}
  orders: {use: csv, path: data/orders.csv}
"""

LOYALTY = """\
segments:
  loyalty:
    use: frequency
    logistic_minimum: 300
    tiers:
      - {name: vip, every: 2 weeks, for: 6 weeks, terms: {discount: 20%, payment_days: 30}}
      - {name: segment-1, every: 1 month, for: 3 months, terms: {discount: 12%, payment_days: 14}}
      - {name: segment-2, every: 3 months, for: 6 months, terms: {discount: 8%, payment_days: 7}}
      - {name: segment-3, every: 6 months, terms: {discount: 5%, payment_days: 7, prefer: prepaid}}
"""

EVERYBODY = """\
campaigns:
  everybody:
    channel: none
    export: [{use: csv, path: out/everybody.csv}]
"""

CUSTOMERS = ("customer_id", "name")
ORDERS = ("order_id", "customer_id", "ordered_on", "amount")


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        """Its JSON document."""
        return json.loads(self.out)

    def done(self) -> Said:
        """Itself, where the command succeeded."""
        assert self.code == 0, self.err
        return self


@dataclass(frozen=True)
class Shop:
    """A project's folder."""

    folder: Path

    def text(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def table(self, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
        return self.text(name, text.getvalue())

    def customers(self, *ids: str) -> Path:
        return self.table("data/customers.csv", CUSTOMERS, [(one, f"Firm {one}") for one in ids])

    def orders(self, *rows: tuple[str, str, object]) -> Path:
        """Orders of one line: customer, day, amount."""
        return self.table("data/orders.csv", ORDERS, [(f"o{number}", *row) for number, row in enumerate(rows)])

    def project(self, *parts: str, head: str = HEAD) -> Path:
        """One pipeline `shop` made of parts."""
        body = "".join(indent(dedent(part), "    ") for part in parts)
        return self.text("kartoteka.yaml", f"{head}pipelines:\n  shop:\n{body}")

    def kartoteka(self, *arguments: str) -> Said:
        """`kartoteka COMMAND … --project FOLDER`."""
        return say(*arguments, "--project", str(self.folder))

    def run(self, as_of: str = "2026-11-30", *arguments: str) -> Said:
        return self.kartoteka("run", "--as-of", as_of, *arguments)

    def results(self, as_of: str = "2026-11-30", *arguments: str) -> Any:
        """The JSON result of a run that succeeded."""
        return self.run(as_of, "--json", *arguments).done().told

    def snapshot(self, run_id: str) -> dict[str, dict[str, Any]]:
        """The snapshot of a run, by customer."""
        rows = pq.read_table(self.folder / ".kartoteka" / "runs" / run_id / "customers.parquet").to_pylist()
        found = {row["customer_id"]: row for row in rows}
        assert len(found) == len(rows)
        return found

    def moves(self, run_id: str) -> list[dict[str, Any]]:
        return pq.read_table(self.folder / ".kartoteka" / "runs" / run_id / "moves.parquet").to_pylist()

    def export(self, name: str = "out/everybody.csv") -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    def files(self, under: str = "") -> dict[str, bytes]:
        """Every file below a folder, by its relative path."""
        root = self.folder / under
        return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def say(*arguments: str) -> Said:
    """The program in this process, with its streams caught."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Said(code, out.getvalue(), err.getvalue())


def segments(told: Mapping[str, Any], name: str = "loyalty") -> dict[str, int]:
    """Customers by segment, the empty segments left out."""
    return {one["name"]: one["customers"] for one in told["segments"][name] if one["customers"]}


def install_distribution(
    folder: Path, distribution: str, module: str, code: str, monkeypatch: pytest.MonkeyPatch, version: str = "1.0"
) -> None:
    """A distribution with one plugin of one module, seen by this process for the length of a test.

    The module may not have been imported before by any test: take another name each time.
    """
    assert module not in sys.modules
    (folder / f"{module}.py").write_text(dedent(code), encoding="utf-8")
    info = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: {distribution}\nVersion: {version}\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[kartoteka]\n{module} = {module}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
