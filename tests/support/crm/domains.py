"""Tryton's domains over records in memory, as far as the stand-in needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


def fits(record: Record, domain: Sequence[Any]) -> bool:
    """Whether a record is in a domain. As in the real server inactive records need a clause that speaks of `active`."""
    return _fits(record, domain) and (bool(record.get("active", True)) or "active" in _fields(domain))


def values(record: Any, path: Sequence[str]) -> Iterator[Any]:
    """The values at the end of a path."""
    if isinstance(record, list):
        for one in record:
            yield from values(one, path)
    elif not path:
        yield record
    elif record is not None:
        yield from values(record.get(path[0]), path[1:])


def _fits(record: Record, domain: Sequence[Any]) -> bool:
    if domain and isinstance(domain[0], str) and domain[0] not in ("OR", "AND"):
        field, operator, value = domain
        return any(_compares(one, operator, value) for one in values(record, field.split(".")))
    either = bool(domain) and domain[0] == "OR"
    parts = [_fits(record, part) for part in domain if part not in ("OR", "AND")]
    return any(parts) if either else all(parts)


def _compares(value: Any, operator: str, wanted: Any) -> bool:
    if isinstance(value, dict) and operator != "where":
        value = value["id"]
    match operator:
        case "=":
            return bool(value == wanted)
        case "in":
            return value in wanted or (value is True and 1 in wanted)
        case "not in":
            return value not in wanted
        case ">":
            return bool(value > wanted)
        case ">=":
            return value is not None and bool(value >= wanted)
        case "where":
            return fits(value, wanted)
        case _:
            raise AssertionError(operator)


def _fields(domain: Sequence[Any]) -> set[str]:
    if domain and isinstance(domain[0], str) and domain[0] not in ("OR", "AND"):
        return {domain[0]}
    return {field for part in domain if part not in ("OR", "AND") for field in _fields(part)}
