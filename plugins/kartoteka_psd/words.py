"""Marks, values and verdicts as people read them: one function for each kind, so that other languages can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from kartoteka_psd.criteria import PROFITABILITY
from kartoteka_psd.judge import Judged, Measured
from kartoteka_psd.measures import AVERAGE_ORDER

_MOST_PLACES = 12


def number_in_words(value: Fraction, places: int = 2) -> str:
    """`2.67`, `3`, `1,250.5`: rounded, without idle zeros."""
    rounded = _rounded(value, places)
    digits = f"{rounded:,.{places}f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def mark_in_words(mark: Fraction, threshold: Fraction) -> str:
    """A mark with as many decimals as it takes to see on which side of the threshold it is."""
    for places in range(2, _MOST_PLACES):
        if (Fraction(_rounded(mark, places)) >= threshold) == (mark >= threshold):
            return number_in_words(mark, places)
    return number_in_words(mark, _MOST_PLACES)


def lack_in_words(lack: Fraction) -> str:
    """How much is missing, never `0`."""
    for places in range(2, _MOST_PLACES):
        if _rounded(lack, places):
            return number_in_words(lack, places)
    return "next to nothing"


def value_in_words(name: str, value: Fraction, currency: str) -> str:
    """`420 PLN` for orders, a number for anything else."""
    amount = number_in_words(value)
    if name != AVERAGE_ORDER:
        return amount
    return f"{_rounded(value, 2):,.2f} {currency}" if value.denominator != 1 else f"{amount} {currency}"


def measure_in_words(name: str) -> str:
    """`average order`, `decision days`."""
    return name.replace("_", " ")


def passes_if(judged: Judged, currency: str) -> str | None:
    """`average order rises to 420 PLN, or decision days falls to 12.5`: each alone would do; None where none would."""
    return ", or ".join(_ways(judged.measures, currency)) or None


def _ways(measures: Iterable[Measured], currency: str) -> Iterator[str]:
    for one in measures:
        name = measure_in_words(one.measure.name)
        if one.passes_at is None:
            continue
        if one.value is None:
            yield f"the mean mark of {name} rises to {_written(one.passes_at)}"
        else:
            way = "rises" if one.passes_at > one.value else "falls"
            yield f"{name} {way} to {_exact(one.measure.name, one.passes_at, currency)}"


def _exact(name: str, value: Fraction, currency: str) -> str:
    digits = _written(value)
    return f"{digits} {currency}" if name == AVERAGE_ORDER else digits


def _written(value: Fraction) -> str:
    """With all the decimals that it has, up to twelve; then rounded up."""
    places = next((places for places in range(_MOST_PLACES) if (value * 10**places).denominator == 1), None)
    if places is None:
        shown = -((-value * 10**4) // 1) / Fraction(10**4)
        return number_in_words(shown, 4)
    return number_in_words(value, places)


def verdict(judged: Judged, currency: str) -> str:
    """One sentence: why the segment passes, or why not and what would change it."""
    if judged.passed:
        return "passes"
    parts = [_failure(judged, criterion) for criterion in judged.failed]
    if judged.unanswered:
        parts.append(f"unanswered: {', '.join(_open(judged, criterion) for criterion in judged.unanswered)}")
    ways = passes_if(judged, currency)
    if ways is not None:
        parts.append(f"profitability passes if {ways}")
    return "; ".join(parts)


def _failure(judged: Judged, criterion: str) -> str:
    mark, lack, threshold = judged.marks[criterion], judged.short_by(criterion), judged.thresholds[criterion]
    assert mark is not None
    assert lack is not None
    return f"fails {criterion}: {mark_in_words(mark, threshold)} is {lack_in_words(lack)} short of {number_in_words(threshold)}"


def _open(judged: Judged, criterion: str) -> str:
    if criterion == PROFITABILITY and not judged.members:
        return f"{criterion} (there are no customers to judge by)"
    reasons = [one.why for one in judged.measures if one.why and one.measure.weight] if criterion == PROFITABILITY else []
    return f"{criterion} ({', '.join(reasons)})" if reasons else criterion


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half to even."""
    scaled = round(value * 10**places)
    return Decimal(scaled).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
