"""The JSON schema of a stream as flat columns."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kartoteka import InputError, list_in_words
from kartoteka import gettext as _

SEPARATOR = "__"
"""Between the names of a property and of one inside it, as Singer targets have it."""

JsonSchema = Mapping[str, Any]


class Kind(enum.Enum):
    """How the values of a column are kept."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: The names of the properties that lead to it, joined.
        path: They.
        kind: How its values are kept.
    """

    name: str
    path: tuple[str, ...]
    kind: Kind


def columns_of(schema: JsonSchema, stream: str, only: Collection[str] = (), text: Collection[str] = ()) -> tuple[Column, ...]:
    """The columns of a stream, in the order of its schema. Objects whose properties are told are taken apart.

    Args:
        schema: Of its records.
        stream: Its name, for messages.
        only: The properties that are wanted, by the names of their columns; an object's own name stands for all that is in
            it. All where empty.
        text: Columns that are kept as text, whatever the schema says.

    Raises:
        InputError: Two properties come to the same column.
    """
    found: dict[str, Column] = {}
    for column in _flat(schema.get("properties"), ()):
        if only and not any(column.name == name or column.name.startswith(name + SEPARATOR) for name in only):
            continue
        twin = found.setdefault(column.name, column)
        if twin is not column:
            names = list_in_words([" > ".join(one.path) for one in (twin, column)])
            raise InputError(
                _(
                    "stream {stream!r}: {names} would both be the column {column!r}",
                    stream=stream,
                    names=names,
                    column=column.name,
                )
            )
    return tuple(
        Column(one.name, one.path, Kind.TEXT if one.name in text or one.path[0] in text else one.kind) for one in found.values()
    )


def united(columns: Sequence[Column], more: Sequence[Column]) -> tuple[Column, ...]:
    """All columns of two schemas of one stream, each of a kind that holds the values of both."""
    found = {column.name: column for column in columns}
    for column in more:
        before = found.get(column.name)
        kind = column.kind if before is None else _wider(before.kind, column.kind)
        found[column.name] = Column(column.name, column.path, kind)
    return tuple(found.values())


def _wider(one: Kind, other: Kind) -> Kind:
    if one is other:
        return one
    return Kind.NUMBER if {one, other} == {Kind.INTEGER, Kind.NUMBER} else Kind.TEXT


def _flat(properties: Any, above: tuple[str, ...]) -> Iterator[Column]:
    if not isinstance(properties, Mapping):
        return
    for name, schema in properties.items():
        path = (*above, str(name))
        shapes = list(_shapes(schema))
        inside = [shape for shape in shapes if isinstance(shape.get("properties"), Mapping) and shape["properties"]]
        if inside and len(shapes) == 1:
            yield from _flat(inside[0]["properties"], path)
        else:
            yield Column(SEPARATOR.join(path), path, _kind(shapes))


def _shapes(schema: Any) -> Iterator[JsonSchema]:
    """What a value may be, beside null, each of one type; nothing where the schema does not say."""
    if not isinstance(schema, Mapping):
        return
    for several in ("anyOf", "oneOf"):
        for one in schema.get(several) or ():
            yield from _shapes(one)
    types = schema.get("type")
    for type_ in [types] if isinstance(types, str) else types or (["object"] if "properties" in schema else []):
        if type_ != "null":
            yield {**schema, "type": type_}


def _kind(shapes: Sequence[JsonSchema]) -> Kind:
    kinds = {_kind_of(shape) for shape in shapes}
    if kinds == {Kind.INTEGER, Kind.NUMBER}:
        return Kind.NUMBER
    return kinds.pop() if len(kinds) == 1 else Kind.TEXT


def _kind_of(shape: JsonSchema) -> Kind:
    match shape["type"]:
        case "integer":
            return Kind.INTEGER
        case "number":
            return Kind.NUMBER
        case "boolean":
            return Kind.BOOLEAN
        case "string" if shape.get("format") == "singer.decimal":
            return Kind.NUMBER
        case _:
            return Kind.TEXT
