"""The base of sources that read a CRM."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kartoteka.components.changes import Changes, IncrementalSource
from kartoteka.crm.columns import CrmColumn, record_batch
from kartoteka.crm.watermark import Watermark

if TYPE_CHECKING:
    import pyarrow as pa


class CrmSource(IncrementalSource):
    """Reads one kind of records of a CRM, and the next time those that have changed since.

    A subclass says what the columns are and how pages come; `kartoteka.crm` has the paging. How many records there are is asked
    after each reading, so that a record that was deleted, also while pages were read, is noticed.
    """

    @abstractmethod
    def crm_name(self) -> str:
        """The CRM, as a person would name it; without secrets."""

    @abstractmethod
    def crm_columns(self) -> Sequence[CrmColumn]:
        """The columns. Look here whether the CRM has the fields, so that a changed schema is told and not stumbled over.

        Raises:
            InputError: It lacks one.
        """

    @abstractmethod
    def pages(self, since: datetime | None) -> Iterable[Sequence[Mapping[str, Any]]]:
        """The records page by page: all, or those that were changed at this moment (in UTC) or later."""

    @abstractmethod
    def changed_at(self, record: Mapping[str, Any]) -> datetime | None:
        """When a record was changed last, in UTC; None where it does not say."""

    @abstractmethod
    def count(self) -> int | None:
        """How many records there are now, of those that `pages(None)` would give; None where the CRM cannot tell."""

    @abstractmethod
    def now(self) -> datetime:
        """What time it is in the CRM, in UTC."""

    def overlap(self) -> timedelta:
        """How far before the last change that was read the next reading begins: 10 minutes."""
        return timedelta(minutes=10)

    def columns(self) -> Sequence[str]:
        return [column.name for column in self.crm_columns()]

    def read(self, cursor: str | None) -> Changes:
        return _Reading(self, Watermark.of(cursor))


class _Reading(Changes):
    def __init__(self, source: CrmSource, before: Watermark | None) -> None:
        self._source = source
        self._before = before
        self._newest: datetime | None = None
        self._started: datetime | None = None

    def batches(self) -> Iterator[pa.RecordBatch]:
        source = self._source
        columns = source.crm_columns()
        self._started = source.now()
        since = None if self._before is None else self._before.since(source.overlap())
        for page in source.pages(since):
            for record in page:
                changed = source.changed_at(record)
                if changed is not None and (self._newest is None or changed > self._newest):
                    self._newest = changed
            yield record_batch(page, columns, source.crm_name())

    def cursor(self) -> str | None:
        started = self._started
        assert started is not None, "cursor() is asked for after batches()"
        before = self._before or Watermark(self._newest or started)
        return before.after(self._newest, started).text()

    def rows(self) -> int | None:
        return self._source.count()
