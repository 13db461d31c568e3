"""Why a customer is where it is: each tier or rule, met or not, and what would change it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Run
from kartoteka.components.segmenter import Check, Segmenter
from kartoteka.config.project import Pipeline, Project
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.errors import KartotekaError, StateError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import Text
from kartoteka.pipeline.changed import changed_since
from kartoteka.pipeline.compute import MOVES
from kartoteka.pipeline.customers import BLACKLISTED, known_customers, mark_blacklisted
from kartoteka.pipeline.declared import checks_of
from kartoteka.pipeline.explain_run import landed_of_run, open_run, run_command
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.orders import empty_frame, existing_orders, no_orders
from kartoteka.pipeline.plan import Plan, PlannedStep
from kartoteka.pipeline.planning import plan_over_landed
from kartoteka.pipeline.replay import step_fingerprint
from kartoteka.pipeline.snapshot import SNAPSHOT
from kartoteka.plugin.blame import blame
from kartoteka.plugin.registry import Registry


@dataclass(frozen=True, slots=True)
class StepExplanation:
    """One segmentation or score of one customer.

    Attributes:
        segment: Where the customer is; None for a score.
        terms: What it is entitled to.
        checks: What decided it, one after the other.
        evidence: The step's columns, unprefixed.
        message: What would keep or raise it, in a sentence.
        moved_from: Where it was at the predecessor, where that is another segment.
    """

    name: str
    use: str
    segment: str | None
    terms: Mapping[str, Any]
    checks: Sequence[Check]
    evidence: Mapping[str, Any]
    message: str | None = None
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A customer as the latest run, or the run for a day, found it."""

    customer_id: str
    name: str | None
    run_id: str
    as_of: date
    blacklisted: bool
    steps: Sequence[StepExplanation]
    predecessor: str | None
    warnings: Sequence[str] = ()


def explain_customer(
    project: Project, pipeline: Pipeline, registry: Registry, customer_id: str, as_of: date | None = None
) -> Explanation:
    """Explain one customer, from the snapshot of a run and from what it has read.

    The sources are not read, and may be gone: what has changed of them since is a warning. Nothing is written.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        customer_id: Whom.
        as_of: The run of that day; the latest run where it is None.

    Raises:
        StateError: There is no such run.
        KartotekaError: There is no such customer.
    """
    with open_run(project, pipeline, as_of) as opened:
        run = opened.run
        landed = landed_of_run(project, pipeline, opened.catalog, run)
        columns = {table: one.columns for table, one in landed.items()}
        plan = plan_over_landed(project, pipeline, registry, run.as_of, columns)
        read = {table: one.fingerprint for table, one in landed.items()}
        explainer = _Explainer(plan, opened.catalog, run, opened.engine, customer_id, landed)
        explainer.tell_of_inputs(changed_since(project, pipeline, registry, run.as_of, read))
        return explainer.explain()


