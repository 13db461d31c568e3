"""What is left to do for committed runs, and what is left over from runs that were not: done before anything is planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kartoteka.catalog.records import Delivery
from kartoteka.pipeline.deliver import DeliveryFailure, MakeExporter, Report, deliver_pending
from kartoteka.pipeline.manifest import write_manifest
from kartoteka.pipeline.workspace import RUNS, SPILL, STAGING, remove_folder, remove_staging

if TYPE_CHECKING:
    from kartoteka.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a recovery did.

    Attributes:
        delivered: The deliveries of earlier runs that it completed.
        failures: Those that failed again; they stay pending.
        removed: The ids of killed runs whose remains it took away.
        remarks: What exporters had to say of what they delivered.
    """

    delivered: tuple[Delivery, ...]
    failures: tuple[DeliveryFailure, ...]
    removed: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def recover(catalog: Catalog, make_exporter: MakeExporter, report: Report | None = None) -> Recovery:
    """Complete what a killed or failed command left behind. The caller holds the project's lock.

    Every writing command begins with it.
    """
    delivered: list[Delivery] = []
    remarks: list[str] = []

    def note(delivery: Delivery, said: Sequence[str]) -> None:
        delivered.append(delivery)
        remarks.extend(f"{delivery.campaign}: {remark}" for remark in said)
        if report is not None:
            report(delivery, said)

    failures = finish(catalog, make_exporter, note)
    removed = remove_uncommitted(catalog)
    return Recovery(tuple(delivered), tuple(failures), removed, tuple(remarks))


def finish(
    catalog: Catalog, make_exporter: MakeExporter, report: Report | None = None, *, run_id: str | None = None
) -> list[DeliveryFailure]:
    """Deliver what is pending (of one run, if it is named), then write manifests and tidy up for all runs still open."""
    failures = deliver_pending(catalog, make_exporter, report, run_id=run_id)
    settle(catalog)
    return failures


def settle(catalog: Catalog) -> None:
    """Write the manifest of every open run, and close those for which nothing is left to do.

    The snapshot of a superseded run is removed: nothing reads it any more.
    """
    for run in catalog.open_runs():
        snapshot = catalog.state / run.snapshot
        deliveries = catalog.deliveries(run.run_id)
        if run.superseded_by is not None:
            remove_folder(snapshot)
        elif snapshot.is_dir():  # else somebody removed it; whoever reads it is told, but no run is stopped for a manifest
            write_manifest(snapshot, run, deliveries)
        if any(delivery.status == "pending" for delivery in deliveries):
            continue
        remove_staging(catalog.state / STAGING / run.run_id)
        catalog.close_run(run.run_id)


def remove_uncommitted(catalog: Catalog) -> tuple[str, ...]:
    """Remove what runs that were never committed left: snapshots, stagings, files announced elsewhere, and what was spilled."""
    live = catalog.live_run_ids()
    still_open = {run.run_id for run in catalog.open_runs()}
    stagings = [folder for folder in _folders(catalog.state / STAGING) if folder.name not in still_open]
    snapshots = [folder for folder in _folders(catalog.state / RUNS) if folder.name not in live | still_open]
    for folder in _folders(catalog.state / SPILL):
        # `kartoteka explain` takes no lock, so it may be at work there.
        if folder.name != "explain":
            remove_folder(folder)
    for folder in stagings:
        remove_staging(folder)
    for folder in snapshots:
        remove_folder(folder)
    return tuple(sorted({folder.name for folder in (*stagings, *snapshots)}))


def _folders(parent: Path) -> list[Path]:
    return sorted(folder for folder in parent.iterdir() if folder.is_dir()) if parent.is_dir() else []
