"""The moves of one segmentation: how many customers went from which segment to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kartoteka.catalog.records import MoveCount, Run
from kartoteka.report.page import Mark

Ends = tuple[str | None, str | None]
"""From where to where; None is outside, for the new and the gone."""

WAYS: tuple[Mark, ...] = ("up", "down", "sideways", "new", "gone")


@dataclass(frozen=True, slots=True)
class Flow:
    """Customers who went the same way. `way` is `stayed` where both ends are one segment."""

    start: str | None
    end: str | None
    customers: int
    way: Mark


@dataclass(frozen=True, slots=True)
class Flows:
    """The whole matrix of moves.

    Attributes:
        segments: Those of either run, best first; segments that the run has no more stand last.
        flows: What is not empty, from the best segment downwards; None comes last.
    """

    segmentation: str
    segments: Sequence[str]
    flows: Sequence[Flow]

    @property
    def totals(self) -> Mapping[Mark, int]:
        """How many went which way."""
        return {way: sum(flow.customers for flow in self.flows if flow.way == way) for way in WAYS}

    @property
    def by_ends(self) -> Mapping[Ends, Flow]:
        """Each flow by where it begins and ends."""
        return {(flow.start, flow.end): flow for flow in self.flows}


def flows_of(run: Run, before: Run, step: str, moves: Sequence[MoveCount]) -> Flows:
    """The flows of a segmentation between a run and its predecessor, both of which have it.

    Those who stayed are the members of a segment less all who came.
    """
    changed = [move for move in moves if move.segmentation == step]
    came: dict[str, int] = {}
    for move in changed:
        if move.to_segment is not None:
            came[move.to_segment] = came.get(move.to_segment, 0) + move.customers
    flows = [Flow(move.from_segment, move.to_segment, move.customers, move.direction) for move in changed]
    for segment, members in run.segments[step].items():
        stayed = members - came.get(segment, 0)
        if stayed:
            flows.append(Flow(segment, segment, stayed, "stayed"))
    segments = list(run.segments[step])
    segments += [segment for segment in before.segments[step] if segment not in segments]
    order = {segment: at for at, segment in enumerate(segments)}

    def place(flow: Flow) -> tuple[int, int]:
        ends = (flow.start, flow.end)
        first, second = (len(order) if end is None else order[end] for end in ends)
        return first, second

    return Flows(step, segments, sorted(flows, key=place))
