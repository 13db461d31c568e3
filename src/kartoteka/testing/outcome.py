"""What became of a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check after it was made.

    Attributes:
        name: `hostile_values`, or `hostile_values/one megabyte` for a case that is an exception.
        status: `held`; `excepted` where it does not hold and the author has said why; `broken`.
        told: What is broken, or the author's reason; empty where it holds.
        error: What was raised where it is broken.
    """

    name: str
    status: Literal["held", "excepted", "broken"]
    told: str = ""
    error: Exception | None = None
