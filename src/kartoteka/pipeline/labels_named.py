"""Segments that a condition names and no customer can ever be in: a slip of the pen that would select nobody, or everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kartoteka.config.places import key_text
from kartoteka.config.words import nearest
from kartoteka.language import gettext as _
from kartoteka.model.conditions import understood_conjuncts
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.conditions import written_conditions
from kartoteka.pipeline.plan import Plan

Labels = Mapping[str, Sequence[str]]


def labels_never_given(plan: Plan) -> list[str]:
    """A sentence for each text that a condition compares with a segmentation, and that is none of its segments.

    Looked at are the `where` of campaigns and the conditions in the options of steps; a comparison by `=`, `<>` or `in`. Of a
    plan with problems, what can be known is told: of the segmentations that stand, in the parts that can be understood.
    """
    labels = {step.config.name: [label.name for label in step.labels] for step in plan.segmenters}
    warnings = []
    for step in plan.steps:
        for path, text in written_conditions(step.component, step.config.options):
            found = _never(text, step.component.context.columns, labels)
            warnings += [f"{step.config.name}: {key_text(path)}: {sentence}" for sentence in found]
    for campaign in plan.campaigns:
        if campaign.config.where is None:
            continue
        found = _never(campaign.config.where, plan.columns, labels)
        name = campaign.config.name
        warnings += [_("campaign {name}: {sentence}", name=name, sentence=sentence) for sentence in found]
    return warnings


def _never(text: str, columns: Mapping[str, ColumnType], labels: Labels) -> Iterator[str]:
    compared = [pair for conjunct in understood_conjuncts(text, columns) for pair in conjunct.texts_compared]
    for column, value in dict.fromkeys(compared):
        if column in labels and value not in labels[column]:
            near = nearest(value, labels[column])
            names = ", ".join(labels[column])
            yield (
                _(
                    "{column} is never {value!r}; it can be {names}; did you mean {near!r}?",
                    column=column,
                    value=value,
                    names=names,
                    near=near,
                )
                if near
                else _("{column} is never {value!r}; it can be {names}", column=column, value=value, names=names)
            )
