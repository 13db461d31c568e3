"""What can be said about a pipeline without running it: how its sources are understood, and what looks odd."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kartoteka.components.base import DataRange
from kartoteka.components.source import BatchFile, CsvFile, FileSource, ParquetFile
from kartoteka.config.competitors import competitors_file, read_competitors
from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import ConfigError, Problem
from kartoteka.pipeline.declared import lint_sentences
from kartoteka.pipeline.labels_named import labels_never_given
from kartoteka.pipeline.land.inspect import Inspected, landing_store
from kartoteka.pipeline.land.statuses import Statuses
from kartoteka.pipeline.plan import Plan, PlannedSource
from kartoteka.pipeline.planning import make_plan
from kartoteka.plugin.blame import blame
from kartoteka.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class Dialect:
    """How some files of a source are read alike. For a file that is no text, only `format` and `files` say something."""

    format: str
    files: Sequence[Path]
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    compression: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """How one source is understood. `columns` are rows of `column`, `type`, `from` and `how`.

    `statuses` are the words for the status of orders, where there are any and the files are as they were last read.
    """

    table: str
    use: str
    columns: Sequence[Mapping[str, str]]
    dialects: Sequence[Dialect]
    statuses: Statuses | None = None


@dataclass(frozen=True, slots=True)
class PipelineCheck:
    """What there is to tell about a pipeline; `warnings` are sentences about what is allowed but hardly meant.

    Where it has problems, there are no sources, and only those warnings that the problems have nothing to do with. `notes` are
    sentences about what was checked besides.
    """

    name: str
    sources: Sequence[SourceCheck]
    warnings: Sequence[str]
    notes: Sequence[str] = ()


Further = Callable[[Plan], tuple[Sequence[str], Sequence[Problem]]]
"""What else is checked over a plan that is sound: gives notes, and problems."""


def _nothing_further(_plan: Plan) -> tuple[Sequence[str], Sequence[Problem]]:
    return (), ()


def check_pipeline(
    project: Project, pipeline: Pipeline, registry: Registry, as_of: date, further: Further = _nothing_further
) -> tuple[PipelineCheck, list[Problem]]:
    """What there is to tell about a pipeline, and every problem it has.

    Raises:
        KartotekaError: A component failed or an input cannot be read.
    """
    plan, problems = make_plan(project, pipeline, registry, as_of)
    problems = [*problems, *competitor_problems(project, pipeline)]
    with closing(plan.connections):
        if problems:
            return PipelineCheck(pipeline.name, [], labels_never_given(plan)), problems
        sources = [_source(source) for source in plan.read.values()]
        notes, found = further(plan)
        return PipelineCheck(pipeline.name, sources, _warnings(plan, _data_range(plan)), notes), [*found]


def pipeline_problems(project: Project, pipeline: Pipeline, registry: Registry, as_of: date) -> list[Problem]:
    """Every problem of a pipeline of which something could not be read.

    Raises:
        KartotekaError: A component failed.
    """
    plan, problems = make_plan(project, pipeline, registry, as_of)
    plan.connections.close()
    return [*problems, *competitor_problems(project, pipeline)]


def competitor_problems(project: Project, pipeline: Pipeline) -> Sequence[Problem]:
    """What is wrong with the competitors file. It stops no run, since no run reads it."""
    try:
        read_competitors(competitors_file(project, pipeline))
    except ConfigError as error:
        return error.problems
    return ()


def _source(source: PlannedSource) -> SourceCheck:
    with blame("source", source.config.use, source.provenance):
        dialects = _dialects(source.component, source.inspected) if isinstance(source.component, FileSource) else []
    for lookup, config in zip(source.lookups, source.config.lookups, strict=True):
        with blame("source", config.use, lookup.provenance):
            if isinstance(lookup.component, FileSource):
                paths = lookup.component.paths()
                dialects += _alike(paths, [lookup.component.describe(path) for path in paths])
    landed = source.inspected.landed
    statuses = None if landed is None else landed.statuses
    return SourceCheck(source.config.name, source.config.use, source.inspected.mapping, dialects, statuses)


def _dialects(component: FileSource, inspected: Inspected) -> list[Dialect]:
    looked_at = inspected.layout.files if inspected.layout else [component.describe(path) for path in inspected.paths]
    return _alike(inspected.paths, looked_at)


def _alike(paths: Sequence[Path], looked_at: Sequence[CsvFile | ParquetFile | BatchFile]) -> list[Dialect]:
    alike: dict[tuple[str | None, ...], list[Path]] = {}
    for path, file in zip(paths, looked_at, strict=True):
        form = file.format if isinstance(file, BatchFile) else "Parquet"
        key: tuple[str | None, ...] = (form, None, None, None, None)
        if isinstance(file, CsvFile):
            key = ("CSV", file.encoding, file.delimiter, file.quote, file.compression)
        alike.setdefault(key, []).append(path)
    return [
        Dialect(form or "", files, encoding, delimiter, quote, compression)
        for (form, encoding, delimiter, quote, compression), files in alike.items()
    ]


def _warnings(plan: Plan, data: DataRange | None) -> list[str]:
    warnings = [f"{table}: {warning}" for table, source in plan.read.items() for warning in source.inspected.warnings]
    for table, source in plan.read.items():
        with blame("source", source.config.use, source.provenance):
            warnings += [f"{table}: {sentence}" for sentence in lint_sentences(source.component, data)]
    for step in plan.steps:
        with blame(step.config.kind, step.config.use, step.provenance):
            warnings += [f"{step.config.name}: {sentence}" for sentence in lint_sentences(step.component, data)]
    for campaign in plan.campaigns:
        for export in campaign.exports:
            with blame("exporter", export.config.use, export.provenance):
                warnings += [f"{campaign.config.name}: {sentence}" for sentence in lint_sentences(export.component, data)]
    return warnings + labels_never_given(plan)


def _data_range(plan: Plan) -> DataRange | None:
    """What the orders spanned when they were last landed; None where they never were."""
    orders = plan.sources.get("orders")
    landed = landing_store(orders.config, plan.project, plan.pipeline).latest() if orders else None
    return None if landed is None else DataRange(landed.first_order, landed.last_order)
