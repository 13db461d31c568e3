"""A source that tells what has changed and meets every check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kartoteka import Changes, IncrementalSource
from support.conformance.asked import AskedChecks, AskedOptions
from support.conformance.system import System


class Reading(Changes):
    def __init__(self, system: System, cursor: str | None) -> None:
        self.system, self.since = system, cursor
        self.happened = system.happened()

    def touched(self) -> list[str]:
        return self.happened if self.since is None else self.happened[int(self.since) :]

    def batches(self) -> Iterator[pa.RecordBatch]:
        rows = self.system.rows()
        yield from self.system.pages(rows.filter(pc.is_in(rows.column(self.system.key), pa.array(self.touched(), pa.string()))))

    def deleted(self) -> Iterator[pa.RecordBatch]:
        there = set(self.system.rows().column(self.system.key).to_pylist())
        gone = [key for key in self.touched() if key not in there]
        if gone and self.since is not None:
            yield pa.record_batch({self.system.key: pa.array(gone, pa.string())})

    def cursor(self) -> str | None:
        return str(len(self.happened))


class Told(IncrementalSource):
    Options = AskedOptions
    reading: type[Reading] = Reading

    @property
    def system(self) -> System:
        return System(self.context.project / self.options["system"], self.context.step).opened()

    def columns(self) -> Sequence[str]:
        return self.system.rows().column_names

    def key(self) -> Sequence[str]:
        return (self.system.key,)

    def read(self, cursor: str | None) -> Changes:
        return self.reading(self.system, cursor)


class ToldChecks(AskedChecks):
    use = "told"
