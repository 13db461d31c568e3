"""What the schemas of all parts share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import INCLUDE, RAISE, Schema, ValidationError, fields

from kartoteka.config.places import KeyPath
from kartoteka.config.words import found
from kartoteka.language import N_
from kartoteka.language import gettext as _


class PartSchema(Schema):
    """A part in which an unknown key is an error."""

    class Meta:
        unknown = RAISE


class ComponentSchema(Schema):
    """A part that names a component by `use`; keys that are not its own are the component's options."""

    class Meta:
        unknown = INCLUDE

    use = fields.String(
        required=True, metadata={"description": N_("The name of the component; `kartoteka plugins list` shows all.")}
    )

    @classmethod
    def own_keys(cls) -> frozenset[str]:
        return frozenset(cls._declared_fields)


class NameKey(fields.String):
    """A name that a person gives: of a pipeline, of a campaign. It becomes part of paths."""

    pattern: ClassVar[str] = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
    rule: ClassVar[str] = N_("use letters a-z or A-Z, digits, '-' and '_', beginning with a letter or digit, at most 64")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(self.pattern, value, re.ASCII):
            raise ValidationError(_("{value!r} cannot be a name here; {rule}", value=value, rule=_(self.rule)))
        return value


class StepKey(NameKey):
    """The name of a step. It is a column, and the prefix of columns, so it has to fit into a condition as it is."""

    pattern = r"[a-z][a-z0-9_]{0,47}"
    rule = N_("it becomes a column: use lower-case letters a-z, digits and '_', beginning with a letter, at most 48")

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs)
        if name in _RESERVED:
            raise ValidationError(_("'{name}' has a meaning of its own in conditions; take another name", name=name))
        return name


_RESERVED = frozenset(
    {
        *("and", "as_of", "between", "blacklisted", "case", "cast", "date", "distinct", "else", "end", "escape", "exists"),
        *("false", "from", "group", "having", "in", "interval", "is", "like", "limit", "not", "null", "on", "or", "order"),
        *("select", "then", "true", "union", "when", "where", "with"),
    }
)


class ShortForm(fields.Nested):
    """A source as a mapping, or as the path of a CSV file alone."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, partial: Any = None, **kwargs: Any
    ) -> Any:
        if not isinstance(value, str | Mapping):
            hint = _("write a path, or a mapping such as {use: csv, path: data/orders.csv}")
            told = _("found {value}", value=found(value))
            raise ValidationError(f"{told}; {hint}")
        return super()._deserialize(in_full(value), attr, data, partial, **kwargs)


class OneOrMany(fields.Nested):
    """One mapping, or a list of such."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, partial: Any = None, **kwargs: Any
    ) -> Any:
        if not isinstance(value, list):
            return super()._deserialize(value, attr, data, partial, **kwargs)
        loaded: list[Any] = []
        errors: dict[int, Any] = {}
        for index, item in enumerate(value):
            try:
                loaded.append(super()._deserialize(item, attr, data, partial, **kwargs))
            except ValidationError as error:
                errors[index] = error.messages
        if errors:
            raise ValidationError(errors)
        return loaded


def one_or_many(value: Any, key: KeyPath) -> list[tuple[KeyPath, Any]]:
    """Each mapping of such a value, and where it stands in the file."""
    if isinstance(value, list):
        return [((*key, index), item) for index, item in enumerate(value)]
    return [] if value is None else [(key, value)]


def in_full(source: Any) -> Any:
    """`data/orders.csv` as `{use: csv, path: data/orders.csv}`; anything else as it is."""
    return {"use": "csv", "path": source} if isinstance(source, str) else source
