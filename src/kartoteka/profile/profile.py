"""The profile of each segment, put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kartoteka.components.dossier import Dossier
from kartoteka.config.competitors import competitors_file, read_competitors
from kartoteka.config.project import Pipeline, Project
from kartoteka.profile.competitors import Competition, competition_of
from kartoteka.profile.dossier import read_dossiers
from kartoteka.profile.money import Money, money_of
from kartoteka.profile.moved import Moves, moves_of
from kartoteka.profile.products import Bought, bought_by, paid_by
from kartoteka.profile.run_data import RunData, open_data
from kartoteka.profile.significance import require_special
from kartoteka.profile.traits import Trait, traits_of
from kartoteka.profile.whom import Whom, whom


@dataclass(frozen=True, slots=True)
class SegmentProfile:
    """What the customers of a segment have in common, as of a run. All of it is plain data.

    Attributes:
        currency: Of every amount.
        called: What the segmentation calls it beside its label, by what sets it apart; None where it does not.
        size: How many they are.
        share: Of all customers, from 0 to 1; None where there are none.
        money: What they bring in; None without orders.
        whom: Business or consumer, for whom they buy, and which kinds of customer they are.
        traits: Each field against all other customers, those that set the segment apart first.
        bought: What they buy; empty where orders do not tell.
        paid: How their orders were paid; likewise.
        moves: How it changed since the predecessor; None where there was none.
        competition: Who else serves them, and whom to approach next.
        dossiers: How it was judged, by the name of the score.
    """

    run_id: str
    as_of: date
    currency: str
    segmentation: str
    segment: str
    called: str | None
    size: int
    customers: int
    share: float | None
    money: Money | None
    whom: Whom
    traits: Sequence[Trait]
    bought: Sequence[Bought]
    paid: Sequence[Bought]
    moves: Moves | None
    competition: Competition
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)


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
        ConfigError: The library of the tests is missing, or the competitors file has problems.
    """
    require_special()
    with open_data(project, pipeline, as_of) as data:
        return profile_all(data, data.segmentation(segment, step))[segment]


def profile_all(data: RunData, step: str) -> Mapping[str, SegmentProfile]:
    """Profile every segment of a segmentation, in its order, with one set of queries for all of them.

    Args:
        data: A run that `open_data` has opened.
        step: The name of one of its segmentations.

    Raises:
        ConfigError: The library of the tests is missing, or the competitors file has problems.
    """
    require_special()
    return data.once(f"profiles {step}", lambda: _profiles(data, step))


def _profiles(data: RunData, step: str) -> Mapping[str, SegmentProfile]:
    sizes = data.run.segments[step]
    segments = list(sizes)
    known = read_competitors(competitors_file(data.project, data.pipeline))
    money = money_of(data, step)
    kinds = whom(data, step, segments)
    traits = traits_of(data, step, segments)
    bought, paid = bought_by(data, step, segments), paid_by(data, step, segments)
    moves, called = moves_of(data, step), data.called(step)
    competition = competition_of(data, step, segments, known)
    dossiers = {name: read_dossiers(data.folder, name) for name in data.judgements(step)}
    customers = data.run.customers
    return {
        segment: SegmentProfile(
            run_id=data.run.run_id,
            as_of=data.as_of,
            currency=data.pipeline.currency,
            segmentation=step,
            segment=segment,
            called=called.get(segment),
            size=sizes[segment],
            customers=customers,
            share=sizes[segment] / customers if customers else None,
            money=money.get(segment),
            whom=kinds[segment],
            traits=traits[segment],
            bought=bought.get(segment, ()),
            paid=paid.get(segment, ()),
            moves=moves.get(segment),
            competition=competition.get(segment, Competition()),
            dossiers={name: told[segment] for name, told in dossiers.items() if segment in told},
        )
        for segment in segments
    }
