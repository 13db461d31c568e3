"""Which segments are to have a persona, where nobody says which."""

from __future__ import annotations

from collections.abc import Sequence

from kartoteka.components.labels import BLACKLIST
from kartoteka.components.scorer import SegmentScorer
from kartoteka.errors import KartotekaError
from kartoteka.language import gettext as _
from kartoteka.personas.trial import Rules
from kartoteka.profile import RunData

SegmentKey = tuple[str, str]
"""A segmentation, and one of its segments."""


def targeted(opened: RunData, rules: Rules, step: str | None = None) -> list[SegmentKey]:
    """Every segment with members that is worth a persona.

    Where segments of a segmentation were judged, those that pass; else those that have a rank, or all where none has one.
    """
    found: list[SegmentKey] = []
    for planned in rules.plan.segmenters:
        name = planned.config.name
        counts = opened.run.segments.get(name)
        if counts is None or step not in (None, name):
            continue
        labels = [label for label in planned.labels if label.name != BLACKLIST]
        ranked = [label for label in labels if label.rank is not None] or labels
        passed = _passed(opened, rules, name)
        found += [
            (name, label.name)
            for label in (ranked if passed is None else labels)
            if counts.get(label.name) and (passed is None or passed.get(label.name))
        ]
    return found


def named(opened: RunData, segments: Sequence[str], step: str | None = None) -> list[SegmentKey]:
    """The segments that somebody named.

    Raises:
        KartotekaError: There is none of that name, or several segmentations have one.
    """
    return [_named(opened, segment, step) for segment in segments]


def _named(opened: RunData, segment: str, step: str | None) -> SegmentKey:
    run = opened.run
    looked = {name: counts for name, counts in run.segments.items() if step in (None, name)}
    if not looked:
        hint = _("There is: {names}.", names=", ".join(run.segments))
        raise KartotekaError(_("run {run} has no segmentation '{step}'", run=run.run_id, step=step), hint=hint)
    having = [name for name, counts in looked.items() if segment in counts and segment != BLACKLIST]
    if not having:
        there = "; ".join(f"{name}: {', '.join(one for one in counts if one != BLACKLIST)}" for name, counts in looked.items())
        message = _("run {run} has no segment '{segment}' that could have a persona", run=run.run_id, segment=segment)
        raise KartotekaError(message, hint=_("There are: {segments}.", segments=there))
    if len(having) > 1:
        message = _("several segmentations have a segment '{segment}'", segment=segment)
        raise KartotekaError(message, hint=_("Say which: {option}", option=f"--step {having[0]}"))
    return having[0], segment


def _passed(opened: RunData, rules: Rules, segmentation: str) -> dict[str, bool] | None:
    """Which segments pass; where several scorers judge them, all of them have to. None where nobody does."""
    found: dict[str, bool] | None = None
    for step in rules.plan.steps:
        component = step.component
        scores = opened.scores(step.config.name) if isinstance(component, SegmentScorer) else None
        if scores is None or component.options["groups"] != segmentation or "passed" not in scores.collect_schema().names():
            continue
        found = {} if found is None else found
        for row in opened.engine.rows(scores.select("segment", "passed")):
            found[row["segment"]] = found.get(row["segment"], True) and bool(row["passed"])
    return found
