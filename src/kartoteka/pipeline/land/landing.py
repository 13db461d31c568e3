"""One landing: rows read, parsed and written, the fast way where it leads to the end, else the careful one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, CsvFile, ParquetFile, Source
from kartoteka.config.places import key_text
from kartoteka.config.project import Pipeline, Project, SourceConfig
from kartoteka.language import gettext as _
from kartoteka.language import speaking
from kartoteka.model.cells import CellReading
from kartoteka.pipeline.land import statement
from kartoteka.pipeline.land.across import look_across
from kartoteka.pipeline.land.asked import Asked, ask
from kartoteka.pipeline.land.batch_files import readable
from kartoteka.pipeline.land.currency import currency_signs
from kartoteka.pipeline.land.fast import land_fast
from kartoteka.pipeline.land.how_read import settled
from kartoteka.pipeline.land.inspect import Inspected, landed_types, layout_or_raise, look_into
from kartoteka.pipeline.land.landed import EMPTIED, REJECTS, LandedTable, shown_file
from kartoteka.pipeline.land.layout import Layout
from kartoteka.pipeline.land.lookup_join import Lookups, enumerated
from kartoteka.pipeline.land.lookup_load import LoadedLookup, load_lookup
from kartoteka.pipeline.land.raw import csv_source, has_unusable_rows, parquet_source
from kartoteka.pipeline.land.settle import SAMPLE_ROWS, Settling
from kartoteka.pipeline.land.slot import SourceFile
from kartoteka.pipeline.land.sorting import Sorting
from kartoteka.pipeline.land.staged import staged_rows
from kartoteka.pipeline.land.staging import staged_source
from kartoteka.pipeline.land.statuses import count_statuses
from kartoteka.pipeline.land.written import PART, Written

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str], None]


class HasConnection(Protocol):
    """An engine with a DuckDB connection inside."""

    @property
    def connection(self) -> duckdb.DuckDBPyConnection: ...


class Landing:
    """One landing."""

    def __init__(
        self,
        config: SourceConfig,
        component: Source,
        lookups: Sequence[Source],
        pipeline: Pipeline,
        project: Project,
        connection: duckdb.DuckDBPyConnection,
        progress: Progress,
        draft: Path,
        work: Path,
    ) -> None:
        self.config = config
        self.component = component
        self.readers = lookups
        self.lookups: Lookups | None = None
        self.project = project
        self.connection = connection
        self.progress = progress
        self.draft = draft
        self.work = work
        self.where = key_text(config.key)
        self.as_of: date = component.context.as_of
        self.written = CellReading(
            timezone=project.timezone,
            currency=pipeline.currency,
            decimal=config.reading.decimal,
            date_order=config.reading.date_order,
            date_format=config.reading.date_format,
            rates=pipeline.rates,
            signs=currency_signs(pipeline.currency),
        )

    def ask(self, before: LandedTable | None) -> Asked:
        """Read a system, or what has changed there."""
        assert isinstance(self.component, BatchSource | IncrementalSource)
        return ask(
            self.component,
            self.config,
            before,
            connection=self.connection,
            draft=self.draft,
            work=self.work,
            progress=self.progress,
        )

    def land(self, inspected: Inspected, asked: Asked | None) -> LandedTable:
        """Land what was looked at, or what a system gave."""
        layout = inspected.layout
        if layout is None:
            assert asked is not None
            layout = layout_or_raise(self.config, [asked.file], self.project, look_into(self.config, self.readers))
        layout = replace(layout, files=readable(self.component, layout.files, self.work))
        if not layout.lookups:
            return self._land(layout, inspected)
        with enumerated(self._load(layout)) as lookups:
            self.lookups = lookups
            return self._land(lookups.layout, inspected)

    def _load(self, layout: Layout) -> Lookups:
        """Read the looked-up files."""
        loaded: list[LoadedLookup] = []
        for number, lookup in enumerate(layout.lookups):
            self.progress(_("reading {file} for {table}", file=lookup.name, table=self.config.table))
            work = self.work / f"lookup-{number}"
            one, layout = load_lookup(self.connection, lookup, layout, self.written, work, self.project.locale)
            loaded.append(one)
        return Lookups(self.connection, layout, loaded, self.work)

    def _land(self, layout: Layout, inspected: Inspected) -> LandedTable:
        self.progress(_("reading {table}", table=self.config.name))
        reading, written = self._fast(layout)
        if written is None:
            reading, written = self._careful(layout)
        facts = look_across(self.connection, self.draft / PART, layout)
        if facts.broken:
            reading, written = self._careful(layout)
            facts = look_across(self.connection, self.draft / PART, layout)
        return LandedTable(
            table=self.config.name,
            paths=(self.draft / PART,),
            columns=landed_types(layout),
            rows_read=written.read,
            rows_landed=written.landed,
            rows_rejected=written.rejected,
            rejects_file=self.draft / REJECTS,
            cells_emptied=written.emptied,
            emptied_file=self.draft / EMPTIED,
            fingerprint=inspected.fingerprint or "",
            settled=settled(layout, reading, () if self.lookups is None else self.lookups.loaded),
            mapping=layout.mapping.describe(),
            warnings=(*inspected.warnings, *self._told_of_lookups()),
            emptied=written.emptied_columns,
            orders=facts.orders,
            single_line_orders=facts.single_line_orders,
            first_order=facts.first_order,
            last_order=facts.last_order,
            statuses=count_statuses(self.connection, self.draft / PART, layout),
        )

    def _fast(self, layout: Layout) -> tuple[CellReading, Written | None]:
        """The fast way, where it leads to the end."""
        import duckdb

        reading = self.written
        try:
            source = self._raw(layout)
            if source is None:
                return reading, None
            settling = Settling(self.connection, layout, self.written, source.typed)
            settled = settling.look(source, SAMPLE_ROWS)
            if settled.open:
                settled = settling.look(source, None)
            if settled.open:
                return settled.reading, None
            reading = settled.reading
            try:
                return reading, land_fast(self.connection, source, layout, reading, self.as_of, self.draft)
            except duckdb.InvalidInputException as error:
                settled = settling.look(source, None) if statement.UNREADABLE in str(error) else settled
                if settled.open or settled.reading == reading:
                    return reading, None
                reading = settled.reading
                return reading, land_fast(self.connection, source, layout, reading, self.as_of, self.draft)
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException, UnicodeDecodeError):
            return reading, None

    def _told_of_lookups(self) -> list[str]:
        return [] if self.lookups is None else [sentence for loaded in self.lookups.loaded for sentence in loaded.told]

    def _raw(self, layout: Layout) -> statement.Source | None:
        files = all(isinstance(file, CsvFile) for file in layout.files)
        if not files and has_unusable_rows(self.connection, layout):
            return None
        with self._as_written():
            source = csv_source(layout, self.work) if files else parquet_source(layout)
        if source is None or self.lookups is None:
            return source
        return replace(source, sql=self.lookups.in_order(source.sql, source.blanks))

    def _careful(self, layout: Layout) -> tuple[CellReading, Written]:
        """The careful way: it takes several times as long, and loses nothing."""
        self.progress(_("reading {table} row by row", table=self.config.name))
        with self._as_written():
            staged, typed = staged_rows(self.connection, layout, self.work)
        if self.lookups is not None:
            staged = self.lookups.joined(staged)
        rows = replace(staged_source(staged, layout), typed=typed)
        names = [self._name(_path_of(file)) for file in layout.files]
        shown = [shown_file(name, self.project.folder) for name in names]
        reading = Settling(self.connection, layout, self.written, typed).decide(
            rows, lambda file, line: _("{file}, line {line}", file=shown[file], line=line), self.where
        )
        way = Sorting(
            self.connection,
            rows,
            layout,
            reading,
            staged=staged,
            work=self.work,
            folder=self.draft,
            file_names=names,
            shown_names=shown,
        )
        with self._as_written():
            return reading, way.land(self.as_of)

    def _as_written(self) -> AbstractContextManager[None]:
        """Reasons are kept beside the table, in the language of the project."""
        return speaking(self.project.locale)

    def _name(self, path: Path) -> str:
        if path.is_relative_to(self.draft):
            return self.config.use
        return str(path.relative_to(self.project.folder)) if path.is_relative_to(self.project.folder) else str(path)


def _path_of(file: SourceFile) -> Path:
    """The file that a person knows."""
    return file.original or file.path if isinstance(file, ParquetFile) else file.path
