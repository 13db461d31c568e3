"""Marks, values and verdicts as people read them: one function for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from kartoteka import decimal_in_words, pgettext
from kartoteka import gettext as _
from kartoteka_psd.criteria import PROFITABILITY
from kartoteka_psd.judge import Judged, Measured
from kartoteka_psd.measures import AVERAGE_ORDER
from kartoteka_psd.names import criterion_in_words, measure_in_words

_MOST_PLACES = 12


def number_in_words(value: Fraction, places: int = 2) -> str:
    """`2.67`, `3`, `1,250.5`: rounded, without idle zeros."""
    rounded = _rounded(value, places)
    needed = next((needed for needed in range(places) if (rounded * 10**needed) % 1 == 0), places)
    return decimal_in_words(rounded, needed)


def mark_in_words(mark: Fraction, threshold: Fraction) -> str:
    """A mark with as many decimals as it takes to see on which side of the threshold it is."""
    for places in range(2, _MOST_PLACES):
        if (Fraction(_rounded(mark, places)) >= threshold) == (mark >= threshold):
            return number_in_words(mark, places)
    return number_in_words(mark, _MOST_PLACES)


def lack_in_words(lack: Fraction) -> str | None:
    """How much is missing, never `0`; None where it is next to nothing."""
    for places in range(2, _MOST_PLACES):
        if _rounded(lack, places):
            return number_in_words(lack, places)
    return None


def value_in_words(name: str, value: Fraction, currency: str) -> str:
    """`420 PLN` for orders, a number for anything else."""
    if name != AVERAGE_ORDER:
        return number_in_words(value)
    digits = number_in_words(value) if value.denominator == 1 else decimal_in_words(_rounded(value, 2), 2)
    return _amount(digits, currency)


def passes_if(judged: Judged, currency: str) -> str | None:
    """`average order rises to 420 PLN, or decision days falls to 12.5`: each alone would do; None where none would."""
    told = None
    for way in reversed(list(_ways(judged.measures, currency))):
        told = way if told is None else _("{way}, or {others}", way=way, others=told)
    return told


def _ways(measures: Iterable[Measured], currency: str) -> Iterator[str]:
    for one in measures:
        name = measure_in_words(one.measure.name)
        if one.passes_at is None:
            continue
        if one.value is None:
            yield _("the mean mark of {measure} rises to {mark}", measure=name, mark=_written(one.passes_at))
            continue
        value = _exact(one.measure.name, one.passes_at, currency)
        if one.passes_at > one.value:
            yield _("{measure} rises to {value}", measure=name, value=value)
        else:
            yield _("{measure} falls to {value}", measure=name, value=value)


def _exact(name: str, value: Fraction, currency: str) -> str:
    digits = _written(value)
    return _amount(digits, currency) if name == AVERAGE_ORDER else digits


def _amount(digits: str, currency: str) -> str:
    return pgettext("an amount", "{number} {currency}", number=digits, currency=currency)


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
        return pgettext("a segment", "passes")
    parts = [_failure(judged, criterion) for criterion in judged.failed]
    if judged.unanswered:
        parts.append(_("unanswered: {criteria}", criteria=", ".join(_open(judged, one) for one in judged.unanswered)))
    ways = passes_if(judged, currency)
    if ways is not None:
        parts.append(_("profitability passes if {ways}", ways=ways))
    return "; ".join(parts)


def _failure(judged: Judged, criterion: str) -> str:
    mark, short_by, threshold = judged.marks[criterion], judged.short_by(criterion), judged.thresholds[criterion]
    assert mark is not None
    assert short_by is not None
    places = {
        "criterion": criterion_in_words(criterion),
        "mark": mark_in_words(mark, threshold),
        "threshold": number_in_words(threshold),
    }
    lack = lack_in_words(short_by)
    if lack is None:
        return _("fails {criterion}: {mark} is next to nothing short of {threshold}", **places)
    return _("fails {criterion}: {mark} is {lack} short of {threshold}", lack=lack, **places)


def _open(judged: Judged, criterion: str) -> str:
    name = criterion_in_words(criterion)
    if criterion != PROFITABILITY:
        return name
    if not judged.members:
        return _("{criterion} (there are no customers to judge by)", criterion=name)
    reasons = [one.why for one in judged.measures if one.why and one.measure.weight]
    return _("{criterion} ({reasons})", criterion=name, reasons=", ".join(reasons)) if reasons else name


def _rounded(value: Fraction, places: int) -> Decimal:
    """Half to even."""
    scaled = round(value * 10**places)
    return Decimal(scaled).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
