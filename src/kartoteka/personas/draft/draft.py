"""Personas proposed for segments, each of which lands in its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from kartoteka.config.project import Pipeline, Project
from kartoteka.model.types import ColumnType
from kartoteka.personas.draft.candidates import Candidate, candidates, few_candidates
from kartoteka.personas.draft.members import Members, members_of
from kartoteka.personas.draft.targeted import SegmentKey, named, targeted
from kartoteka.personas.history import orders_of
from kartoteka.personas.persona import Declared
from kartoteka.personas.read import personas_or_raise
from kartoteka.personas.rules import rules_of_run
from kartoteka.personas.sample import Member
from kartoteka.personas.trial import Rules, landing
from kartoteka.plugin.registry import Registry
from kartoteka.profile import RunData, SegmentProfile, profile_all


@dataclass(frozen=True, slots=True)
class Draft:
    """A persona that is proposed.

    Attributes:
        claimed: The fields of it that set the segment apart.
    """

    segmentation: str
    segment: str
    declared: Declared
    candidate: Candidate
    members: Members
    profile: SegmentProfile
    claimed: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drafts:
    """What is proposed from a run.

    Attributes:
        drafts: In the order of the segmentations and their segments.
        without: Segments for which nothing was found that lands in them.
        empty: Segments without members.
        there: Segments that have a persona already, and were not asked for by name.
    """

    run_id: str
    as_of: date
    drafts: list[Draft] = field(default_factory=list)
    without: list[SegmentKey] = field(default_factory=list)
    empty: list[SegmentKey] = field(default_factory=list)
    there: list[SegmentKey] = field(default_factory=list)


def draft_personas(
    project: Project,
    pipeline: Pipeline,
    registry: Registry,
    segments: Sequence[str] = (),
    *,
    step: str | None = None,
    as_of: date | None = None,
) -> Drafts:
    """Propose a persona for each segment, from the latest run or from that of a day. Nothing is written.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        segments: Which segments; where none is named, those that are worth it and have no persona yet.
        step: Of which segmentation.
        as_of: The day of the run.

    Raises:
        StateError: There is no such run.
        KartotekaError: There is no such segment.
        ConfigError: The personas that there are have problems, or the library of the profile's tests is missing.
    """
    with rules_of_run(project, pipeline, registry, as_of) as (data, rules):
        found = Drafts(data.run.run_id, data.run.as_of)
        for key in _wanted(rules, data, segments, step, found):
            if not data.run.segments[key[0]][key[1]]:
                found.empty.append(key)
                continue
            drafted = _draft(rules, data, key)
            if drafted is None:
                found.without.append(key)
            else:
                found.drafts.append(drafted)
        return found


def _wanted(rules: Rules, data: RunData, segments: Sequence[str], step: str | None, found: Drafts) -> list[SegmentKey]:
    if segments:
        return named(data, segments, step)
    file = rules.plan.pipeline.personas
    there = [] if file is None else personas_or_raise(rules.plan.project.folder / file, rules.segments).personas
    having = {(persona.segmentation, persona.segment) for persona in there}
    keys = targeted(data, rules, step)
    found.there.extend(key for key in keys if key in having)
    return [key for key in keys if key not in having]


def _draft(rules: Rules, data: RunData, key: SegmentKey) -> Draft | None:
    step, segment = key
    profile = profile_all(data, step)[segment]
    members = members_of(rules, data, step, segment)
    claimed = _claimed(profile, members)
    tried = (few_candidates if rules.compares_customers(step) else candidates)(members, claimed)
    landed = _first_landed(rules, step, segment, tried)
    if landed is None:
        return None
    return Draft(step, segment, landed.declared, landed, members, profile, claimed)


def _claimed(profile: SegmentProfile, members: Members) -> dict[str, Any]:
    """Of each field that sets the segment apart, the most common of the values that are more common here than elsewhere."""
    found: dict[str, Any] = {}
    for trait in profile.traits:
        here = [value for value in trait.values if value.claimed and (value.lift is None or value.lift > 1)]
        if here and trait.name in members.types:
            most = max(here, key=lambda value: value.share).value
            found[trait.name] = most == "yes" if members.types[trait.name] is ColumnType.BOOLEAN else most
    return found


def _first_landed(rules: Rules, step: str, segment: str, tried: Iterator[Candidate]) -> Candidate | None:
    """The first that lands in a segment: each is tried alone where it has to stand among all customers of a run, else the first
    alone, which is good nearly always, and then all others at once."""
    together = [next(tried)]
    while together:
        found = _landed_of(rules, step, segment, together)
        if found is not None:
            return found
        together = list(islice(tried, 1) if rules.compares_customers(step) else tried)
    return None


def _landed_of(rules: Rules, step: str, segment: str, tried: Sequence[Candidate]) -> Candidate | None:
    members = [
        Member(f"candidate {at}", one.declared.traits, orders_of(one.declared, rules.plan.as_of))
        for at, one in enumerate(tried)
    ]
    if "customers" not in rules.columns:
        members = [member for member in members if member.orders]
    if not members:
        return None
    with landing(rules, step, members) as found:
        landed = [one for at, one in enumerate(tried) if found.segments.get(f"candidate {at}") == segment]
    return landed[0] if landed else None
