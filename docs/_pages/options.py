"""Options of a marshmallow schema as rows of a table: key, type, default, description."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields, missing, validate

from _pages.markdown import code, codes, table
from kartoteka import ConditionOption, DayOption, ExpressionOption, MoneyOption, PeriodOption, TermsOption
from kartoteka.config.schema.base import NameKey, OneOrMany
from kartoteka.config.schema.lookup import LookupKey
from kartoteka.config.schema.pipeline import CurrencyField, RateField
from kartoteka.config.schema.project import MemoryField, TimeZoneField, VersionField
from kartoteka.config.schema.source import ColumnTarget, MaxRejectsField

_TYPES: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (PeriodOption, "period"),
    (MoneyOption, "amount"),
    (DayOption, "day"),
    (ConditionOption, "condition"),
    (ExpressionOption, "calculation"),
    (TermsOption, "terms"),
    (VersionField, "`1`"),
    (CurrencyField, "currency code"),
    (TimeZoneField, "time zone"),
    (MemoryField, "size or share"),
    (RateField, "number above 0"),
    (ColumnTarget, "header, position or calculation"),
    (LookupKey, "header, or mapping of headers to headers"),
    (MaxRejectsField, "share, number, both, or `unlimited`"),
    (NameKey, "name"),
    (fields.Boolean, "true or false"),
    (fields.Integer, "whole number"),
    (fields.Float, "number"),
    (fields.Decimal, "number"),
    (fields.String, "text"),
)


def options_table(schema: Schema, without: frozenset[str] = frozenset()) -> str:
    """All options of a schema, those of nested parts under their path."""
    rows = [row for row in option_rows(schema, "") if row[0].strip("`") not in without]
    return table(("option", "type", "default", "meaning"), rows)


def option_rows(schema: Schema, prefix: str, *, nested: bool = True) -> Iterator[tuple[str, str, str, str]]:
    """`tiers`, then `tiers[].name` and so on."""
    for attribute, option in schema.load_fields.items():
        key = f"{prefix}{option.data_key or attribute}"
        yield code(key), type_in_words(option), default_in_words(option), str(option.metadata.get("description", ""))
        inner = option.inner if isinstance(option, fields.List) else option
        if nested and isinstance(inner, fields.Nested) and isinstance(inner.schema, Schema):
            many = isinstance(option, fields.List) or inner.many
            yield from option_rows(inner.schema, f"{key}[]." if many else f"{key}.")
        named = option.value_field if isinstance(option, fields.Dict) else None
        if nested and isinstance(named, fields.Nested) and isinstance(named.schema, Schema):
            yield from option_rows(named.schema, f"{key}.<name>.")


def type_in_words(option: fields.Field[Any]) -> str:
    """What may stand there."""
    chosen = [check for check in _checks(option) if isinstance(check, validate.OneOf)]
    if chosen:
        return f"one of {codes(_shown(choice) for choice in chosen[0].choices)}"
    match option:
        case fields.List():
            return f"list of {_plural(type_in_words(option.inner))}"
        case OneOrMany():
            return "mapping, or list of mappings"
        case fields.Nested():
            return "list of mappings" if option.many else "mapping"
        case fields.Dict():
            key = "name" if option.key_field is None else type_in_words(option.key_field)
            value = "anything" if option.value_field is None else type_in_words(option.value_field)
            return f"mapping of {_plural(key)} to {_plural(value)}"
    return next((words for kind, words in _TYPES if isinstance(option, kind)), "see its meaning")


def _plural(words: str) -> str:
    if words == "number above 0":
        return "numbers above 0"
    return words if words in ("text", "terms", "anything") or words.startswith(("one of", "header")) else f"{words}s"


def _checks(option: fields.Field[Any]) -> list[Any]:
    return list(option.validators)


def _shown(value: object) -> str:
    return "\\t" if value == "\t" else str(value)


def default_in_words(option: fields.Field[Any]) -> str:
    """What holds where the option is left out."""
    if option.required:
        return "required"
    default = option.load_default
    if default is missing or default is None or callable(default):
        return ""
    if isinstance(default, bool):
        return code(str(default).lower())
    return code(f"{default.normalize():f}" if isinstance(default, Decimal) else _shown(default))
