"""A committed run, opened to look at its customers and orders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Run
from kartoteka.config.project import Pipeline, Project
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.errors import KartotekaError, StateError
from kartoteka.model.frame import Frame
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.compute import MOVES
from kartoteka.pipeline.explain_run import OpenRun, landed_of_run, open_run, run_command
from kartoteka.pipeline.orders import existing_orders
from kartoteka.pipeline.segment_scores import scores_file
from kartoteka.pipeline.snapshot import SNAPSHOT


@dataclass(frozen=True, slots=True)
class RunData:
    """What a run left.

    Attributes:
        pipeline: The pipeline as it is written now.
        customers: The snapshot: one row each.
        columns: Its columns with their types, in order.
        orders: The orders that exist for the run: `order_id`, `customer_id`, `ordered_on`, `amount`; None without orders.
        lines: The order lines that exist for the run; None without orders.
        line_columns: Their columns.
        contacts: One row for each person at a customer; None without contacts.
        contact_columns: Their columns with their types.
        moves: `customer_id`, `segmentation`, `from_segment`, `to_segment`; None where there was no predecessor.
        steps: The names of its segmentations and scores.
    """

    pipeline: Pipeline
    run: Run
    engine: DuckDBEngine
    customers: Frame
    columns: Mapping[str, ColumnType]
    orders: Frame | None
    lines: Frame | None
    line_columns: Sequence[str]
    contacts: Frame | None
    contact_columns: Mapping[str, ColumnType]
    moves: Frame | None
    steps: Sequence[str]
    catalog: Catalog

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
            hint = f"There is: {', '.join(self.run.segments)}."
            raise KartotekaError(f"run {self.run.run_id} has no segmentation {step!r}", hint=hint)
        having = [name for name, segments in named.items() if segment in segments]
        if not having:
            there = "; ".join(f"{name}: {', '.join(segments)}" for name, segments in named.items())
            raise KartotekaError(f"run {self.run.run_id} has no segment {segment!r}", hint=f"There are: {there}.")
        if len(having) > 1:
            raise KartotekaError(f"several segmentations have a segment {segment!r}", hint=f"Say which: --step {having[0]}")
        return having[0]

    def own_columns(self, step: str) -> list[str]:
        """The columns of a step in the snapshot."""
        return [name for name in self.columns if name == step or name.startswith(f"{step}_")]

    def scores(self, step: str) -> Frame | None:
        """A score by segment; None where the step gives none."""
        file = self.catalog.snapshot_folder(self.run) / scores_file(step)
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
        raise StateError(f"the snapshot of run {run.run_id} is gone", hint=f"Run again: {again}")
    customers = engine.scan([folder / SNAPSHOT])
    types = {name: ColumnType.of(dtype) for name, dtype in customers.collect_schema().items()}
    landed = landed_of_run(project, pipeline, catalog, run)
    orders, contacts = landed.get("orders"), landed.get("contacts")
    existing = None if orders is None else existing_orders(orders, None, run.as_of, engine)
    return RunData(
        pipeline=pipeline,
        run=run,
        engine=engine,
        customers=customers,
        columns={name: type_ for name, type_ in types.items() if type_ is not None},
        orders=None if existing is None else existing.orders,
        lines=None if existing is None else existing.lines,
        line_columns=() if orders is None else tuple(orders.columns),
        contacts=None if contacts is None else engine.scan(contacts.paths),
        contact_columns={} if contacts is None else contacts.columns,
        moves=engine.scan([folder / MOVES]) if (folder / MOVES).exists() else None,
        steps=tuple(step.name for step in catalog.steps(run.run_id) if step.kind in ("segment", "score")),
        catalog=catalog,
    )
