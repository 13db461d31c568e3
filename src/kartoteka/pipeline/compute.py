"""What a run computes before anything becomes true: landed tables, steps, snapshot, moves, staged campaigns."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

import kartoteka
from kartoteka.catalog import Catalog
from kartoteka.catalog.records import CampaignRecord, DeliveryRecord, Run, RunRecord, SourceCount, StepRecord
from kartoteka.components.scorer import SegmentScorer
from kartoteka.components.segmenter import Segmenter
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.language import gettext as _
from kartoteka.language import list_in_words
from kartoteka.model.frame import Frame
from kartoteka.model.tables import Tables
from kartoteka.model.types import Text
from kartoteka.pipeline.contacts import ContactCounts, count_contacts
from kartoteka.pipeline.customer_keys import CustomerKeys
from kartoteka.pipeline.customers import known_customers, mark_blacklisted
from kartoteka.pipeline.declared import warning_sentences
from kartoteka.pipeline.labels_named import labels_never_given
from kartoteka.pipeline.land import LandedTable, land_table
from kartoteka.pipeline.land.limits import rejects_that_matter
from kartoteka.pipeline.left_behind import lists_left_behind
from kartoteka.pipeline.meanwhile import importing_meanwhile
from kartoteka.pipeline.moves import Moves, moves_frame, write_moves
from kartoteka.pipeline.named_by_lists import customers_not_there, suppressing_nobody
from kartoteka.pipeline.orders import OrderCounts, empty_frame, existing_orders, no_orders
from kartoteka.pipeline.plan import Plan, PlannedSource, PlannedStep, suppression_columns
from kartoteka.pipeline.replay import replayed, step_fingerprint
from kartoteka.pipeline.result import CampaignResult, Predecessor, SegmentResult, SegmentScores, SourceResult
from kartoteka.pipeline.rules import rules_sha256
from kartoteka.pipeline.segment_scores import beside_customers, compute_scores, kept_scores, scores_file, tell_scores
from kartoteka.pipeline.snapshot import SNAPSHOT, join_step, segment_counts
from kartoteka.pipeline.stage import Audience, stage_campaign
from kartoteka.pipeline.steps import check_step_rows, run_step
from kartoteka.pipeline.strangers import strangers
from kartoteka.pipeline.watch import StepKind, Watch
from kartoteka.pipeline.workspace import Workspace
from kartoteka.plugin.blame import blame
from kartoteka.plugin.provenance import Provenance

OURS = Provenance("kartoteka", kartoteka.__version__, "")
MOVES = "moves.parquet"


@dataclass
class Computed:
    """Everything that a run found out, and what it staged."""

    plan: Plan
    workspace: Workspace
    customers: int = 0
    sources: list[SourceResult] = field(default_factory=list)
    orders: OrderCounts | None = None
    contacts: ContactCounts | None = None
    segments: dict[str, list[SegmentResult]] = field(default_factory=dict)
    scores: dict[str, SegmentScores] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)
    before: Run | None = None
    campaigns: list[CampaignResult] = field(default_factory=list)
    campaign_records: list[CampaignRecord] = field(default_factory=list)
    deliveries: list[DeliveryRecord] = field(default_factory=list)
    steps: Sequence[StepRecord] = ()
    warnings: list[str] = field(default_factory=list)
    replayed: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """For each segmentation, the number of customers in each segment."""
        return {name: {one.name: one.customers for one in segments} for name, segments in self.segments.items()}

    @property
    def predecessor(self) -> Predecessor | None:
        """The run against which moves were counted."""
        return None if self.before is None else Predecessor(self.before.run_id, self.before.as_of)

    def record(self, started_at: datetime, finished_at: datetime) -> RunRecord:
        """What the catalog is to remember."""
        return RunRecord(
            run_id=self.workspace.run_id,
            pipeline=self.plan.pipeline.name,
            as_of=self.plan.as_of,
            started_at=started_at,
            finished_at=finished_at,
            rules_sha256=rules_sha256(self.plan),
            versions={"kartoteka": kartoteka.__version__, **self.plan.versions},
            snapshot=self.workspace.snapshot,
            customers=self.customers,
            segments=self.counts,
            sources=[SourceCount(one.table, one.read, one.landed, one.rejected) for one in self.sources],
            steps=self.steps,
            campaigns=self.campaign_records,
            moves=self.moves.changes,
            deliveries=self.deliveries,
            predecessor=None if self.before is None else self.before.run_id,
        )


def compute(plan: Plan, catalog: Catalog, workspace: Workspace, engine: DuckDBEngine, watch: Watch) -> Computed:
    """Do everything that a run does before it is committed."""
    computed = Computed(plan, workspace)
    computed.warnings += labels_never_given(plan)
    with importing_meanwhile(), closing(plan.connections):
        landed = land_all(plan, engine, watch, computed)
    sources = {table: landed[table] for table in plan.sources}
    tables = make_tables(plan, sources, engine, computed)
    wide = run_steps(plan, tables, sources, catalog, engine, watch, computed)
    snapshot = workspace.folder / SNAPSHOT
    watch.say(_("Writing the snapshot"))
    engine.write_parquet(wide.select(*plan.columns), snapshot, ["customer_id"])
    wide = engine.scan([snapshot])
    for step in plan.segmenters:
        counts = segment_counts(wide, step, engine)
        terms = {label.name: label.terms for label in step.labels}
        computed.segments[step.config.name] = [SegmentResult(name, count, terms[name]) for name, count in counts.items()]
    find_moves(plan, catalog, wide, engine, computed)
    run_campaigns(plan, landed, wide, engine, watch, computed)
    written = {one.staged.destination for one in computed.deliveries}
    computed.warnings += lists_left_behind(catalog, plan.pipeline.name, plan.project.folder, written)
    computed.steps = watch.steps
    return computed


def land_all(plan: Plan, engine: DuckDBEngine, watch: Watch, computed: Computed) -> dict[str, LandedTable]:
    """Read every source that has changed, and every suppression list."""
    landed = {}
    for table, source in plan.read.items():
        with watch.step("land", table, source.config.use, source.provenance) as done:
            one = land_one(source, plan, engine, watch)
            done.rows, done.fingerprint = one.rows_landed, one.fingerprint
        landed[table] = one
        told = [*one.sentences(plan.project.folder), *rejects_that_matter(one, source.config)]
        computed.warnings += [f"{table}: {sentence}" for sentence in told]
        computed.sources.append(
            SourceResult(
                table,
                read=one.rows_read,
                landed=one.rows_landed,
                rejected=one.rows_rejected,
                reused=one.reused,
                rejects=one.rejects_file if one.rows_rejected else None,
                emptied=one.cells_emptied,
                emptied_file=one.emptied_file if one.cells_emptied else None,
                statuses=one.statuses,
            )
        )
    return landed


def land_one(source: PlannedSource, plan: Plan, engine: DuckDBEngine, watch: Watch) -> LandedTable:
    """Read one source, if it has changed."""
    with blame("source", source.config.use, source.provenance):
        return land_table(
            source.config,
            source.component,
            pipeline=plan.pipeline,
            project=plan.project,
            engine=engine,
            progress=watch.say,
            inspected=source.inspected,
            lookups=[lookup.component for lookup in source.lookups],
        )


def make_tables(plan: Plan, landed: Mapping[str, LandedTable], engine: DuckDBEngine, computed: Computed) -> Tables:
    """The tables as of the run's day."""
    orders = landed.get("orders")
    known = known_customers(landed.get("customers"), orders, plan.as_of, engine)
    blacklist = landed.get("blacklist")
    customers = mark_blacklisted(known, blacklist, engine)
    if blacklist is not None:
        told = customers_not_there(engine.scan(blacklist.paths), customers, engine)
        computed.warnings += [f"blacklist: {sentence}" for sentence in told]
    computed.customers = engine.count(customers)
    if not computed.customers:
        read = list_in_words([table for table in ("customers", "orders") if table in landed])
        computed.warnings.append(
            _("there are no customers: what was read of {tables} names none, so every list is empty", tables=read)
        )
    existing = no_orders(engine)
    if orders is not None:
        unknown = strangers(orders, landed["customers"], engine) if "customers" in landed else None
        existing = existing_orders(orders, unknown, plan.as_of, engine)
        computed.orders = existing.counts
    contacts = empty_frame({"customer_id": Text}, engine)
    if "contacts" in landed:
        contacts = engine.scan(landed["contacts"].paths)
        computed.contacts = count_contacts(landed["contacts"], customers, engine)
    single = orders is None or orders.single_line_orders
    keys = CustomerKeys(customers, engine)
    return Tables(customers, existing.orders, existing.lines, contacts, {}, single, keys)


