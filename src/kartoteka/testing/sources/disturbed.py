"""A source whose system does what systems do: it gives a page twice, or breaks off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kartoteka.components.changes import Changes, IncrementalSource
from kartoteka.components.source import BatchSource
from kartoteka.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

Pages = Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]
BROKEN = "the connection was cut by the check"


def pages_twice(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Each batch, and the same again."""
    for batch in batches:
        yield batch
        yield batch


def broken_off(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The first half of the first batch, and then an error."""
    for batch in batches:
        yield batch.slice(0, batch.num_rows // 2)
        break
    raise InputError(BROKEN)


def disturbed(source: BatchSource | IncrementalSource, pages: Pages) -> BatchSource | IncrementalSource:
    """A source whose batches come as `pages` gives them; all else is as it was."""
    return _Batches(source, pages) if isinstance(source, BatchSource) else _Incremental(source, pages)


class _Batches(BatchSource):
    def __init__(self, source: BatchSource, pages: Pages) -> None:
        super().__init__(source.options, source.context)
        self._source, self._pages = source, pages

    def version(self) -> str | None:
        return None

    def columns(self) -> Sequence[str]:
        return self._source.columns()

    def batches(self) -> Iterator[pa.RecordBatch]:
        return self._pages(self._source.batches())


class _Incremental(IncrementalSource):
    def __init__(self, source: IncrementalSource, pages: Pages) -> None:
        super().__init__(source.options, source.context)
        self._source, self._pages = source, pages

    def columns(self) -> Sequence[str]:
        return self._source.columns()

    def key(self) -> Sequence[str]:
        return self._source.key()

    def read(self, cursor: str | None) -> Changes:
        return _Changes(self._source.read(cursor), self._pages)


class _Changes(Changes):
    def __init__(self, changes: Changes, pages: Pages) -> None:
        self._changes, self._pages = changes, pages

    def batches(self) -> Iterator[pa.RecordBatch]:
        return self._pages(self._changes.batches())

    def deleted(self) -> Iterator[pa.RecordBatch]:
        return self._changes.deleted()

    def cursor(self) -> str | None:
        return self._changes.cursor()

    def whole(self) -> bool:
        return self._changes.whole()

    def rows(self) -> int | None:
        return self._changes.rows()
