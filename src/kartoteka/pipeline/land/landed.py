"""What landing leaves behind for the rest of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from kartoteka.config.shown import shown_path
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.kept import Kept
from kartoteka.pipeline.land.statuses import Statuses


@dataclass(frozen=True, slots=True)
class Emptied:
    """The cells of one column that could not be read and were left empty: how many, and the first of them.

    `file` is relative to the project, as in the list of these cells.
    """

    column: str
    cells: int
    file: str
    line: int
    reason: str

    def in_words(self, folder: Path) -> str:
        """A sentence for a person; `folder` is the project's."""
        place = shown_file(self.file, folder)
        return _(
            "cells of {column} that could not be read and were left empty: {number}; "
            "the first is {file}, line {line}: {reason}",
            column=self.column,
            number=self.cells,
            file=place,
            line=self.line,
            reason=self.reason,
        )


def shown_file(name: str, folder: Path) -> str:
    """A file of the lists of rejects and emptied cells as it can be typed; a system that was asked by its name."""
    path = folder / name
    return shown_path(path) if path.is_file() else name


@dataclass(frozen=True, slots=True)
class LandedTable:
    """A typed table in the state folder. `rows_read` is always `rows_landed` + `rows_rejected`.

    Attributes:
        table: `customers`, `contacts`, `orders`, `blacklist`, or `suppression-` and the campaign whose list it is.
        paths: Its Parquet files, in order.
        columns: Column name to type, in order.
        rows_read: Rows of the source; blank lines are none.
        rows_landed: Rows in the Parquet files.
        rows_rejected: Rows in `rejects_file`.
        rejects_file: UTF-8 CSV of `file`, `line`, `reason`, `raw`; only a header where nothing was rejected.
        cells_emptied: Cells of optional columns that could not be read and were left empty; they are in `emptied_file`.
        emptied_file: UTF-8 CSV of `file`, `line`, `column`, `reason`, `cell`.
        fingerprint: Of the source's state and of all that decides how it is read.
        settled: How it was read: `decimal`, `date_order`, and by file `encoding` and `delimiter`.
        mapping: What each column is made of: rows of `column`, `type`, `from`, `how`.
        warnings: What a person should know, as sentences.
        emptied: What was left empty, column by column.
        orders: How many orders the lines make; 0 for another table.
        single_line_orders: Every order is one line.
        first_order: The earliest day of an order.
        last_order: The latest day of an order.
        statuses: Which words for the status of orders there are, and how they were taken; None without such a column.
        kept: From where the next reading of a system goes on; None where it reads everything.
        reused: It was landed by an earlier run and is unchanged.
    """

    table: str
    paths: Sequence[Path]
    columns: Mapping[str, ColumnType]
    rows_read: int
    rows_landed: int
    rows_rejected: int
    rejects_file: Path
    cells_emptied: int
    emptied_file: Path
    fingerprint: str
    settled: Mapping[str, Any] = field(default_factory=dict)
    mapping: Sequence[Mapping[str, str]] = ()
    warnings: Sequence[str] = ()
    emptied: Sequence[Emptied] = ()
    orders: int = 0
    single_line_orders: bool = False
    first_order: date | None = None
    last_order: date | None = None
    statuses: Statuses | None = None
    kept: Kept | None = None
    reused: bool = False

    def sentences(self, folder: Path) -> list[str]:
        """Everything that a person should know; `folder` is the project's."""
        return [*self.warnings, *(one.in_words(folder) for one in self.emptied)]

    def moved_to(self, folder: Path) -> LandedTable:
        """The same table after its folder was renamed."""
        return replace(
            self,
            paths=tuple(folder / path.name for path in self.paths),
            rejects_file=folder / self.rejects_file.name,
            emptied_file=folder / self.emptied_file.name,
        )

    def to_json(self) -> dict[str, Any]:
        """For `landing.json`, which stands beside the files."""
        return {
            "table": self.table,
            "files": [path.name for path in self.paths],
            "columns": {name: type_.value for name, type_ in self.columns.items()},
            "rows_read": self.rows_read,
            "rows_landed": self.rows_landed,
            "rows_rejected": self.rows_rejected,
            "cells_emptied": self.cells_emptied,
            "fingerprint": self.fingerprint,
            "settled": dict(self.settled),
            "mapping": [dict(row) for row in self.mapping],
            "warnings": list(self.warnings),
            "emptied": [asdict(one) for one in self.emptied],
            "orders": self.orders,
            "single_line_orders": self.single_line_orders,
            "first_order": self.first_order and self.first_order.isoformat(),
            "last_order": self.last_order and self.last_order.isoformat(),
            "statuses": self.statuses and asdict(self.statuses),
            "kept": self.kept and self.kept.to_json(),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any], folder: Path) -> LandedTable:
        """What was landed by an earlier run."""
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("first_order", "last_order")}
        return cls(
            table=told["table"],
            paths=tuple(folder / name for name in told["files"]),
            columns={name: ColumnType(type_) for name, type_ in told["columns"].items()},
            rows_read=told["rows_read"],
            rows_landed=told["rows_landed"],
            rows_rejected=told["rows_rejected"],
            rejects_file=folder / REJECTS,
            cells_emptied=told["cells_emptied"],
            emptied_file=folder / EMPTIED,
            fingerprint=told["fingerprint"],
            settled=told["settled"],
            mapping=told["mapping"],
            warnings=tuple(told["warnings"]),
            emptied=tuple(Emptied(**one) for one in told.get("emptied", ())),
            orders=told["orders"],
            single_line_orders=told["single_line_orders"],
            statuses=Statuses(**told["statuses"]) if told.get("statuses") else None,
            kept=Kept.from_json(told["kept"]) if told.get("kept") else None,
            reused=True,
            **days,
        )


REJECTS = "rejects.csv"
EMPTIED = "emptied.csv"