def run_steps(
    plan: Plan,
    tables: Tables,
    landed: Mapping[str, LandedTable],
    catalog: Catalog,
    engine: DuckDBEngine,
    watch: Watch,
    computed: Computed,
) -> Frame:
    """Every segmenter and scorer in order; each sees what those before it gave."""
    wide = tables.customers
    fingerprints: list[str | None] = []
    for step in plan.steps:
        kind: StepKind = "segment" if isinstance(step.component, Segmenter) else "score"
        seen = dataclasses.replace(tables, customers=wide)
        with blame(step.config.kind, step.config.use, step.provenance):
            fingerprints.append(step_fingerprint(step, plan, landed, fingerprints))
        scores_segments = isinstance(step.component, SegmentScorer)
        given = None if scores_segments else replayed(step, fingerprints[-1], catalog, engine)
        with (
            watch.step(kind, step.config.name, step.config.use, step.provenance, fingerprints[-1]) as done,
            blame(step.config.kind, step.config.use, step.provenance),
        ):
            if scores_segments:
                given = score_segments(step, seen, fingerprints[-1], catalog, engine, computed)
            elif given is None:
                given = run_step(step, seen, engine, computed.customers)
            else:
                computed.replayed.append(step.config.name)
            done.rows = computed.customers
        with blame(step.config.kind, step.config.use, step.provenance):
            if isinstance(step.component, Segmenter):
                told = warning_sentences(step.component, seen, given)
                computed.warnings += [f"{step.config.name}: {sentence}" for sentence in told]
        tables = dataclasses.replace(tables, steps={**tables.steps, step.config.name: given})
        wide = join_step(wide, step, given, engine)
    return wide


