"""The rules that a pipeline's personas are tried by: those of its plan, or those over what a run has read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import Problem
from kartoteka.personas.check import PersonasCheck, check_personas
from kartoteka.personas.read import personas_file, read_personas
from kartoteka.personas.trial import Rules
from kartoteka.pipeline.explain_run import OpenRun, landed_of_run, open_run
from kartoteka.pipeline.plan import Plan
from kartoteka.pipeline.planning import plan_over_landed
from kartoteka.plugin.registry import Registry


def rules_of_plan(plan: Plan) -> Rules:
    """Over the columns that a plan has found in the sources; nothing is read yet, so there are no customers to compare with."""
    return Rules(plan, {table: source.inspected.columns for table, source in plan.sources.items()})


@contextmanager
def rules_of_run(
    project: Project, pipeline: Pipeline, registry: Registry, as_of: date | None
) -> Iterator[tuple[OpenRun, Rules]]:
    """Over what the latest run, or that of a day, has read, as of its day. The sources are not looked at.

    Raises:
        StateError: There is no such run.
        ConfigError: The rules of now do not fit what that run has read.
    """
    with open_run(project, pipeline, as_of) as opened:
        landed = landed_of_run(project, pipeline, opened.catalog, opened.run)
        columns = {table: one.columns for table, one in landed.items()}
        plan = plan_over_landed(project, pipeline, registry, opened.run.as_of, columns)
        yield opened, Rules(plan, columns, landed)


def check_file(rules: Rules) -> PersonasCheck:
    """Check the personas of a pipeline, where it names a file of them.

    Raises:
        KartotekaError: A segmenter failed.
    """
    pipeline = rules.plan.pipeline
    if pipeline.personas is None:
        return PersonasCheck()
    file = personas_file(rules.plan.project, pipeline)
    personas, problems = read_personas(file, rules.segments)
    return PersonasCheck(problems=list(problems)) if problems else check_personas(personas, rules)


def problems_of_plan(plan: Plan) -> list[Problem]:
    """What is wrong with the personas of a pipeline that is sound otherwise, as far as it can be told without a run."""
    return list(check_file(rules_of_plan(plan)).problems)
