"""Values of a database as texts that landing reads one way only."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_ZEROS = re.compile(r"(\.[0-9]*?)0+\Z")


def plain_number(number: Decimal) -> str:
    """A number with a point, without zeros at its end: `12.5`.

    Three decimals get a fourth: `1.234` alone could be a thousand and more, and would settle no decimal mark.
    """
    if not number.is_finite():
        return str(number)
    text = format(number, "f")
    if "." in text:
        text = _ZEROS.sub(r"\1", text).removesuffix(".")
    return f"{text}0" if text[-4:-3] == "." else text


def plain_numbers(texts: pa.Array) -> pa.Array:
    """The same for an array of numbers that are spelt with a point."""
    import pyarrow.compute as pc

    # Several plain passes take a fraction of one with a regular expression.
    trimmed = pc.ascii_rtrim(pc.ascii_rtrim(texts, "0"), ".")
    texts = pc.if_else(pc.match_substring(texts, "."), trimmed, texts)
    three = pc.equal(pc.find_substring(texts, "."), pc.subtract(pc.binary_length(texts), 4))
    three = pc.and_(three, pc.greater(pc.binary_length(texts), 4))
    return pc.if_else(three, pc.binary_join_element_wise(texts, "0", ""), texts)


def plain_texts(values: Sequence[Any]) -> pa.Array:
    """A column as it came from a driver, as texts; nothing stays nothing."""
    import pyarrow as pa

    kinds = {type(value) for value in values} - {type(None)}
    if kinds <= {str}:
        return pa.array(values, pa.string())
    return pa.array([None if value is None else plain_text(value) for value in values], pa.string())


def plain_text(value: Any) -> str:
    """One value: `true`, `12.5`, `2026-11-30 08:00:00+00:00`, `\\x00ff`, JSON for what is nested."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return plain_number(Decimal(repr(value)))
        case Decimal():
            return plain_number(value)
        case datetime():
            return value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return _hours(value)
        case bytes() | bytearray() | memoryview():
            return f"\\x{bytes(value).hex()}"
        case dict() | list() | tuple():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return str(value)


def _hours(length: timedelta) -> str:
    seconds = abs(length) // timedelta(seconds=1)
    sign = "-" if length < timedelta() else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
