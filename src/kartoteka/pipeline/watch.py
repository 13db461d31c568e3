"""Tell those who watch a run: the observers among the plugins, and the progress display."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kartoteka.catalog.records import Delivery, StepRecord
from kartoteka.events import RunFinished, RunStarted, StepFinished
from kartoteka.language import N_
from kartoteka.language import gettext as _
from kartoteka.pipeline.deliver import shown_destination
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registry import Registry

StepKind = Literal["land", "segment", "score", "campaign"]


_DOING: dict[StepKind, str] = {
    "land": N_("Reading {name}"),
    "segment": N_("Segmenting {name}"),
    "score": N_("Scoring {name}"),
    "campaign": N_("Selecting {name}"),
}


@dataclass
class Done:
    """What a step came to."""

    rows: int = 0
    fingerprint: str | None = None


class Watch:
    """The eyes on one run.

    Attributes:
        steps: What was done, for the catalog.
        failures: What went wrong in observers; it stops nothing.
        remarks: What exporters had to say of what they delivered.
    """

    def __init__(self, registry: Registry, run_id: str, pipeline: str, project: Path, say: Callable[[str], None]) -> None:
        self._registry = registry
        self._project = project
        self._run_id = run_id
        self._pipeline = pipeline
        self.say = say
        self.steps: list[StepRecord] = []
        self.failures: list[str] = []
        self.remarks: list[str] = []

    def notify(self, event: RunStarted | StepFinished | RunFinished) -> None:
        """Tell the observers."""
        self.failures += self._registry.notify(event)

    @contextmanager
    def step(
        self, kind: StepKind, name: str, use: str, provenance: Provenance, fingerprint: str | None = None
    ) -> Iterator[Done]:
        """Time a step; the block writes into what it is given how many rows there were."""
        self.say(_(_DOING[kind], name=name))
        done = Done(fingerprint=fingerprint)
        begun = time.perf_counter()
        yield done
        seconds = time.perf_counter() - begun
        self.steps.append(StepRecord(kind, name, use, provenance.owner, done.rows, seconds, done.fingerprint))
        self.notify(StepFinished(self._run_id, self._pipeline, kind, name, done.rows, seconds))

    def delivered(self, delivery: Delivery, remarks: Sequence[str]) -> None:
        """Tell that a delivery got through."""
        self.remarks += [f"{delivery.campaign}: {remark}" for remark in remarks]
        self.say(_("Delivered {place}", place=shown_destination(delivery, self._project)))
        self.notify(
            StepFinished(delivery.run_id, delivery.pipeline, "deliver", delivery.staged.destination, delivery.staged.rows, 0.0)
        )
