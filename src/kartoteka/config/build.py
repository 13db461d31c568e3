"""From checked values to the frozen objects of a project."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from kartoteka.config.places import KeyPath, Places
from kartoteka.config.project import (
    CampaignConfig,
    ExportConfig,
    LookupConfig,
    MaxRejects,
    Pipeline,
    Project,
    Reading,
    SourceConfig,
    StepConfig,
)
from kartoteka.config.schema.base import one_or_many
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.schema.step import StepSchema

Values = Mapping[str, Any]


def build_project(values: Values, file: Path, places: Places) -> Project:
    """The project that `ProjectSchema` has let through."""
    memory = values.get("memory_limit")
    pipelines = {name: _pipeline(name, pipeline, values, ("pipelines", name)) for name, pipeline in values["pipelines"].items()}
    return Project(
        file=file,
        locale=values["locale"],
        timezone=values["timezone"],
        currency=values["currency"],
        pipelines=pipelines,
        places=places,
        catalog=values.get("catalog"),
        memory_limit=memory if isinstance(memory, int) else None,
        memory_share=memory if isinstance(memory, Decimal) else Decimal("0.6"),
        threads=values.get("threads"),
    )


def _pipeline(name: str, values: Values, project: Values, key: KeyPath) -> Pipeline:
    currency = values.get("currency", project["currency"])
    # The project's rates lead to the project's currency, so they say nothing where a pipeline has one of its own.
    inherited = project.get("rates", {}) if currency == project["currency"] else {}
    blacklist = values.get("blacklist")
    return Pipeline(
        name=name,
        sources={
            table: _source(table, values["sources"][table], (*key, "sources", table))
            for table in ("customers", "contacts", "orders")
            if table in values["sources"]
        },
        blacklist=None if blacklist is None else _source("blacklist", blacklist, (*key, "blacklist")),
        segments={
            step: _step("segmenter", step, entry, (*key, "segments", step))
            for step, entry in values.get("segments", {}).items()
        },
        scores={step: _step("scorer", step, entry, (*key, "scores", step)) for step, entry in values.get("scores", {}).items()},
        campaigns={
            campaign: _campaign(campaign, entry, (*key, "campaigns", campaign))
            for campaign, entry in values.get("campaigns", {}).items()
        },
        currency=currency,
        rates={**inherited, **values.get("rates", {})},
        key=key,
        competitors=values.get("competitors"),
        personas=values.get("personas"),
    )


def _source(table: Literal["customers", "contacts", "orders", "blacklist"], values: Values, key: KeyPath) -> SourceConfig:
    options = _options(values, SourceSchema.own_keys())
    lookups = tuple(_lookup(entry, place) for place, entry in one_or_many(values.get("lookup"), (*key, "lookup")))
    return SourceConfig(table, values["use"], options, _reading(values), key, lookups)


def _lookup(values: Values, key: KeyPath) -> LookupConfig:
    options = _options(values, LookupSchema.own_keys())
    return LookupConfig(values["use"], options, values["key"], values["take"], _reading(values), key)


def _reading(values: Values) -> Reading:
    return Reading(
        columns=values.get("columns"),
        decimal=values.get("decimal"),
        date_order=values.get("date_order"),
        date_format=values.get("date_format"),
        max_rejects=values.get("max_rejects", MaxRejects()),
    )


def _step(kind: Literal["segmenter", "scorer"], name: str, values: Values, key: KeyPath) -> StepConfig:
    return StepConfig(kind, name, values["use"], _options(values, StepSchema.own_keys()), key)


def _campaign(name: str, values: Values, key: KeyPath) -> CampaignConfig:
    return CampaignConfig(
        name=name,
        where=values.get("where"),
        channel=values["channel"],
        consent=values.get("consent"),
        suppress=values.get("suppress"),
        export=tuple(
            ExportConfig(entry["use"], entry.get("columns"), _options(entry, ExportSchema.own_keys()), (*key, "export", index))
            for index, entry in enumerate(values["export"])
        ),
        keep_blacklist=values["blacklist"] == "keep",
        allow_sensitive=values["allow_sensitive"],
        key=key,
    )


def _options(values: Values, own: frozenset[str]) -> Values:
    # Ordered, because they come in no order and the catalog keeps them.
    return {name: values[name] for name in sorted(values, key=str) if name not in own}
