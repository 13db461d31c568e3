"""JSON for machines: keys sorted, money as text so that no digit is lost, days and moments in ISO 8601."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import PurePath

_CONTROLS = re.compile(r"[\x7f-\x9f]")


def json_text(value: object) -> str:
    """One JSON document, indented; the same value gives the same bytes.

    Raises:
        TypeError: It holds something that has no form in JSON.
    """
    text = json.dumps(_plain(value), sort_keys=True, ensure_ascii=False, indent=2, allow_nan=False)
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> object:
    """The value in strings, numbers, booleans, lists and dicts. A number that JSON cannot write is null."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return str(value)
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return f"{value:f}"
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case PurePath():
            return str(value)
        case Mapping():
            return {_key(key): _plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
        case Iterable():
            return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a {type(value).__name__} has no form in JSON")


def _key(key: object) -> str:
    """Keys are text in JSON: as the value would be written, without quotes."""
    plain = _plain(key)
    return plain if isinstance(plain, str) else json.dumps(plain)
