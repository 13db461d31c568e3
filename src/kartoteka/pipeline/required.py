"""Check that a pipeline has what a segmenter or scorer asks for: fields of its tables, and a segmentation to score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kartoteka.components.base import Component, OptionProblem
from kartoteka.components.exporter import CampaignProblem
from kartoteka.components.scorer import SegmentScorer
from kartoteka.config.places import Places
from kartoteka.config.project import ExportConfig, SourceConfig, StepConfig
from kartoteka.config.uses import Kind
from kartoteka.config.words import nearest
from kartoteka.errors import Problem
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType
from kartoteka.pipeline.hidden import Hidden
from kartoteka.plugin.blame import blame
from kartoteka.plugin.provenance import Provenance


def check_required(
    config: StepConfig,
    required: Mapping[str, Sequence[str]],
    tables: Mapping[str, Mapping[str, ColumnType]],
    places: Places,
    hidden: Hidden,
) -> Iterator[Problem]:
    """A problem for each field that a step requires and that no column was mapped to.

    Args:
        config: The step.
        required: The names of the fields, by table.
        tables: The columns that there are, by table; a table that the pipeline does not have is left out.
        places: Where the keys stand.
        hidden: What there may be besides.
    """
    for table, names in required.items():
        have = tables.get(table)
        if table in hidden.tables:
            continue
        for name in names:
            if have is None:
                message = _(
                    "{kind} {name!r} needs {table}.{field}, and the pipeline has no {table}",
                    kind=_(config.kind),
                    name=config.use,
                    table=table,
                    field=name,
                )
                yield places.problem(config.key, message, _("Add a source under `sources: {table}:`.", table=table))
            elif name not in have and not (table == "customers" and hidden.may_give(name)):
                message = _(
                    "{kind} {name!r} needs {table}.{field}, which no column was mapped to",
                    kind=_(config.kind),
                    name=config.use,
                    table=table,
                    field=name,
                )
                hint = _(
                    "Say which column it is: `columns: {{{field}: …}}` under sources.{table}. There are: {names}.",
                    field=name,
                    table=table,
                    names=", ".join(have),
                )
                yield places.problem(config.key, message, hint)


def check_groups(
    config: StepConfig, component: SegmentScorer, segmentations: Sequence[str], places: Places, hidden: Hidden
) -> Iterator[Problem]:
    """The problem of a segment scorer whose `groups` is no segmentation of its pipeline."""
    groups = component.options.get("groups")
    if groups not in segmentations and not hidden.may_be_step(str(groups)):
        message = _("{name!r} is not a segmentation of this pipeline; first segment, then score the segments", name=groups)
        near = nearest(str(groups), segmentations)
        names = ", ".join(segmentations)
        if near:
            hint = _("Did you mean {near!r}? There are: {names}.", near=near, names=names)
        elif segmentations:
            hint = _("There are: {names}.", names=names)
        else:
            hint = _("Add one under `segments:`.")
        yield places.problem((*config.key, "groups"), message, hint)


def found_problems(
    kind: Kind, config: SourceConfig | StepConfig | ExportConfig, component: Component, provenance: Provenance, places: Places
) -> Iterator[Problem]:
    """What a component finds wrong with its options, its campaign and the things that they name, each at its place."""
    with blame(kind, config.use, provenance):
        found = list(component.problems())
    for problem in found:
        if isinstance(problem, CampaignProblem):
            # An export is the n-th of its campaign's: `export[n]`.
            yield places.problem((*config.key[:-2], *problem.option), problem.message, problem.hint)
        elif isinstance(problem, OptionProblem):
            yield places.problem((*config.key, *problem.option), problem.message, problem.hint)
        else:
            yield problem
