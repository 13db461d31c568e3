"""A committed run, opened to look at its customers and orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Run
from kartoteka.config.project import Pipeline, Project
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.errors import KartotekaError, StateError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType, Text
from kartoteka.pipeline.explain_run import OpenRun, landed_of_run, open_run, run_command
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.orders import existing_lines, existing_orders
from kartoteka.pipeline.segment_scores import scores_file
from kartoteka.pipeline.snapshot import SNAPSHOT

Made = TypeVar("Made")


@dataclass(frozen=True)
class RunData:
    """What a run left.

    Attributes:
        project: The project file as it is today.
        pipeline: The pipeline in it.
        customers: The snapshot: one row each.
        columns: Its columns with their types, in order.
        landed_orders: What was landed of the orders; None without orders.
        lines: The order lines that exist for the run; None without orders.
        line_columns: Their columns.
        contacts: One row for each person at a customer; None without contacts.
        contact_columns: Their columns with their types.
        steps: The names of its segmentations and scores.
    """

    project: Project
    pipeline: Pipeline
    run: Run
    engine: DuckDBEngine
    customers: Frame
    columns: Mapping[str, ColumnType]
    landed_orders: LandedTable | None
    lines: Frame | None
    line_columns: Sequence[str]
    contacts: Frame | None
    contact_columns: Mapping[str, ColumnType]
    steps: Sequence[str]
    catalog: Catalog
    _made: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def as_of(self) -> date:
        return self.run.as_of

    def segmentation(self, segment: str, step: str | None) -> str:
        """The segmentation that has a segment.

        Raises:
            KartotekaError: None has it, or several have.
        """
        named = {name: segments for name, segments in self.run.segments.items() if step in (None, name)}
        if not named:
            raise KartotekaError(
                _("run {run} has no segmentation {name!r}", run=self.run.run_id, name=step),
                hint=_("There is: {names}.", names=", ".join(self.run.segments)),
            )
        having = [name for name, segments in named.items() if segment in segments]
        if not having:
            there = "; ".join(f"{name}: {', '.join(segments)}" for name, segments in named.items())
            raise KartotekaError(
                _("run {run} has no segment {name!r}", run=self.run.run_id, name=segment),
                hint=_("There are: {names}.", names=there),
            )
        if len(having) > 1:
            raise KartotekaError(
                _("several segmentations have a segment {name!r}", name=segment),
                hint=_("Say which: {option}", option=f"--step {having[0]}"),
            )
        return having[0]

    @cached_property
    def orders(self) -> Frame | None:
        """The orders that exist for the run: `order_id`, `customer_id`, `ordered_on`, `amount`; None without orders."""
        if self.landed_orders is None:
            return None
        return existing_orders(self.landed_orders, None, self.as_of, self.engine).orders

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for all who ask for it by this name while the run is open."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    @property
    def folder(self) -> Path:
        """Where the run's snapshot lies."""
        return self.catalog.snapshot_folder(self.run)

    @property
    def predecessor(self) -> date | None:
        """The day of the run with which it was compared; None where there was none."""
        if self.run.predecessor is None:
            return None
        before = self.catalog.run(self.run.predecessor)
        return None if before is None else before.as_of

    def own_columns(self, step: str) -> list[str]:
        """The columns of a step in the snapshot."""
        return [name for name in self.columns if name == step or name.startswith(f"{step}_")]

    def called(self, step: str) -> Mapping[str, str]:
        """What a segmentation calls its segments beside their labels: by its text column `name`, where all members have one."""
        import narwhals.stable.v2 as nw

        column = f"{step}_name"
        if self.columns.get(column) is not Text:
            return {}
        name = nw.col(column)
        counted = self.customers.group_by(step).agg(name.min().alias("least"), name.max().alias("greatest"))
        shared = counted.filter(nw.col("least") == nw.col("greatest"))
        return {row[step]: row["least"] for row in self.engine.rows(shared) if row["least"]}

    def judgements(self, step: str) -> list[str]:
        """The scores that judge the segments of a segmentation."""
        segments = set(self.run.segments[step])
        found = []
        for name in self.steps:
            scores = self.scores(name)
            if scores is None:
                continue
            config = self.pipeline.scores.get(name)
            groups = None if config is None else config.options.get("groups")
            # A score that the project file has no more is told by its segments.
            scored = {row["segment"] for row in self.engine.rows(scores.select("segment"))}
            if groups == step or (groups not in self.run.segments and scored <= segments):
                found.append(name)
        return found

    def scores(self, step: str) -> Frame | None:
        """A score by segment; None where the step gives none."""
        file = self.folder / scores_file(step)
        return self.engine.scan([file]) if file.exists() else None


@contextmanager
def open_data(project: Project, pipeline: Pipeline, as_of: date | None) -> Iterator[RunData]:
    """Open the latest run of a pipeline, or that of a day.

    Raises:
        StateError: There is none, or it is not whole any more.
    """
    with open_run(project, pipeline, as_of) as opened:
        yield _data(project, pipeline, opened)


def _data(project: Project, pipeline: Pipeline, opened: OpenRun) -> RunData:
    catalog, run, engine = opened.catalog, opened.run, opened.engine
    folder = catalog.snapshot_folder(run)
    if not (folder / SNAPSHOT).exists():
        again = run_command(project, pipeline, run.as_of)
        told = _("the snapshot of run {run} is gone", run=run.run_id)
        raise StateError(told, hint=_("Run again: {command}", command=again))
    customers = engine.scan([folder / SNAPSHOT])
    types = {name: ColumnType.of(dtype) for name, dtype in customers.collect_schema().items()}
    landed = landed_of_run(project, pipeline, catalog, run)
    orders, contacts = landed.get("orders"), landed.get("contacts")
    return RunData(
        project=project,
        pipeline=pipeline,
        run=run,
        engine=engine,
        customers=customers,
        columns={name: type_ for name, type_ in types.items() if type_ is not None},
        landed_orders=orders,
        lines=None if orders is None else existing_lines(orders, run.as_of, engine),
        line_columns=() if orders is None else tuple(orders.columns),
        contacts=None if contacts is None else engine.scan(contacts.paths),
        contact_columns={} if contacts is None else contacts.columns,
        steps=tuple(step.name for step in catalog.steps(run.run_id) if step.kind in ("segment", "score")),
        catalog=catalog,
    )
