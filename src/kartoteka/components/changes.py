"""Sources that can tell what has changed since they were asked last."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kartoteka.components.source import Source

if TYPE_CHECKING:
    import pyarrow as pa


class Changes(ABC):
    """One reading of an `IncrementalSource`. Landing asks in this order: `batches`, `deleted`, and then the rest."""

    @abstractmethod
    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows, every batch of the same schema. Of two rows with one key the later one holds.

        Raises:
            InputError: The system cannot be read to the end. Nothing of this reading is kept.
        """

    def deleted(self) -> Iterator[pa.RecordBatch]:
        """The keys of rows that are gone, in the columns of `IncrementalSource.key` with the types of `batches`."""
        return iter(())

    @abstractmethod
    def cursor(self) -> str | None:
        """What to hand to the next `read`. It is kept with the rows, or not at all. None: read everything the next time."""

    def whole(self) -> bool:
        """Whether the rows are all there are, so that what is not among them is gone. Always so where no cursor was given."""
        return False

    def rows(self) -> int | None:
        """How many rows the system holds after this reading; None where it cannot tell.

        Where landing has come to another number, a row was deleted that no change told of: everything is read again.
        """
        return None

    def remarks(self) -> Sequence[str]:
        """Sentences that a run tells of this reading: what was left out and why. Asked for last."""
        return ()


class IncrementalSource(Source):
    """Streams rows from a system that can tell what has changed since it was asked last.

    Landing keeps the rows of earlier readings and puts the changes in by key. A reading that breaks off changes nothing: the
    next one begins with the same cursor.
    """

    @abstractmethod
    def columns(self) -> Sequence[str]:
        """The names of the columns of every batch.

        Raises:
            InputError: The system cannot be asked, or has no such table.
        """

    @abstractmethod
    def key(self) -> Sequence[str]:
        """The columns whose values name a row in the system; none where it has no key, and is read whole each time."""

    @abstractmethod
    def read(self, cursor: str | None) -> Changes:
        """Begin a reading.

        Args:
            cursor: What `Changes.cursor` gave at the end of the last reading that was kept; None to read everything. It is
                handed in only where the options are as they were then.
        """

    def version(self) -> str | None:
        """What changes when the data changes, where that can be told without reading it; None where it cannot."""
        return None
