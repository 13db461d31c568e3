"""Run records, and a bare project, for tests of the catalog and of commits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kartoteka.catalog.records import (
    CampaignRecord,
    DeliveryRecord,
    MoveCount,
    RunRecord,
    SourceCount,
    StepRecord,
)
from kartoteka.components.exporter import Staged
from kartoteka.config.places import Places
from kartoteka.config.project import Project

STARTED = datetime(2026, 12, 1, 7, 0, 0, 123456, tzinfo=UTC)
FINISHED = datetime(2026, 12, 1, 7, 0, 9, tzinfo=UTC)
DAY = date(2026, 11, 30)


def bare_project(folder: Path, catalog: str | None = None) -> Project:
    """A project without pipelines."""
    return Project(folder / "kartoteka.yaml", "en", "UTC", "PLN", {}, Places("kartoteka.yaml"), catalog)


def run_record(run_id: str, pipeline: str = "shop", as_of: date = DAY, **other: Any) -> RunRecord:
    """A run of 3 customers with one campaign; `other` replaces what it has."""
    values: dict[str, Any] = {
        "started_at": STARTED,
        "finished_at": FINISHED,
        "rules_sha256": "ab" * 32,
        "versions": {"kartoteka": "0.1.0", "acme": "2.0"},
        "snapshot": f"runs/{run_id}",
        "customers": 3,
        "segments": {"loyalty": {"vip": 1, "inactive": 2, "no-orders": 0}},
        "sources": [SourceCount("customers", 3, 3, 0), SourceCount("orders", 7, 6, 1)],
        "steps": [
            StepRecord("land", "orders", "csv", "kartoteka 0.1.0", 6, 0.25),
            StepRecord("segment", "loyalty", "frequency", "kartoteka 0.1.0", 3, 0.5),
        ],
        "campaigns": [CampaignRecord("mail", "loyalty = 'vip'", "email", "consent_email", 2, {"no consent": 1}, 1)],
        "moves": [
            MoveCount("loyalty", "vip", "inactive", "down", 2),
            MoveCount("loyalty", None, "vip", "new", 1),
        ],
    }
    return RunRecord(run_id=run_id, pipeline=pipeline, as_of=as_of, **{**values, **other})


def delivery_record(folder: Path, key: str, destination: str = "out/mail.csv", **options: Any) -> DeliveryRecord:
    """One row, staged at a path in the project's folder where there need not be a file."""
    staged = Staged(folder / ".kartoteka" / "staging" / key, destination, 1, "cd" * 32, {"part": "wholesale"})
    return DeliveryRecord("mail", "csv", "kartoteka 0.1.0", options, key, staged)
