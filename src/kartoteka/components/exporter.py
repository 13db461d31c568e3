"""Exporters: each delivers the rows of a campaign, in two halves, so that a killed run never leaves half a list."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kartoteka.components import cells
from kartoteka.components.base import Component, OptionProblem
from kartoteka.components.rows import Rows
from kartoteka.durable import fsync_file, fsync_folder
from kartoteka.errors import Problem
from kartoteka.model.types import ColumnType

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Staged:
    """Something that is written, fsynced, and waits to be delivered.

    It is kept in the catalog as JSON until the delivery is done, so `details` holds only strings, numbers, booleans,
    lists and mappings.

    Attributes:
        staged: The file that holds what will be delivered.
        destination: Where it goes, as a person would name it; secrets are left out.
        rows: How many rows it holds.
        sha256: Of the staged file.
        details: Whatever else `deliver` has to know.
        remarks: Sentences that a run tells of it, a dry run as well: what will change, what was left out and why. They are not
            kept.
        left_out: How many rows it does not hold, for each reason in a few words; printed, and kept in the manifest.
    """

    staged: Path
    destination: str
    rows: int
    sha256: str
    details: Mapping[str, Any] = field(default_factory=dict)
    remarks: Sequence[str] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Staging:
    """Where `prepare` may write.

    Attributes:
        folder: A folder of this run and export alone, inside the state folder.
        key: Names this run and export; the same again when a delivery is tried again.
        announce: To be called with a path outside `folder` *before* anything is written there, so that a run that is
            killed can be tidied up after.
    """

    folder: Path
    key: str
    announce: Announce


class Announce(Protocol):
    """Remembers a path before it is written to."""

    def __call__(self, path: Path) -> None: ...


@dataclass(frozen=True, slots=True)
class CampaignProblem(OptionProblem):
    """What is wrong with the campaign that an export belongs to; `option` is a path below the campaign."""


class Exporter(Component):
    """Delivers the rows of a campaign to a system. `self.context.step` is the campaign's name."""

    def destinations(self, labels: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """Where it will deliver to, before anything is read, so that two exports of one run do not write to one place.

        Args:
            labels: The labels of each segmentation of the pipeline, by step name.

        Returns:
            A text for each place, the same for the same place; none where deliveries cannot get in each other's way.

        Raises:
            ConfigError: An option names a place that cannot be written to.
        """
        return ()

    def campaign_problem(self, key: str, message: str, hint: str | None = None) -> Problem:
        """A problem of a key of the campaign, such as `consent`, for `problems()`: what was found, what would do."""
        return CampaignProblem(message, hint=hint, option=(key,))

    @abstractmethod
    def prepare(self, rows: Rows, staging: Staging) -> Sequence[Staged]:
        """Write what will be delivered, and fsync it. Nothing outside may change yet.

        A list split by segment stages one for each segment, also for those that are empty now.
        """

    @abstractmethod
    def deliver(self, staged: Staged, key: str) -> Sequence[str] | None:
        """Put it where it belongs. Called again with the same `key` after a crash: it must then change nothing more.

        Returns:
            Sentences that a run tells: what the system refused, and where that is listed. None where there are none.

        Raises:
            DeliveryError: It did not get through; the message says what would do. It stays pending.
        """

    def chunks(self, rows: Rows, size: int = cells.CHUNK_ROWS) -> Iterator[pa.RecordBatch]:
        """The rows in chunks of exactly `size` (the last one smaller), in the Arrow types of their columns."""
        return cells.chunks(rows, size)

    def plain_text(self, values: pa.Array, kind: ColumnType) -> pa.Array:
        """Cells as exact text: `12.50`, `2026-11-30`, `true`; empty stays empty."""
        return cells.plain_text(values, kind)

    def seal(
        self,
        file: Path,
        *,
        destination: str,
        rows: int,
        details: Mapping[str, Any] | None = None,
        remarks: Sequence[str] = (),
        left_out: Mapping[str, int] | None = None,
    ) -> Staged:
        """Put a finished file and its name on the disk, and describe it. The last thing that `prepare` does with a file."""
        fsync_file(file)
        fsync_folder(file.parent)
        return Staged(file, destination, rows, sha256_of(file), details or {}, tuple(remarks), left_out or {})


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's contents, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
