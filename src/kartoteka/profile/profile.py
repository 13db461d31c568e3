"""The profile of one segment, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kartoteka.config.project import Pipeline, Project
from kartoteka.profile.competitors import Competitor, competitors_of
from kartoteka.profile.money import Money, money_of
from kartoteka.profile.products import Bought, bought_by
from kartoteka.profile.run_data import RunData, open_data
from kartoteka.profile.significance import require_scipy
from kartoteka.profile.traits import Trait, traits


@dataclass(frozen=True, slots=True)
class Moved:
    """How many customers came from, or went to, another segment since the predecessor; None for new and gone ones."""

    segment: str | None
    customers: int


@dataclass(frozen=True, slots=True)
class SegmentProfile:
    """What the customers of a segment have in common, as of a run.

    Attributes:
        size: How many they are.
        share: Of all customers, from 0 to 1; None where there are none.
        money: What they bring in; None without orders.
        traits: Each field against all other customers, those that set the segment apart first.
        bought: What they buy.
        came: From where members came since the predecessor.
        went: To where customers left.
        competitors: Who else serves them.
    """

    run_id: str
    as_of: date
    segmentation: str
    segment: str
    size: int
    customers: int
    share: float | None
    money: Money | None
    traits: Sequence[Trait]
    bought: Sequence[Bought]
    came: Sequence[Moved]
    went: Sequence[Moved]
    competitors: Sequence[Competitor]


def profile_segment(
    project: Project, pipeline: Pipeline, segment: str, *, step: str | None = None, as_of: date | None = None
) -> SegmentProfile:
    """Profile a segment as the latest run, or the run of a day, has it. Nothing is read anew and nothing is written.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        segment: Which segment.
        step: Of which segmentation; may be left out where only one has such a segment.
        as_of: The day of the run.

    Raises:
        StateError: There is no such run.
        KartotekaError: There is no such segment.
        ConfigError: The library of the tests is missing.
    """
    require_scipy()
    with open_data(project, pipeline, as_of) as data:
        name = data.segmentation(segment, step)
        size, customers = data.run.segments[name][segment], data.run.customers
        came, went = _moved(data, name, segment)
        return SegmentProfile(
            run_id=data.run.run_id,
            as_of=data.as_of,
            segmentation=name,
            segment=segment,
            size=size,
            customers=customers,
            share=size / customers if customers else None,
            money=money_of(data, name).get(segment),
            traits=traits(data, name, segment),
            bought=bought_by(data, name, segment),
            came=came,
            went=went,
            competitors=competitors_of(data, name, segment),
        )


def _moved(data: RunData, step: str, segment: str) -> tuple[list[Moved], list[Moved]]:
    import narwhals.stable.v2 as nw

    if data.moves is None:
        return [], []
    changed = data.moves.filter(nw.col("segmentation") == nw.lit(step))
    rows = data.engine.rows(changed.group_by("from_segment", "to_segment").agg(nw.len().alias("customers")))
    ends = [(row["from_segment"], row["to_segment"], int(row["customers"])) for row in rows]
    came = [Moved(before, count) for before, after, count in ends if after == segment and before != segment]
    went = [Moved(after, count) for before, after, count in ends if before == segment and after != segment]
    return sorted(came, key=_largest), sorted(went, key=_largest)


def _largest(moved: Moved) -> tuple[int, str]:
    return -moved.customers, moved.segment or ""
