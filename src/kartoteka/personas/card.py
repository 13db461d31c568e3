"""The one-page card of a segment: its persona, and the segment's portrait in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kartoteka.config.project import Pipeline, Project
from kartoteka.errors import KartotekaError, error_of
from kartoteka.language import gettext as _
from kartoteka.personas.check import check_personas
from kartoteka.personas.figures import (
    Figure,
    apart_figures,
    bought_figures,
    declared_figures,
    segment_figures,
    terms_figures,
)
from kartoteka.personas.obstacles import Obstacle, obstacles_of
from kartoteka.personas.persona import Persona
from kartoteka.personas.read import personas_file, personas_or_raise
from kartoteka.personas.rules import rules_of_run
from kartoteka.personas.trial import Rules
from kartoteka.plugin.registry import Registry
from kartoteka.profile import RunData, SegmentProfile, profile_all


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """All that a page about a persona needs. Texts are in the language that was spoken, and escaped for no page.

    Attributes:
        name: What the persona is called.
        run_id: The run that the figures are of.
        size: How many customers the segment has, of `customers`.
        figures: Size and turnover of the segment.
        apart: What sets its customers apart from all others, as far as it is claimed.
        bought: What they buy more often than others.
        declared: What the persona is like: its traits, and how it buys.
        goals: What it wants to reach.
        tasks: What it has to get done.
        touchpoints: Where it meets us, and what it looks at.
        obstacles: What keeps it from its goals.
        say: What to say to it.
        do_not_say: And what not.
        terms: What it is entitled to by the rules.
    """

    pipeline: str
    segmentation: str
    segment: str
    name: str
    run_id: str
    as_of: date
    currency: str
    size: int
    customers: int
    figures: Sequence[Figure]
    apart: Sequence[Figure]
    bought: Sequence[Figure]
    declared: Sequence[Figure]
    goals: Sequence[str]
    tasks: Sequence[str]
    touchpoints: Sequence[str]
    obstacles: Sequence[Obstacle]
    say: Sequence[str]
    do_not_say: Sequence[str]
    terms: Sequence[Figure]


def persona_cards(
    project: Project,
    pipeline: Pipeline,
    registry: Registry,
    segment: str | None = None,
    *,
    step: str | None = None,
    as_of: date | None = None,
) -> list[PersonaCard]:
    """The cards of a pipeline's personas over its latest run, or that of a day, by segmentation and segment, best first.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        segment: That of one segment alone.
        step: Those of one segmentation alone.
        as_of: The day of the run.

    Raises:
        StateError: There is no such run.
        ConfigError: The file of personas has problems, or one of them does not land in its own segment: no card is shown then.
        KartotekaError: There is no persona of that segment.
    """
    personas_file(project, pipeline)
    with rules_of_run(project, pipeline, registry, as_of) as (data, rules):
        cards = cards_of(data, rules)
    chosen = [one for one in cards if segment in (None, one.segment) and step in (None, one.segmentation)]
    if chosen:
        return chosen
    there = ", ".join(f"{one.segmentation}.{one.segment}" for one in cards)
    hint = _("There is: {names}.", names=there) if there else _("'kartoteka personas draft' proposes one.")
    which = ".".join(part for part in (step, segment) if part is not None)
    if not which:
        raise KartotekaError(_("{file} has no persona yet", file=pipeline.personas), hint=hint)
    raise KartotekaError(_("{file} has no persona of {segment}", file=pipeline.personas, segment=which), hint=hint)


def cards_of(data: RunData, rules: Rules) -> list[PersonaCard]:
    """The cards of all personas over a run that is open; none where the pipeline names no file of them.

    Raises:
        ConfigError: The file of personas has problems, or one of them does not land in its own segment.
    """
    pipeline = rules.plan.pipeline
    if pipeline.personas is None:
        return []
    personas = personas_or_raise(personas_file(rules.plan.project, pipeline), rules.segments)
    problems = check_personas(personas, rules).problems
    if problems:
        raise error_of(problems)
    return [
        _card(one, rules, profile_all(data, one.segmentation)[one.segment])
        for one in personas.personas
        if one.segmentation in data.run.segments
    ]


def _card(persona: Persona, rules: Rules, profile: SegmentProfile) -> PersonaCard:
    pipeline = rules.plan.pipeline
    (terms,) = [
        label.terms
        for planned in rules.plan.segmenters
        if planned.config.name == persona.segmentation
        for label in planned.labels
        if label.name == persona.segment
    ]
    return PersonaCard(
        pipeline=pipeline.name,
        segmentation=persona.segmentation,
        segment=persona.segment,
        name=persona.name,
        run_id=profile.run_id,
        as_of=profile.as_of,
        currency=pipeline.currency,
        size=profile.size,
        customers=profile.customers,
        figures=tuple(segment_figures(profile, pipeline.currency)),
        apart=tuple(apart_figures(profile)),
        bought=tuple(bought_figures(profile)),
        declared=tuple(declared_figures(persona.declared, pipeline.currency)),
        goals=persona.goals,
        tasks=persona.tasks,
        touchpoints=persona.touchpoints,
        obstacles=obstacles_of(persona.obstacles),
        say=persona.say,
        do_not_say=persona.do_not_say,
        terms=tuple(terms_figures(terms)),
    )
