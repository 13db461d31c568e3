"""Make an exporter again from what the catalog remembers of a delivery."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing

from kartoteka.catalog.records import Delivery
from kartoteka.components.base import Context
from kartoteka.components.exporter import Exporter, Staged
from kartoteka.config.components import check_options
from kartoteka.config.project import Project
from kartoteka.errors import ConfigError, PluginError
from kartoteka.language import gettext as _
from kartoteka.pipeline.declared import sentences
from kartoteka.pipeline.deliver import Deliverer, MakeExporter
from kartoteka.plugin.blame import blame
from kartoteka.plugin.provenance import Provenance
from kartoteka.plugin.registry import Registry


class BlamedExporter:
    """An exporter whose failures name it."""

    def __init__(self, exporter: Exporter, use: str, provenance: Provenance) -> None:
        self._exporter = exporter
        self._use = use
        self._provenance = provenance

    def deliver(self, staged: Staged, key: str) -> Sequence[str]:
        with blame("exporter", self._use, self._provenance), closing(self._exporter.context.connections):
            return sentences(self._exporter, "deliver()", self._exporter.deliver(staged, key) or ())


def exporter_maker(project: Project, registry: Registry) -> MakeExporter:
    """Something that makes the exporter of a delivery, also of a run whose campaign has since been changed or removed."""

    def make(delivery: Delivery) -> Deliverer:
        provenance = registry.find("exporter", delivery.use).provenance
        target = registry.load("exporter", delivery.use)
        with blame("exporter", delivery.use, provenance):
            options, problems = check_options(target, delivery.options, ("campaigns", delivery.campaign), project.places)
        if options is None:
            raise ConfigError(problems)
        pipeline = project.pipelines.get(delivery.pipeline)
        context = Context(
            pipeline=delivery.pipeline,
            step=delivery.campaign,
            as_of=delivery.as_of,
            currency=project.currency if pipeline is None else pipeline.currency,
            locale=project.locale,
            timezone=project.timezone,
            project=project.folder,
        )
        with blame("exporter", delivery.use, provenance):
            exporter = target(options, context)
        if not isinstance(exporter, Exporter):
            raise PluginError(_("{exporter!r} of {plugin} is not an exporter", exporter=delivery.use, plugin=provenance.owner))
        return BlamedExporter(exporter, delivery.use, provenance)

    return make
