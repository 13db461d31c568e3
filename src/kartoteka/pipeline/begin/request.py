"""What somebody who begins a project gives: files, and answers beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

TABLES = ("customers", "orders", "contacts", "blacklist")
"""What files can be given, customers first: the others name them."""

PRICES = "prices"
"""A file of the prices of products, for orders without amounts."""

NONE = "none"
"""The answer that says that there is no such column."""

READING = (
    *("encoding", "delimiter", "quote", "escape", "header", "header_rows", "skip_lines", "footer_lines", "column_range"),
    *("sheet", "range"),
    *("decimal", "date_order", "date_format", "max_rejects"),
)
"""What can be said of how a file is read, under the names that the project file has for it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for a project.

    Attributes:
        folder: The project's folder, absolute.
        files: Table, or `prices`, to an absolute path or pattern.
        said: Answers by the key of their question: `orders.columns.amount` to a header, a position, a calculation or `none`;
            `orders.decimal`, `orders.skip_lines` and the like; `locale`, `timezone`, `currency`.
        minimum: The logistic minimum.
        name: Of the pipeline.
    """

    folder: Path
    files: Mapping[str, str]
    said: Mapping[str, str] = field(default_factory=dict)
    minimum: str = "0"
    name: str = "first"

    def columns_of(self, table: str) -> dict[str, str]:
        """What was said of a table's columns: field to header, position, calculation or `none`."""
        start = f"{table}.columns."
        return {key.removeprefix(start): said for key, said in self.said.items() if key.startswith(start)}

    def said_of(self, table: str, name: str) -> str | None:
        """What was said of how a table is read."""
        return self.said.get(f"{table}.{name}")
