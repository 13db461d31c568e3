"""A nested object as one row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kartoteka import gettext as _

_DEEPEST = 20


def flat(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of an object, those of objects in it under both names with a dot between: `address.city`.

    Raises:
        ValueError: Two values come to one name.
    """
    if not any(isinstance(inner, dict) for inner in value.values()):
        return value
    values: dict[str, Any] = {}
    _fill(values, value, "", 0)
    return values


def _fill(values: dict[str, Any], value: Mapping[str, Any], before: str, depth: int) -> None:
    for name, inner in value.items():
        path = f"{before}{name}"
        if isinstance(inner, dict) and inner and depth < _DEEPEST:
            _fill(values, inner, f"{path}.", depth + 1)
        elif path in values:
            raise ValueError(_("has {path!r} twice, as a key and as parts of one", path=path))
        else:
            values[path] = inner


def is_whole(value: Any) -> bool:
    """Whether no text in a value holds one half of a character that needs two, as a cut `\\ud83d` is."""
    match value:
        case str():
            return not any("\ud800" <= letter <= "\udfff" for letter in value)
        case list():
            return all(map(is_whole, value))
        case dict():
            return all(is_whole(part) for pair in value.items() for part in pair)
        case _:
            return True
