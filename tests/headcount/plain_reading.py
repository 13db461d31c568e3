"""The rule once more, slowly: every whole number that a headcount may mean is looked at by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

MOST = 60
"""More than any bound that a test draws: beyond it nothing changes."""


def takes(band: Mapping[str, Any], employees: int) -> bool:
    """Whether a band as it is written takes a headcount."""
    return (
        ("at_least" not in band or employees >= band["at_least"])
        and ("more_than" not in band or employees > band["more_than"])
        and ("at_most" not in band or employees <= band["at_most"])
        and ("less_than" not in band or employees < band["less_than"])
    )


def size_of(employees: int, bands: Sequence[Mapping[str, Any]]) -> tuple[str, str | None]:
    """The size of one headcount, and why it is unknown."""
    for band in bands:
        if takes(band, employees):
            return band["name"], None
    taken = [number for number in range(MOST) if any(takes(band, number) for band in bands)]
    if employees < min(taken):
        return "too-small", None
    return "unknown", "above-bands" if employees > max(taken) else "between-bands"


def size(
    low: int | None, high: int | None, bands: Sequence[Mapping[str, Any]], straddle: str = "unknown"
) -> tuple[str, str | None]:
    """The size of a headcount from `low` to `high`, None for no end."""
    if low is None:
        return "unknown", "no-headcount"
    found = [size_of(number, bands) for number in range(low, (MOST if high is None else high) + 1)]
    if straddle != "unknown":
        return found[0] if straddle == "lower" else found[-1]
    return found[0] if len(set(found)) == 1 else ("unknown", "straddles")


def segment(
    size_band: str, competitor: str | None, until: date | None, as_of: date, products: Sequence[Sequence[str]], main: set[str]
) -> str:
    """The segment; `products` are those of each order."""
    if competitor is not None and until is not None and until > as_of:
        return "competitor"
    if main and products and not any(product in main for order in products for product in order):
        return "occasional"
    return size_band
