"""A JSON Schema (draft 2020-12) of a file of personas, for editors: made from the same schema that checks it."""

from __future__ import annotations

from kartoteka.config.json_schema import DRAFT
from kartoteka.config.json_types import JsonSchema, object_schema
from kartoteka.personas.schema import PersonaSchema


def personas_json_schema() -> JsonSchema:
    """Segmentations, and below them segments, whatever they are called in a project."""
    persona = object_schema(PersonaSchema(), lambda _schema, _place: None)
    of_segments = {
        "description": "The personas of a segmentation, each under the name of its segment.",
        "type": ["object", "null"],
        "additionalProperties": persona,
    }
    return {
        "$schema": DRAFT,
        "title": "personas.yaml",
        "description": "Personas, by segmentation and segment.",
        "type": "object",
        "additionalProperties": of_segments,
    }
