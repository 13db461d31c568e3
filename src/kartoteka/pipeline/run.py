"""One run, from the lock to the last delivery."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from pathlib import Path

from kartoteka.catalog import Catalog
from kartoteka.catalog.records import Delivery
from kartoteka.config.project import Pipeline, Project
from kartoteka.engine.duckdb import DuckDBEngine
from kartoteka.events import RunFinished, RunStarted
from kartoteka.language import gettext as _
from kartoteka.language import ngettext, number_in_words
from kartoteka.pipeline.broken_off import break_off, noted
from kartoteka.pipeline.commit import commit
from kartoteka.pipeline.compute import Computed, compute
from kartoteka.pipeline.deliver import DeliveryFailure, hints_of, list_in_words, shown_destination
from kartoteka.pipeline.exporters import exporter_maker
from kartoteka.pipeline.lock import project_lock
from kartoteka.pipeline.manifest import FILE as MANIFEST
from kartoteka.pipeline.planning import plan_or_raise
from kartoteka.pipeline.recover import finish, recover
from kartoteka.pipeline.result import RunResult
from kartoteka.pipeline.snapshot import SNAPSHOT
from kartoteka.pipeline.watch import Watch
from kartoteka.pipeline.workspace import Workspace
from kartoteka.plugin.registry import Registry


def run_pipeline(
    project: Project,
    pipeline: Pipeline,
    registry: Registry,
    as_of: date,
    *,
    dry_run: bool = False,
    say: Callable[[str], None] = lambda text: None,
) -> RunResult:
    """Read, segment, score, commit and deliver.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        as_of: The day from which the rules look back.
        dry_run: Compute everything; keep and deliver nothing.
        say: Is told what is being done, for a progress display.

    Returns:
        What there is to tell. Its `undelivered` names the deliveries that are still pending.

    Raises:
        ConfigError: The pipeline does not fit its data or its components.
        InputError: An input cannot be read, or too much of it was rejected; nothing was delivered.
        PluginError: A component failed or broke its contract; nothing was delivered.
        LockedError: Another run of this project is under way.

    Whatever is raised has as notes what else there is to know: that the run was committed before, which observers failed,
    and which deliveries of earlier runs were completed first.
    """
    started_at = datetime.now(UTC)
    with project_lock(project.state), closing(Catalog.open(project)) as catalog, ExitStack() as stack:
        make_exporter = exporter_maker(project, registry)
        say(_("Completing what an earlier run left"))
        recovery = recover(catalog, make_exporter)
        completed = [list_in_words(delivery, project.folder) for delivery in recovery.delivered]
        if completed:
            stack.enter_context(noted(_completed_first(completed)))
        say(_("Planning"))
        plan = plan_or_raise(project, pipeline, registry, as_of)
        stack.callback(plan.connections.close)
        run_id = catalog.next_run_id(pipeline.name, as_of)
        watch = Watch(registry, run_id, pipeline.name, project.folder, say)
        workspace = Workspace(project.state, catalog.root, run_id)
        committed: Computed | None = None
        try:
            watch.notify(RunStarted(run_id, pipeline.name, as_of, dry_run))
            with closing(_engine(project, run_id)) as engine:
                workspace.begin()
                computed = compute(plan, catalog, workspace, engine, watch)
                computed.warnings += recovery.remarks
                failures = list(recovery.failures)
                if dry_run:
                    workspace.discard()
                else:
                    say(_("Committing"))
                    overtaken = commit(catalog, workspace, computed.record(started_at, datetime.now(UTC)))
                    committed = computed
                    computed.warnings += [_overtaken(delivery, project.folder) for delivery in overtaken]
                    gone = {delivery.id for delivery in overtaken}
                    failures = [failure for failure in failures if failure.delivery.id not in gone]
                    say(_("Delivering"))
                    failures += finish(catalog, make_exporter, watch.delivered, run_id=run_id)
        except BaseException as error:
            break_off(error, plan, catalog, workspace, watch, committed)
            raise
        result = _result(computed, workspace, failures, watch, completed=completed, dry_run=dry_run)
        heard = len(watch.failures)
        watch.notify(RunFinished(run_id, pipeline.name, as_of, result.status, computed.counts))
        return dataclasses.replace(result, warnings=[*result.warnings, *watch.failures[heard:]])


def _engine(project: Project, run_id: str) -> DuckDBEngine:
    return DuckDBEngine(
        project.state / "spill" / run_id,
        memory_limit=project.memory_limit,
        memory_share=project.memory_share,
        threads=project.threads,
    )


def _overtaken(delivery: Delivery, folder: Path) -> str:
    where = shown_destination(delivery, folder)
    return _("the list {list} of run {run} never got through; this run takes its place", list=where, run=delivery.run_id)


def _completed_first(completed: Sequence[str]) -> str:
    return ngettext(
        "{number} pending delivery of an earlier run was completed first: {names}",
        "{number} pending deliveries of an earlier run were completed first: {names}",
        len(completed),
        number=number_in_words(len(completed)),
        names="; ".join(completed),
    )


def _result(
    computed: Computed,
    workspace: Workspace,
    failures: list[DeliveryFailure],
    watch: Watch,
    *,
    completed: Sequence[str],
    dry_run: bool,
) -> RunResult:
    warnings = [*computed.warnings, *watch.remarks, *watch.failures]
    if completed:
        warnings.insert(0, _completed_first(completed))
    return RunResult(
        run_id=workspace.run_id,
        pipeline=computed.plan.pipeline.name,
        as_of=computed.plan.as_of,
        status="dry-run" if dry_run else "delivery-pending" if failures else "committed",
        customers=computed.customers,
        sources=computed.sources,
        orders=computed.orders,
        contacts=computed.contacts,
        segments=computed.segments,
        moves=computed.moves,
        predecessor=computed.predecessor,
        campaigns=computed.campaigns,
        snapshot=None if dry_run else workspace.folder / SNAPSHOT,
        manifest=None if dry_run else workspace.folder / MANIFEST,
        warnings=warnings,
        scores=computed.scores,
        replayed=computed.replayed,
        undelivered=[str(failure) for failure in failures],
        hints=hints_of(failures),
        completed=completed,
    )
