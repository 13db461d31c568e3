"""What is typical of the members of a segment: medians, and most common values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.model.fields import field, sensitive_fields
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY})
_PLACES = frozenset({"city", "region", "country"})
_NOBODYS = frozenset({"identity", "consent"})
_AGES = frozenset({"birth_date", "founded_on"})


@dataclass(frozen=True, slots=True)
class Value:
    """What members have in a field: the median of numbers and days, the most common of other values.

    Attributes:
        having: How many members have just that, for values that are no numbers.
        known: Of how many the field is known.
        mostly_known: It is known of at least half of the members.
        is_median: It is a median.
    """

    value: Any
    having: int
    known: int
    mostly_known: bool
    is_median: bool


def fields_told(columns: Mapping[str, ColumnType]) -> dict[str, ColumnType]:
    """The fields that a draft may tell: no names, addresses, consents, and nothing sensitive."""
    told: dict[str, ColumnType] = {}
    for name, type_ in columns.items():
        entry = field("customers", name)
        personal = entry is not None and entry.group in _NOBODYS and name not in _PLACES
        if not personal and name not in sensitive_fields() and type_ is not ColumnType.MOMENT:
            told[name] = type_
    return told


def typical_values(members: Frame, columns: Mapping[str, ColumnType], engine: DuckDBEngine, size: int) -> dict[str, Value]:
    """What is typical in each field; fields that are known of nobody are left out."""
    import narwhals.stable.v2 as nw

    found = {}
    for name, type_ in columns.items():
        counts = members.filter(~nw.col(name).is_null()).group_by(name).agg(nw.len().alias("members_having"))
        rows = sorted((row[name], int(row["members_having"])) for row in engine.rows(counts))
        if rows:
            found[name] = _typical(rows, type_, size)
    return found


def _typical(rows: Sequence[tuple[Any, int]], type_: ColumnType, size: int) -> Value:
    known = sum(count for _value, count in rows)
    median = type_ in _NUMBERS or type_ is ColumnType.DAY
    value, having = _median(rows, known) if median else max(rows, key=lambda row: row[1])
    return Value(value, having, known, 2 * known >= size, median)


def _median(rows: Sequence[tuple[Any, int]], known: int) -> tuple[Any, int]:
    """A value that somebody has: the lower of the two in the middle."""
    below = 0
    for value, count in rows:
        below += count
        if 2 * below >= known:
            return value, count
    raise ValueError("there are no values")


def is_picture(name: str, type_: ColumnType) -> bool:
    """Whether the median of a field belongs to the portrait even where no rule asks for it."""
    return type_ in _NUMBERS or name in _AGES
