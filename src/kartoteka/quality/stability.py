"""How many customers stay in their segment between a run and its predecessor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kartoteka.profile.run_data import RunData


@dataclass(frozen=True, slots=True)
class Stayed:
    """Of those who are customers in both runs.

    Attributes:
        before: How many of them were in the segment in the predecessor.
        stayed: How many of these still are.
        share: From 0 to 1; None where nobody was.
    """

    before: int
    stayed: int

    @property
    def share(self) -> float | None:
        return self.stayed / self.before if self.before else None


@dataclass(frozen=True, slots=True)
class Stability:
    """What stayed since the predecessor.

    Attributes:
        predecessor: The run with which this one is compared, and its day.
        all: Of all customers.
        segments: Of those who were in each segment then.
    """

    predecessor: str
    as_of: date
    all: Stayed
    segments: Mapping[str, Stayed]


def stability_of(data: RunData, step: str) -> Stability | None:
    """None where there is no predecessor, or where it did not have the segmentation."""
    before = None if data.run.predecessor is None else data.catalog.run(data.run.predecessor)
    if before is None or step not in before.segments:
        return None
    gone: dict[str, int] = {}
    moved: dict[str, int] = {}
    for cell in data.catalog.moves(data.run.run_id):
        if cell.segmentation == step and cell.from_segment is not None:
            ended = gone if cell.to_segment is None else moved
            ended[cell.from_segment] = ended.get(cell.from_segment, 0) + cell.customers
    segments = {}
    for segment, customers in before.segments[step].items():
        remained = customers - gone.get(segment, 0)
        segments[segment] = Stayed(remained, remained - moved.get(segment, 0))
    together = Stayed(sum(one.before for one in segments.values()), sum(one.stayed for one in segments.values()))
    return Stability(before.run_id, before.as_of, together, segments)
