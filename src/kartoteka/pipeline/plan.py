"""What a run is going to do, with everything checked that can be checked before it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kartoteka.components.base import Context
from kartoteka.components.campaign_context import CampaignContext
from kartoteka.components.connections import Connections
from kartoteka.components.exporter import Exporter
from kartoteka.components.labels import BLACKLIST, Label
from kartoteka.components.scorer import Scorer
from kartoteka.components.segmenter import Segmenter
from kartoteka.components.source import Source
from kartoteka.config.project import CampaignConfig, ExportConfig, Pipeline, Project, SourceConfig, StepConfig
from kartoteka.model.types import ColumnType, Integer, Money, Text
from kartoteka.pipeline.land import Inspected
from kartoteka.plugin.provenance import Provenance

SUPPRESSION_COLUMNS = ("customer_id", "email", "phone")


@dataclass(frozen=True, slots=True)
class PlannedLookup:
    """What reads the files in which rows of a source are looked up."""

    component: Source
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PlannedSource:
    """One input: its component, and how its columns will become ours."""

    config: SourceConfig
    component: Source
    provenance: Provenance
    inspected: Inspected
    lookups: Sequence[PlannedLookup] = ()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One segmentation or score.

    Attributes:
        own: Its columns without prefix, `segment` first for a segmenter, with their types.
        labels: Every segment it can give, the blacklist included; empty for a scorer.
        terms: The terms of its segments, with the types of their columns.
    """

    config: StepConfig
    component: Segmenter | Scorer
    provenance: Provenance
    own: Mapping[str, ColumnType]
    labels: Sequence[Label] = ()
    terms: Mapping[str, ColumnType] = field(default_factory=dict)

    def column(self, own: str) -> str:
        """The name of one of its columns in the snapshot."""
        return self.config.name if own == "segment" else f"{self.config.name}_{own}"

    @property
    def columns(self) -> dict[str, ColumnType]:
        """Its columns in the snapshot: evidence and terms, prefixed."""
        return {self.column(name): type_ for name, type_ in {**self.own, **self.terms}.items()}

    @property
    def on_request(self) -> dict[str, ColumnType]:
        """The columns that are made only where somebody asks for them, prefixed."""
        given = self.component.on_request if isinstance(self.component, Segmenter) else {}
        return {self.column(name): type_ for name, type_ in given.items()}


@dataclass(frozen=True, slots=True)
class PlannedExport:
    """One delivery of a campaign."""

    config: ExportConfig
    component: Exporter
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class PlannedCampaign:
    """One campaign; `suppress` is its own list of those to leave out."""

    config: CampaignConfig
    exports: Sequence[PlannedExport]
    suppress: PlannedSource | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A pipeline with everything resolved.

    Attributes:
        sources: By table: `customers`, `contacts`, `orders`, `blacklist`.
        columns: The columns of the snapshot in order, with their types.
        connections: What its components have open; whoever made the plan closes them.
    """

    project: Project
    pipeline: Pipeline
    as_of: date
    sources: Mapping[str, PlannedSource]
    steps: Sequence[PlannedStep]
    campaigns: Sequence[PlannedCampaign]
    columns: Mapping[str, ColumnType]
    connections: Connections = field(default_factory=Connections)

    @property
    def read(self) -> dict[str, PlannedSource]:
        """All that a run reads, by what it is called once it is landed: the sources, and the campaigns' suppression lists."""
        return {**self.sources, **{one.config.name: one for one in suppression_lists(self.campaigns)}}

    @property
    def segmenters(self) -> list[PlannedStep]:
        return [step for step in self.steps if isinstance(step.component, Segmenter)]

    @property
    def versions(self) -> dict[str, str]:
        """The version of each distribution that takes part."""
        parts: list[PlannedSource | PlannedLookup | PlannedStep | PlannedExport] = [
            *self.read.values(),
            *(lookup for source in self.sources.values() for lookup in source.lookups),
            *self.steps,
            *(export for campaign in self.campaigns for export in campaign.exports),
        ]
        return {part.provenance.distribution: part.provenance.version for part in parts}


def step_context(
    project: Project,
    pipeline: Pipeline,
    step: str,
    as_of: date,
    columns: Mapping[str, ColumnType],
    segments: Mapping[str, Sequence[str]],
    connections: Connections,
    campaign: CampaignContext | None = None,
) -> Context:
    """Where a component of this pipeline works."""
    return Context(
        pipeline=pipeline.name,
        step=step,
        as_of=as_of,
        currency=pipeline.currency,
        locale=project.locale,
        timezone=project.timezone,
        project=project.folder,
        columns=columns,
        segments=segments,
        connections=connections,
        campaign=campaign,
    )


def suppression_lists(campaigns: Sequence[PlannedCampaign]) -> list[PlannedSource]:
    """The lists of those whom campaigns leave out."""
    return [campaign.suppress for campaign in campaigns if campaign.suppress is not None]


def suppression_columns(columns: Mapping[str, ColumnType]) -> list[str]:
    """Those columns of a suppression list by which somebody can be found."""
    return [name for name in SUPPRESSION_COLUMNS if name in columns]


def with_blacklist(labels: Sequence[Label]) -> list[Label]:
    """Every label of a segmenter, and the one that the core gives."""
    return [*labels, Label(BLACKLIST)]


def term_types(labels: Sequence[Label]) -> dict[str, ColumnType]:
    """The types of the terms' columns: the discount is percent; a user's own is whole where all values are, else text."""
    types: dict[str, ColumnType] = {}
    for label in labels:
        for name, value in label.terms.items():
            whole = isinstance(value, int) and not isinstance(value, bool)
            type_ = Money if name == "discount" else Integer if whole else Text
            types[name] = type_ if types.get(name, type_) is type_ else Text
    return types
