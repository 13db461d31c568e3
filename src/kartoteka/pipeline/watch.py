"""Tell those who watch a run: the observers among the plugins, and the progress display."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from kartoteka.catalog.records import Delivery, StepRecord
from kartoteka.events import RunFinished, RunStarted, StepFinished
from kartoteka.pipeline.deliver import shown_destination
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registry import Registry

StepKind = Literal["land", "segment", "score", "campaign"]


class Watch:
    """The eyes on one run.

    Attributes:
        steps: What was done, for the catalog.
        failures: What went wrong in observers; it stops nothing.
    """

    def __init__(self, registry: Registry, run_id: str, pipeline: str, project: Path, say: Callable[[str], None]) -> None:
        self._registry = registry
        self._project = project
        self._run_id = run_id
        self._pipeline = pipeline
        self.say = say
        self.steps: list[StepRecord] = []
        self.failures: list[str] = []

    def notify(self, event: RunStarted | StepFinished | RunFinished) -> None:
        """Tell the observers."""
        self.failures += self._registry.notify(event)

    @contextmanager
    def step(
        self, kind: StepKind, name: str, use: str, provenance: Provenance, fingerprint: str | None = None
    ) -> Iterator[list[int]]:
        """Time a step; the block appends the number of rows to what it is given."""
        words = {"land": "Reading", "segment": "Segmenting", "score": "Scoring", "campaign": "Selecting"}
        self.say(f"{words[kind]} {name}")
        rows: list[int] = []
        begun = time.perf_counter()
        yield rows
        seconds = time.perf_counter() - begun
        self.steps.append(StepRecord(kind, name, use, provenance.owner, sum(rows), seconds, fingerprint))
        self.notify(StepFinished(self._run_id, self._pipeline, kind, name, sum(rows), seconds))

    def delivered(self, delivery: Delivery) -> None:
        """Tell that a delivery got through."""
        self.say(f"Delivered {shown_destination(delivery, self._project)}")
        self.notify(
            StepFinished(delivery.run_id, delivery.pipeline, "deliver", delivery.staged.destination, delivery.staged.rows, 0.0)
        )
