"""What an observer hook is told: one frozen event for each moment of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run has taken the lock and its plan is sound; nothing has been read yet."""

    run_id: str
    pipeline: str
    as_of: date
    dry_run: bool


@dataclass(frozen=True, slots=True)
class StepFinished:
    """One step of a run is done. `rows` is what it wrote, `seconds` its wall time."""

    run_id: str
    pipeline: str
    kind: Literal["land", "segment", "score", "campaign", "deliver"]
    name: str
    rows: int
    seconds: float


@dataclass(frozen=True, slots=True)
class RunFinished:
    """A run has ended. `segments` maps each segmentation to the number of customers in each of its segments.

    `failed` is a run that was not committed. One that was stopped after its commit is `committed`, or `delivery-pending` where
    a delivery is still to be made; in both cases `error` says what has stopped it.
    """

    run_id: str
    pipeline: str
    as_of: date
    status: Literal["committed", "dry-run", "failed", "delivery-pending"]
    segments: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    error: str | None = None
