"""A system that was filled, and what is read out of it as a run reads it."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, FileSource, Source
from kartoteka.config.places import Places
from kartoteka.config.project import MaxRejects, Pipeline, Project, Reading, SourceConfig
from kartoteka.engine.duckdb.engine import DuckDBEngine
from kartoteka.pipeline.land import LandedTable, land_table
from kartoteka.testing.checks import CURRENCY, TIMEZONE
from kartoteka.testing.failed import CheckFailed

if TYPE_CHECKING:
    import pyarrow as pa

    from kartoteka.testing.sources.source_checks import SourceChecks

_MEMORY = 1 << 30
_PIPELINE = "checks"


@dataclass(frozen=True, slots=True)
class Landed:
    """What landing made of a system.

    Attributes:
        table: What it tells of it.
        rows: The landed rows, in order.
        rejects: The reasons for which rows were rejected.
    """

    table: LandedTable
    rows: Sequence[Mapping[str, Any]]
    rejects: Sequence[str]

    def by_id(self) -> dict[str, Mapping[str, Any]]:
        """The rows by `customer_id`."""
        return {str(row["customer_id"]): row for row in self.rows}

    @property
    def why(self) -> str:
        """The first reasons of rejects, to be put behind a message."""
        return f"; rejected: {'; '.join(self.rejects[:3])}" if self.rejects else ""


@dataclass(frozen=True)
class Filled:
    """A system that holds the rows of a check.

    Attributes:
        folder: The project's.
        name: The table: `customers` or `orders`.
        options: Those that read it.
    """

    checks: SourceChecks
    folder: Path
    name: str
    options: Mapping[str, Any] = field(repr=False)

    def source(self) -> Source:
        """A new source."""
        source = self.checks.make(self.options, self.name)
        assert isinstance(source, Source)
        return source

    @contextmanager
    def opened(self) -> Iterator[Source]:
        """A new source, and what it opens is closed after it, as a run does."""
        source = self.source()
        try:
            yield source
        finally:
            source.context.connections.close()

    def columns(self) -> list[str]:
        """The names of the columns before anything is read."""
        with self.opened() as source:
            if isinstance(source, FileSource):
                return [name for path in source.paths() for name in source.describe(path).columns]
            assert isinstance(source, BatchSource | IncrementalSource)
            return list(source.columns())

    def batches(self) -> list[pa.RecordBatch]:
        """All batches of a system that is asked; none of files."""
        with self.opened() as source:
            if isinstance(source, BatchSource):
                return list(source.batches())
            return list(source.read(None).batches()) if isinstance(source, IncrementalSource) else []

    def land(self, columns: Mapping[str, str | int] | None = None, source: Source | None = None) -> Landed:
        """Land it; what was landed before is in the state folder.

        Args:
            columns: Field -> header, as a project file writes it.
            source: Reads it; a new one where None.
        """
        file = self.folder / "kartoteka.yaml"
        key = ("pipelines", _PIPELINE, "sources", self.name)
        reading = Reading(columns=columns, decimal=".", max_rejects=MaxRejects(Decimal(1), 1_000_000_000))
        config = SourceConfig(self.name, self.checks.use, self.options, reading, key)  # type: ignore[arg-type]  # it is one of two
        reader = source or self.source()
        engine = DuckDBEngine(self.folder / ".kartoteka" / "spill", memory_limit=_MEMORY, threads=2)
        try:
            landed = land_table(
                config,
                reader,
                pipeline=Pipeline(_PIPELINE, {}, None, {}, {}, {}, CURRENCY, {}, ("pipelines", _PIPELINE)),
                project=Project(file, "en", TIMEZONE, CURRENCY, {}, Places(str(file))),
                engine=engine,
            )
        finally:
            engine.close()
            reader.context.connections.close()
        if landed.rows_read != landed.rows_landed + landed.rows_rejected:
            raise CheckFailed(
                f"{landed.rows_read} rows were read, and {landed.rows_landed} landed, and {landed.rows_rejected} not"
            )
        return Landed(landed, _rows(landed.paths), _reasons(landed.rejects_file))

    def forget(self) -> None:
        """Remove what was landed, so that everything is read anew."""
        shutil.rmtree(self.folder / ".kartoteka", ignore_errors=True)


def _rows(paths: Sequence[Path]) -> list[Mapping[str, Any]]:
    import pyarrow.parquet as pq

    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def _reasons(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [f"line {row['line']}: {row['reason'][:200]}" for row in csv.DictReader(stream)]
