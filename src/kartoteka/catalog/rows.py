"""Records as rows of the catalog, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from kartoteka.catalog.records import (
    CampaignRecord,
    Delivery,
    DeliveryRecord,
    MoveCount,
    Run,
    RunRecord,
    SourceCount,
    StepRecord,
    relative_to_project,
)
from kartoteka.components.exporter import Staged


def run_values(record: RunRecord) -> dict[str, Any]:
    """The columns of `runs` that follow from the record alone."""
    return {
        "run_id": record.run_id,
        "pipeline": record.pipeline,
        "as_of": record.as_of,
        "started_at": record.started_at,
        "finished_at": record.finished_at,
        "rules_sha256": record.rules_sha256,
        "versions": dict(record.versions),
        "segments": {name: dict(counts) for name, counts in record.segments.items()},
        "sources": [asdict(source) for source in record.sources],
        "campaigns": [asdict(campaign) | {"removed": dict(campaign.removed)} for campaign in record.campaigns],
    }


def step_values(step: StepRecord) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "name": step.name,
        "uses": step.use,
        "plugin": step.plugin,
        "rows": step.rows,
        "seconds": step.seconds,
        "fingerprint": step.fingerprint,
    }


def delivery_values(delivery: DeliveryRecord, project: Path) -> dict[str, Any]:
    """Paths are kept relative to the project's folder, so that a project may be moved while a delivery is pending."""
    staged = delivery.staged
    return {
        "campaign": delivery.campaign,
        "uses": delivery.use,
        "plugin": delivery.plugin,
        "options": dict(delivery.options),
        "key": delivery.key,
        "staged": relative_to_project(staged.staged, project),
        "destination": staged.destination,
        "rows": staged.rows,
        "sha256": staged.sha256,
        "details": dict(staged.details),
        "status": "pending",
        "attempts": 0,
    }


def run_of(row: Row[Any]) -> Run:
    return Run(
        number=row.number,
        run_id=row.run_id,
        pipeline=row.pipeline,
        as_of=row.as_of,
        started_at=row.started_at,
        finished_at=row.finished_at,
        rules_sha256=row.rules_sha256,
        versions=row.versions,
        snapshot=row.snapshot_folder,
        customers=row.snapshot_customers,
        segments=row.segments,
        sources=tuple(SourceCount(**source) for source in row.sources),
        campaigns=tuple(CampaignRecord(**campaign | {"withheld": tuple(campaign["withheld"])}) for campaign in row.campaigns),
        predecessor=row.predecessor_id,
        superseded_by=row.successor_id,
        closed=row.closed,
    )


def step_of(row: Row[Any]) -> StepRecord:
    return StepRecord(row.kind, row.name, row.uses, row.plugin, row.rows, row.seconds, row.fingerprint)


def move_of(row: Row[Any]) -> MoveCount:
    return MoveCount(row.segmentation, row.from_segment, row.to_segment, row.direction, row.customers)


def delivery_of(row: Row[Any], project: Path) -> Delivery:
    return Delivery(
        id=row.id,
        run_id=row.run_id,
        pipeline=row.pipeline,
        as_of=row.as_of,
        campaign=row.campaign,
        use=row.uses,
        plugin=row.plugin,
        options=row.options,
        key=row.key,
        staged=Staged(project / row.staged, row.destination, row.rows, row.sha256, row.details),
        status=row.status,
        attempts=row.attempts,
        error=row.error,
    )
