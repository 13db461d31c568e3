"""The last value of a watermark, as it is kept between runs."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def kept_value(value: Any) -> str:
    """A value as text that `taken_value` gives back."""
    match value:
        case datetime():
            return json.dumps({"moment": value.isoformat()})
        case date():
            return json.dumps({"day": value.isoformat()})
        case Decimal():
            return json.dumps({"decimal": str(value)})
        case bytes():
            return json.dumps({"bytes": value.hex()})
        case int() | float() | str():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return json.dumps(str(value), ensure_ascii=False)


def taken_value(text: str) -> Any:
    """What was kept."""
    match json.loads(text):
        case {"moment": told}:
            return datetime.fromisoformat(told)
        case {"day": told}:
            return date.fromisoformat(told)
        case {"decimal": told}:
            return Decimal(told)
        case {"bytes": told}:
            return bytes.fromhex(told)
        case value:
            return value
