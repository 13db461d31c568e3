"""How a segment moved since the run before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kartoteka.catalog.records import Direction
from kartoteka.profile.run_data import RunData


@dataclass(frozen=True, slots=True)
class Moved:
    """How many customers came from, or went to, another segment; None for new and gone ones.

    Attributes:
        direction: Which way that is by the ranks of the segments: `up`, `down` or `sideways`, and `new` or `gone`.
    """

    segment: str | None
    customers: int
    direction: Direction


@dataclass(frozen=True, slots=True)
class Moves:
    """Since which day, who came, who went, and how many stayed."""

    since: date
    came: Sequence[Moved]
    went: Sequence[Moved]
    stayed: int


def moves_of(data: RunData, step: str) -> Mapping[str, Moves]:
    """For each segment; empty where the run was compared with none, or the run before did not have the segmentation."""
    since = data.predecessor
    before = None if data.run.predecessor is None else data.catalog.run(data.run.predecessor)
    if since is None or before is None or step not in before.segments:
        return {}
    changes = [one for one in data.catalog.moves(data.run.run_id) if one.segmentation == step]
    found = {}
    for segment, size in data.run.segments[step].items():
        came = [Moved(one.from_segment, one.customers, one.direction) for one in changes if one.to_segment == segment]
        went = [Moved(one.to_segment, one.customers, one.direction) for one in changes if one.from_segment == segment]
        stayed = size - sum(one.customers for one in came)
        found[segment] = Moves(since, sorted(came, key=_largest), sorted(went, key=_largest), stayed)
    return found


def _largest(moved: Moved) -> tuple[int, str]:
    return -moved.customers, moved.segment or ""
