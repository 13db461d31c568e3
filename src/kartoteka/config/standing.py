"""What stands of a project file that has problems, so that what is wrong with the rest can be told at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Set
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from kartoteka.config.build import build_project
from kartoteka.config.document import read_document
from kartoteka.config.places import KeyPath, key_text
from kartoteka.config.project import CampaignConfig, Lost, Pipeline, Project
from kartoteka.config.schema.base import one_or_many
from kartoteka.config.schema.pipeline import PipelineSchema, SourcesSchema
from kartoteka.config.schema.project import ProjectSchema
from kartoteka.errors import Problem

_DEFAULTS = {"locale": "en", "timezone": "UTC", "currency": "PLN"}
"""In the place of what could not be read. Neither names nor types of columns follow from these."""
_TABLES = SourcesSchema().load_fields.keys()
_STEPS = ("segments", "scores")


def standing_project(file: Path, problems: Collection[Problem]) -> Project | None:
    """The parts of a project file that could be read, each pipeline with what it has lost; None where there is nothing.

    It is good for checking alone: nothing may be run from it.

    Args:
        file: The project file.
        problems: What `read_project` has found wrong with it.
    """
    document, _problems = read_document(file)
    if document is None or not isinstance(document.data, Mapping):
        return None
    try:
        values: Any = ProjectSchema().load(document.data)
    except ValidationError as error:
        values = error.valid_data
    written = document.data.get("pipelines")
    if not isinstance(values, dict) or not isinstance(written, Mapping):
        return None
    wrong = {problem.key for problem in problems if problem.key}
    whole = {
        name: entry
        for name, entry in values.get("pipelines", {}).items()
        if isinstance(entry, dict) and isinstance(written[name], Mapping)
    }
    standing = {name: _standing(entry, written[name]) for name, entry in whole.items()}
    project = build_project({**_DEFAULTS, **values, "pipelines": standing}, file.absolute(), document.places)
    pipelines = {name: _with_lost(pipeline, written[name], wrong) for name, pipeline in project.pipelines.items()}
    return dataclasses.replace(project, pipelines=pipelines)


def _standing(values: dict[str, Any], written: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a pipeline that can be built: parts that name no component are left out."""
    sources = {table: _source(source) for table, source in values.get("sources", {}).items() if "use" in source}
    kept = {**values, "sources": sources}
    for part in _STEPS:
        kept[part] = {name: step for name, step in values.get(part, {}).items() if step and "use" in step}
    campaigns = values.get("campaigns", {})
    kept["campaigns"] = {
        name: _campaign(campaign, written["campaigns"][name]) for name, campaign in campaigns.items() if campaign is not None
    }
    blacklist = kept.pop("blacklist", {})
    return {**kept, "blacklist": _source(blacklist)} if "use" in blacklist else kept


def _source(values: dict[str, Any]) -> dict[str, Any]:
    """A source without lookups that are not whole; it has a problem then, and its columns are not known."""
    lookups = [lookup for _place, lookup in one_or_many(values.get("lookup"), ())]
    if all({"use", "key", "take"} <= lookup.keys() for lookup in lookups):
        return values
    return {name: value for name, value in values.items() if name != "lookup"}


def _campaign(values: dict[str, Any], written: Any) -> dict[str, Any]:
    exports = values.get("export", [])
    whole = isinstance(written, Mapping) and isinstance(written.get("export"), list) and len(exports) == len(written["export"])
    sound = whole and all(isinstance(export, dict) and "use" in export for export in exports)
    return {"channel": "none", "blacklist": "remove", "allow_sensitive": False, **values, "export": exports if sound else []}


def _with_lost(pipeline: Pipeline, written: Mapping[str, Any], wrong: Set[str]) -> Pipeline:
    """The pipeline without the sources that have problems, and with all that it has lost."""
    # How many rejects are allowed says nothing of the columns.
    sources = {
        table: source
        for table, source in pipeline.sources.items()
        if not _is_wrong(source.key, wrong - {key_text((*source.key, "max_rejects"))})
    }
    blacklist = None if _is_wrong((*pipeline.key, "blacklist"), wrong) else pipeline.blacklist
    asked = written.get("sources")
    tables = {table for table in _TABLES if isinstance(asked, Mapping) and table in asked and table not in sources}
    steps = {
        name for part in _STEPS for name in _names(written.get(part)) if name not in {**pipeline.segments, **pipeline.scores}
    }
    return dataclasses.replace(
        pipeline,
        sources=sources,
        blacklist=blacklist,
        campaigns={name: _campaign_with_lost(one, written, wrong) for name, one in pipeline.campaigns.items()},
        lost=Lost(frozenset(tables), frozenset(steps), _anything(pipeline.key, written, wrong)),
    )


def _campaign_with_lost(campaign: CampaignConfig, written: Mapping[str, Any], wrong: Set[str]) -> CampaignConfig:
    entry = written["campaigns"][campaign.name]
    keys = {*(entry if isinstance(entry, Mapping) else ()), "channel", "consent"}
    # What is wrong with the whole of a campaign is mostly that its consent is missing, which is not told twice.
    about = {"consent"} if key_text(campaign.key) in wrong else set[str]()
    missing = {"channel"} if not isinstance(entry, Mapping) or "channel" not in entry else set[str]()
    return dataclasses.replace(
        campaign, lost=frozenset({key for key in keys if _is_wrong((*campaign.key, key), wrong)} | about | missing)
    )


def _anything(key: KeyPath, written: Mapping[str, Any], wrong: Set[str]) -> bool:
    """Whether a mistake may hide a source or a step: a key that nobody knows, or a part that is no mapping."""
    unknown = written.keys() - PipelineSchema().load_fields.keys()
    sources = written.get("sources")
    if unknown or not isinstance(sources, Mapping) or sources.keys() - _TABLES:
        return True
    parts = [key_text((*key, part)) for part in ("sources", *_STEPS)]
    return not sources or any(part in wrong for part in parts)


def _is_wrong(key: KeyPath, wrong: Set[str]) -> bool:
    """Whether there is a problem at a key or below it."""
    text = key_text(key)
    return any(one == text or one.startswith((f"{text}.", f"{text}[")) for one in wrong)


def _names(steps: Any) -> list[str]:
    return [str(name) for name in steps] if isinstance(steps, Mapping) else []
