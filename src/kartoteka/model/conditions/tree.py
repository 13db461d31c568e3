"""The typed tree between text and expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kartoteka.model.periods import Period
from kartoteka.model.types import ColumnType

Value = str | int | float | Decimal | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out. The type of NULL is None: it fits anywhere."""

    value: Value
    type: ColumnType | None
    at: int = 0

    @property
    def scale(self) -> int:
        """How many decimal places it has."""
        exponent = self.value.as_tuple().exponent if isinstance(self.value, Decimal) else 0
        return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class AsOf:
    """The run's day."""

    at: int = 0
    type: ColumnType = ColumnType.DAY
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the row."""

    name: str
    type: ColumnType
    at: int = 0
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or a function with its operands, each of a type that fits.

    `operator` is a key of `build.BUILDERS`; `period` belongs to `add_period`, `pattern` to `like` and `ilike`; `scale` is the
    number of decimal places of an amount.
    """

    operator: str
    arguments: tuple[Node, ...]
    type: ColumnType
    at: int = 0
    scale: int = 0
    period: Period | None = None
    pattern: str = ""


Node = Literal | AsOf | Column | Call


def names_in(node: Node) -> Iterator[str]:
    """The columns that a tree uses."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Column):
            yield current.name
        elif isinstance(current, Call):
            waiting.extend(current.arguments)


def texts_compared(node: Node) -> Iterator[tuple[str, str]]:
    """Each column and a text written out that it is compared with by `=`, `<>` or `in`, in the order of the text."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if not isinstance(current, Call):
            continue
        waiting.extend(reversed(current.arguments))
        if current.operator in ("=", "<>", "in"):
            columns = [one.name for one in current.arguments if isinstance(one, Column)]
            texts = [one.value for one in current.arguments if isinstance(one, Literal) and isinstance(one.value, str)]
            yield from ((column, text) for column in columns for text in texts)


def is_null(node: Node) -> bool:
    """Whether it is the literal NULL."""
    return isinstance(node, Literal) and node.value is None
