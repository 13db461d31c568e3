"""Values as the server writes them in JSON, which has neither days nor exact decimals."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


def decode(found: dict[str, Any]) -> Any:
    """A JSON object as a day, a moment in UTC or a decimal; any other as it is, its nested records under their plain names."""
    match found.get("__class__"):
        case "Decimal":
            return Decimal(found["decimal"])
        case "date":
            return date(found["year"], found["month"], found["day"])
        case "datetime":
            parts = {name: value for name, value in found.items() if name != "__class__"}
            return datetime(**parts, tzinfo=UTC)
        case _:
            return found


def moment(value: datetime) -> dict[str, Any]:
    """A moment for a domain."""
    value = value.astimezone(UTC)
    return {
        "__class__": "datetime",
        "year": value.year,
        "month": value.month,
        "day": value.day,
        "hour": value.hour,
        "minute": value.minute,
        "second": value.second,
        "microsecond": value.microsecond,
    }


def packed(document: Any) -> str:
    """A domain, an order or a context for an address or a header."""
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode()
