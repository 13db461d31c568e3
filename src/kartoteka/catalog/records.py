"""What the catalog is given when a run commits, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from kartoteka.components.exporter import Staged

Direction = Literal["up", "down", "sideways", "new", "gone"]
DeliveryStatus = Literal["pending", "delivered", "overtaken"]


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The reconciliation of one source: `read` is always `landed` + `rejected`, in rows."""

    name: str
    read: int
    landed: int
    rejected: int


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a run, in the order in which they ran.

    Attributes:
        plugin: Whose it is: `kartoteka 0.1.0`.
        fingerprint: Of all that it follows from: for a table that was landed, of its source; for another step, where a later
            run may take it from this one's snapshot.
    """

    kind: Literal["land", "segment", "score", "campaign"]
    name: str
    use: str
    plugin: str
    rows: int
    seconds: float
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class MoveCount:
    """One cell of the matrix of moves: how many customers went from one segment to another.

    A move has two different ends, so those who stayed are not in it. `from_segment` is None for the new, `to_segment` for
    those who are gone.
    """

    segmentation: str
    from_segment: str | None
    to_segment: str | None
    direction: Direction
    customers: int


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """Whom a campaign addressed, for the manifest.

    Attributes:
        selection: The condition as it is written; None selected everybody.
        consent: The field that was asked, or `not-checked`; None where the channel is `none`.
        selected: Customers (or contacts) that the condition selected.
        removed: How many of them were left out, by reason.
        rows: How many are on the list.
        withheld: Sensitive columns that an export without `columns` did not get.
        left_out: For each destination whose exporter left rows out, how many for which reason.
    """

    name: str
    selection: str | None
    channel: str
    consent: str | None
    selected: int
    removed: Mapping[str, int]
    rows: int
    withheld: Sequence[str] = ()
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One thing that an exporter staged, and what it takes to make that exporter again.

    Attributes:
        options: The export's options *as written in the project file*: a secret is still its reference (`${env:NAME}`).
        key: Names the run, the export and the part of it; the same whenever the delivery is tried again.
    """

    campaign: str
    use: str
    plugin: str
    options: Mapping[str, Any]
    key: str
    staged: Staged


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What is known of a run before its commit as well as after it.

    Attributes:
        started_at: UTC, as `finished_at`.
        rules_sha256: Of the pipeline's rules in a canonical form.
        versions: Of the distributions that took part, `kartoteka` among them.
        snapshot: The folder of the snapshot, relative to the state folder, with `/`.
        customers: How many rows the snapshot has.
        segments: For each segmentation, how many customers are in each segment.
        predecessor: The run against which moves were counted.
    """

    run_id: str
    pipeline: str
    as_of: date
    started_at: datetime
    finished_at: datetime
    rules_sha256: str
    versions: Mapping[str, str]
    snapshot: str
    customers: int
    segments: Mapping[str, Mapping[str, int]]
    sources: Sequence[SourceCount] = ()
    campaigns: Sequence[CampaignRecord] = ()
    predecessor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord(RunFacts):
    """Everything that becomes true when a run commits."""

    steps: Sequence[StepRecord] = ()
    moves: Sequence[MoveCount] = ()
    deliveries: Sequence[DeliveryRecord] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(RunFacts):
    """A committed run, as the catalog remembers it.

    Attributes:
        number: Counts the commits of all pipelines; a later commit has a greater one.
        superseded_by: The run of the same as-of date that took its place; its snapshot is gone.
        closed: Nothing is left to do for it: delivered, manifest written, tidied up.
    """

    number: int
    superseded_by: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery as the catalog remembers it.

    Attributes:
        status: `overtaken` when a newer run was committed while it was still pending: it is never tried again.
        error: Why it failed the last time.
    """

    id: int
    run_id: str
    pipeline: str
    as_of: date
    campaign: str
    use: str
    plugin: str
    options: Mapping[str, Any]
    key: str
    staged: Staged
    status: DeliveryStatus = "pending"
    attempts: int = 0
    error: str | None = field(default=None)


def relative_to_project(path: Path, project: Path) -> str:
    """A path as it is remembered: relative where it lies in the project's folder, which may be moved or copied."""
    path = path.absolute()
    return path.relative_to(project.absolute()).as_posix() if path.is_relative_to(project.absolute()) else str(path)
