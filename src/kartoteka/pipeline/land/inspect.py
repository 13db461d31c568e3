"""A first look at a source: which columns it will have, without reading it where it was landed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kartoteka.components.source import BatchSource, FileSource, ParquetFile, Source
from kartoteka.config.project import Pipeline, Project, SourceConfig
from kartoteka.errors import ConfigError, Problem
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.land.fingerprint import fingerprint
from kartoteka.pipeline.land.header_line import header_remedy
from kartoteka.pipeline.land.landed import LandedTable
from kartoteka.pipeline.land.layout import Layout, make_layout
from kartoteka.pipeline.land.store import LandingStore


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a source will give.

    Attributes:
        columns: Column name to type.
        mapping: What each column is made of: rows of `column`, `type`, `from`, `how`.
        fingerprint: Of the source as it is now.
        paths: Its files; none for a system that is asked.
        landed: What was landed from it as it is now; None where it is new or has changed.
        layout: How its files become the table; None where it was landed, or has to be asked again.
        warnings: About the mapping.
    """

    columns: Mapping[str, ColumnType]
    mapping: Sequence[Mapping[str, str]]
    fingerprint: str
    paths: Sequence[Path] = ()
    landed: LandedTable | None = None
    layout: Layout | None = None
    warnings: Sequence[str] = field(default_factory=tuple)


def landing_store(config: SourceConfig, project: Project, pipeline: Pipeline) -> LandingStore:
    """Where the landed tables of a source lie."""
    return LandingStore(project.state / "landing" / pipeline.name / config.name)


def inspect_source(
    config: SourceConfig, component: Source, *, project: Project, pipeline: Pipeline
) -> tuple[Inspected | None, list[Problem]]:
    """Resolve the columns of a source.

    Returns:
        What it will give, or None and what is wrong with its columns.

    Raises:
        InputError: It cannot be found or understood.
    """
    paths = tuple(component.paths()) if isinstance(component, FileSource) else ()
    print_ = fingerprint(config, component, paths, project, pipeline)
    landed = landing_store(config, project, pipeline).find(print_)
    if landed is not None:
        return Inspected(landed.columns, landed.mapping, print_, paths, landed), []
    layout = _look(config, component, paths)
    problems = mapping_problems(layout, config, project)
    if problems:
        return None, problems
    columns = landed_types(layout)
    warnings = tuple(str(warning) for warning in layout.mapping.warnings)
    kept = None if isinstance(component, BatchSource) else layout
    return Inspected(columns, layout.mapping.describe(), print_, paths, None, kept, warnings), []


def landed_types(layout: Layout) -> dict[str, ColumnType]:
    """The columns of the landed table; orders always have an `order_id`."""
    types = {column.name: column.type for column in layout.columns}
    return {"order_id": ColumnType.TEXT, **types} if layout.mapping.table == "orders" else types


def mapping_problems(layout: Layout, config: SourceConfig, project: Project) -> list[Problem]:
    """What is wrong with the columns, at its place in the project file.

    Where another line of the file is its header, that is the remedy of every problem.
    """
    problems = layout.mapping.problems
    remedy = header_remedy(layout.files[0], layout.mapping, config.reading.columns) if problems else None
    return [
        project.places.problem((*config.key, *problem.key), problem.message, remedy or problem.hint, offset=problem.offset)
        for problem in problems
    ]


def layout_or_raise(config: SourceConfig, files: Sequence[ParquetFile], project: Project) -> Layout:
    """The layout of files that could not be looked at before.

    Raises:
        ConfigError: Their columns do not fit the project file.
    """
    layout = make_layout(config.table, files, config.reading.columns)
    problems = mapping_problems(layout, config, project)
    if problems:
        raise ConfigError(problems)
    return layout


def _look(config: SourceConfig, component: Source, paths: Sequence[Path]) -> Layout:
    match component:
        case FileSource():
            return make_layout(config.table, [component.describe(path) for path in paths], config.reading.columns)
        case BatchSource():
            first = next(iter(component.batches()), None)
            names = () if first is None else tuple(first.schema.names)
            return make_layout(config.table, [ParquetFile(Path(config.use), names)], config.reading.columns)
        case _:
            raise TypeError(f"{type(component).__name__} is neither a FileSource nor a BatchSource")
