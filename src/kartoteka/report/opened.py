"""A run, opened for a report: its data, its rules, and what it followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from kartoteka.catalog.records import Delivery, MoveCount, Run, StepRecord
from kartoteka.config.project import Pipeline, Project
from kartoteka.pipeline.explain_run import landed_of_run, suppressions_of_run
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.plan import Plan, PlannedStep
from kartoteka.pipeline.planning import plan_over_landed
from kartoteka.pipeline.rules import rules_sha256
from kartoteka.plugin.registry import Registry
from kartoteka.profile.run_data import RunData, open_data


@dataclass(frozen=True, slots=True)
class OpenedRun:
    """What a report is made of.

    Attributes:
        data: The customers, orders and scores of the run.
        before: The predecessor; None for a first run.
        moves: Between both.
        plan: The segmentations and scores as the project file has them now, over what the run has read.
        steps: The same by name.
        records: What the run did, in order.
        landed: What was read of each table.
        lists: What was read of each campaign's suppression list, by `suppression-` and the campaign.
        read_again: The tables and lists that were read anew since the run.
        deliveries: What it handed out.
        same_rules: The pipeline stands in the project file as it did for the run.
    """

    project: Project
    pipeline: Pipeline
    data: RunData
    before: Run | None
    moves: Sequence[MoveCount]
    plan: Plan
    steps: Mapping[str, PlannedStep]
    records: Sequence[StepRecord]
    landed: Mapping[str, LandedTable]
    lists: Mapping[str, LandedTable]
    read_again: frozenset[str]
    deliveries: Sequence[Delivery]
    same_rules: bool

    @property
    def run(self) -> Run:
        return self.data.run


@contextmanager
def open_for_report(project: Project, pipeline: Pipeline, registry: Registry, as_of: date | None) -> Iterator[OpenedRun]:
    """Open the latest run of a pipeline, or that of a day. Nothing is read anew, and nothing is written.

    Raises:
        StateError: There is no such run, or it is not whole any more.
        ConfigError: The steps of the project file do not fit what was read.
    """
    with open_data(project, pipeline, as_of) as data:
        run, catalog = data.run, data.catalog
        landed = landed_of_run(project, pipeline, catalog, run)
        lists = suppressions_of_run(project, pipeline, catalog, run)
        columns = {table: one.columns for table, one in landed.items()}
        plan = plan_over_landed(project, pipeline, registry, run.as_of, columns)
        records = catalog.steps(run.run_id)
        read = {step.name: step.fingerprint for step in records if step.kind == "land"}
        yield OpenedRun(
            project=project,
            pipeline=pipeline,
            data=data,
            before=None if run.predecessor is None else catalog.run(run.predecessor),
            moves=catalog.moves(run.run_id),
            plan=plan,
            steps={step.config.name: step for step in plan.steps},
            records=records,
            landed=landed,
            lists=lists,
            read_again=frozenset(name for name, one in {**landed, **lists}.items() if one.fingerprint != read[name]),
            deliveries=catalog.deliveries(run.run_id),
            same_rules=rules_sha256(plan) == run.rules_sha256,
        )
