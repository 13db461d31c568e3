"""Personas as landed tables: the rules see them as they see customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.model.types import ColumnType
from kartoteka.personas.history import Dated
from kartoteka.pipeline.land import LandedTable

if TYPE_CHECKING:
    import pyarrow as pa

Columns = Mapping[str, Mapping[str, ColumnType]]
"""By table, the columns that are landed of it."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who is run through the rules: typed fields, and dated orders."""

    customer_id: str
    traits: Mapping[str, Any]
    orders: Sequence[Dated] = ()


def land_members(
    members: Sequence[Member], columns: Columns, folder: Path, among: Mapping[str, LandedTable] | None = None
) -> dict[str, LandedTable]:
    """The tables of customers and orders with these members.

    Args:
        members: Who they are.
        columns: The columns of the pipeline's landed tables.
        folder: Where the files are written; an empty one.
        among: The landed tables of a run whose customers they are to stand beside; None leaves them alone.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    if "customers" in columns:
        rows["customers"] = [{**one.traits, "customer_id": one.customer_id} for one in members]
    if "orders" in columns:
        # Without a source of customers they come from the orders, which then carry what is known of them.
        carried = "customers" not in columns
        rows["orders"] = [
            {
                **(one.traits if carried else {}),
                **fields,
                "order_id": f"{one.customer_id}/{number}",
                "customer_id": one.customer_id,
                "ordered_on": day,
                "amount": amount,
            }
            for one in members
            for number, (day, amount, fields) in enumerate(one.orders, start=1)
        ]
    landed = {} if among is None else dict(among)
    for table, of_table in rows.items():
        file = folder / f"{table}.parquet"
        _write(_table(of_table, columns[table]), file)
        landed[table] = _beside(landed.get(table), _landed(table, file, columns[table], len(of_table)))
    return landed


def _table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, ColumnType]) -> pa.Table:
    import pyarrow as pa

    return pa.table(
        {name: pa.array([row.get(name) for row in rows], type_.to_arrow()) for name, type_ in columns.items()},
        schema=pa.schema([(name, type_.to_arrow()) for name, type_ in columns.items()]),
    )


def _write(table: pa.Table, file: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(table, file)


def _landed(table: str, file: Path, columns: Mapping[str, ColumnType], rows: int) -> LandedTable:
    return LandedTable(
        table=table,
        paths=(file,),
        columns=columns,
        rows_read=rows,
        rows_landed=rows,
        rows_rejected=0,
        rejects_file=file.with_suffix(".rejects.csv"),
        cells_emptied=0,
        emptied_file=file.with_suffix(".emptied.csv"),
        fingerprint="",
        orders=rows if table == "orders" else 0,
        single_line_orders=table == "orders",
    )


def _beside(landed: LandedTable | None, members: LandedTable) -> LandedTable:
    if landed is None:
        return members
    return replace(landed, paths=(*landed.paths, *members.paths), orders=landed.orders + members.orders)
