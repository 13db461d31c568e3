"""A JSON Schema (draft 2020-12) of the project file, for editors: made from the same marshmallow schemas that check it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema

from kartoteka.components.base import Component
from kartoteka.config.json_types import JsonSchema, object_schema, with_secrets
from kartoteka.config.schema.base import ComponentSchema
from kartoteka.config.schema.export import ExportSchema
from kartoteka.config.schema.lookup import LookupSchema
from kartoteka.config.schema.project import ProjectSchema
from kartoteka.config.schema.source import SourceSchema
from kartoteka.config.uses import Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class Described:
    """A component as far as its options go."""

    kind: Kind
    name: str
    summary: str
    component: type[Component]


def project_json_schema(components: Iterable[Described]) -> JsonSchema:
    """The schema of the project file, with the options of these components."""
    parts = _Parts(tuple(components))
    root = object_schema(ProjectSchema(), parts.named)
    return {"$schema": DRAFT, "title": "kartoteka.yaml", **root, "$defs": parts.definitions}


@dataclass
class _Parts:
    """Gives each part that names a component a definition of its own: which names there are, and what follows from each."""

    components: tuple[Described, ...]
    definitions: dict[str, Any] = field(default_factory=dict)

    def named(self, schema: Schema, place: str) -> JsonSchema | None:
        if not isinstance(schema, ComponentSchema):
            return None
        kind = _kind(schema, place)
        name = "lookup" if isinstance(schema, LookupSchema) else kind
        if name not in self.definitions:
            self.definitions[name] = self._choice(kind, schema)
        return {"$ref": f"#/$defs/{name}"}

    def _choice(self, kind: Kind, schema: ComponentSchema) -> JsonSchema:
        own = object_schema(schema, self.named)
        default = schema.fields["use"].load_default
        properties: dict[str, Any] = dict(own["properties"])
        mine = [one for one in self.components if one.kind == kind]
        use = {**properties.pop("use"), "type": "string"}
        if mine:
            use = {
                "description": use.get("description", ""),
                "oneOf": [{"const": one.name, "description": one.summary} for one in mine],
            }
        result: JsonSchema = {"type": "object", "properties": {"use": use}, "required": list(own["required"])}
        if mine:
            result["allOf"] = [
                {
                    "if": {
                        "properties": {"use": {"const": one.name}},
                        **({} if one.name == default else {"required": ["use"]}),
                    },
                    "then": self._options(one, properties),
                }
                for one in mine
            ]
        return result

    def _options(self, described: Described, own: Mapping[str, Any]) -> JsonSchema:
        options = with_secrets(object_schema(described.component.Options(), self.named))
        return {
            **options,
            "description": described.summary,
            "properties": {"use": {"const": described.name}, **own, **options["properties"]},
        }


def _kind(schema: ComponentSchema, place: str) -> Kind:
    if isinstance(schema, SourceSchema | LookupSchema):
        return "source"
    if isinstance(schema, ExportSchema):
        return "exporter"
    return "segmenter" if place == "segments" else "scorer"
