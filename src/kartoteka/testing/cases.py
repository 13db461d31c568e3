"""The cases of a check: one thing each that a system may get wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Case(Generic[Value_co]):
    """A value that a system may get wrong, under the name by which an exception is declared for it."""

    name: str
    value: Value_co
