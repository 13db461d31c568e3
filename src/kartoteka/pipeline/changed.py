"""Which inputs are not what they were when they were read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kartoteka.components.source import FileSource
from kartoteka.config.project import Pipeline, Project
from kartoteka.config.schema.source import SourceSchema
from kartoteka.errors import KartotekaError
from kartoteka.pipeline.land.fingerprint import fingerprint
from kartoteka.pipeline.planner import Planner, used_as
from kartoteka.plugin.blame import blame
from kartoteka.plugin.registry import Registry


def changed_since(
    project: Project, pipeline: Pipeline, registry: Registry, as_of: date, fingerprints: Mapping[str, str]
) -> dict[str, str | None]:
    """The inputs that are not what they were, of those that files are read from. No file is opened, and no system is asked.

    Args:
        project: The checked project.
        pipeline: Which of its pipelines.
        registry: Where its components come from.
        as_of: The day from which the rules look back.
        fingerprints: What was read, by table.

    Returns:
        By table, why it cannot be looked at; None where it can, and has changed.
    """
    planner = Planner(project, pipeline, registry, as_of)
    changed: dict[str, str | None] = {}
    for table, config in pipeline.inputs.items():
        if table not in fingerprints:
            continue
        made = planner.component(used_as("source", config, SourceSchema), table, {})
        if made is None:
            continue
        component, provenance = made
        readers = [lookup.component for lookup in planner.lookups(config)]
        if not isinstance(component, FileSource) or not all(isinstance(reader, FileSource) for reader in readers):
            continue
        if len(readers) < len(config.lookups):
            changed[table] = planner.problems[-1].message
            continue
        try:
            with blame("source", config.use, provenance):
                now = fingerprint(config, component, component.paths(), project, pipeline, readers)
        except KartotekaError as error:
            changed[table] = error.message
        else:
            if now != fingerprints[table]:
                changed[table] = None
    return changed