@dataclass
class _Explainer:
    plan: Plan
    catalog: Catalog
    run: Run
    engine: DuckDBEngine
    customer_id: str
    landed: Mapping[str, LandedTable]
    warnings: list[str] = field(default_factory=list)

    def tell_of_inputs(self, changed: Mapping[str, str | None]) -> None:
        """Warn of inputs that are not what they were, or cannot be looked at, so that the next run may tell something else."""
        for table, reason in changed.items():
            what = _("the files, or how they are read, have changed") if reason is None else reason
            told = _("{table}: {what}; this is told as run {run} has read them", table=table, what=what, run=self.run.run_id)
            self.warnings.append(told)

    def explain(self) -> Explanation:
        row = self.snapshot_row()
        moved = self.moved()
        tables = self.tables(self.landed)
        changed = self.changed_steps(self.landed)
        warnings = self.warnings
        steps = []
        for step in self.plan.steps:
            missing = [name for name in step.columns if name not in row]
            if missing:
                warnings.append(
                    _(
                        "step {step!r} was not part of run {run}; run again to see it",
                        step=step.config.name,
                        run=self.run.run_id,
                    )
                )
                continue
            if step.config.name in changed:
                warnings.append(
                    _(
                        "{step}: what was read, or the rules, have changed since run {run}, so the reasons cannot be told; "
                        "'{command}' brings both together",
                        step=step.config.name,
                        run=self.run.run_id,
                        command=self.run_again,
                    )
                )
            steps.append(self.step(step, row, None if step.config.name in changed else tables, moved))
        return Explanation(
            customer_id=self.customer_id,
            name=row.get("name"),
            run_id=self.run.run_id,
            as_of=self.run.as_of,
            blacklisted=bool(row[BLACKLISTED]),
            steps=steps,
            predecessor=self.run.predecessor,
            warnings=warnings,
        )

    def snapshot_row(self) -> Mapping[str, Any]:
        import narwhals.stable.v2 as nw

        file = self.catalog.snapshot_folder(self.run) / SNAPSHOT
        if not file.exists():
            raise StateError(
                _("the snapshot of run {run} is gone: there is no {file}", run=self.run.run_id, file=file),
                hint=_("Bring it back from a backup, or run again: {command}", command=self.run_again),
            )
        snapshot = self.engine.scan([file])
        rows = self.engine.rows(snapshot.filter(nw.col("customer_id") == nw.lit(self.customer_id)))
        if rows:
            return rows[0]
        known = [row["customer_id"] for row in self.engine.rows(snapshot.select("customer_id").head(100_000))]
        near = get_close_matches(self.customer_id, known, n=3)
        hint = (
            _("Did you mean {names}?", names=", ".join(near)) if near else _("The number is the one in the column customer_id.")
        )
        raise KartotekaError(
            _("run {run} knows no customer {customer!r}", run=self.run.run_id, customer=self.customer_id), hint=hint
        )

    def moved(self) -> dict[str, str]:
        import narwhals.stable.v2 as nw

        file = self.catalog.snapshot_folder(self.run) / MOVES
        if not file.exists():
            return {}
        moves = self.engine.scan([file]).filter(nw.col("customer_id") == nw.lit(self.customer_id))
        return {row["segmentation"]: row["from_segment"] for row in self.engine.rows(moves) if row["from_segment"]}

    def changed_steps(self, landed: Mapping[str, LandedTable]) -> set[str]:
        """The steps of the run that would be another over what is landed now, or by the rules of now.

        All of them where another table is landed than the run has read; else those of which it can be told, as they follow
        from their inputs alone.
        """
        steps = self.catalog.steps(self.run.run_id)
        read = {step.name: step.fingerprint for step in steps if step.kind == "land"}
        if None not in read.values() and read != {table: one.fingerprint for table, one in landed.items()}:
            return {step.config.name for step in self.plan.steps}
        then = {step.name: step.fingerprint for step in steps if step.kind in ("segment", "score")}
        now: list[str | None] = []
        changed = set()
        for step in self.plan.steps:
            with blame(step.config.kind, step.config.use, step.provenance):
                now.append(step_fingerprint(step, self.plan, landed, now))
            if then.get(step.config.name) not in (None, now[-1]):
                changed.add(step.config.name)
        return changed

    def tables(self, landed: Mapping[str, LandedTable]) -> Tables:
        """The tables with this customer alone."""
        orders = landed.get("orders")
        known = known_customers(landed.get("customers"), orders, self.run.as_of, self.engine, customer_id=self.customer_id)
        customers = mark_blacklisted(known, landed.get("blacklist"), self.engine)
        existing = no_orders(self.engine)
        if orders is not None:
            existing = existing_orders(orders, None, self.run.as_of, self.engine, customer_id=self.customer_id)
        contacts = self.contacts(landed.get("contacts"))
        return Tables(customers, existing.orders, existing.lines, contacts)

    @property
    def run_again(self) -> str:
        return run_command(self.plan.project, self.plan.pipeline, self.run.as_of)

    def contacts(self, landed: LandedTable | None) -> Frame:
        import narwhals.stable.v2 as nw

        if landed is None:
            return empty_frame({"customer_id": Text}, self.engine)
        return self.engine.scan(landed.paths).filter(nw.col("customer_id") == nw.lit(self.customer_id))

    def step(
        self, step: PlannedStep, row: Mapping[str, Any], tables: Tables | None, moved: Mapping[str, str]
    ) -> StepExplanation:
        """Explain one step; without its tables only what the snapshot says."""
        evidence = {own: row[step.column(own)] for own in step.own}
        checks: Sequence[Check] = ()
        message = None
        if isinstance(step.component, Segmenter) and tables is not None and not row[BLACKLISTED]:
            with blame("segmenter", step.config.use, step.provenance):
                wide = dataclasses.replace(tables, customers=self.beside(tables.customers, row))
                checks = checks_of(step.component, wide, self.customer_id)
                if "message" in step.component.on_request:
                    message = step.component.message("message", evidence)
        return StepExplanation(
            name=step.config.name,
            use=step.config.use,
            segment=evidence.pop("segment", None),
            terms={name: row[step.column(name)] for name in step.terms if row[step.column(name)] is not None},
            checks=checks,
            evidence=evidence,
            message=message,
            moved_from=moved.get(step.config.name),
        )

    def beside(self, customers: Frame, row: Mapping[str, Any]) -> Frame:
        """The customer with the columns of all steps, as they stand in the snapshot."""
        import pyarrow as pa

        columns = {name: type_ for step in self.plan.steps for name, type_ in step.columns.items() if name in row}
        if not columns:
            return customers
        told = pa.table(
            {
                "customer_id": [self.customer_id],
                **{name: pa.array([row[name]], type_.to_arrow()) for name, type_ in columns.items()},
            }
        )
        return customers.join(self.engine.from_arrow(told), on="customer_id", how="left")
