"""The rules that a pipeline's personas are tried by: those of its plan, or those over what a run has read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from kartoteka.catalog import Catalog
from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import KartotekaError, Problem
from kartoteka.language import gettext as _
from kartoteka.personas.check import check_personas
from kartoteka.personas.checked import PersonasCheck
from kartoteka.personas.read import personas_file, read_personas
from kartoteka.personas.trial import Rules
from kartoteka.pipeline.explain_run import landed_of_run
from kartoteka.pipeline.plan import Plan
from kartoteka.pipeline.planning import plan_or_raise, plan_over_landed
from kartoteka.plugin.registry import Registry
from kartoteka.profile import RunData, open_data


def rules_of_plan(plan: Plan) -> Rules:
    """Over the columns that a plan has found in the sources; nothing is read yet, so there are no customers to compare with."""
    return Rules(plan, {table: source.inspected.columns for table, source in plan.sources.items()})


@contextmanager
def rules_of_run(
    project: Project, pipeline: Pipeline, registry: Registry, as_of: date | None
) -> Iterator[tuple[RunData, Rules]]:
    """Over what the latest run, or that of a day, has read, as of its day. The sources are not looked at.

    Raises:
        StateError: There is no such run.
        ConfigError: The rules of now do not fit what that run has read.
    """
    with open_data(project, pipeline, as_of) as data:
        landed = landed_of_run(project, pipeline, data.catalog, data.run)
        columns = {table: one.columns for table, one in landed.items()}
        plan = plan_over_landed(project, pipeline, registry, data.as_of, columns)
        yield data, Rules(plan, columns, landed)


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


def check_plan(plan: Plan) -> tuple[list[str], list[Problem]]:
    """What there is to say of the personas of a pipeline that is sound otherwise, as far as it can be told without a run.

    Returns:
        Sentences, and what is wrong.
    """
    if plan.pipeline.personas is None:
        return [], []
    checked = check_file(rules_of_plan(plan))
    return checked.sentences(plan.pipeline.personas), checked.problems


def check_pipeline_personas(project: Project, pipeline: Pipeline, registry: Registry, as_of: date | None) -> PersonasCheck:
    """Check the personas of a pipeline over what its latest run, or that of a day, has read; before any run over its sources.

    Raises:
        ConfigError: The pipeline has problems, or names no file of personas.
        StateError: There is no run as of that day.
        KartotekaError: A component failed, or an input cannot be read.
    """
    personas_file(project, pipeline)
    if as_of is None and not _was_run(project, pipeline):
        today = datetime.now(ZoneInfo(project.timezone)).date()
        plan = plan_or_raise(project, pipeline, registry, today)
        with closing(plan.connections):
            return check_file(rules_of_plan(plan))
    with rules_of_run(project, pipeline, registry, as_of) as (_data, rules):
        return check_file(rules)


def _was_run(project: Project, pipeline: Pipeline) -> bool:
    catalog = Catalog.open_to_read(project)
    if catalog is None:
        return False
    with closing(catalog):
        return catalog.current(pipeline.name) is not None


def wrong_personas(project: Project, pipeline: Pipeline, registry: Registry, as_of: date) -> list[str]:
    """What a run has to tell of wrong personas. Where customers are compared none is tried: it would take too long."""
    try:
        with rules_of_run(project, pipeline, registry, as_of) as (_data, rules):
            problems = check_file(replace(rules, landed=None)).problems
    except KartotekaError as error:
        return [_("the personas could not be checked: {reason}", reason=error)]
    return [_("a persona is wrong: {problem}", problem=problem) for problem in problems]
