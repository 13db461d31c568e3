"""What a run has to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kartoteka.pipeline.contacts import ContactCounts
from kartoteka.pipeline.land.statuses import Statuses
from kartoteka.pipeline.moves import Moves
from kartoteka.pipeline.orders import OrderCounts


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The reconciliation of one source, in rows: `read` = `landed` + `rejected`.

    Attributes:
        reused: It had not changed, and was not read again.
        rejects: The file that holds the rejected rows; None where there are none.
        emptied: How many cells of optional columns could not be read and were left empty; their rows are landed.
        emptied_file: The file that holds those cells; None where there are none.
        statuses: Which words for the status of orders there are, and how they were taken; None without such a column.
    """

    table: str
    read: int
    landed: int
    rejected: int
    reused: bool
    rejects: Path | None
    emptied: int = 0
    emptied_file: Path | None = None
    statuses: Statuses | None = None


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """One segment: how many customers are in it, and what they are entitled to."""

    name: str
    customers: int
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ScoredSegment:
    """One segment with its score: the scorer's columns, unprefixed, and what more it has to tell of it."""

    name: str
    score: Mapping[str, Any]
    dossier: Any = None


@dataclass(frozen=True, slots=True)
class SegmentScores:
    """What a segment scorer gave.

    Attributes:
        groups: The segmentation whose segments are scored.
        shown: The columns that people are shown.
        segments: In the order of the segmentation; those that are not scored are left out.
        remarks: Sentences of the scorer.
    """

    groups: str
    shown: Sequence[str]
    segments: Sequence[ScoredSegment]
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """A list that was staged.

    Attributes:
        destination: Where it goes, as a person would name it.
        rows: How many rows it holds.
        file: Where it goes, if that is a file; None for another place.
        remarks: What its exporter has to say of it.
        left_out: How many rows of the campaign it does not hold, by reason.
    """

    destination: str
    rows: int
    file: Path | None = None
    remarks: Sequence[str] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The run against which moves were counted."""

    run_id: str
    as_of: date


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """One campaign: `selected` = `rows` + all that were removed.

    Attributes:
        deliveries: What was staged.
    """

    name: str
    selected: int
    removed: Mapping[str, int]
    rows: int
    deliveries: Sequence[DeliveryResult] = ()


@dataclass(frozen=True, slots=True)
class RunResult:
    """A run, for people and for machines.

    Attributes:
        predecessor: The run against which moves were counted; None where there is none.
        snapshot: The file of all customers; None after a dry run.
        scores: What segment scorers gave, by step.
        replayed: Steps that were taken from an earlier run, since nothing that they follow from had changed.
        undelivered: Deliveries that are still pending, each with its reason.
        hints: What would let them through, each once.
        contacts: What became of the contacts; None without any.
        completed: Deliveries of earlier runs that were still pending, and were completed before this run began.
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
    predecessor: Predecessor | None
    campaigns: Sequence[CampaignResult]
    snapshot: Path | None
    manifest: Path | None
    warnings: Sequence[str] = field(default_factory=tuple)
    scores: Mapping[str, SegmentScores] = field(default_factory=dict)
    replayed: Sequence[str] = ()
    undelivered: Sequence[str] = ()
    hints: Sequence[str] = ()
    completed: Sequence[str] = ()
    contacts: ContactCounts | None = None
