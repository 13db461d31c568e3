"""marshmallow fields as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import INCLUDE, Schema, fields, missing, validate

from kartoteka.components.options import DayOption, MoneyOption, PeriodOption
from kartoteka.components.terms import TermsOption
from kartoteka.config.schema.base import NameKey, OneOrMany, ShortForm
from kartoteka.config.schema.campaign import CHANNELS, CampaignSchema
from kartoteka.config.schema.lookup import LookupKey
from kartoteka.config.schema.pipeline import CurrencyField, RateField
from kartoteka.config.schema.project import MemoryField, VersionField
from kartoteka.config.schema.source import ColumnTarget, MaxRejectsField

JsonSchema = dict[str, Any]
Named = Callable[[Schema, str], JsonSchema | None]
"""Gives a reference for a schema that stands elsewhere, from the schema and the key under which it is used."""

_PERCENT = r"^[0-9]{1,3}(\.[0-9]+)? ?%$"
_TYPES: tuple[tuple[type[fields.Field[Any]], JsonSchema], ...] = (
    (
        PeriodOption,
        {
            "type": "string",
            "pattern": r"^\s*[0-9]+\s*([dD][aA][yY]|[wW][eE][eE][kK]|[mM][oO][nN][tT][hH]|[qQ][uU][aA][rR][tT][eE][rR]"
            r"|[yY][eE][aA][rR])[sS]?\s*$",
        },
    ),
    (MoneyOption, {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,4})?$"}]}),
    (DayOption, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
    (
        TermsOption,
        {
            "type": "object",
            "properties": {
                "discount": {
                    "anyOf": [{"type": "number", "minimum": 0, "maximum": 100}, {"type": "string", "pattern": _PERCENT}]
                },
                "payment_days": {"type": "integer", "minimum": 0},
            },
            "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
            "additionalProperties": {"type": ["string", "number", "boolean"]},
        },
    ),
    (VersionField, {"const": 1}),
    (CurrencyField, {"type": "string", "pattern": "^[A-Z]{3}$"}),
    (RateField, {"type": "number", "exclusiveMinimum": 0}),
    (MemoryField, {"type": "string", "pattern": r"^([0-9]+(\.[0-9]+)? ?[kKmMgGtT]i?[bB]|[0-9]{1,3} ?%)$"}),
    (ColumnTarget, {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}]}),
    (
        MaxRejectsField,
        {
            "anyOf": [
                {"type": "string", "pattern": f"{_PERCENT}|^unlimited$"},
                {"type": "integer", "minimum": 0},
                {
                    "type": "object",
                    "properties": {"share": {"type": "string", "pattern": _PERCENT}, "rows": {"type": "integer", "minimum": 0}},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        },
    ),
    (
        LookupKey,
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "minLength": 1}},
            ]
        },
    ),
    (fields.Boolean, {"type": "boolean"}),
    (fields.Integer, {"type": "integer"}),
    (fields.Float, {"type": "number"}),
    (fields.Decimal, {"type": ["number", "string"]}),
    (fields.Date, {"type": "string", "format": "date"}),
    (fields.String, {"type": "string"}),
)


_CONSENT: JsonSchema = {
    "if": {"properties": {"channel": {"enum": [one for one in CHANNELS if one != "none"]}}, "required": ["channel"]},
    "then": {"required": ["consent"]},
}
"""A campaign by a channel says whose consent it has."""


def object_schema(schema: Schema, named: Named) -> JsonSchema:
    """The schema of a mapping."""
    names = {attribute: field.data_key or attribute for attribute, field in schema.load_fields.items()}
    beside: JsonSchema = dict(_CONSENT) if isinstance(schema, CampaignSchema) else {}
    return {
        "type": "object",
        "properties": {
            names[attribute]: field_schema(field, names[attribute], named) for attribute, field in schema.load_fields.items()
        },
        "required": [names[attribute] for attribute, field in schema.load_fields.items() if field.required],
        "additionalProperties": schema.unknown == INCLUDE,
        **beside,
    }


def field_schema(field: fields.Field[Any], place: str, named: Named) -> JsonSchema:
    """The schema of one value; `place` is the key it stands under."""
    result = _with_validators(_shape(field, place, named), field)
    if field.allow_none:
        result = {"anyOf": [result, {"type": "null"}]}
    described: JsonSchema = {}
    if "description" in field.metadata:
        described["description"] = str(field.metadata["description"])
    default = field.load_default
    if default is not missing and isinstance(default, str | int | float | Decimal | date | bool):
        described["default"] = default if isinstance(default, str | int | float) else str(default)
    return {**described, **result}


def _shape(field: fields.Field[Any], place: str, named: Named) -> JsonSchema:
    match field:
        case fields.Nested():
            schema = field.schema
            mapping = named(schema, place) or object_schema(schema, named)
            if isinstance(field, ShortForm):
                return {"anyOf": [{"type": "string", "minLength": 1}, mapping]}
            if isinstance(field, OneOrMany):
                return {"anyOf": [mapping, {"type": "array", "items": mapping}]}
            return {"type": "array", "items": mapping} if field.many or schema.many else mapping
        case fields.List():
            return {"type": "array", "items": field_schema(field.inner, place, named)}
        case fields.Tuple():
            return {"type": "array", "prefixItems": [field_schema(each, place, named) for each in field.tuple_fields]}
        case fields.Mapping():
            values = field_schema(field.value_field, place, named) if field.value_field else True
            keys = _key_schema(field.key_field)
            return {"type": "object", "additionalProperties": values, **({"propertyNames": keys} if keys else {})}
    for kind, shape in _TYPES:
        if isinstance(field, kind):
            return dict(shape)
    return {}


def _key_schema(key: fields.Field[Any] | None) -> JsonSchema:
    if isinstance(key, NameKey):
        return {"pattern": f"^{key.pattern}$"}
    return {"pattern": "^[A-Z]{3}$"} if isinstance(key, CurrencyField) else {}


def _with_validators(shape: JsonSchema, field: fields.Field[Any]) -> JsonSchema:
    result = dict(shape)
    sized = {"string": "Length", "array": "Items", "object": "Properties"}.get(str(result.get("type")))
    for validator in field.validators:
        match validator:
            case validate.OneOf():
                result = {"enum": list(validator.choices)}
            case validate.Range():
                if validator.min is not None:
                    result["minimum" if validator.min_inclusive else "exclusiveMinimum"] = _number(validator.min)
                if validator.max is not None:
                    result["maximum" if validator.max_inclusive else "exclusiveMaximum"] = _number(validator.max)
            case validate.Length() if sized:
                if validator.min is not None:
                    result[f"min{sized}"] = validator.min
                if validator.max is not None:
                    result[f"max{sized}"] = validator.max
    return result


def _number(bound: Any) -> Any:
    return float(bound) if isinstance(bound, Decimal) else bound


_SECRET: JsonSchema = {"type": "string", "pattern": r"\$\{(env|file):[^{}]+\}"}
_LISTS = ("items", "additionalProperties")


def with_secrets(schema: JsonSchema) -> JsonSchema:
    """The same, but a text with a placeholder in it fits everywhere: what it stands for is not known to an editor."""
    result = dict(schema)
    if "properties" in schema:
        result["properties"] = {name: with_secrets(below) for name, below in schema["properties"].items()}
    for name in _LISTS:
        if isinstance(schema.get(name), dict):
            result[name] = with_secrets(schema[name])
    if "prefixItems" in schema:
        result["prefixItems"] = [with_secrets(below) for below in schema["prefixItems"]]
    if schema.get("type") in ("object", "array") or schema.keys() <= {"description", "default"}:
        return result
    about: JsonSchema = {name: result.pop(name) for name in ("description", "default") if name in result}
    return {**about, **result} if result == {"type": "string"} else {**about, "anyOf": [result, _SECRET]}
