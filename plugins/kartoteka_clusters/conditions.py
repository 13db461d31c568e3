"""The paths of a tree as conditions of a project file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kartoteka_clusters.features import Compared
from kartoteka_clusters.tree import Leaf, Question

_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")
_WORDS = frozenset(
    "and as as_of between by case date else end false from group in interval is like not null or order "
    "select then timestamp true user when where".split()
)


def condition_of(leaf: Leaf) -> str:
    """What has to hold for a customer to come to a leaf: for each field the narrowest bounds that its path asks."""
    by_field: dict[str, list[tuple[Question, bool]]] = {}
    for question, answer in leaf.path:
        by_field.setdefault(question.field.name, []).append((question, answer))
    parts = []
    for asked in by_field.values():
        field = asked[0][0].field
        parts += _of_category(field, asked) if field.is_category else _of_number(field, asked)
    return " and ".join(parts)


def is_missing(fields: Sequence[Compared]) -> str:
    """One of the fields is not known."""
    return " or ".join(_nothing(field) for field in fields)


def _of_number(field: Compared, asked: Sequence[tuple[Question, bool]]) -> list[str]:
    name = column(field.name) if field.kind != "day" else f"days_between({column(field.name)}, as_of)"
    at_most = [question.bound for question, answer in asked if answer and question.bound is not None]
    above = [question.bound for question, answer in asked if not answer and question.bound is not None]
    average = asked[0][0].average
    parts = []
    if above:
        parts.append(_or_missing(f"{name} > {_number(max(above))}", field, average is not None and average > max(above)))
    if at_most:
        parts.append(_or_missing(f"{name} <= {_number(min(at_most))}", field, average is not None and average <= min(at_most)))
    return parts


def _of_category(field: Compared, asked: Sequence[tuple[Question, bool]]) -> list[str]:
    name = column(field.name)
    has = [question.value for question, answer in asked if answer and question.value is not None]
    has_not = [question.value for question, answer in asked if not answer and question.value is not None]
    if has:
        return [_has(field, name, has[0])]
    if field.kind == "truth":
        return [f"{name} is not {'true' if value == 'yes' else 'false'}" for value in has_not]
    unequal = f"{name} <> {_text(has_not[0])}" if len(has_not) == 1 else f"{name} not in ({', '.join(map(_text, has_not))})"
    return [_or_missing(unequal, field, asked[0][0].gaps)]


def _has(field: Compared, name: str, value: str) -> str:
    return f"{name} is {'true' if value == 'yes' else 'false'}" if field.kind == "truth" else f"{name} = {_text(value)}"


def _or_missing(condition: str, field: Compared, counts: bool) -> str:
    return f"({condition} or {_nothing(field)})" if counts else condition


def _nothing(field: Compared) -> str:
    return f"{column(field.name)} is null"


def column(name: str) -> str:
    """A column as conditions write it."""
    return name if _PLAIN.fullmatch(name) and name not in _WORDS else '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _number(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:.12f}".rstrip("0")
