"""What is wrong with the options, seen together with the columns that there are; and what is hardly meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction

from kartoteka import BLACKLIST, Boolean, ColumnType, Integer, Money, Number, Text
from kartoteka import gettext as _
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
                yield (*key, "marks"), _("the average order is a number"), _("give it anchors: {300: 1, 1500: 5}")
            continue
        type_ = columns.get(measure.name)
        if type_ is None:
            fitting = [name for name, one in columns.items() if one in (_NUMBERS if measure.anchors else _TEXTS)]
            hint = _meant_column(measure.name, [AVERAGE_ORDER, *fitting])
            yield key, _("there is no column {name!r}", name=measure.name), hint
        elif measure.anchors and type_ not in _NUMBERS:
            instead = _("take a column of numbers or texts")
            if type_ in _TEXTS:
                instead = _("give it marks: {prepaid: 5, postpaid: 2}")
            yield (*key, "anchors"), _("{name} is no number but {type}", name=measure.name, type=type_), instead
        elif measure.marks and type_ not in _TEXTS:
            instead = _("take a column of numbers or texts")
            if type_ in _NUMBERS:
                instead = _("give it anchors: {300: 1, 1500: 5}")
            yield (*key, "marks"), _("{name} is no text but {type}", name=measure.name, type=type_), instead


def wrong_segments(leave_out: Sequence[str], segments: Sequence[str]) -> Iterator[Found]:
    """Segments to be left out that there are not."""
    for index, segment in enumerate(leave_out):
        if segment not in segments:
            others = [one for one in segments if one != BLACKLIST]
            yield ("leave_out", index), _("there is no segment {name!r}", name=segment), _meant(segment, others)
    if {*segments} <= {*leave_out, BLACKLIST}:
        yield ("leave_out",), _("every segment is left out"), _("leave at least one to be judged")


def _meant(name: str, names: Sequence[str]) -> str:
    near, there = get_close_matches(name, names, n=1), ", ".join(names)
    if near:
        return _("did you mean {near!r}? there is {names}", near=near[0], names=there)
    return _("there is {names}", names=there)


def _meant_column(name: str, names: Sequence[str]) -> str:
    if get_close_matches(name, names, n=1):
        return _meant(name, names)
    return _(
        "there is {names}; or say which column of the customers it is: columns: {{{name}: …}} under sources.customers",
        names=", ".join(names),
        name=name,
    )


def lint(measures: Sequence[Measure], thresholds: Mapping[str, Fraction]) -> Iterator[str]:
    """Measures that make no difference, marks that rise and fall, a threshold that is out of reach or below everything."""
    for measure in measures:
        if measure.lowest == measure.highest:
            yield _(
                "{name} has the mark {mark} whatever it is, so it tells no segments apart",
                name=measure.name,
                mark=_mark(measure.lowest),
            )
        elif measure.anchors and turns(measure.anchors):
            yield _("the marks of {name} turn between rising and falling with the value; is that meant?", name=measure.name)
    whole = sum(measure.weight for measure in measures)
    threshold = thresholds[PROFITABILITY]
    highest = sum(measure.weight * measure.highest for measure in measures) / whole
    lowest = sum(measure.weight * measure.lowest for measure in measures) / whole
    if highest < threshold:
        yield _(
            "no segment can pass profitability: the best mark is {mark}, and {threshold} is asked",
            mark=_mark(highest),
            threshold=_mark(threshold),
        )
    elif lowest >= threshold:
        yield _(
            "every segment passes profitability: the worst mark is {mark}, and {threshold} is asked",
            mark=_mark(lowest),
            threshold=_mark(threshold),
        )


def _mark(mark: Fraction | float) -> str:
    return f"{float(mark):g}"
