"""The steps of a project, opened for a command that a plugin brings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kartoteka.errors import ConfigError, StateError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame

if TYPE_CHECKING:
    from kartoteka.components.base import Component
    from kartoteka.config.project import Pipeline, Project
    from kartoteka.pipeline.plan import PlannedStep


@dataclass(frozen=True)
class OpenedStep:
    """A segmentation or score of a project.

    Attributes:
        pipeline: The pipeline that it belongs to.
        name: Its name there.
        component: Made from its checked options; its context is that of today.
        run: The latest run of the pipeline; None where it was never run.
        run_as_of: The day of that run.
        dossiers: What a segment scorer told of each segment in that run.
        customers: The customers of that run with all that was found out about them; None where it was never run, or where
            somebody removed them.
    """

    pipeline: str
    name: str
    component: Component
    run: str | None
    run_as_of: date | None
    dossiers: Mapping[str, Any]
    customers: Frame | None = None

    @property
    def today(self) -> date:
        """The day in the project's time zone."""
        return self.component.context.as_of

    def sorted_by(self, use: str, options: Mapping[str, Any]) -> Frame:
        """Where another segmenter, in the place of this step, would put the customers of the run: `customer_id`, `segment`.

        It is checked as in a project file, but nothing is run and nothing is written. Blacklisted customers are left out.

        Args:
            use: The name of a segmenter that decides from the customer's own row.
            options: Its options, as they would be written.

        Raises:
            ConfigError: The options are not sound.
            PluginError: There is no such segmenter, or it is of another shape.
            StateError: There is no run.
        """
        from kartoteka.pipeline.in_place import sorted_in_place

        if self.customers is None or self.run_as_of is None:
            hint = _("Run it first: {command}", command=f"kartoteka run {self.pipeline}")
            raise StateError(_("{pipeline} has not been run yet", pipeline=self.pipeline), hint=hint)
        context = dataclasses.replace(self.component.context, as_of=self.run_as_of)
        return sorted_in_place(use, options, context, self.customers)


def open_steps(
    component: type[Component], project: Path | None = None, pipeline: str | None = None, step: str | None = None
) -> Sequence[OpenedStep]:
    """Check a project as `kartoteka check` does, and give the steps of a pipeline that a component computes.

    Args:
        component: The class of the component.
        project: The folder of the project file; the current one where it is None.
        pipeline: Which pipeline; where it is None, those of the project that have such a step.
        step: Which step; where it is None, all of them.

    Raises:
        ConfigError: The project has problems, or no such step.
        KartotekaError: A component failed, or an input cannot be read.
    """
    from kartoteka.cli.project import choose_pipeline, open_project
    from kartoteka.pipeline.planning import plan_or_raise
    from kartoteka.plugin.registry import load_registry

    loaded, registry = open_project(project), load_registry()
    today = datetime.now(ZoneInfo(loaded.timezone)).date()
    pipelines = list(loaded.pipelines.values()) if pipeline is None else [choose_pipeline(loaded, pipeline)]
    found = []
    for one in pipelines:
        uses = {config.use for config in (*one.segments.values(), *one.scores.values())}
        if len(pipelines) > 1 and not any(_brings(registry, use, component) for use in uses):
            continue
        plan = plan_or_raise(loaded, one, registry, today)
        plan.connections.close()
        steps = [planned for planned in plan.steps if isinstance(planned.component, component)]
        found += [_opened(loaded, one, planned) for planned in steps]
    names = ", ".join(f"{one.pipeline}: {one.name}" for one in found)
    chosen = [one for one in found if step in (None, one.name)]
    if not chosen:
        hint = _("There is: {names}.", names=names) if names else None
        raise ConfigError(_no_step(loaded.file.name, pipeline, step), hint=hint)
    return chosen


def _no_step(file: str, pipeline: str | None, step: str | None) -> str:
    match pipeline, step:
        case None, None:
            return _("no step of {file} uses such a component", file=file)
        case None, _step:
            return _("{file} has no such step {step!r}", file=file, step=step)
        case _pipeline, None:
            return _("no step of the pipeline {pipeline!r} of {file} uses such a component", file=file, pipeline=pipeline)
    return _("the pipeline {pipeline!r} of {file} has no such step {step!r}", file=file, pipeline=pipeline, step=step)


def _brings(registry: Any, use: str, component: type[Component]) -> bool:
    return any(
        use in registry.names(kind) and issubclass(registry.load(kind, use), component) for kind in ("segmenter", "scorer")
    )


def _opened(project: Project, pipeline: Pipeline, step: PlannedStep) -> OpenedStep:
    import narwhals.stable.v2 as nw

    from kartoteka.catalog import Catalog
    from kartoteka.pipeline.segment_scores import read_scores
    from kartoteka.pipeline.snapshot import SNAPSHOT

    catalog = Catalog.open_to_read(project)
    run = None if catalog is None else catalog.current(pipeline.name)
    if catalog is None or run is None:
        if catalog is not None:
            catalog.close()
        return OpenedStep(pipeline.name, step.config.name, step.component, None, None, {})
    try:
        dossiers = read_scores(catalog.state / run.snapshot, step.config.name)
        file = catalog.state / run.snapshot / SNAPSHOT
    finally:
        catalog.close()
    customers = nw.scan_parquet(str(file), backend="duckdb") if file.exists() else None
    return OpenedStep(pipeline.name, step.config.name, step.component, run.run_id, run.as_of, dossiers, customers)
