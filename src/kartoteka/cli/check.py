"""`kartoteka check`: everything that can be said about a project without running it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from kartoteka.cli.language import speak_of_file
from kartoteka.cli.options import AS_OF, JSON, PROJECT
from kartoteka.cli.output import Console
from kartoteka.errors import KartotekaError, Problem, error_of
from kartoteka.language import ngettext, number_in_words

if TYPE_CHECKING:
    from kartoteka.config.project import Project
    from kartoteka.pipeline.check import PipelineCheck
    from kartoteka.plugin.registry import Registry


@click.command()
@AS_OF
@PROJECT
@JSON
def check(*, as_of: date | None, project: Path | None, as_json: bool) -> None:
    """Check the project file; nothing is run.

    Tells every problem at once, with its line and column; shows how each source's columns and files are understood; and
    warns of what is allowed but hardly meant. Warnings do not change the exit code. Problems do: it is 3 where one is in the
    project file, else 8, 5 or 4, in this order, where the state folder, a plugin or an input is at fault.
    """
    from kartoteka.config.find import find_project
    from kartoteka.config.load import read_project
    from kartoteka.config.standing import standing_project
    from kartoteka.plugin.registry import load_registry

    out = Console()
    file = find_project(project)
    speak_of_file(file)
    registry = load_registry()
    loaded, problems = read_project(file, registry)
    # Where something is wrong, what can be known of the rest is told all the same: of a file that is sound but for components,
    # or of what stands in one that is not.
    if loaded is None:
        loaded, _ = read_project(file)
    standing = standing_project(file, problems) if loaded is None else None
    warnings = registry.problems()
    checks: list[PipelineCheck] = []
    told = {problem.key for problem in problems}
    if standing is not None:
        problems += [problem for problem in _standing_problems(standing, registry, as_of) if problem.key not in told]
    for result, found in () if loaded is None else _check_pipelines(loaded, registry, as_of):
        problems += [problem for problem in found if problem.key not in told]
        if result is not None and not found:
            checks.append(result)
        elif result is not None:
            warnings += [f"{result.name}: {warning}" for warning in result.warnings]
    problems = sorted(dict.fromkeys(problems), key=lambda problem: (problem.line or 0, problem.column or 0))
    if as_json:
        out.json({"file": file, "problems": problems, "warnings": warnings, "pipelines": checks})
        if problems:
            click.get_current_context().exit(error_of(problems).exit_code)
        return
    for warning in warnings:
        out.warning(warning)
    _show(checks, out)
    if problems:
        raise error_of(problems)
    out.line()
    sound = ngettext(
        "{file} has no problems ({number} pipeline).",
        "{file} has no problems ({number} pipelines).",
        len(checks),
        file=file.name,
        number=number_in_words(len(checks)),
    )
    out.line(sound)


def _show(checks: list[PipelineCheck], out: Console) -> None:
    if checks:
        from kartoteka.cli.show_check import show_check

        for result in checks:
            show_check(result, out)


def _standing_problems(standing: Project, registry: Registry, as_of: date | None) -> Iterator[Problem]:
    from kartoteka.pipeline.check import pipeline_problems

    day = as_of or datetime.now(ZoneInfo(standing.timezone)).date()
    for pipeline in standing.pipelines.values():
        # What a component says of options that are not whole may be no more than that.
        with suppress(KartotekaError):
            yield from pipeline_problems(standing, pipeline, registry, day)


def _check_pipelines(
    project: Project, registry: Registry, as_of: date | None
) -> Iterator[tuple[PipelineCheck | None, list[Problem]]]:
    from kartoteka.personas.rules import check_plan
    from kartoteka.pipeline.check import check_pipeline

    day = as_of or datetime.now(ZoneInfo(project.timezone)).date()
    for pipeline in project.pipelines.values():
        try:
            yield check_pipeline(project, pipeline, registry, day, check_plan)
        except KartotekaError as error:
            yield None, [project.places.problem_of(pipeline.key, error)]
