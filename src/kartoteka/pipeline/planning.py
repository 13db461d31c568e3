"""Make a plan: everything that can be checked is, and all problems are told at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import Problem, error_of
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.plan import Plan
from kartoteka.pipeline.planner import Planner
from kartoteka.plugin.registry import Registry


def make_plan(project: Project, pipeline: Pipeline, registry: Registry, as_of: date) -> tuple[Plan, list[Problem]]:
    """Resolve a pipeline.

    Returns:
        The plan, and every problem that was found. Where there are any, the plan holds what stands in spite of them. Its
        connections are to be closed.
    """
    planner = Planner(project, pipeline, registry, as_of)
    try:
        return planner.plan(), planner.problems
    except BaseException:
        planner.connections.close()
        raise


def plan_or_raise(project: Project, pipeline: Pipeline, registry: Registry, as_of: date) -> Plan:
    """Resolve a pipeline.

    Raises:
        ConfigError: With every problem that was found.
        InputError: The same, where every one is an input that cannot be read, and the project file is sound.
        PluginError: The same, where the project file is sound, and a plugin failed.
    """
    plan, problems = make_plan(project, pipeline, registry, as_of)
    if problems:
        plan.connections.close()
        raise error_of(problems)
    return plan


def plan_over_landed(
    project: Project, pipeline: Pipeline, registry: Registry, as_of: date, tables: Mapping[str, Mapping[str, ColumnType]]
) -> Plan:
    """Resolve the segmentations and scores alone, over tables that were read before: no source and no campaign is looked at.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        as_of: The day from which the rules look back.
        tables: The columns of the landed tables, with their types.

    Raises:
        ConfigError: With every problem that was found.
    """
    planner = Planner(project, pipeline, registry, as_of)
    steps, columns = planner.steps(tables)
    if planner.problems:
        raise error_of(planner.problems)
    return Plan(project, pipeline, as_of, {}, steps, (), columns)
