"""A column as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "number", "moment", "bits", "int16", "int32", "int64", "bool", "float", "double"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or query.

    Attributes:
        name: As the database has it.
        kind: What its values become: an Arrow type of that name, or a text: `text` as it is, `number` without zeros at its end,
            `moment` with the zone UTC, `bits` as a whole number.
        database_type: The database's own name for its type, where it has to be named.
        is_time: Whether it holds days or moments, which may lie in the future.
    """

    name: str
    kind: Kind = "text"
    database_type: str = ""
    is_time: bool = False
