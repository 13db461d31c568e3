"""A first look at a source: which columns it will have, without reading it where it was landed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kartoteka.components.changes import IncrementalSource
from kartoteka.components.source import BatchSource, FileSource, ParquetFile, Source
from kartoteka.config.project import Pipeline, Project, SourceConfig
from kartoteka.errors import ConfigError, Problem
from kartoteka.language import speaking
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.fingerprint import fingerprint
from kartoteka.pipeline.land.header_line import header_remedy
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.land.layout import Layout, make_layout
from kartoteka.pipeline.land.lookup import LookupFiles
from kartoteka.pipeline.land.mapped import TakenColumn
from kartoteka.pipeline.land.slot import SourceFile
from kartoteka.pipeline.land.store import LandingStore


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a source will give.

    Attributes:
        columns: Column name to type.
        mapping: What each column is made of: rows of `column`, `type`, `from`, `how`.
        fingerprint: Of the source as it is now; None where that shows only when it is read.
        paths: Its files; none for a system that is asked.
        landed: What was landed from it as it is now; None where it is new or has changed.
        layout: How its files become the table; None where it was landed, or has to be asked again.
        warnings: About the mapping.
        looked_up: The files in which its rows are looked up.
    """

    columns: Mapping[str, ColumnType]
    mapping: Sequence[Mapping[str, str]]
    fingerprint: str | None
    paths: Sequence[Path] = ()
    landed: LandedTable | None = None
    layout: Layout | None = None
    warnings: Sequence[str] = field(default_factory=tuple)
    looked_up: Sequence[Path] = ()


def landing_store(config: SourceConfig, project: Project, pipeline: Pipeline) -> LandingStore:
    """Where the landed tables of a source lie."""
    return LandingStore(project.state / "landing" / pipeline.name / config.name)


def inspect_source(
    config: SourceConfig, component: Source, *, project: Project, pipeline: Pipeline, lookups: Sequence[Source] = ()
) -> tuple[Inspected | None, list[Problem]]:
    """Resolve the columns of a source; `lookups` read the files of those that `config` has.

    Returns:
        What it will give, or None and what is wrong with its columns.

    Raises:
        InputError: It cannot be found or understood.
    """
    paths = tuple(component.paths()) if isinstance(component, FileSource) else ()
    looked_up = tuple(path for reader in lookups for path in (reader.paths() if isinstance(reader, FileSource) else ()))
    print_ = fingerprint(config, component, paths, project, pipeline, lookups)
    landed = None if print_ is None else landing_store(config, project, pipeline).find(print_)
    if landed is not None:
        return Inspected(landed.columns, landed.mapping, print_, paths, landed, looked_up=looked_up), []
    layout = _look(config, component, paths, look_into(config, lookups))
    problems = mapping_problems(layout, config, project)
    if problems:
        return None, problems
    columns = landed_types(layout)
    with speaking(project.locale):  # they are kept beside the table
        warnings = tuple(str(warning) for warning in layout.mapping.warnings)
    kept = layout if isinstance(component, FileSource) else None
    return Inspected(columns, layout.mapping.describe(), print_, paths, None, kept, warnings, looked_up), []


def landed_types(layout: Layout) -> dict[str, ColumnType]:
    """The columns of the landed table; orders always have an `order_id`."""
    types = {column.name: column.type for column in layout.columns}
    return {"order_id": ColumnType.TEXT, **types} if layout.mapping.table == "orders" else types


def mapping_problems(layout: Layout, config: SourceConfig, project: Project) -> list[Problem]:
    """What is wrong with the columns, at its place in the project file.

    Where another line of the file is its header, that is the remedy of every problem.
    """
    problems = layout.mapping.problems
    own = [problem for problem in problems if problem.key[0] == "columns"]
    taken = [TakenColumn(name, name, ()) for lookup in config.lookups for name in lookup.take]
    mapping = replace(layout.mapping, problems=tuple(own))
    remedy = header_remedy(layout.files[0], mapping, config.reading.columns, taken) if own else None
    hints = [remedy or problem.hint if problem in own else problem.hint for problem in problems]
    return [
        project.places.problem((*config.key, *problem.key), problem.message, hint, offset=problem.offset)
        for problem, hint in zip(problems, hints, strict=True)
    ]


def layout_or_raise(
    config: SourceConfig, files: Sequence[ParquetFile], project: Project, lookups: Sequence[LookupFiles]
) -> Layout:
    """The layout of files that could not be looked at before.

    Raises:
        ConfigError: Their columns do not fit the project file.
    """
    layout = make_layout(config.table, files, config.reading.columns, lookups)
    problems = mapping_problems(layout, config, project)
    if problems:
        raise ConfigError(problems)
    return layout


def look_into(config: SourceConfig, lookups: Sequence[Source]) -> list[LookupFiles]:
    """The looked-up files after a first look."""
    return [
        LookupFiles(lookup, reader, _files(lookup.use, reader), lookup.key[len(config.key) :])
        for lookup, reader in zip(config.lookups, lookups, strict=True)
    ]


def _look(config: SourceConfig, component: Source, paths: Sequence[Path], lookups: Sequence[LookupFiles]) -> Layout:
    return make_layout(config.table, _files(config.use, component, paths), config.reading.columns, lookups)


def _files(use: str, component: Source, paths: Sequence[Path] | None = None) -> Sequence[SourceFile]:
    match component:
        case FileSource():
            return [component.describe(path) for path in (component.paths() if paths is None else paths)]
        case BatchSource() | IncrementalSource():
            return [ParquetFile(Path(use), tuple(component.columns()))]
        case _:
            raise TypeError(f"{type(component).__name__} is no FileSource, BatchSource or IncrementalSource")
