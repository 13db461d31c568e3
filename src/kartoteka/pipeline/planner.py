"""Resolve a pipeline part by part: load what it uses, check every option, field and condition, and gather all problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kartoteka.components.base import Component
from kartoteka.components.campaign_context import CampaignContext
from kartoteka.components.connections import Connections
from kartoteka.components.exporter import Exporter
from kartoteka.components.labels import BLACKLIST
from kartoteka.components.scorer import Scorer, SegmentScorer
from kartoteka.components.segmenter import Segmenter
from kartoteka.components.source import FileSource, Source
from kartoteka.config.components import check_options
from kartoteka.config.project import (
    CampaignConfig,
    ExportConfig,
    LookupConfig,
    Pipeline,
    Project,
    SourceConfig,
    StepConfig,
)
from kartoteka.config.schema.base import ComponentSchema
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.schema.step import StepSchema
from kartoteka.config.uses import Kind, Use
from kartoteka.errors import KartotekaError, Problem
from kartoteka.language import gettext as _
from kartoteka.model.types import ColumnType, Text
from kartoteka.pipeline.campaign import campaign_context, check_campaign, check_destinations
from kartoteka.pipeline.conditions import check_conditions
from kartoteka.pipeline.customers import customer_columns
from kartoteka.pipeline.declared import declared_columns, declared_fields, declared_labels
from kartoteka.pipeline.hidden import Hidden
from kartoteka.pipeline.land import inspect_source
from kartoteka.pipeline.plan import (
    SUPPRESSION_COLUMNS,
    Plan,
    PlannedCampaign,
    PlannedExport,
    PlannedLookup,
    PlannedSource,
    PlannedStep,
    step_context,
    suppression_columns,
    suppression_lists,
    term_types,
    with_blacklist,
)
from kartoteka.pipeline.required import check_groups, check_required, found_problems
from kartoteka.plugin.blame import blame
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registry import Registry


@dataclass
class Planner:
    """Resolves one pipeline, part by part, and gathers what is wrong with it in `problems`."""

    project: Project
    pipeline: Pipeline
    registry: Registry
    as_of: date
    problems: list[Problem] = field(default_factory=list)
    segments: dict[str, list[str]] = field(default_factory=dict)
    connections: Connections = field(default_factory=Connections)
    hidden: Hidden = field(default_factory=Hidden)

    def plan(self) -> Plan:
        sources = self.sources()
        self.hidden = Hidden.in_pipeline(self.pipeline, set(sources))
        tables = {table: source.inspected.columns for table, source in sources.items()}
        steps, columns = self.steps(tables)
        campaigns = [self.campaign(config, columns, sources, steps) for config in self.pipeline.campaigns.values()]
        if not self.hidden.steps and not self.pipeline.lost.anything:
            self.check_places(campaigns, steps, sources)
        return Plan(self.project, self.pipeline, self.as_of, sources, steps, campaigns, columns, self.connections)

    def steps(self, tables: Mapping[str, Mapping[str, ColumnType]]) -> tuple[list[PlannedStep], dict[str, ColumnType]]:
        """The steps over the columns of the landed tables, and the columns of the snapshot."""
        columns = customer_columns(tables.get("customers"), tables.get("orders"))
        steps: list[PlannedStep] = []
        for config in (*self.pipeline.segments.values(), *self.pipeline.scores.values()):
            step = self.step(config, columns, tables)
            if step is None:
                self.hidden.steps.add(config.name)  # what comes after may speak of its columns
            else:
                steps.append(step)
                if isinstance(step.component, Segmenter):
                    self.segments[config.name] = [label.name for label in step.labels]
                columns = self.with_columns_of(step, columns)
        return steps, columns

    def sources(self) -> dict[str, PlannedSource]:
        planned = {table: self.source(config) for table, config in self.pipeline.inputs.items()}
        return {table: source for table, source in planned.items() if source is not None}

    def source(self, config: SourceConfig) -> PlannedSource | None:
        made = self.component(used_as("source", config, SourceSchema), str(config.table), {})
        if made is None:
            return None
        component, provenance = made
        assert isinstance(component, Source)
        lookups = self.lookups(config)
        if len(lookups) < len(config.lookups):
            return None
        readers = [lookup.component for lookup in lookups]
        try:
            found = list(found_problems("source", config, component, provenance, self.project.places))
            self.problems.extend(found)
            if found:
                return None
            with blame("source", config.use, provenance):
                inspected, problems = inspect_source(
                    config, component, project=self.project, pipeline=self.pipeline, lookups=readers
                )
        except KartotekaError as error:
            self.problems.append(self.project.places.problem_of(config.key, error))
            return None
        self.problems.extend(problems)
        return None if inspected is None else PlannedSource(config, component, provenance, inspected, lookups)

    def lookups(self, config: SourceConfig) -> list[PlannedLookup]:
        """What reads the files in which a source's rows are looked up; those that cannot be found are problems."""
        planned: list[PlannedLookup] = []
        for lookup in config.lookups:
            made = self.component(used_as("source", lookup, LookupSchema), str(config.table), {})
            if made is None:
                continue
            component, provenance = made
            assert isinstance(component, Source)
            try:
                with blame("source", lookup.use, provenance):
                    if isinstance(component, FileSource):
                        component.paths()
            except KartotekaError as error:
                self.problems.append(self.project.places.problem_of((*lookup.key, "path"), error))
                continue
            planned.append(PlannedLookup(component, provenance))
        return planned

    def step(
        self,
        config: StepConfig,
        columns: Mapping[str, ColumnType],
        tables: Mapping[str, Mapping[str, ColumnType]],
    ) -> PlannedStep | None:
        made = self.component(used_as(config.kind, config, StepSchema), config.name, columns)
        if made is None:
            self.check_written(config, columns)
            return None
        component, provenance = made
        assert isinstance(component, Segmenter | Scorer)
        with blame(config.kind, config.use, provenance):
            provided = declared_columns(component)
            labels = with_blacklist(declared_labels(component)) if isinstance(component, Segmenter) else []
            required = declared_fields(component)
        places, have = self.project.places, {**tables, "customers": columns}
        self.problems.extend(check_required(config, required, have, places, self.hidden))
        self.problems.extend(check_conditions(component, config.options, config.key, columns, places, self.hidden))
        if isinstance(component, SegmentScorer):
            self.problems.extend(check_groups(config, component, list(self.pipeline.segments), places, self.hidden))
        if not self.hidden:
            self.problems.extend(found_problems(config.kind, config, component, provenance, self.project.places))
        own = {"segment": Text, **provided} if isinstance(component, Segmenter) else provided
        terms = term_types(labels)
        for name in sorted(terms.keys() & own.keys()):
            message = _("the term {name!r} has the name of a column that {component!r} gives", name=name, component=config.use)
            self.problems.append(self.project.places.problem(config.key, message, _("Rename the term.")))
        return PlannedStep(config, component, provenance, own, labels, terms)

    def check_written(self, config: StepConfig, columns: Mapping[str, ColumnType]) -> None:
        """The conditions of a step whose other options are wrong."""
        try:
            target = self.registry.load(config.kind, config.use)
        except KartotekaError:
            return
        found = check_conditions(target, config.options, config.key, columns, self.project.places, self.hidden)
        self.problems.extend(found)

    def campaign(
        self,
        config: CampaignConfig,
        columns: Mapping[str, ColumnType],
        sources: Mapping[str, PlannedSource],
        steps: Sequence[PlannedStep],
    ) -> PlannedCampaign:
        contacts = sources["contacts"].inspected.columns if "contacts" in sources else {}
        on_request = {name: type_ for step in steps for name, type_ in step.on_request.items()}
        self.problems.extend(check_campaign(config, columns, contacts, on_request, self.project.places, self.hidden))
        contexts = [campaign_context(config, export, columns, contacts, on_request) for export in config.export]
        exports = [
            self.export(export, config, columns, context) for export, context in zip(config.export, contexts, strict=True)
        ]
        return PlannedCampaign(config, [export for export in exports if export is not None], self.suppression(config))

    def suppression(self, config: CampaignConfig) -> PlannedSource | None:
        """The list of those whom a campaign leaves out, where it has one."""
        listed = config.suppression
        if listed is None:
            return None
        planned = self.source(listed)
        if planned is not None and not suppression_columns(planned.inspected.columns):
            message = _("{file} has none of the columns {names}", file=config.suppress, names=", ".join(SUPPRESSION_COLUMNS))
            self.problems.append(
                self.project.places.problem(
                    listed.key, message, _("It has: {names}.", names=", ".join(planned.inspected.columns))
                )
            )
        return planned

    def export(
        self,
        config: ExportConfig,
        campaign: CampaignConfig,
        columns: Mapping[str, ColumnType],
        context: CampaignContext,
    ) -> PlannedExport | None:
        made = self.component(used_as("exporter", config, ExportSchema), campaign.name, columns, context)
        if made is None:
            return None
        component, provenance = made
        assert isinstance(component, Exporter)
        if not self.hidden and not campaign.lost:
            self.problems.extend(found_problems("exporter", config, component, provenance, self.project.places))
        return PlannedExport(config, component, provenance)

    def component(
        self, used: Use, step: str, columns: Mapping[str, ColumnType], campaign: CampaignContext | None = None
    ) -> tuple[Component, Provenance] | None:
        try:
            provenance = self.registry.find(used.kind, used.name).provenance
            target = self.registry.load(used.kind, used.name)
        except KartotekaError as error:
            self.problems.append(self.project.places.problem_of((*used.key, "use"), error))
            return None
        with blame(used.kind, used.name, provenance):
            checked, problems = check_options(target, used.options, used.key, self.project.places, used.beside)
        self.problems.extend(problems)
        if checked is None:
            return None
        context = step_context(
            self.project, self.pipeline, step, self.as_of, columns, dict(self.segments), self.connections, campaign
        )
        with blame(used.kind, used.name, provenance):
            return target(checked, context), provenance

    def check_places(
        self, campaigns: Sequence[PlannedCampaign], steps: Sequence[PlannedStep], sources: Mapping[str, PlannedSource]
    ) -> None:
        exports = [export for campaign in campaigns for export in campaign.exports]
        read = [*sources.values(), *suppression_lists(campaigns)]
        inputs = [path for source in read for path in (*source.inspected.paths, *source.inspected.looked_up)]
        labels = {
            step.config.name: [label.name for label in step.labels if label.name != BLACKLIST]
            for step in steps
            if isinstance(step.component, Segmenter)
        }
        keeping = [export.config.key for campaign in campaigns if campaign.config.keep_blacklist for export in campaign.exports]
        self.problems.extend(check_destinations(exports, labels, self.project.places, inputs, keeping))

    def with_columns_of(self, step: PlannedStep, columns: Mapping[str, ColumnType]) -> dict[str, ColumnType]:
        for name in sorted(step.columns.keys() & columns.keys()):
            message = _("step {step!r} gives a column {name!r}, and there is one already", step=step.config.name, name=name)
            self.problems.append(self.project.places.problem(step.config.key, message, _("Give the step another name.")))
        return {**columns, **step.columns}


def used_as(kind: Kind, config: SourceConfig | LookupConfig | StepConfig | ExportConfig, schema: type[ComponentSchema]) -> Use:
    """A component as it is written under a key, beside keys of `schema`, which are not its options."""
    return Use(kind, config.use, config.options, config.key, sorted(schema.own_keys() - {"use"}))
