"""What a person should know of a reading, as sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kartoteka_singer.schema import Column
from kartoteka_singer.values import DECIMALS, Cells


class Notes:
    """Counts what was left out on the way.

    Args:
        tap: Its name.
        stream: The one that is read.
    """

    def __init__(self, tap: str, stream: str) -> None:
        self._tap, self._stream = tap, stream
        self._unknown: Counter[str] = Counter()
        self._extra: Counter[str] = Counter()
        self._changes: dict[str, None] = {}

    def unknown(self, type_: str) -> None:
        """A message of a type that nobody knows."""
        self._unknown[type_] += 1

    def not_in_schema(self, property_: str) -> None:
        """A record with a property that the schema does not have."""
        self._extra[property_] += 1

    def changed(self, before: Sequence[Column], after: Sequence[Column]) -> None:
        """Another schema than before."""
        self._changes[_difference(before, after)] = None

    def sentences(self, cells: Cells) -> Iterator[str]:
        """All of it."""
        for change in self._changes:
            yield f"{self._tap} changed the schema of {self._stream} on the way ({change})"
        for type_, count in sorted(self._unknown.items()):
            yield f"{self._tap} sent {_times(count, 'message')} of the type {type_}, which nobody knows; left out"
        for name, count in sorted(self._extra.items()):
            yield f"{_times(count, 'record')} of {self._stream} had {name!r}, which its schema does not have; left out"
        for name, count in sorted(cells.rounded.items()):
            yield f"{_times(count, 'number')} in {name} of {self._stream} had more than {DECIMALS} decimals; rounded"
        for name, count in sorted(cells.no_numbers.items()):
            yield f"{_times(count, 'value')} in {name} of {self._stream} was infinite or no number; left empty"


def _difference(before: Sequence[Column], after: Sequence[Column]) -> str:
    old, new = {one.name: one.kind for one in before}, {one.name: one.kind for one in after}
    parts = [f"new: {name}" for name in new.keys() - old.keys()] + [f"gone: {name}" for name in old.keys() - new.keys()]
    other = [name for name in old.keys() & new.keys() if old[name] != new[name]]
    parts += [f"{name} was {old[name].value} and is {new[name].value}" for name in other]
    return "; ".join(sorted(parts)) or "its order"


def _times(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"
