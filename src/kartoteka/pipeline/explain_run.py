"""A run that was made, opened to tell of it: which one there is, and what it has read."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Run
from kartoteka.config.project import Pipeline, Project
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.errors import StateError
from kartoteka.language import gettext as _
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.land.inspect import landing_store

_DAYS_TOLD = 12


def no_run(project: Project, pipeline: Pipeline, as_of: date | None, days: Sequence[date]) -> StateError:
    """There is no run to speak of; `days` are those for which there is one."""
    hint = _("Run it first: {command}", command=run_command(project, pipeline, as_of))
    if days:
        listed = ", ".join(day.isoformat() for day in days[-_DAYS_TOLD:])
        if len(days) == 1:
            others = _("or take another day: there is a run as of {day}", day=listed)
        elif len(days) <= _DAYS_TOLD:
            others = _("or take another day: there are runs as of {days}", days=listed)
        else:
            others = _("or take another day: there are runs as of {days}, and earlier ones", days=listed)
        hint = f"{hint}\n  {others}"
    if as_of is None:
        return StateError(_("{pipeline} has not been run yet", pipeline=pipeline.name), hint=hint)
    return StateError(_("{pipeline} has not been run as of {day} yet", pipeline=pipeline.name, day=as_of), hint=hint)


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run, what remembers it, and where it is computed with."""

    catalog: Catalog
    run: Run
    engine: DuckDBEngine


@contextmanager
def open_run(project: Project, pipeline: Pipeline, as_of: date | None) -> Iterator[OpenRun]:
    """Open the latest run of a pipeline, or that of a day, to read it. No lock is taken, and nothing is written.

    Raises:
        StateError: There is none.
    """
    catalog = Catalog.open_to_read(project)
    if catalog is None:
        raise no_run(project, pipeline, as_of, ())
    with closing(catalog):
        run = catalog.current(pipeline.name, as_of)
        if run is None:
            raise no_run(project, pipeline, as_of, sorted({one.as_of for one in catalog.runs(pipeline.name)}))
        engine = DuckDBEngine(
            project.state / "spill" / "explain",
            memory_limit=project.memory_limit,
            memory_share=project.memory_share,
            threads=project.threads,
        )
        with closing(engine):
            yield OpenRun(catalog, run, engine)


def run_command(project: Project, pipeline: Pipeline, as_of: date | None) -> str:
    """What to type to run a pipeline, from the current folder."""
    command = ["kartoteka", "run", pipeline.name, *(() if as_of is None else ("--as-of", as_of.isoformat()))]
    if project.folder.resolve() != Path.cwd():
        command += ["--project", str(project.folder)]
    return shlex.join(command)


def landed_of_run(project: Project, pipeline: Pipeline, catalog: Catalog, run: Run) -> dict[str, LandedTable]:
    """What was landed of each table of a run: what that run has read, or what was read since where that is gone.

    Raises:
        StateError: Nothing is left of a table.
    """
    read = {step.name: step.fingerprint for step in catalog.steps(run.run_id) if step.kind == "land"}
    landed = {}
    for table, config in pipeline.inputs.items():
        if table not in read:  # it was added since
            continue
        store = landing_store(config, project, pipeline)
        found = store.find(read[table] or "") or store.latest()
        if found is None or not all(path.exists() for path in found.paths):
            again = run_command(project, pipeline, run.as_of)
            raise StateError(
                _("what was read of {table} is not there any more", table=table), hint=_("Run again: {command}", command=again)
            )
        landed[table] = found
    return landed


def suppressions_of_run(project: Project, pipeline: Pipeline, catalog: Catalog, run: Run) -> dict[str, LandedTable]:
    """What a run has read of the campaigns' suppression lists; a list of which nothing is left is left out."""
    read = {step.name: step.fingerprint for step in catalog.steps(run.run_id) if step.kind == "land"}
    found = {}
    for name, config in pipeline.suppressions.items():
        store = landing_store(config, project, pipeline)
        listed = (store.find(read[name] or "") or store.latest()) if name in read else None
        if listed is not None:
            found[name] = listed
    return found
