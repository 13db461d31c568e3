"""What a run has to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kartoteka.pipeline.moves import Moves
from kartoteka.pipeline.orders import OrderCounts


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The reconciliation of one source, in rows: `read` = `landed` + `rejected`.

    Attributes:
        reused: It had not changed, and was not read again.
        rejects: The file that holds the rejected rows; None where there are none.
    """

    table: str
    read: int
    landed: int
    rejected: int
    reused: bool
    rejects: Path | None


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """One segment: how many customers are in it, and what they are entitled to."""

    name: str
    customers: int
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """One campaign: `selected` = `rows` + all that were removed.

    Attributes:
        deliveries: What was staged: destination and rows of each.
    """

    name: str
    selected: int
    removed: Mapping[str, int]
    rows: int
    deliveries: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run, for people and for machines.

    Attributes:
        predecessor: The run against which moves were counted, and its as-of date.
        snapshot: The file of all customers; None after a dry run.
        replayed: Steps that were taken from an earlier run, since nothing that they follow from had changed.
        undelivered: Deliveries that are still pending, each with its reason.
        hints: What would let them through, each once.
    """

    run_id: str
    pipeline: str
    as_of: date
    status: Literal["committed", "dry-run", "delivery-pending"]
    customers: int
    sources: Sequence[SourceResult]
    orders: OrderCounts | None
    segments: Mapping[str, Sequence[SegmentResult]]
    moves: Moves
    predecessor: tuple[str, date] | None
    campaigns: Sequence[CampaignResult]
    snapshot: Path | None
    manifest: Path | None
    warnings: Sequence[str] = field(default_factory=tuple)
    replayed: Sequence[str] = ()
    undelivered: Sequence[str] = ()
    hints: Sequence[str] = ()
