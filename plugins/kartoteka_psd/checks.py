"""What is wrong with the options, seen together with the columns that there are; and what is hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction

from kartoteka import BLACKLIST, Boolean, ColumnType, Integer, Money, Number, Text
from kartoteka_psd.criteria import PROFITABILITY
from kartoteka_psd.measures import AVERAGE_ORDER, Measure, turns

_NUMBERS = (Integer, Money, Number)
_TEXTS = (Text, Boolean)

Found = tuple[tuple[str | int, ...], str, str]
"""The path of an option, what was found, what would do."""


def wrong_measures(measures: Sequence[Measure], columns: Mapping[str, ColumnType]) -> Iterator[Found]:
    """Measures of columns that there are not, or of the wrong kind."""
    for measure in measures:
        key = ("profitability", measure.name)
        if measure.name == AVERAGE_ORDER:
            if measure.marks:
                yield (*key, "marks"), "the average order is a number", "give it anchors: {300: 1, 1500: 5}"
            continue
        type_ = columns.get(measure.name)
        if type_ is None:
            fitting = [name for name, one in columns.items() if one in (_NUMBERS if measure.anchors else _TEXTS)]
            mapped = f"or say which column of the customers it is: columns: {{{measure.name}: …}} under sources.customers"
            hint = _meant(measure.name, [AVERAGE_ORDER, *fitting])
            yield key, f"there is no column {measure.name!r}", hint if "did you mean" in hint else f"{hint}; {mapped}"
        elif measure.anchors and type_ not in _NUMBERS:
            instead = "give it marks: {prepaid: 5, postpaid: 2}" if type_ in _TEXTS else "take a column of numbers or texts"
            yield (*key, "anchors"), f"{measure.name} is no number but {type_}", instead
        elif measure.marks and type_ not in _TEXTS:
            instead = "give it anchors: {300: 1, 1500: 5}" if type_ in _NUMBERS else "take a column of numbers or texts"
            yield (*key, "marks"), f"{measure.name} is no text but {type_}", instead


def wrong_segments(leave_out: Sequence[str], segments: Sequence[str]) -> Iterator[Found]:
    """Segments to be left out that there are not."""
    for index, segment in enumerate(leave_out):
        if segment not in segments:
            others = [one for one in segments if one != BLACKLIST]
            yield ("leave_out", index), f"there is no segment {segment!r}", _meant(segment, others)
    if {*segments} <= {*leave_out, BLACKLIST}:
        yield ("leave_out",), "every segment is left out", "leave at least one to be judged"


def _meant(name: str, names: Sequence[str]) -> str:
    near = get_close_matches(name, names, n=1)
    return f"did you mean {near[0]!r}? there is {', '.join(names)}" if near else f"there is {', '.join(names)}"


def lint(measures: Sequence[Measure], thresholds: Mapping[str, Fraction]) -> Iterator[str]:
    """Measures that make no difference, marks that rise and fall, a threshold that is out of reach or below everything."""
    for measure in measures:
        if measure.lowest == measure.highest:
            yield f"{measure.name} has the mark {float(measure.lowest):g} whatever it is, so it tells no segments apart"
        elif measure.anchors and turns(measure.anchors):
            yield f"the marks of {measure.name} turn between rising and falling with the value; is that meant?"
    whole = sum(measure.weight for measure in measures)
    threshold = thresholds[PROFITABILITY]
    highest = sum(measure.weight * measure.highest for measure in measures) / whole
    lowest = sum(measure.weight * measure.lowest for measure in measures) / whole
    if highest < threshold:
        yield f"no segment can pass profitability: the best mark is {float(highest):g}, and {float(threshold):g} is asked"
    elif lowest >= threshold:
        yield f"every segment passes profitability: the worst mark is {float(lowest):g}, and {float(threshold):g} is asked"
