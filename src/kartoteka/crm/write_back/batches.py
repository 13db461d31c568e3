"""Things so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")


def batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """The things in order, `size` at a time; the last batch may be smaller."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch
