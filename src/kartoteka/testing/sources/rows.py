"""How many rows there are: none, one, many; and rows with nothing in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kartoteka.testing.failed import expect, expect_none, shown
from kartoteka.testing.sources.tables import PLAIN, customers, table

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.testing.sources.filled import Filled, Landed
    from kartoteka.testing.sources.source_checks import SourceChecks


def empty_system(checks: SourceChecks) -> None:
    """A system without rows still has its columns, and lands as a table without rows: a new firm is no error."""
    filled = checks.filled(customers(0))
    missing = set(PLAIN) - set(filled.columns())
    expect(not missing, f"without rows, the columns {', '.join(sorted(missing))} are not known")
    landed = filled.land()
    expect(landed.table.rows_read == 0, f"{landed.table.rows_read} rows were read where there are none")


def one_row(checks: SourceChecks) -> None:
    """One row is read, with its cells."""
    _lands_whole(checks.filled(customers(1)), customers(1))


def many_rows(checks: SourceChecks) -> None:
    """Each of many rows is read once, and with its own cells: rows in = landed + rejected."""
    given = customers(checks.many)
    _lands_whole(checks.filled(given), given)


def nulls(checks: SourceChecks) -> None:
    """A cell without anything is one in every column but the key, also where all cells of a row or of a column are."""
    full = customers(1).to_pylist()[0]
    rows = [{**full, "customer_id": f"no {name}", name: None} for name in list(PLAIN)[1:]]
    rows += [{"customer_id": "nothing"}, {**full, "customer_id": "all"}]
    given = table(PLAIN, rows)
    _lands_whole(checks.filled(given), given)
    bare = table(PLAIN, [{"customer_id": "1"}, {"customer_id": "2"}])
    _lands_whole(checks.filled(bare), bare)


def _lands_whole(filled: Filled, given: pa.Table) -> None:
    landed = filled.land()
    same_rows(landed, given)


def same_rows(landed: Landed, given: pa.Table) -> None:
    """Hold landed customers against those that the system was filled with."""
    rows = landed.by_id()
    expected = {row["customer_id"]: row for row in given.to_pylist()}
    lost, invented = expected.keys() - rows.keys(), rows.keys() - expected.keys()
    expect(not lost, f"{len(lost)} of {len(expected)} rows are lost, the first {shown(min(lost, default=''))}{landed.why}")
    expect(not invented, f"{len(invented)} rows were never there, the first {shown(min(invented, default=''))}")
    expect(len(landed.rows) == len(rows), f"{len(landed.rows) - len(rows)} rows came more than once")
    expect(landed.table.rows_rejected == 0, f"{landed.table.rows_rejected} rows too many{landed.why}")
    wrong = (
        f"row {key}, {name}: {shown(row[name])} became {shown(rows[key].get(name))}"
        for key, row in expected.items()
        for name in given.schema.names
        if rows[key].get(name) != row[name]
    )
    expect_none(wrong, "cells are not what they were in the system:")


ROW_CHECKS = (empty_system, one_row, many_rows, nulls)
