"""Run members through the segmentations of a pipeline, as a run does with its customers."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kartoteka.components.segmenter import Check, Segmenter
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.errors import KartotekaError
from kartoteka.language import gettext as _
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import Text
from kartoteka.personas.sample import Columns, Member, land_members
from kartoteka.pipeline.customers import known_customers, mark_blacklisted
from kartoteka.pipeline.declared import checks_of
from kartoteka.pipeline.land import LandedTable
from kartoteka.pipeline.orders import empty_frame, existing_orders, no_orders
from kartoteka.pipeline.plan import Plan, PlannedStep
from kartoteka.pipeline.snapshot import join_step
from kartoteka.pipeline.steps import run_step
from kartoteka.plugin.blame import blame


@dataclass(frozen=True, slots=True)
class Rules:
    """The segmentations of a pipeline, and what its customers look like to them.

    Attributes:
        columns: By table, the columns that are landed of it.
        landed: The landed tables of a run, for segmentations that compare customers; None where there is no run to speak of.
    """

    plan: Plan
    columns: Columns
    landed: Mapping[str, LandedTable] | None = None

    @property
    def segments(self) -> dict[str, list[str]]:
        """The segments of each segmentation, the blacklist among them."""
        return {step.config.name: [label.name for label in step.labels] for step in self.plan.segmenters}

    def up_to(self, segmentation: str) -> list[PlannedStep]:
        """A segmentation and those before it, whose columns it may speak of."""
        steps = self.plan.segmenters
        names = [step.config.name for step in steps]
        return steps[: names.index(segmentation) + 1]

    def compares_customers(self, segmentation: str) -> bool:
        """Whether where a member lands follows from other customers as well."""
        return any(
            isinstance(step.component, Segmenter) and step.component.compares_customers for step in self.up_to(segmentation)
        )

    def can_try(self, segmentation: str) -> bool:
        """Whether what is needed to try a persona is there."""
        return self.landed is not None or not self.compares_customers(segmentation)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where members landed.

    Attributes:
        segments: By their id.
        frame: Every customer with the columns of the segmentations.
    """

    segments: Mapping[str, str]
    step: PlannedStep
    tables: Tables
    frame: Frame

    def why(self, customer_id: str) -> Sequence[Check]:
        """What decided where a member is; empty where its segmenter does not tell."""
        import narwhals.stable.v2 as nw

        mine = nw.col("customer_id") == nw.lit(customer_id)
        component = self.step.component
        assert isinstance(component, Segmenter)
        alone = Tables(
            self.frame.filter(mine),
            self.tables.orders.filter(mine),
            self.tables.order_lines.filter(mine),
            self.tables.contacts.filter(mine),
        )
        with blame("segmenter", self.step.config.use, self.step.provenance):
            return checks_of(component, alone, customer_id)


@contextmanager
def landing(rules: Rules, segmentation: str, members: Sequence[Member]) -> Iterator[Landing]:
    """Sort members by a segmentation: alone, or among the customers of a run where it compares customers.

    Raises:
        PluginError: A segmenter failed.
    """
    among = rules.landed if rules.compares_customers(segmentation) else None
    project = rules.plan.project
    with tempfile.TemporaryDirectory(prefix="kartoteka-") as name:
        folder = Path(name)
        engine = DuckDBEngine(
            folder / "spill",
            memory_limit=project.memory_limit,
            memory_share=project.memory_share,
            threads=project.threads,
        )
        with closing(engine):
            landed = land_members(members, rules.columns, folder, among)
            tables = _tables(rules, landed, engine)
            yield _sorted(rules, segmentation, tables, members, engine)


def _tables(rules: Rules, landed: Mapping[str, LandedTable], engine: DuckDBEngine) -> Tables:
    orders = landed.get("orders")
    known = known_customers(landed.get("customers"), orders, rules.plan.as_of, engine)
    customers = mark_blacklisted(known, landed.get("blacklist"), engine)
    existing = no_orders(engine) if orders is None else existing_orders(orders, None, rules.plan.as_of, engine)
    if "contacts" in landed:
        contacts = engine.scan(landed["contacts"].paths)
    else:
        contacts = empty_frame({"customer_id": Text, **rules.columns.get("contacts", {})}, engine)
    single = orders is None or orders.single_line_orders
    return Tables(customers, existing.orders, existing.lines, contacts, {}, single)


def _sorted(rules: Rules, segmentation: str, tables: Tables, members: Sequence[Member], engine: DuckDBEngine) -> Landing:
    import narwhals.stable.v2 as nw

    frame = tables.customers
    customers = engine.count(frame)
    steps = rules.up_to(segmentation)
    for step in steps:
        seen = dataclasses.replace(tables, customers=frame)
        with blame("segmenter", step.config.use, step.provenance):
            given = run_step(step, seen, engine, customers)
        tables = dataclasses.replace(tables, steps={**tables.steps, step.config.name: given})
        frame = join_step(frame, step, given, engine)
    ids = [member.customer_id for member in members]
    mine = nw.col("customer_id").is_in(ids)
    found = {
        row["customer_id"]: row[segmentation] for row in engine.rows(frame.filter(mine).select("customer_id", segmentation))
    }
    missing = [one for one in ids if one not in found]
    if missing:
        hint = _("Where customers come from the orders, it needs an order that exists.")
        raise KartotekaError(_("{customer} is no customer", customer=missing[0]), hint=hint)
    return Landing(found, steps[-1], tables, frame)