def score_segments(
    step: PlannedStep, tables: Tables, fingerprint: str | None, catalog: Catalog, engine: DuckDBEngine, computed: Computed
) -> Frame:
    """The scores of segments, kept with the run; and beside each customer."""
    scores = kept_scores(step, fingerprint, catalog, engine)
    if scores is None:
        scores = compute_scores(step, tables, engine)
    else:
        computed.replayed.append(step.config.name)
    told = tell_scores(step, scores, step.component.context.segments[step.component.options["groups"]], engine)
    computed.scores[step.config.name] = told
    engine.write_parquet(scores, computed.workspace.folder / scores_file(step.config.name), ["segment"])
    given = beside_customers(step, scores, tables, engine)
    check_step_rows(step, given, tables, engine, computed.customers)
    return given


def find_moves(plan: Plan, catalog: Catalog, wide: Frame, engine: DuckDBEngine, computed: Computed) -> None:
    """Compare with the predecessor, where there is one."""
    run = catalog.predecessor(plan.pipeline.name, plan.as_of)
    if run is None:
        return
    file = catalog.snapshot_folder(run) / SNAPSHOT
    if not file.exists():
        computed.warnings.append(
            _(
                "the snapshot of run {run} is gone, so this run is compared with none: there is no {file}",
                run=run.run_id,
                file=file,
            )
        )
        return
    computed.before = run
    before = engine.scan([file])
    had = set(before.collect_schema().names())
    frames = [moves_frame(step, wide, before) for step in plan.segmenters if step.config.name in had]
    if frames:
        computed.moves = write_moves(frames, computed.workspace.folder / MOVES, engine)


def run_campaigns(
    plan: Plan, landed: Mapping[str, LandedTable], wide: Frame, engine: DuckDBEngine, watch: Watch, computed: Computed
) -> None:
    """Stage every campaign."""
    contacts = landed.get("contacts")
    for campaign in plan.campaigns:
        suppress = None
        if campaign.suppress is not None:
            listed = landed[campaign.suppress.config.name]
            suppress = engine.scan(listed.paths).select(*suppression_columns(listed.columns))
            told = suppressing_nobody(suppress, wide, engine)
            computed.warnings += [f"{listed.table}: {sentence}" for sentence in told]
        audience = Audience(
            wide,
            None if contacts is None else engine.scan(contacts.paths),
            {} if contacts is None else contacts.columns,
            suppress,
        )
        with watch.step("campaign", campaign.config.name, "campaign", OURS) as done:
            staged = stage_campaign(campaign, audience, plan, computed.workspace, engine, watch)
            done.rows = staged.result.rows
        computed.campaigns.append(staged.result)
        computed.campaign_records.append(staged.record)
        computed.deliveries += staged.deliveries
